/// Fingers: how they lie on what the hand holds.
#pragma once

#include "picture/figure_shape.h"

enum { HAND_DIGITS = BUILD_FINGERS + 1, DIGIT_JOINTS = BUILD_PHALANGES + 1 };

struct digit {
    vec3s joint[DIGIT_JOINTS]; ///< knuckle to tip, world
    vec3s back;                ///< direction of its back at the knuckle, world
    float radius_m[DIGIT_JOINTS];
};

struct hand {
    struct digit digit[HAND_DIGITS]; ///< index finger to little finger, thumb
};

/// The digits of one hand.
void hand_of_body(struct hand *hand, const struct build *build, const struct body *body,
                  const struct shape *shape, enum side side);
