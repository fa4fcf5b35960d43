/// A stance as a row of numbers, and smooth curves through such rows.
///
/// Between two knots a quintic Hermite segment with no acceleration at its ends: C2 through all
/// knots, and minimum jerk where both ends are at rest. Rotations are quaternions mixed component
/// by component and made unit again; neighbouring knots must have their signs aligned.
#pragma once

#include "body/stance.h"

enum {
    SPLINE_SCALARS = 28,
    SPLINE_ROTATIONS = 9,
    SPLINE_WIDTH = SPLINE_SCALARS + 4 * SPLINE_ROTATIONS
};

struct stance_vector {
    float at[SPLINE_WIDTH];
};

struct stance_vector spline_pack(const struct stance *stance);
struct stance spline_unpack(const struct stance_vector *vector);

/// Choose the quaternions' signs of `vector` so that they are near those of `before`.
void spline_align(struct stance_vector *vector, const struct stance_vector *before);

/// Monotone slopes (Fritsch & Butland 1984, as in PCHIP) at `count` knots, 0 at both ends: the
/// curve never swings past a knot.
void spline_slopes(int count, const double *time_s, const struct stance_vector *value,
                   struct stance_vector *slope);

/// The joints of one arm, or of one leg, do not move at this knot.
void spline_still_arm(struct stance_vector *slope, enum side side);
void spline_still_leg(struct stance_vector *slope, enum side side);

/// The straight way: 0 = `from`, 1 = `to`.
struct stance_vector spline_mix(const struct stance_vector *from, const struct stance_vector *to,
                                float weight);

/// The weights of a segment at `u` in [0, 1], for a segment of one second.
struct spline_weights {
    float from, to, slope_from, slope_to;
};

struct spline_weights spline_weights(float u);

/// The segment of `length_s` from value[0] to value[1].
struct stance_vector spline_at(const struct stance_vector value[2],
                               const struct stance_vector slope[2], double length_s, float u);
