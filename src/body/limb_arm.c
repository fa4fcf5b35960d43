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

static void free_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum contact_id id = CONTACT_HAND_R + side;
    enum bone hand_bone = bone_of(BONE_HAND_R, side);
    float lift_m = hand_lift_m(touch, side), elbow_m = elbow_lowest_m(touch, side) + 0.5f * lift_m;
    kinematics_arm(&sample->stance, side, &sample->body);
    if (limb_carried(&touch->carry, id) || lift_m > 0.0f) {
        mat3s hand = limb_spun(&touch->carry, id, sample->body.bone[hand_bone]);
        vec3s away = touch->carry.limb_m[id];
        away.y += lift_m;
        move_wrist(sample, side, away, elbow_m, &hand);
    }
    // Where the arm dips towards the floor all the same, half the lift is left at least.
    float hand_m =
        limb_rise_m(touch, &sample->body, VOLUME_WRIST_R, VOLUME_FINGERS_R, side, 0.5f * lift_m);
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
