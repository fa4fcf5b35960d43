#include "body/skeleton.h"

#include <assert.h>

static const char *const names[JOINT_COUNT] = {
    [JOINT_PELVIS] = "pelvis",
    [JOINT_L5] = "l5",
    [JOINT_L2] = "l2",
    [JOINT_T10] = "t10",
    [JOINT_T5] = "t5",
    [JOINT_C7] = "c7",
    [JOINT_AO] = "ao",
    [JOINT_HEAD] = "head",
    [JOINT_CROWN] = "crown",
    [JOINT_BROW] = "brow",
    [JOINT_NOSE] = "nose",
    [JOINT_HIP_R] = "hip_r",
    [JOINT_KNEE_R] = "knee_r",
    [JOINT_ANKLE_R] = "ankle_r",
    [JOINT_HEEL_R] = "heel_r",
    [JOINT_BALL_R] = "ball_r",
    [JOINT_TOE_R] = "toe_r",
    [JOINT_SHOULDER_R] = "shoulder_r",
    [JOINT_ELBOW_R] = "elbow_r",
    [JOINT_WRIST_R] = "wrist_r",
    [JOINT_PALM_R] = "palm_r",
    [JOINT_FINGERS_R] = "fingers_r",
    [JOINT_HIP_L] = "hip_l",
    [JOINT_KNEE_L] = "knee_l",
    [JOINT_ANKLE_L] = "ankle_l",
    [JOINT_HEEL_L] = "heel_l",
    [JOINT_BALL_L] = "ball_l",
    [JOINT_TOE_L] = "toe_l",
    [JOINT_SHOULDER_L] = "shoulder_l",
    [JOINT_ELBOW_L] = "elbow_l",
    [JOINT_WRIST_L] = "wrist_l",
    [JOINT_PALM_L] = "palm_l",
    [JOINT_FINGERS_L] = "fingers_l",
};

const char *joint_name(enum joint joint)
{
    assert(joint >= 0 && joint < JOINT_COUNT);
    return names[joint];
}
