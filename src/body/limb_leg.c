#include "body/angles.h"
#include "body/ik.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/limb.h"

#include <math.h>

enum touch_lead touch_foot_lead(const struct touch *touch, enum side side)
{
    bool floor = limb_on_floor(touch->from->posture.foot[side].kind) &&
                 limb_on_floor(touch->to->posture.foot[side].kind);
    return floor ? TOUCH_FLOOR : TOUCH_FREE;
}

static void kneel(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    vec3s knee = limb_mix(touch, from->knee_target[side], to->knee_target[side]);
    vec3s ankle = limb_mix(touch, from->ankle_target[side], to->ankle_target[side]);
    float knee_m = glms_vec3_distance(from->knee_target[side], to->knee_target[side]);
    float ankle_m = glms_vec3_distance(from->ankle_target[side], to->ankle_target[side]);
    ankle.y += limb_lift_m(touch, ankle_m);
    ik_kneel(&sample->stance, &sample->body, side, knee, ankle);
    limb_touched(sample, CONTACT_KNEE_R + side, knee, joint_of(JOINT_KNEE_R, side),
                 knee_m < LIMB_PINNED_M);
}

static void plant_foot(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    vec3s ankle = limb_mix(touch, from->ankle_target[side], to->ankle_target[side]);
    float travel_m = glms_vec3_distance(from->ankle_target[side], to->ankle_target[side]);
    ankle.y += limb_lift_m(touch, travel_m);
    mat3s foot = rotation_mix(from->foot_target[side], to->foot_target[side], touch->weight);
    struct ik_reach reach = {
        .target = ankle, .pole = ik_leg_pole(&sample->body, side, ankle), .end = &foot};
    ik_leg(&sample->stance, &sample->body, side, &reach);
    limb_touched(sample, CONTACT_FOOT_R + side, ankle, joint_of(JOINT_ANKLE_R, side),
                 travel_m < LIMB_PINNED_M);
}

/// A free foot that travels is lifted over the floor like a planted one, or its toes would drag.
static float foot_clearance_m(const struct touch *touch, enum side side)
{
    enum joint ankle = joint_of(JOINT_ANKLE_R, side);
    return limb_lift_m(
        touch, glms_vec3_distance(touch->from->body.joint[ankle], touch->to->body.joint[ankle]));
}

static void move_ankle(struct motion_sample *sample, enum side side, vec3s by, const mat3s *foot)
{
    vec3s ankle = glms_vec3_add(sample->body.joint[joint_of(JOINT_ANKLE_R, side)], by);
    struct ik_reach reach = {.target = ankle,
                             .pole = ik_leg_pole(&sample->body, side, ankle),
                             .end = foot,
                             .straight_as_now = true};
    ik_leg(&sample->stance, &sample->body, side, &reach);
}

/// Turn the whole leg about the hip, as little as possible, so that the knee goes `by`.
static void move_knee(struct motion_sample *sample, enum side side, vec3s by)
{
    struct stance *stance = &sample->stance;
    vec3s hip = sample->body.joint[joint_of(JOINT_HIP_R, side)];
    vec3s thigh_line = glms_vec3_sub(sample->body.joint[joint_of(JOINT_KNEE_R, side)], hip);
    mat3s turn = rotation_between(glms_vec3_normalize(thigh_line),
                                  glms_vec3_normalize(glms_vec3_add(thigh_line, by)));
    mat3s thigh = glms_mat3_mul(turn, sample->body.bone[bone_of(BONE_THIGH_R, side)]);
    stance->leg[side].hip = glms_mat3_mul(glms_mat3_transpose(stance->root), thigh);
    kinematics_leg(stance, side, &sample->body);
}

static void carry_leg(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum contact_id id = CONTACT_FOOT_R + side, knee_id = CONTACT_KNEE_R + side;
    vec3s ankle = sample->body.joint[joint_of(JOINT_ANKLE_R, side)];
    mat3s foot = limb_spun(&touch->carry, id, sample->body.bone[bone_of(BONE_FOOT_R, side)]);
    if (limb_carried(&touch->carry, knee_id))
        move_knee(sample, side, touch->carry.limb_m[knee_id]);
    vec3s turned = glms_vec3_sub(ankle, sample->body.joint[joint_of(JOINT_ANKLE_R, side)]);
    move_ankle(sample, side, glms_vec3_add(touch->carry.limb_m[id], turned), &foot);
}

static void raise_leg(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    float knee_m = touch->rise.at[rise_of(RISE_KNEE_R, side)];
    float foot_m = touch->rise.at[rise_of(RISE_FOOT_R, side)];
    if (knee_m > 0.0f)
        move_knee(sample, side, (vec3s){{0.0f, knee_m, 0.0f}});
    if (foot_m > 0.0f) {
        mat3s foot = sample->body.bone[bone_of(BONE_FOOT_R, side)];
        move_ankle(sample, side, (vec3s){{0.0f, foot_m, 0.0f}}, &foot);
    }
}

static void free_leg(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    kinematics_leg(&sample->stance, side, &sample->body);
    if (limb_carried(&touch->carry, CONTACT_FOOT_R + side))
        carry_leg(touch, side, sample);
    raise_leg(touch, side, sample);
}

static bool is_free(const struct touch *touch, enum side side)
{
    return !touch_kneels(touch) && touch_foot_lead(touch, side) == TOUCH_FREE;
}

void limb_missing_leg(const struct touch *touch, enum side side, const struct body *body,
                      struct rise *missing)
{
    if (!is_free(touch, side))
        return;
    missing->at[rise_of(RISE_KNEE_R, side)] =
        limb_missing_m(touch, body, VOLUME_KNEE_R, VOLUME_KNEE_R, side);
    missing->at[rise_of(RISE_FOOT_R, side)] =
        limb_missing_m(touch, body, VOLUME_ANKLE_R, VOLUME_TOE_R, side) +
        foot_clearance_m(touch, side);
}

void limb_place_leg(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    if (touch_kneels(touch))
        kneel(touch, side, sample);
    else if (touch_foot_lead(touch, side) == TOUCH_FLOOR)
        plant_foot(touch, side, sample);
    else
        free_leg(touch, side, sample);
}
