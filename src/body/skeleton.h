/// The skeleton: joints and bones of a person of 1.70 m, and a body standing in the room.
///
/// World: metres, right-handed, +X right, +Y up, +Z towards the viewer; the floor is y = 0.
/// Body axes (ISB): x = front, y = up along the trunk, z = the body's own right. Zero position:
/// standing, facing +X, arms hanging, thumbs forward. Lengths: Drillis & Contini 1966.
#pragma once

#include "body/side.h"

#include <cglm/struct.h>

enum joint {
    JOINT_PELVIS, ///< middle between the hip joints
    JOINT_L5,
    JOINT_L2,
    JOINT_T10,
    JOINT_T5,
    JOINT_C7,
    JOINT_AO,   ///< atlanto-occipital: where the head nods
    JOINT_HEAD, ///< centre of the skull
    JOINT_CROWN,
    JOINT_BROW,
    JOINT_NOSE,
    JOINT_LIMBS, ///< the first of the right side's joints below; the left side's follow
    JOINT_HIP_R = JOINT_LIMBS,
    JOINT_KNEE_R,
    JOINT_ANKLE_R,
    JOINT_HEEL_R,
    JOINT_BALL_R,
    JOINT_TOE_R,
    JOINT_SHOULDER_R,
    JOINT_ELBOW_R,
    JOINT_WRIST_R,
    JOINT_PALM_R,
    JOINT_FINGERS_R, ///< middle of the fingers
    JOINT_HIP_L,
    JOINT_KNEE_L,
    JOINT_ANKLE_L,
    JOINT_HEEL_L,
    JOINT_BALL_L,
    JOINT_TOE_L,
    JOINT_SHOULDER_L,
    JOINT_ELBOW_L,
    JOINT_WRIST_L,
    JOINT_PALM_L,
    JOINT_FINGERS_L,
    JOINT_COUNT
};

/// The joint of `right_joint` (a ..._R value) on `side`.
static inline enum joint joint_of(enum joint right_joint, enum side side)
{
    return (enum joint)(right_joint + (side == SIDE_LEFT ? JOINT_HIP_L - JOINT_HIP_R : 0));
}

/// A bone's frame maps its local axes to the world: columns are its x (front), y (up), z (right).
enum bone {
    BONE_PELVIS,
    BONE_L5, ///< above joint L5, and so on
    BONE_L2,
    BONE_T10,
    BONE_CHEST, ///< above joint T5: carries the shoulder girdle
    BONE_NECK,  ///< above joint C7
    BONE_HEAD,
    BONE_LIMBS,
    BONE_THIGH_R = BONE_LIMBS,
    BONE_SHIN_R,
    BONE_FOOT_R,
    BONE_UPPER_ARM_R,
    BONE_FOREARM_R,
    BONE_HAND_R,
    BONE_FINGERS_R,
    BONE_THIGH_L,
    BONE_SHIN_L,
    BONE_FOOT_L,
    BONE_UPPER_ARM_L,
    BONE_FOREARM_L,
    BONE_HAND_L,
    BONE_FINGERS_L,
    BONE_COUNT
};

static inline enum bone bone_of(enum bone right_bone, enum side side)
{
    return (enum bone)(right_bone + (side == SIDE_LEFT ? BONE_THIGH_L - BONE_THIGH_R : 0));
}

/// A body in the room: all that is needed to draw and to measure it.
struct body {
    vec3s joint[JOINT_COUNT]; ///< metres, world space
    mat3s bone[BONE_COUNT];   ///< orthonormal, world space
    float finger_curl_deg[SIDE_COUNT];
    float belly_m; ///< growth of the belly by the breath, along the front (or back) of the trunk
    float ribs_m;  ///< growth of the ribs
    float breath_front; ///< 1: breath goes to the front, -1: into the back, between: on the way
};

/// Name used in files and traces ("knee_r").
const char *joint_name(enum joint joint);
