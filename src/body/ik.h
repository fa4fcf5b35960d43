/// Limbs that reach for a point: two-bone inverse kinematics by the law of cosines. Bones never
/// change their length; out of reach, a limb points straight at its target.
///
/// Each call turns one limb of `stance` and refreshes that limb in `body`, whose trunk must be up
/// to date. It returns the distance by which the target was missed, metres.
#pragma once

#include "body/stance.h"

/// The middle joint of a chain and where its end comes to stand.
struct ik_chain {
    vec3s middle, end;
};

struct ik_bones {
    float upper_m, lower_m;
    float longest_m; ///< of the chain when its target is far out of reach
};

/// A chain from `start` towards `target`; its middle joint bends towards `pole` (a direction of
/// any length; where it runs along the chain, any side is taken). The last 0.3 percent of its
/// length are given out ever more sparingly, or the middle joint would snap straight when a target
/// moves out of reach: there the end stays up to a millimetre behind.
struct ik_chain ik_two_bone(vec3s start, vec3s target, const struct ik_bones *bones, vec3s pole);

struct ik_reach {
    vec3s target;         ///< for the wrist or ankle, world
    vec3s pole;           ///< where the elbow or knee points, world, any length
    const mat3s *end;     ///< world frame of the hand or foot; NULL leaves wrist or ankle as it is
    float elbow_lowest_m; ///< the elbow turns aside so as not to be lower, if it can
    bool straight_as_now; ///< the limb may stay straighter than the 3.6 degrees it is left else
};

float ik_arm(struct stance *stance, struct body *body, enum side side,
             const struct ik_reach *reach);
float ik_leg(struct stance *stance, struct body *body, enum side side,
             const struct ik_reach *reach);

/// Where the elbow of `body` points when the arm is turned, as a whole and as little as possible,
/// so that its wrist lies towards `wrist`: a pole that follows the arm and cannot flip.
vec3s ik_arm_pole(const struct body *body, enum side side, vec3s wrist);

/// The same for the knee, when the ankle lies towards `ankle`.
vec3s ik_leg_pole(const struct body *body, enum side side, vec3s ankle);

/// Kneel: the thigh points at `knee` and the shin at `ankle`. On the floor the knee may slide
/// along the line from the hip until the thigh fits. Returns how far the knee is from `knee`.
float ik_kneel(struct stance *stance, struct body *body, enum side side, vec3s knee, vec3s ankle);
