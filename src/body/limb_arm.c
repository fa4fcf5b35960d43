#include "body/angles.h"
#include "body/ik.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/limb.h"
#include "body/pin.h"

#include <math.h>

enum touch_lead touch_hand_lead(const struct touch *touch, enum side side)
{
    const struct hand_pin *from = &touch->from->posture.hand[side];
    const struct hand_pin *to = &touch->to->posture.hand[side];
    if (limb_on_floor(from->kind) && limb_on_floor(to->kind))
        return TOUCH_FLOOR;
    return pin_same_grip(from, to) ? TOUCH_GRIP : TOUCH_FREE;
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
    const struct body *body = &sample->body;
    struct hand_target target;
    vec3s pole;
    if (lead == TOUCH_FLOOR) {
        target = planted_hand(touch, side);
        pole = limb_elbow_pole(touch, side, body, target.wrist);
    } else {
        target = gripping_hand(touch, side, body);
        pole = ik_arm_pole(body, side, target.wrist);
    }
    struct ik_reach reach = {
        .target = target.wrist, .pole = pole, .end = &target.hand, .elbow_lowest_m = ELBOW_CLEAR_M};
    ik_arm(&sample->stance, &sample->body, side, &reach);
    limb_touched(sample, CONTACT_HAND_R + side, target.wrist, joint_of(JOINT_WRIST_R, side),
                 hand_stays(touch, side, lead));
}

/// Where the elbow may sink to: the keys' own lying elbows count.
static float elbow_lowest_m(const struct touch *touch, enum side side)
{
    enum joint elbow = joint_of(JOINT_ELBOW_R, side);
    return glm_lerp(fminf(ELBOW_CLEAR_M, touch->from->body.joint[elbow].y),
                    fminf(ELBOW_CLEAR_M, touch->to->body.joint[elbow].y), touch->weight);
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

/// A hand that leaves what it touches, or comes to it, does not slide along it: it rises off the
/// floor, or off the side of the leg that it holds, soon after its start or shortly before its end.
static vec3s arch(const struct touch *touch, enum side side, const struct body *body)
{
    const struct motion_key *key[2] = {touch->from, touch->to};
    enum joint wrist = joint_of(JOINT_WRIST_R, side);
    float travel_m = glms_vec3_distance(key[0]->body.joint[wrist], key[1]->body.joint[wrist]);
    float lift_m = limb_lift_m(touch, travel_m), w = touch->weight;
    const float share[2] = {1.7f * (1.0f - w), 1.7f * w}; // so that both peaks are a full lift
    vec3s sum = glms_vec3_zero();
    for (int i = 0; i < 2; i++) {
        const struct hand_pin *pin = &key[i]->posture.hand[side];
        if (pin->kind == PIN_GRIP)
            sum = glms_vec3_muladds(pin_off_leg(pin, body), 2.0f * lift_m * share[i], sum);
        else if (pin->kind != PIN_NONE)
            sum.y += lift_m * share[i];
    }
    return sum;
}

static void free_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum contact_id id = CONTACT_HAND_R + side;
    enum bone hand_bone = bone_of(BONE_HAND_R, side);
    float elbow_m = elbow_lowest_m(touch, side);
    kinematics_arm(&sample->stance, side, &sample->body);
    vec3s away = arch(touch, side, &sample->body);
    if (limb_carried(&touch->carry, id) || glms_vec3_norm2(away) > 1e-10f) {
        mat3s hand = limb_spun(&touch->carry, id, sample->body.bone[hand_bone]);
        away = glms_vec3_add(away, touch->carry.limb_m[id]);
        move_wrist(sample, side, away, elbow_m, &hand);
    }
    float hand_m = limb_rise_m(touch, &sample->body, VOLUME_WRIST_R, VOLUME_FINGERS_R, side, 0.0f);
    if (hand_m > 0.0f || sample->body.joint[joint_of(JOINT_ELBOW_R, side)].y < elbow_m) {
        mat3s hand = sample->body.bone[hand_bone];
        move_wrist(sample, side, (vec3s){{0.0f, hand_m, 0.0f}}, elbow_m, &hand);
    }
}

void limb_place_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum touch_lead lead = touch_hand_lead(touch, side);
    if (lead == TOUCH_FREE)
        free_arm(touch, side, sample);
    else
        lead_hand(touch, side, lead, sample);
}
