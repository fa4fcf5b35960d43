#include "body/angles.h"
#include "body/ik.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/limb.h"
#include "body/pin.h"

#include <math.h>

/// A hand that goes farther than this over the floor is swung by its arm. Led along a straight
/// line, which passes under the shoulder or through the trunk, the arm would have to fold.
static const float led_m = 0.15f;

enum touch_lead touch_hand_lead(const struct touch *touch, enum side side)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    const struct hand_pin *a = &from->posture.hand[side], *b = &to->posture.hand[side];
    if (pin_same_grip(a, b))
        return TOUCH_GRIP;
    bool floor = limb_on_floor(a->kind) && limb_on_floor(b->kind);
    float travel_m = glms_vec3_distance(from->wrist_target[side], to->wrist_target[side]);
    return floor && travel_m < led_m ? TOUCH_FLOOR : TOUCH_FREE;
}

static struct hand_target planted_hand(const struct touch *touch, enum side side)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    struct hand_target target = {
        .wrist = limb_mix(touch, from->wrist_target[side], to->wrist_target[side]),
        .hand = rotation_mix(from->hand_target[side], to->hand_target[side], touch->weight),
    };
    target.wrist.y +=
        limb_lift_m(touch, glms_vec3_distance(from->wrist_target[side], to->wrist_target[side]));
    return target;
}

/// Both keys grip the same bone: follow it.
static struct hand_target gripping_hand(const struct touch *touch, enum side side,
                                        const struct body *body)
{
    struct hand_pin pin = pin_mix_grips(&touch->from->posture.hand[side],
                                        &touch->to->posture.hand[side], touch->weight);
    return pin_hand_on_leg(&pin, side, body);
}

static bool hand_stays(const struct touch *touch, enum side side, enum touch_lead lead)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    if (lead == TOUCH_FLOOR)
        return glms_vec3_distance(from->wrist_target[side], to->wrist_target[side]) < LIMB_PINNED_M;
    const struct hand_pin *a = &from->posture.hand[side], *b = &to->posture.hand[side];
    float along_m = (a->along - b->along) * THIGH_M;
    vec3s moved = {{along_m, a->front_m - b->front_m, a->out_m - b->out_m}};
    return glms_vec3_norm(moved) < LIMB_PINNED_M;
}

static void lead_hand(const struct touch *touch, enum side side, enum touch_lead lead,
                      struct motion_sample *sample)
{
    struct hand_target target =
        lead == TOUCH_FLOOR ? planted_hand(touch, side) : gripping_hand(touch, side, &sample->body);
    struct ik_reach reach = {.target = target.wrist,
                             .pole = ik_arm_pole(&sample->body, side, target.wrist),
                             .end = &target.hand,
                             .elbow_lowest_m = ELBOW_CLEAR_M};
    ik_arm(&sample->stance, &sample->body, side, &reach);
    limb_touched(sample, CONTACT_HAND_R + side, target.wrist, joint_of(JOINT_WRIST_R, side),
                 hand_stays(touch, side, lead));
}

static void move_wrist(struct motion_sample *sample, enum side side, vec3s by, float elbow_m,
                       const mat3s *hand)
{
    vec3s wrist = glms_vec3_add(sample->body.joint[joint_of(JOINT_WRIST_R, side)], by);
    struct ik_reach reach = {.target = wrist,
                             .pole = ik_arm_pole(&sample->body, side, wrist),
                             .end = hand,
                             .elbow_lowest_m = elbow_m,
                             .straight_as_now = true};
    ik_arm(&sample->stance, &sample->body, side, &reach);
}

