/// The sizes of a person as drawn, metres. Everything that makes one person look different from
/// another is here: a second person is a second table.
///
/// Local axes are those of the bone (x front, y up, z right); limbs are given for the right side
/// with z OUTWARD, and mirrored for the left.
#pragma once

#include <cglm/struct.h>

enum {
    BUILD_SECTIONS = 7,
    BUILD_SOLIDS = 16,
    BUILD_FINGERS = 4,
    BUILD_PHALANGES = 3,
    BUILD_TOES = 5
};

/// An oval cut through the trunk.
struct build_section {
    float half_depth_m, half_width_m;
    float forward_m; ///< of its centre from the spine
};

/// Thickness of a limb at four places from joint to joint; between them a cubic.
struct build_limb {
    float along[4]; ///< 0..1
    float radius_m[4];
    float forward_m[4];
};

/// A cone with round ends from `a` to `b`, or an ellipsoid at `a` if `radius_m` is not zero.
struct build_solid {
    vec3s a, b;
    float a_radius_m, b_radius_m;
    vec3s radius_m;
    float turn_deg[3]; ///< of an ellipsoid: about its x, then y, then z axis
    float blend_m;     ///< how far it melts with the solids before it in the table
};

struct build_finger {
    vec3s knuckle;    ///< in the hand's axes from the wrist
    float spread_deg; ///< in the plane of the palm, + towards the thumb
    float length_m[BUILD_PHALANGES];
    float radius_m[BUILD_PHALANGES + 1]; ///< at the knuckles and the tip
};

struct build {
    struct build_section section[BUILD_SECTIONS]; ///< crotch, hips, L5, L2, T10, T5, top
    float crotch_below_m, top_below_m;            ///< ends of the trunk under mid-hips and C7
    struct build_solid bust, buttock;             ///< from joint T5 and from the hip joint
    struct build_solid girdle; ///< a: from C7, b: from the shoulder joint, chest axes
    struct build_solid neck;   ///< a: from C7, chest axes; b: from the skull's joint, head axes
    vec3s shoulder_drop;       ///< the drawn shoulder from the joint, chest axes
    /// Two bones of a limb have the same thickness and nearly the same slope where they meet:
    /// they are joined by a plain hinge, clean whether straight or folded.
    struct build_limb upper_arm, forearm, thigh, shank;
    float shoulder_blend_m, hip_blend_m; ///< melting into the trunk at the root of the limb
    struct build_solid hand[BUILD_SOLIDS], foot[BUILD_SOLIDS], head[BUILD_SOLIDS];
    struct build_solid hair[BUILD_SOLIDS]; ///< the last is the knot; tables end with no radius
    struct build_solid ear;                ///< the right one, from the middle of the skull
    struct build_finger finger[BUILD_FINGERS], thumb;
};

extern const struct build build_woman;
