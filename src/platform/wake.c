#include "platform/wake.h"

#include <time.h>

bool wake_slept_at(struct wake *wake, double now_s)
{
    bool slept = wake->last_s > 0.0 && now_s - wake->last_s > WAKE_GAP_S;
    wake->last_s = now_s;
    return slept;
}

bool wake_slept(struct wake *wake)
{
    // CLOCK_MONOTONIC stands still while the machine sleeps.
    struct timespec now;
    if (clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return false;
    return wake_slept_at(wake, (double)now.tv_sec + (double)now.tv_nsec * 1e-9);
}
