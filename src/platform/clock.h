/// Time from outside: the monotonic clock, whole ticks of it, and the pace of frames.
#pragma once

#include <stdbool.h>

/// Seconds of the monotonic clock. It stands still while the machine sleeps and knows nothing of
/// changes to the date, so neither moves a practice.
double clock_now_s(void);

/// Seconds of processor time that the whole process has used.
double clock_cpu_s(void);

/// Largest memory that the process has had, bytes.
long clock_peak_memory_bytes(void);

/// Sleeps until the monotonic clock shows `at_s`; returns at once if that has passed, earlier if a
/// signal comes.
void clock_sleep_until(double at_s);

/// Turns the time that passes into whole ticks.
struct ticker {
    double last_s;    ///< when it was asked last
    double fraction;  ///< 0..1 of a tick that has passed beyond the whole ones
    double stalled_s; ///< time that was left out, in all
};

/// A stall longer than this (a debugger, a stopped process) counts as this long: a practice may
/// lose a second, but must not leap.
#define TICKER_STALL_S 1.0

struct ticker ticker_start(double now_s);

/// Whole ticks since the call before; `fraction` is what is left over.
long ticker_advance(struct ticker *ticker, double now_s);

/// When the frames come: absolute deadlines, so that errors do not add up. More than
/// PACER_LATE_FRAMES late, the pace starts anew from now.
struct pacer {
    double period_s;
    double deadline_s;
};

enum { PACER_LATE_FRAMES = 4 };

struct pacer pacer_start(double period_s, double now_s);

/// When the next frame is to be begun, given that the last one is done at `now_s`.
double pacer_next(struct pacer *pacer, double now_s);
