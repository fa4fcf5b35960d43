/// What a motion remembers of each of its keys.
///
/// A spline through joint angles runs through a key; a planted hand stands still there, a hip
/// that hangs on its knees has a speed of its own. Where what leads a part changes at a key, the
/// freer side gets a small extra movement, nothing at both ends of its segment, that gives it the
/// firmer side's speed: so no part starts or stops with a jerk.
#pragma once

#include "body/spline.h"
#include "body/touch.h"

struct motion_knot {
    struct stance_vector value, slope;
    struct touch_carry
        arriving;               ///< speed added at the end of the segment that leads here, a second
    struct touch_carry leaving; ///< and at the start of the one that leads on
    struct rise_course rise;    ///< of the segment that leads on
};

/// The body in the segment from key `segment` to the next, at `u` in [0, 1].
void knot_sample(const struct motion *motion, int segment, float u, struct motion_sample *sample);

/// Fill in `arriving` and `leaving` of every knot; values and slopes are there.
void knot_match_speeds(struct motion *motion);

/// Fill in `rise` of every knot; everything else is there.
void knot_clear_floor(struct motion *motion);
