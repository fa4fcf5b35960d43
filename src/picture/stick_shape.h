/// A body as a pictogram: ten pieces, each a chain of hulls round balls. Round caps, an even
/// weight, no neck. Lies on floor and wall without sinking in.
#pragma once

#include "body/skeleton.h"

enum stick_part {
    STICK_TRUNK,
    STICK_HEAD,
    STICK_LIMBS, ///< right side's, then left side's
    STICK_UPPER_ARM_R = STICK_LIMBS,
    STICK_FOREARM_R, ///< with the hand
    STICK_THIGH_R,
    STICK_SHIN_R, ///< with the foot
    STICK_UPPER_ARM_L,
    STICK_FOREARM_L,
    STICK_THIGH_L,
    STICK_SHIN_L,
    STICK_PART_COUNT
};

enum {
    STICK_LIMB_PARTS = STICK_UPPER_ARM_L - STICK_LIMBS, ///< of one side
    STICK_TRUNK_TOP = 20, ///< the ball between the shoulders; the trunk's first is the seat
    STICK_BALLS_MAX = 32,
    STICK_HULLS_MAX = 32,
    STICK_HULL_BALLS_MAX = 4
};

/// An ellipsoid: world metres, its axes as long as its radii.
struct stick_ball {
    vec3s centre_m;
    vec3s axis_m[3];
};

/// The tightest skin round some balls of a piece.
struct stick_hull {
    int count;
    int ball[STICK_HULL_BALLS_MAX]; ///< its length runs from the first to the last
};

struct stick_piece {
    int ball_count, hull_count;
    /// The first so many balls stand on a line, their radii too: the first hull, from the first of
    /// them to the last, is round all. 0: there is no such line.
    int line_count;
    struct stick_ball ball[STICK_BALLS_MAX];
    struct stick_hull hull[STICK_HULLS_MAX];
};

struct stick_shape {
    struct stick_piece piece[STICK_PART_COUNT];
};

/// `wall_x_m`: a wall that faces -X, 0 for none.
void stick_shape_of_body(struct stick_shape *shape, const struct body *body, float wall_x_m);

static inline enum side stick_side_of(enum stick_part part)
{
    return part >= STICK_UPPER_ARM_L ? SIDE_LEFT : SIDE_RIGHT;
}

/// The part of `right_part` (a ..._R value) on `side`.
static inline enum stick_part stick_part_of(enum stick_part right_part, enum side side)
{
    return (enum stick_part)(right_part +
                             (side == SIDE_LEFT ? STICK_UPPER_ARM_L - STICK_UPPER_ARM_R : 0));
}

/// What a limb's piece grows out of, at its first ball; STICK_PART_COUNT for trunk and head.
enum stick_part stick_parent(enum stick_part part);