/// Turn the whole arm about the shoulder, as little as possible, so that the elbow goes `by`.
static void move_elbow(struct motion_sample *sample, enum side side, vec3s by)
{
    struct stance *stance = &sample->stance;
    vec3s shoulder = sample->body.joint[joint_of(JOINT_SHOULDER_R, side)];
    vec3s arm = glms_vec3_sub(sample->body.joint[joint_of(JOINT_ELBOW_R, side)], shoulder);
    mat3s turn =
        rotation_between(glms_vec3_normalize(arm), glms_vec3_normalize(glms_vec3_add(arm, by)));
    mat3s upper_arm = glms_mat3_mul(turn, sample->body.bone[bone_of(BONE_UPPER_ARM_R, side)]);
    mat3s chest = sample->body.bone[BONE_CHEST];
    stance->arm[side].shoulder = glms_mat3_mul(glms_mat3_transpose(chest), upper_arm);
    kinematics_arm(stance, side, &sample->body);
}

/// How far a hand that leaves the floor, or comes to it, is lifted at this point of its way.
static float hand_lift_m(const struct touch *touch, enum side side)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    enum joint wrist = joint_of(JOINT_WRIST_R, side);
    float travel_m = glms_vec3_distance(from->body.joint[wrist], to->body.joint[wrist]);
    float share = 0.0f;
    if (limb_on_floor(from->posture.hand[side].kind))
        share += 1.0f - touch->weight;
    if (limb_on_floor(to->posture.hand[side].kind))
        share += touch->weight;
    return share * limb_lift_m(touch, travel_m);
}

/// Nothing holds a free arm, so what dips towards the floor is lifted there, hand and elbow: half
/// the lift is left at least. (An elbow that turned aside instead, with the hand where it is, would
/// jump from one side to the other where it points straight down.)
static void raise_arm(const struct touch *touch, enum side side, float clearance_m,
                      struct motion_sample *sample)
{
    mat3s hand = sample->body.bone[bone_of(BONE_HAND_R, side)];
    float hand_m =
        limb_rise_m(touch, &sample->body, VOLUME_WRIST_R, VOLUME_FINGERS_R, side, clearance_m);
    if (hand_m > 0.0f)
        move_wrist(sample, side, (vec3s){{0.0f, hand_m, 0.0f}}, 0.0f, &hand);
    float elbow_m =
        limb_rise_m(touch, &sample->body, VOLUME_ELBOW_R, VOLUME_ELBOW_R, side, clearance_m);
    if (elbow_m > 0.0f) {
        move_elbow(sample, side, (vec3s){{0.0f, elbow_m, 0.0f}});
        move_wrist(sample, side, GLMS_VEC3_ZERO, 0.0f, &hand);
    }
}

/// An arm that points straight down cannot be raised: there the elbow does turn aside, but only
/// where it is 2 mm lower than at the keys.
static void spare_elbow(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum joint elbow = joint_of(JOINT_ELBOW_R, side);
    float lowest_m = glm_lerp(fminf(ELBOW_CLEAR_M, touch->from->body.joint[elbow].y),
                              fminf(ELBOW_CLEAR_M, touch->to->body.joint[elbow].y), touch->weight) -
                     0.002f;
    mat3s hand = sample->body.bone[bone_of(BONE_HAND_R, side)];
    if (sample->body.joint[elbow].y < lowest_m)
        move_wrist(sample, side, GLMS_VEC3_ZERO, lowest_m, &hand);
}

static void free_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum contact_id id = CONTACT_HAND_R + side;
    float lift_m = hand_lift_m(touch, side);
    kinematics_arm(&sample->stance, side, &sample->body);
    if (limb_carried(&touch->carry, id) || lift_m > 0.0f) {
        mat3s hand = limb_spun(&touch->carry, id, sample->body.bone[bone_of(BONE_HAND_R, side)]);
        vec3s away = touch->carry.limb_m[id];
        away.y += lift_m;
        move_wrist(sample, side, away, 0.0f, &hand);
    }
    for (int round = 0; round < 3; round++)
        raise_arm(touch, side, 0.5f * lift_m, sample);
    spare_elbow(touch, side, sample);
}

void limb_place_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum touch_lead lead = touch_hand_lead(touch, side);
    if (lead == TOUCH_FREE)
        free_arm(touch, side, sample);
    else
        lead_hand(touch, side, lead, sample);
}
