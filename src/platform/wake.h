/// Notices that the machine slept, or that the program was stopped: nobody practised meanwhile.
#pragma once

#include <stdbool.h>

/// Not to have run for so long is sleep; a slow disk or a busy machine takes less.
#define WAKE_GAP_S 5.0

struct wake {
    double last_s; ///< 0: not asked yet
};

/// Ask every frame. True if more than WAKE_GAP_S have passed since it was asked last, by a clock
/// that goes on while the machine sleeps.
bool wake_slept(struct wake *wake);

/// The same at a given time, seconds.
bool wake_slept_at(struct wake *wake, double now_s);
