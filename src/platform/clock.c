#include "platform/clock.h"

#include "coach/content.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <sys/resource.h>
#include <time.h>

static double read_clock(clockid_t id)
{
    struct timespec time;
    clock_gettime(id, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

double clock_now_s(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double clock_cpu_s(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

long clock_peak_memory_bytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024;
}

void clock_sleep_until(double at_s)
{
    double whole_s = floor(at_s);
    struct timespec time = {.tv_sec = (time_t)whole_s, .tv_nsec = (long)((at_s - whole_s) * 1e9)};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL);
}

struct ticker ticker_start(double now_s)
{
    return (struct ticker){.last_s = now_s};
}

long ticker_advance(struct ticker *ticker, double now_s)
{
    double passed_s = fmax(now_s - ticker->last_s, 0.0);
    if (passed_s > TICKER_STALL_S) {
        ticker->stalled_s += passed_s - TICKER_STALL_S;
        passed_s = TICKER_STALL_S;
    }
    ticker->last_s = now_s;
    double ticks = ticker->fraction + passed_s * TICKS_PER_S;
    double whole = floor(ticks);
    ticker->fraction = ticks - whole;
    return (long)whole;
}

struct pacer pacer_start(double period_s, double now_s)
{
    assert(period_s > 0.0);
    return (struct pacer){.period_s = period_s, .deadline_s = now_s};
}

double pacer_next(struct pacer *pacer, double now_s)
{
    double late_s = now_s - (pacer->deadline_s + pacer->period_s);
    if (late_s > PACER_LATE_FRAMES * pacer->period_s)
        pacer->deadline_s = now_s;
    else
        pacer->deadline_s += pacer->period_s;
    return pacer->deadline_s;
}
