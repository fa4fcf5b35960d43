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

/// Not on the way: there the segment's course lifts the elbow, and a limit would jerk.
static const float no_lowest_m = -INFINITY;

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

static void move_wrist(struct motion_sample *sample, enum side side, vec3s by, const mat3s *hand)
{
    vec3s wrist = glms_vec3_add(sample->body.joint[joint_of(JOINT_WRIST_R, side)], by);
    struct ik_reach reach = {.target = wrist,
                             .pole = ik_arm_pole(&sample->body, side, wrist),
                             .end = hand,
                             .elbow_lowest_m = no_lowest_m,
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

/// Which way an elbow gives way: up, and outward, for one that points straight down cannot only
/// go up.
static vec3s way_out(const struct body *body, enum side side)
{
    const float outward = 0.6f;
    vec3s out = glms_vec3_scale(body->bone[BONE_CHEST].col[2], outward * side_sign(side));
    return glms_vec3_add(out, (vec3s){{0.0f, 1.0f, 0.0f}});
}

/// The circle on which the elbow gives way: about the shoulder for an arm that nothing holds, about
/// the line from shoulder to wrist for a hand that stays where it is.
struct swing {
    vec3s centre, radius, across, axis; ///< elbow(a) = centre + radius cos a + across sin a
};

static struct swing swing_of(const struct body *body, enum side side, bool free)
{
    vec3s shoulder = body->joint[joint_of(JOINT_SHOULDER_R, side)];
    vec3s arm = glms_vec3_sub(body->joint[joint_of(JOINT_ELBOW_R, side)], shoulder);
    vec3s way = way_out(body, side);
    struct swing swing = {.centre = shoulder, .radius = arm};
    if (free) {
        swing.axis = glms_vec3_normalize(glms_vec3_cross(arm, way));
    } else {
        vec3s wrist = body->joint[joint_of(JOINT_WRIST_R, side)];
        vec3s along = glms_vec3_normalize(glms_vec3_sub(wrist, shoulder));
        swing.centre = glms_vec3_add(shoulder, glms_vec3_scale(along, glms_vec3_dot(arm, along)));
        swing.radius = glms_vec3_sub(glms_vec3_add(shoulder, arm), swing.centre);
        bool ahead = glms_vec3_dot(glms_vec3_cross(along, swing.radius), way) >= 0.0f;
        swing.axis = ahead ? along : glms_vec3_negate(along);
    }
    swing.across = glms_vec3_cross(swing.axis, swing.radius);
    return swing;
}

/// The arm with its elbow turned on that circle by what the segment's course says.
static void swing_elbow(const struct touch *touch, enum side side, bool free, const mat3s *hand,
                        struct motion_sample *sample)
{
    float turn_rad = touch->rise.at[rise_of(RISE_ELBOW_R, side)];
    if (turn_rad <= 0.0f)
        return;
    struct swing swing = swing_of(&sample->body, side, free);
    mat3s turn = rotation_about(swing.axis, glm_deg(turn_rad));
    mat3s upper_arm = glms_mat3_mul(turn, sample->body.bone[bone_of(BONE_UPPER_ARM_R, side)]);
    mat3s chest = sample->body.bone[BONE_CHEST];
    vec3s wrist = sample->body.joint[joint_of(JOINT_WRIST_R, side)];
    sample->stance.arm[side].shoulder = glms_mat3_mul(glms_mat3_transpose(chest), upper_arm);
    kinematics_arm(&sample->stance, side, &sample->body);
    vec3s now = sample->body.joint[joint_of(JOINT_WRIST_R, side)];
    move_wrist(sample, side, free ? glms_vec3_zero() : glms_vec3_sub(wrist, now), hand);
}

/// How much farther the elbow must be turned until it is `short_m` higher, or as high as it gets.
static float missing_turn_rad(const struct body *body, enum side side, bool free, float short_m)
{
    if (short_m <= 0.0f)
        return 0.0f;
    struct swing swing = swing_of(body, side, free);
    float swing_m = hypotf(swing.radius.y, swing.across.y);
    if (swing_m < 1e-3f)
        return 0.0f;
    float top = atan2f(swing.across.y, swing.radius.y);
    float height_m = swing.radius.y + short_m;
    return fmaxf(0.0f, top - acosf(glm_clamp(height_m / swing_m, -1.0f, 1.0f)));
}

static void free_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum contact_id id = CONTACT_HAND_R + side;
    float lift_m = hand_lift_m(touch, side) + touch->rise.at[rise_of(RISE_HAND_R, side)];
    kinematics_arm(&sample->stance, side, &sample->body);
    mat3s hand = limb_spun(&touch->carry, id, sample->body.bone[bone_of(BONE_HAND_R, side)]);
    if (limb_carried(&touch->carry, id) || lift_m > 0.0f) {
        vec3s away = touch->carry.limb_m[id];
        away.y += lift_m;
        move_wrist(sample, side, away, &hand);
    }
    swing_elbow(touch, side, true, &hand, sample);
}

static void lead_hand(const struct touch *touch, enum side side, enum touch_lead lead,
                      struct motion_sample *sample)
{
    struct hand_target target =
        lead == TOUCH_FLOOR ? planted_hand(touch, side) : gripping_hand(touch, side, &sample->body);
    struct ik_reach reach = {.target = target.wrist,
                             .pole = ik_arm_pole(&sample->body, side, target.wrist),
                             .end = &target.hand,
                             .elbow_lowest_m = no_lowest_m};
    ik_arm(&sample->stance, &sample->body, side, &reach);
    swing_elbow(touch, side, false, &target.hand, sample);
    limb_touched(sample, CONTACT_HAND_R + side, target.wrist, joint_of(JOINT_WRIST_R, side),
                 hand_stays(touch, side, lead));
}

/// Half of the lift of a hand that leaves the floor, or comes to it, is left at least.
void limb_missing_arm(const struct touch *touch, enum side side, const struct body *body,
                      struct rise *missing)
{
    bool free = touch_hand_lead(touch, side) == TOUCH_FREE;
    float clearance_m = free ? 0.5f * hand_lift_m(touch, side) : 0.0f;
    float short_m = clearance_m + limb_missing_m(touch, body, VOLUME_ELBOW_R, VOLUME_ELBOW_R, side);
    missing->at[rise_of(RISE_ELBOW_R, side)] = missing_turn_rad(body, side, free, short_m);
    if (free)
        missing->at[rise_of(RISE_HAND_R, side)] =
            clearance_m + limb_missing_m(touch, body, VOLUME_WRIST_R, VOLUME_FINGERS_R, side);
}

void limb_place_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum touch_lead lead = touch_hand_lead(touch, side);
    if (lead == TOUCH_FREE)
        free_arm(touch, side, sample);
    else
        lead_hand(touch, side, lead, sample);
}
