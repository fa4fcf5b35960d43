#include "body/stance.h"
#include "body/angles.h"
#include "body/kinematics.h"
#include "body/lengths.h"

#include <math.h>

struct stance stance_of_posture(const struct posture *posture)
{
    struct stance stance = {
        .root = rotation_of_root(posture->root_deg),
        .belly_m = posture->belly_m,
        .ribs_m = posture->ribs_m,
        .breath_front = posture->breath_into_back ? -1.0f : 1.0f,
    };
    for (int part = 0; part < SPINE_COUNT; part++)
        stance.spine[part] = posture->spine[part];
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        const struct leg_angles *leg = &posture->leg[side];
        stance.leg[side] = (struct stance_leg){
            .hip = rotation_of_hip(side, leg->hip_deg),
            .knee_deg = leg->knee_deg,
            .ankle = rotation_of_ankle(side, leg->ankle_deg),
        };
        const struct arm_angles *arm = &posture->arm[side];
        stance.arm[side] = (struct stance_arm){
            .girdle_deg = {arm->girdle_deg[0], arm->girdle_deg[1]},
            .shoulder = rotation_of_shoulder(side, arm->shoulder_deg),
            .elbow_deg = arm->elbow_deg,
            .wrist = rotation_of_wrist(side, arm->pronation_deg, arm->wrist_deg),
            .curl_deg = arm->curl_deg,
        };
    }
    return stance;
}

vec3s kinematics_point(vec3s origin, mat3s bone, float front_m, float up_m, float right_m)
{
    vec3s local = {{front_m, up_m, right_m}};
    return glms_vec3_add(origin, glms_mat3_mulv(bone, local));
}

/// One joint of the spine: where it stands above `from`, and how the bone above it is turned.
struct spine_joint {
    enum joint joint, from;
    enum bone bone, on;
    float front_m, up_m; ///< from the joint below, in the bone below
    enum spine_part part;
    float share; ///< of that part's bend, taken by this joint
};

static const struct spine_joint spine_joints[] = {
    {JOINT_L5, JOINT_PELVIS, BONE_L5, BONE_PELVIS, -0.016f, 0.09f, SPINE_LUMBAR, 0.5f},
    {JOINT_L2, JOINT_L5, BONE_L2, BONE_L5, 0, 0.10f, SPINE_LUMBAR, 0.5f},
    {JOINT_T10, JOINT_L2, BONE_T10, BONE_L2, 0, 0.10f, SPINE_THORACIC, 0.55f},
    {JOINT_T5, JOINT_T10, BONE_CHEST, BONE_T10, 0, 0.11f, SPINE_THORACIC, 0.45f},
    {JOINT_C7, JOINT_T5, BONE_NECK, BONE_CHEST, 0, 0.11f, SPINE_NECK, 0.55f},
};

void kinematics_trunk(const struct stance *stance, struct body *body)
{
    body->belly_m = stance->belly_m;
    body->ribs_m = stance->ribs_m;
    body->breath_front = stance->breath_front;
    body->joint[JOINT_PELVIS] = stance->root_m;
    body->bone[BONE_PELVIS] = stance->root;
    for (size_t i = 0; i < sizeof spine_joints / sizeof spine_joints[0]; i++) {
        const struct spine_joint *at = &spine_joints[i];
        mat3s below = body->bone[at->on];
        struct spine_bend bend = spine_share(stance->spine[at->part], at->share);
        body->joint[at->joint] =
            kinematics_point(body->joint[at->from], below, at->front_m, at->up_m, 0);
        body->bone[at->bone] = glms_mat3_mul(below, rotation_of_spine(bend));
    }
    body->joint[JOINT_AO] =
        kinematics_point(body->joint[JOINT_C7], body->bone[BONE_NECK], 0.004f, 0.078f, 0);
    kinematics_head(stance, body);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        body->joint[joint_of(JOINT_HIP_R, side)] = kinematics_point(
            stance->root_m, stance->root, 0, 0, side_sign(side) * HIP_HALF_WIDTH_M);
}

void kinematics_head(const struct stance *stance, struct body *body)
{
    struct spine_bend neck = spine_share(stance->spine[SPINE_NECK], 0.45f);
    mat3s nodded = glms_mat3_mul(body->bone[BONE_NECK], rotation_of_spine(neck));
    mat3s head = glms_mat3_mul(nodded, rotation_of_spine(stance->spine[SPINE_HEAD]));
    vec3s centre = kinematics_point(body->joint[JOINT_AO], head, 0.018f, 0.098f, 0);
    body->bone[BONE_HEAD] = head;
    body->joint[JOINT_HEAD] = centre;
    body->joint[JOINT_CROWN] = kinematics_point(centre, head, -0.01f, 0.112f, 0);
    body->joint[JOINT_BROW] = kinematics_point(centre, head, 0.088f, 0.045f, 0);
    body->joint[JOINT_NOSE] = kinematics_point(centre, head, 0.105f, -0.01f, 0);
}

