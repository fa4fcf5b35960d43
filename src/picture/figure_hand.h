/// Fingers: how they lie on what the hand holds.
#pragma once

#include "picture/figure_rig.h"

struct digit {
    struct frame bone[DIGIT_BONES]; ///< world
    vec3s tip;
};

struct hand {
    struct frame palm;               ///< world; a hand that lies on the floor sinks on to it
    struct digit digit[HAND_DIGITS]; ///< thumb, index finger to little finger
};

/// The digits of one side's hand.
void hand_of_body(struct hand *hand, const struct rig *rig, const struct body *body,
                  enum side side);
