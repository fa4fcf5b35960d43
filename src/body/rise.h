/// How far limbs rise on their way between two keys so that the floor is not in their way.
///
/// A spline through joint angles knows no floor. Where it would lead a hand, an elbow, a knee or
/// a foot too low, that part is lifted along a curve that was made once, when the motion was
/// prepared: a cubic B-spline over the segment that stays above what is needed everywhere and is
/// nothing, with its speed and acceleration, at both keys. So a limb that comes to the floor
/// neither stops there with a jerk nor waits for the last instant to give way.
#pragma once

#include "body/side.h"

enum rise_id {
    RISE_HAND_R,
    RISE_HAND_L,
    RISE_ELBOW_R,
    RISE_ELBOW_L,
    RISE_KNEE_R,
    RISE_KNEE_L,
    RISE_FOOT_R,
    RISE_FOOT_L,
    RISE_COUNT
};

static inline enum rise_id rise_of(enum rise_id right_id, enum side side)
{
    return (enum rise_id)((int)right_id + (int)side);
}

/// Of one instant: metres, but of elbows the angle by which they turn aside, radians.
struct rise {
    float at[RISE_COUNT];
};

enum { RISE_PIECES = 12, RISE_SAMPLES = 3 * RISE_PIECES };

/// Of one segment: the B-spline's inner control values. All zero: nothing is in the way.
struct rise_course {
    float control[RISE_COUNT][RISE_PIECES - 3];
};

/// At `u` in [0, 1] of the segment.
struct rise rise_at(const struct rise_course *course, float u);

/// How much more each part must rise at `u` with this course; 0 or less: nothing is missing.
typedef struct rise rise_missing(void *context, const struct rise_course *course, float u);

/// Find a course with which nothing is missing any more, as far as lifting helps.
void rise_find(struct rise_course *course, rise_missing *missing, void *context);
