/// Clearance: does a limb pass through the trunk, the head or another limb?
///
/// Flesh gives way, so what is tested is the core that does not: bone and the firm muscle round
/// it. Limbs are capsules of `core_m` (about two thirds of the flesh's radius), the trunk's
/// contact volumes are taken at 0.72 of their size and the skull at 0.94. Neighbours at a joint
/// are not tested against each other there; their range of motion does that.
#pragma once

#include "body/skeleton.h"

/// The deepest of all overlaps.
struct clearance {
    float depth_m; ///< metres; 0 = none
    const char *part, *other;
};

struct clearance clearance_of(const struct body *body);
