#include "body/volume.h"

#include <assert.h>
#include <math.h>

/// An ellipsoid on a bone: its centre stands off a joint by (front, up) in the bone's frame.
struct volume_place {
    enum joint joint;
    enum bone bone;
    float front_m, up_m;
    vec3s radius_m; ///< front, up, right
};

/// The trunk, then the right side's limbs; the left side's are their mirror.
static const struct volume_place places[VOLUME_SHOULDER_L] = {
    [VOLUME_PELVIS] = {JOINT_PELVIS, BONE_PELVIS, -0.012f, 0.01f, {{0.098f, 0.085f, 0.155f}}},
    [VOLUME_WAIST] = {JOINT_L2, BONE_L5, 0.004f, 0, {{0.084f, 0.060f, 0.122f}}},
    [VOLUME_RIBS] = {JOINT_T10, BONE_T10, 0.004f, 0.035f, {{0.096f, 0.070f, 0.137f}}},
    [VOLUME_CHEST] = {JOINT_T5, BONE_CHEST, 0, 0.02f, {{0.098f, 0.070f, 0.145f}}},
    [VOLUME_UPPER] = {JOINT_C7, BONE_CHEST, -0.008f, -0.04f, {{0.070f, 0.045f, 0.120f}}},
    [VOLUME_HEAD] = {JOINT_HEAD, BONE_HEAD, 0, 0, {{0.098f, 0.112f, 0.078f}}},
    [VOLUME_SHOULDER_R] = {JOINT_SHOULDER_R, BONE_CHEST, 0, 0, {{0.052f, 0.052f, 0.052f}}},
    [VOLUME_BUTTOCK_R] = {JOINT_HIP_R, BONE_PELVIS, -0.022f, -0.006f, {{0.078f, 0.080f, 0.078f}}},
    [VOLUME_KNEE_R] = {JOINT_KNEE_R, BONE_THIGH_R, 0, 0, {{0.054f, 0.054f, 0.054f}}},
    [VOLUME_SHIN_R] = {JOINT_KNEE_R, BONE_SHIN_R, -0.010f, -0.13f, {{0.050f, 0.050f, 0.050f}}},
    [VOLUME_ANKLE_R] = {JOINT_ANKLE_R, BONE_SHIN_R, 0, 0, {{0.036f, 0.036f, 0.036f}}},
    [VOLUME_HEEL_R] = {JOINT_HEEL_R, BONE_FOOT_R, 0, 0, {{0.030f, 0.030f, 0.026f}}},
    [VOLUME_BALL_R] = {JOINT_BALL_R, BONE_FOOT_R, 0, 0, {{0.022f, 0.020f, 0.036f}}},
    [VOLUME_TOE_R] = {JOINT_TOE_R, BONE_FOOT_R, 0, 0, {{0.018f, 0.014f, 0.030f}}},
    [VOLUME_ELBOW_R] = {JOINT_ELBOW_R, BONE_UPPER_ARM_R, 0, 0, {{0.037f, 0.037f, 0.037f}}},
    [VOLUME_WRIST_R] = {JOINT_WRIST_R, BONE_FOREARM_R, 0, 0, {{0.027f, 0.027f, 0.027f}}},
    [VOLUME_PALM_R] = {JOINT_PALM_R, BONE_HAND_R, 0, 0, {{0.038f, 0.045f, 0.017f}}},
    [VOLUME_FINGERS_R] = {JOINT_FINGERS_R, BONE_FINGERS_R, 0, 0, {{0.028f, 0.018f, 0.012f}}},
};

static const char *const names[VOLUME_COUNT] = {
    [VOLUME_PELVIS] = "pelvis",
    [VOLUME_WAIST] = "waist",
    [VOLUME_RIBS] = "ribs",
    [VOLUME_CHEST] = "chest",
    [VOLUME_UPPER] = "upper",
    [VOLUME_HEAD] = "head",
    [VOLUME_SHOULDER_R] = "shoulder_r",
    [VOLUME_BUTTOCK_R] = "buttock_r",
    [VOLUME_KNEE_R] = "knee_r",
    [VOLUME_SHIN_R] = "shin_r",
    [VOLUME_ANKLE_R] = "ankle_r",
    [VOLUME_HEEL_R] = "heel_r",
    [VOLUME_BALL_R] = "ball_r",
    [VOLUME_TOE_R] = "toe_r",
    [VOLUME_ELBOW_R] = "elbow_r",
    [VOLUME_WRIST_R] = "wrist_r",
    [VOLUME_PALM_R] = "palm_r",
    [VOLUME_FINGERS_R] = "fingers_r",
    [VOLUME_SHOULDER_L] = "shoulder_l",
    [VOLUME_BUTTOCK_L] = "buttock_l",
    [VOLUME_KNEE_L] = "knee_l",
    [VOLUME_SHIN_L] = "shin_l",
    [VOLUME_ANKLE_L] = "ankle_l",
    [VOLUME_HEEL_L] = "heel_l",
    [VOLUME_BALL_L] = "ball_l",
    [VOLUME_TOE_L] = "toe_l",
    [VOLUME_ELBOW_L] = "elbow_l",
    [VOLUME_WRIST_L] = "wrist_l",
    [VOLUME_PALM_L] = "palm_l",
    [VOLUME_FINGERS_L] = "fingers_l",
};

const char *volume_name(enum volume_id id)
{
    assert(id >= 0 && id < VOLUME_COUNT);
    return names[id];
}

struct volume volume_of(const struct body *body, enum volume_id id)
{
    assert(id >= 0 && id < VOLUME_COUNT);
    enum side side = id >= VOLUME_SHOULDER_L ? SIDE_LEFT : SIDE_RIGHT;
    const struct volume_place *place =
        &places[side == SIDE_LEFT ? id - VOLUME_SHOULDER_L + VOLUME_SHOULDER_R : id];
    enum joint joint = place->joint < JOINT_LIMBS ? place->joint : joint_of(place->joint, side);
    enum bone bone = place->bone < BONE_LIMBS ? place->bone : bone_of(place->bone, side);
    mat3s axes = body->bone[bone];
    vec3s offset = {{place->front_m, place->up_m, 0.0f}};
    return (struct volume){
        .centre_m = glms_vec3_add(body->joint[joint], glms_mat3_mulv(axes, offset)),
        .axes = axes,
        .radius_m = place->radius_m,
    };
}

float volume_lowest_m(const struct volume *volume)
{
    vec3s heights = {{volume->axes.col[0].y, volume->axes.col[1].y, volume->axes.col[2].y}};
    return volume->centre_m.y - glms_vec3_norm(glms_vec3_mul(heights, volume->radius_m));
}
