/// The breath: a closed form of time, so that seeking cannot break it.
///
/// A stretch of time is divided into whole cycles. Inhale and exhale are minimum-jerk strokes;
/// there are no pauses: 0.4 s pauses add nothing (Laborde 2021), and a longer exhale calms
/// (Van Diest 2014). Default 4 s in, 6 s out: six a minute (Russo 2017). It is not reached at
/// once: the course begins at a pace near one's own, and it is mainly the exhale that grows longer.
#pragma once

#include <stdbool.h>

struct breath_pace {
    float in_s, out_s;
};

struct breath_pace breath_pace_default(void);

/// Where one is in the breath.
struct breath {
    bool inhaling;
    int cycle;      ///< which cycle of the stretch, from 0
    int cycles;     ///< how many the stretch has
    float progress; ///< 0..1 within this inhale or exhale
    float fill;     ///< 0 = end of the exhale, 1 = end of the inhale
    float stroke_s; ///< length of this inhale or exhale
};

/// How many whole cycles fit best into `length_s`: at least one.
int breath_cycles(const struct breath_pace *pace, double length_s);

/// The breath at `t_s` into a stretch of `length_s` that holds breath_cycles() equal cycles.
struct breath breath_at(const struct breath_pace *pace, double length_s, double t_s);

/// A pace that changes: from `first` at the start of the practice to `goal`, evenly over `ramp_s`.
struct breath_course {
    struct breath_pace first, goal;
    double ramp_s;
};

/// From ten breaths a minute (3 s in, 3 s out) to breath_pace_default() over two minutes.
struct breath_course breath_course_default(void);

struct breath_pace breath_course_pace(const struct breath_course *course, double t_s);

/// What no breath of a course exceeds while its stretch is long enough for one breath (6 s).
#define BREATH_IN_LEAST_S 3.0
#define BREATH_OUT_MOST_S 8.0

/// The breath at `t_s` into the stretch from `start_s` of the practice on, `length_s` long: whole
/// cycles, each as long as the course wants it there, all a little longer or shorter to fit.
struct breath breath_on_course(const struct breath_course *course, double start_s, double length_s,
                               double t_s);