void kinematics_leg(const struct stance *stance, enum side side, struct body *body)
{
    const struct stance_leg *leg = &stance->leg[side];
    mat3s thigh = glms_mat3_mul(stance->root, leg->hip);
    mat3s shin = glms_mat3_mul(thigh, rotation_of_knee(leg->knee_deg));
    mat3s foot = glms_mat3_mul(shin, leg->ankle);
    vec3s hip = body->joint[joint_of(JOINT_HIP_R, side)];
    vec3s knee = kinematics_point(hip, thigh, 0, -THIGH_M, 0);
    vec3s ankle = kinematics_point(knee, shin, 0, -SHANK_M, 0);
    body->bone[bone_of(BONE_THIGH_R, side)] = thigh;
    body->bone[bone_of(BONE_SHIN_R, side)] = shin;
    body->bone[bone_of(BONE_FOOT_R, side)] = foot;
    body->joint[joint_of(JOINT_KNEE_R, side)] = knee;
    body->joint[joint_of(JOINT_ANKLE_R, side)] = ankle;
    body->joint[joint_of(JOINT_HEEL_R, side)] = kinematics_point(ankle, foot, -0.042f, -0.034f, 0);
    body->joint[joint_of(JOINT_BALL_R, side)] = kinematics_point(ankle, foot, 0.118f, -0.044f, 0);
    body->joint[joint_of(JOINT_TOE_R, side)] = kinematics_point(ankle, foot, 0.178f, -0.050f, 0);
}

/// The larger of 0 and `x`, rounded off (C2) where they meet: an arm that swings past a plane must
/// not make its shoulder jerk.
static float ramp(float x)
{
    const float width = 0.06f;
    float t = glm_clamp((x + width) / (2.0f * width), 0.0f, 1.0f);
    return x >= width ? x : 2.0f * width * t * t * t * (1.0f - 0.5f * t);
}

/// How far the clavicle follows the arm: elevation and protraction, degrees. The scapula joins in
/// above 50 degrees and takes 30 of the 180 (Inman's two to one, less what the clavicle spares).
static void girdle_rhythm(const struct stance_arm *arm, enum side side, float girdle_deg[2])
{
    vec3s arm_chest = glms_vec3_negate(arm->shoulder.col[1]);
    float raise_deg = glm_deg(acosf(glm_clamp(-arm_chest.y, -1.0f, 1.0f)));
    float forward = ramp(arm_chest.x), back = ramp(-arm_chest.x);
    float across = ramp(-side_sign(side) * arm_chest.z);
    float sine = fmaxf(0.0f, sinf(glm_rad(raise_deg)));
    girdle_deg[0] = 30.0f * glm_smoothstep(50.0f, 180.0f, raise_deg) + arm->girdle_deg[0];
    girdle_deg[1] =
        14.0f * forward * sqrtf(sine) - 8.0f * back + 14.0f * across + arm->girdle_deg[1];
}

vec3s kinematics_shoulder(const struct stance *stance, enum side side, const struct body *body)
{
    float sign = side_sign(side), girdle_deg[2];
    girdle_rhythm(&stance->arm[side], side, girdle_deg);
    mat3s chest = body->bone[BONE_CHEST];
    mat3s clavicle =
        glms_mat3_mul(rotation_y(sign * girdle_deg[1]), rotation_x(-sign * girdle_deg[0]));
    vec3s root =
        kinematics_point(body->joint[JOINT_C7], chest, 0.012f, -0.035f, sign * GIRDLE_ROOT_M);
    return kinematics_point(root, glms_mat3_mul(chest, clavicle), 0, 0, sign * CLAVICLE_M);
}

void kinematics_arm(const struct stance *stance, enum side side, struct body *body)
{
    const struct stance_arm *arm = &stance->arm[side];
    mat3s upper_arm = glms_mat3_mul(body->bone[BONE_CHEST], arm->shoulder);
    mat3s forearm = glms_mat3_mul(upper_arm, rotation_of_elbow(arm->elbow_deg));
    mat3s hand = glms_mat3_mul(forearm, arm->wrist);
    mat3s fingers = glms_mat3_mul(hand, rotation_x(side_sign(side) * arm->curl_deg));
    vec3s shoulder = kinematics_shoulder(stance, side, body);
    vec3s elbow = kinematics_point(shoulder, upper_arm, 0, -UPPER_ARM_M, 0);
    vec3s wrist = kinematics_point(elbow, forearm, 0, -FOREARM_M, 0);
    vec3s palm = kinematics_point(wrist, hand, 0, -PALM_M, 0);
    body->bone[bone_of(BONE_UPPER_ARM_R, side)] = upper_arm;
    body->bone[bone_of(BONE_FOREARM_R, side)] = forearm;
    body->bone[bone_of(BONE_HAND_R, side)] = hand;
    body->bone[bone_of(BONE_FINGERS_R, side)] = fingers;
    body->joint[joint_of(JOINT_SHOULDER_R, side)] = shoulder;
    body->joint[joint_of(JOINT_ELBOW_R, side)] = elbow;
    body->joint[joint_of(JOINT_WRIST_R, side)] = wrist;
    body->joint[joint_of(JOINT_PALM_R, side)] = palm;
    body->joint[joint_of(JOINT_FINGERS_R, side)] =
        kinematics_point(palm, fingers, 0, -FINGERS_M, 0);
    body->finger_curl_deg[side] = arm->curl_deg;
}

void kinematics_translate(struct stance *stance, struct body *body, vec3s offset)
{
    stance->root_m = glms_vec3_add(stance->root_m, offset);
    for (int joint = 0; joint < JOINT_COUNT; joint++)
        body->joint[joint] = glms_vec3_add(body->joint[joint], offset);
}

void stance_to_body(const struct stance *stance, struct body *body)
{
    kinematics_trunk(stance, body);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        kinematics_leg(stance, side, body);
        kinematics_arm(stance, side, body);
    }
}
