#include "picture/figure_rig.h"

#include "picture/figure_hand.h"

#include <math.h>

/// The clavicle grows from here, in the chest's axes from C7 (z outward).
static const vec3s CLAVICLE_ROOT = {{0.012f, -0.035f, 0.035f}};

static mat3s mirrored_axes(mat3s axes)
{
    for (int column = 0; column < 3; column++)
        for (int row = 0; row < 3; row++)
            if ((column == 2) != (row == 2))
                axes.col[column].raw[row] = -axes.col[column].raw[row];
    return axes;
}

/// The turn of `hand` against `fore` about the forearm's own length.
static float twist_between(mat3s fore, mat3s hand)
{
    mat3s turn = glms_mat3_mul(glms_mat3_transpose(fore), hand);
    // Swing-twist: the part of the turn about y.
    versors q = glms_mat3_quat(turn);
    return 2.0f * atan2f(q.y, q.w);
}

static float wrapped(float angle)
{
    return angle - 2.0f * GLM_PIf * roundf(angle / (2.0f * GLM_PIf));
}

void rig_of_person(struct rig *rig, const struct person *person)
{
    for (int i = 0; i < SKIN_HALF_COUNT; i++) {
        const struct person_bone *bone = &person->bone[i];
        struct frame *frame = &rig->bind[i];
        for (int axis = 0; axis < 3; axis++) {
            frame->origin.raw[axis] = bone->place_m[axis];
            for (int row = 0; row < 3; row++)
                frame->axes.col[axis].raw[row] = bone->axes[3 * axis + row];
        }
        if (i < SKIN_LIMBS)
            continue;
        struct frame *left = &rig->bind[skin_bone_of((enum skin_bone)i, SIDE_LEFT)];
        *left = (struct frame){frame->origin, mirrored_axes(frame->axes)};
        left->origin.z = -left->origin.z;
    }
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        rig->bind_twist[side] = twist_between(rig->bind[skin_bone_of(SKIN_FOREARM_R, side)].axes,
                                              rig->bind[skin_bone_of(SKIN_HAND_R, side)].axes);
        for (int i = 0; i < HAND_DIGITS; i++) {
            const float *tip = person->tip[i];
            rig->tip[side][i] = (vec3s){{tip[0], tip[1], tip[2] * side_sign(side)}};
        }
    }
}

static mat3s turned_about_y(mat3s axes, float angle)
{
    float c = cosf(angle), s = sinf(angle);
    vec3s x = glms_vec3_muladds(axes.col[2], -s, glms_vec3_scale(axes.col[0], c));
    vec3s z = glms_vec3_muladds(axes.col[0], s, glms_vec3_scale(axes.col[2], c));
    return (mat3s){.col = {x, axes.col[1], z}};
}

static void place_clavicle(const struct body *body, enum side side, struct frame *clavicle)
{
    mat3s chest = body->bone[BONE_CHEST];
    vec3s root = CLAVICLE_ROOT;
    root.z *= side_sign(side);
    clavicle->origin = glms_vec3_add(body->joint[JOINT_C7], glms_mat3_mulv(chest, root));
    vec3s out = glms_vec3_sub(body->joint[joint_of(JOINT_SHOULDER_R, side)], clavicle->origin);
    vec3s z = glms_vec3_scale(glms_vec3_normalize(out), side_sign(side));
    vec3s x = glms_vec3_normalize(glms_vec3_cross(chest.col[1], z));
    clavicle->axes = (mat3s){.col = {x, glms_vec3_cross(z, x), z}};
}

static void place_arm(const struct rig *rig, const struct body *body, enum side side,
                      struct frame *now)
{
    /// How much of the hand's turn has been taken at the two twist bones.
    static const float TWIST_1 = 0.45f, TWIST_2 = 0.92f;
    vec3s elbow = body->joint[joint_of(JOINT_ELBOW_R, side)];
    mat3s fore = body->bone[bone_of(BONE_FOREARM_R, side)];
    mat3s hand = body->bone[bone_of(BONE_HAND_R, side)];
    float twist = wrapped(twist_between(fore, hand) - rig->bind_twist[side]);
    place_clavicle(body, side, &now[skin_bone_of(SKIN_CLAVICLE_R, side)]);
    now[skin_bone_of(SKIN_UPPER_ARM_R, side)] = (struct frame){
        body->joint[joint_of(JOINT_SHOULDER_R, side)], body->bone[bone_of(BONE_UPPER_ARM_R, side)]};
    now[skin_bone_of(SKIN_FOREARM_R, side)] = (struct frame){elbow, fore};
    now[skin_bone_of(SKIN_TWIST_1_R, side)] =
        (struct frame){elbow, turned_about_y(fore, twist * TWIST_1)};
    now[skin_bone_of(SKIN_TWIST_2_R, side)] =
        (struct frame){elbow, turned_about_y(fore, twist * TWIST_2)};
}

static void place_leg(const struct body *body, enum side side, struct frame *now)
{
    static const struct {
        enum skin_bone to;
        enum joint joint;
        enum bone bone;
    } leg[] = {{SKIN_THIGH_R, JOINT_HIP_R, BONE_THIGH_R},
               {SKIN_SHIN_R, JOINT_KNEE_R, BONE_SHIN_R},
               {SKIN_FOOT_R, JOINT_ANKLE_R, BONE_FOOT_R}};
    for (int i = 0; i < 3; i++)
        now[skin_bone_of(leg[i].to, side)] = (struct frame){
            body->joint[joint_of(leg[i].joint, side)], body->bone[bone_of(leg[i].bone, side)]};
}

void rig_of_body(const struct rig *rig, const struct body *body, const struct hand *hands,
                 struct frame now[SKIN_COUNT])
{
    static const struct {
        enum joint joint;
        enum bone bone;
    } trunk[SKIN_LIMBS] = {{JOINT_PELVIS, BONE_PELVIS}, {JOINT_L5, BONE_L5},
                           {JOINT_L2, BONE_L2},         {JOINT_T10, BONE_T10},
                           {JOINT_T5, BONE_CHEST},      {JOINT_C7, BONE_NECK},
                           {JOINT_AO, BONE_HEAD}};
    for (int i = 0; i < SKIN_LIMBS; i++)
        now[i] = (struct frame){body->joint[trunk[i].joint], body->bone[trunk[i].bone]};
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        place_arm(rig, body, side, now);
        now[skin_bone_of(SKIN_HAND_R, side)] = hands[side].palm;
        place_leg(body, side, now);
        for (int i = 0; i < HAND_DIGITS; i++)
            for (int bone = 0; bone < DIGIT_BONES; bone++) {
                enum skin_bone right = (enum skin_bone)(SKIN_DIGITS_R + i * DIGIT_BONES + bone);
                now[skin_bone_of(right, side)] = hands[side].digit[i].bone[bone];
            }
    }
}
