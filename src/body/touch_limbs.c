#include "body/angles.h"
#include "body/ik.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/pin.h"
#include "body/touch.h"
#include "body/volume.h"

#include <math.h>

static const float default_lift_m = 0.03f;
static const float pinned_m = 0.005f; ///< a target that moves less than this stays

static vec3s mix(const struct touch *touch, vec3s from, vec3s to)
{
    return glms_vec3_lerp(from, to, touch->weight);
}

static mat3s mix_rotations(const struct touch *touch, mat3s from, mat3s to)
{
    return rotation_mix(from, to, touch->weight);
}

static bool on_floor(enum pin_kind kind)
{
    return kind == PIN_FLOOR || kind == PIN_KEEP;
}

enum touch_lead touch_hand_lead(const struct touch *touch, enum side side)
{
    const struct hand_pin *from = &touch->from->posture.hand[side];
    const struct hand_pin *to = &touch->to->posture.hand[side];
    if (on_floor(from->kind) && on_floor(to->kind))
        return TOUCH_FLOOR;
    return pin_same_grip(from, to) ? TOUCH_GRIP : TOUCH_FREE;
}

enum touch_lead touch_foot_lead(const struct touch *touch, enum side side)
{
    bool floor = on_floor(touch->from->posture.foot[side].kind) &&
                 on_floor(touch->to->posture.foot[side].kind);
    return floor ? TOUCH_FLOOR : TOUCH_FREE;
}

/// Height of a step half-way through the segment: full for `full_m` of travel, none for none.
static float step_m(const struct touch *touch, float height_m, float travel_m, float full_m)
{
    float w = touch->weight;
    return height_m * fminf(1.0f, travel_m / full_m) * 4.0f * w * (1.0f - w);
}

static float lift_m(const struct touch *touch, float travel_m)
{
    float height_m = touch->way.lift_m > 0.0f ? touch->way.lift_m : default_lift_m;
    return step_m(touch, height_m, travel_m, 0.25f);
}

static void touched(struct motion_sample *sample, enum contact_id id, vec3s target,
                    enum joint joint, bool pinned)
{
    vec3s at = sample->body.joint[joint];
    sample->contact[id] = (struct contact){
        .on = true, .pinned = pinned, .at = at, .error_m = glms_vec3_distance(at, target)};
}

static void kneel(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    vec3s knee = mix(touch, from->knee_target[side], to->knee_target[side]);
    vec3s ankle = mix(touch, from->ankle_target[side], to->ankle_target[side]);
    float knee_m = glms_vec3_distance(from->knee_target[side], to->knee_target[side]);
    float ankle_m = glms_vec3_distance(from->ankle_target[side], to->ankle_target[side]);
    ankle.y += step_m(touch, 0.02f, ankle_m, 0.15f);
    ik_kneel(&sample->stance, &sample->body, side, knee, ankle);
    touched(sample, CONTACT_KNEE_R + side, knee, joint_of(JOINT_KNEE_R, side), knee_m < pinned_m);
}

static void plant_foot(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    vec3s ankle = mix(touch, from->ankle_target[side], to->ankle_target[side]);
    float travel_m = glms_vec3_distance(from->ankle_target[side], to->ankle_target[side]);
    ankle.y += lift_m(touch, travel_m);
    mat3s foot = mix_rotations(touch, from->foot_target[side], to->foot_target[side]);
    ik_leg(&sample->stance, &sample->body, side, ankle, ik_leg_pole(&sample->body, side, ankle),
           &foot);
    touched(sample, CONTACT_FOOT_R + side, ankle, joint_of(JOINT_ANKLE_R, side),
            travel_m < pinned_m);
}

static struct hand_target planted_hand(const struct touch *touch, enum side side)
{
    const struct motion_key *from = touch->from, *to = touch->to;
    struct hand_target target = {
        .wrist = mix(touch, from->wrist_target[side], to->wrist_target[side]),
        .hand = mix_rotations(touch, from->hand_target[side], to->hand_target[side]),
    };
    target.wrist.y +=
        lift_m(touch, glms_vec3_distance(from->wrist_target[side], to->wrist_target[side]));
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
        return glms_vec3_distance(from->wrist_target[side], to->wrist_target[side]) < pinned_m;
    const struct hand_pin *a = &from->posture.hand[side], *b = &to->posture.hand[side];
    float along_m = (a->along - b->along) * THIGH_M;
    vec3s moved = {{along_m, a->front_m - b->front_m, a->out_m - b->out_m}};
    return glms_vec3_norm(moved) < pinned_m;
}

static void lead_hand(const struct touch *touch, enum side side, enum touch_lead lead,
                      struct motion_sample *sample)
{
    const struct body *body = &sample->body;
    struct hand_target target;
    vec3s pole;
    if (lead == TOUCH_FLOOR) {
        target = planted_hand(touch, side);
        pole = touch_elbow_pole(touch, side, body, target.wrist);
    } else {
        target = gripping_hand(touch, side, body);
        pole = ik_arm_pole(body, side, target.wrist);
    }
    ik_arm(&sample->stance, &sample->body, side, target.wrist, pole, ELBOW_CLEAR_M, &target.hand);
    touched(sample, CONTACT_HAND_R + side, target.wrist, joint_of(JOINT_WRIST_R, side),
            hand_stays(touch, side, lead));
}

static float lowest_m(const struct body *body, enum volume_id right_id, enum side side)
{
    int left = side == SIDE_LEFT ? VOLUME_SHOULDER_L - VOLUME_SHOULDER_R : 0;
    struct volume volume = volume_of(body, (enum volume_id)(right_id + left));
    return volume_lowest_m(&volume);
}

static float lowest_of_m(const struct body *body, enum volume_id first, enum volume_id last,
                         enum side side)
{
    float lowest = INFINITY;
    for (int id = first; id <= (int)last; id++)
        lowest = fminf(lowest, lowest_m(body, (enum volume_id)id, side));
    return lowest;
}

/// A rise that starts softly, so that a limb that meets the floor does not stop with a jerk.
static float soft_rise_m(float depth_m)
{
    const float softness_m = 0.002f;
    if (depth_m <= 0.0f)
        return 0.0f;
    if (depth_m < softness_m)
        return depth_m * depth_m / (2.0f * softness_m);
    return depth_m - 0.5f * softness_m;
}

/// How far the volumes `first` to `last` must rise: out of the floor, as deep as the keys
/// themselves reach into it, and over it, where a limb travels from one touch to another.
static float rise_m(const struct touch *touch, const struct body *body, enum volume_id first,
                    enum volume_id last, enum side side, float clearance_m)
{
    float from_m = lowest_of_m(&touch->from->body, first, last, side);
    float to_m = lowest_of_m(&touch->to->body, first, last, side);
    float allowed_m = glm_lerp(fminf(from_m, 0.0f), fminf(to_m, 0.0f), touch->weight);
    float here_m = lowest_of_m(body, first, last, side);
    return soft_rise_m(allowed_m + clearance_m - here_m);
}

/// A free foot that lies on the floor at both ends is lifted over it when it travels.
static float foot_clearance_m(const struct touch *touch, enum side side)
{
    const float touching_m = 0.015f;
    const struct body *from = &touch->from->body, *to = &touch->to->body;
    if (lowest_of_m(from, VOLUME_ANKLE_R, VOLUME_TOE_R, side) > touching_m ||
        lowest_of_m(to, VOLUME_ANKLE_R, VOLUME_TOE_R, side) > touching_m)
        return 0.0f;
    enum joint ankle = joint_of(JOINT_ANKLE_R, side);
    return lift_m(touch, glms_vec3_distance(from->joint[ankle], to->joint[ankle]));
}

static bool carries(const struct touch_carry *carry, enum contact_id id)
{
    return glms_vec3_norm2(carry->limb_m[id]) + glms_vec3_norm2(carry->limb_spin[id]) > 1e-12f;
}

static mat3s spun(const struct touch_carry *carry, enum contact_id id, mat3s bone)
{
    vec3s spin = carry->limb_spin[id];
    return glms_mat3_mul(rotation_about(spin, glm_deg(glms_vec3_norm(spin))), bone);
}

static void move_ankle(struct motion_sample *sample, enum side side, vec3s by, const mat3s *foot)
{
    vec3s ankle = glms_vec3_add(sample->body.joint[joint_of(JOINT_ANKLE_R, side)], by);
    ik_leg(&sample->stance, &sample->body, side, ankle, ik_leg_pole(&sample->body, side, ankle),
           foot);
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
    mat3s foot = spun(&touch->carry, id, sample->body.bone[bone_of(BONE_FOOT_R, side)]);
    if (carries(&touch->carry, knee_id))
        move_knee(sample, side, touch->carry.limb_m[knee_id]);
    vec3s turned = glms_vec3_sub(ankle, sample->body.joint[joint_of(JOINT_ANKLE_R, side)]);
    move_ankle(sample, side, glms_vec3_add(touch->carry.limb_m[id], turned), &foot);
}

static void raise_leg(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    float knee_m = rise_m(touch, &sample->body, VOLUME_KNEE_R, VOLUME_KNEE_R, side, 0.0f);
    if (knee_m > 0.0f)
        move_knee(sample, side, (vec3s){{0.0f, knee_m, 0.0f}});
    float foot_m = rise_m(touch, &sample->body, VOLUME_ANKLE_R, VOLUME_TOE_R, side,
                          foot_clearance_m(touch, side));
    if (foot_m > 0.0f) {
        mat3s foot = sample->body.bone[bone_of(BONE_FOOT_R, side)];
        move_ankle(sample, side, (vec3s){{0.0f, foot_m, 0.0f}}, &foot);
    }
}

static void free_leg(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    kinematics_leg(&sample->stance, side, &sample->body);
    if (carries(&touch->carry, CONTACT_FOOT_R + side))
        carry_leg(touch, side, sample);
    for (int round = 0; round < 2; round++)
        raise_leg(touch, side, sample);
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
    ik_arm(&sample->stance, &sample->body, side, wrist, ik_arm_pole(&sample->body, side, wrist),
           elbow_m, hand);
}

static void free_arm(const struct touch *touch, enum side side, struct motion_sample *sample)
{
    enum contact_id id = CONTACT_HAND_R + side;
    float elbow_m = elbow_lowest_m(touch, side);
    kinematics_arm(&sample->stance, side, &sample->body);
    if (carries(&touch->carry, id)) {
        mat3s hand = spun(&touch->carry, id, sample->body.bone[bone_of(BONE_HAND_R, side)]);
        move_wrist(sample, side, touch->carry.limb_m[id], elbow_m, &hand);
    }
    float hand_m = rise_m(touch, &sample->body, VOLUME_WRIST_R, VOLUME_FINGERS_R, side, 0.0f);
    if (hand_m > 0.0f || sample->body.joint[joint_of(JOINT_ELBOW_R, side)].y < elbow_m) {
        mat3s hand = sample->body.bone[bone_of(BONE_HAND_R, side)];
        move_wrist(sample, side, (vec3s){{0.0f, hand_m, 0.0f}}, elbow_m, &hand);
    }
}

void touch_limbs(const struct touch *touch, struct motion_sample *sample)
{
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        if (touch_kneels(touch))
            kneel(touch, side, sample);
        else if (touch_foot_lead(touch, side) == TOUCH_FLOOR)
            plant_foot(touch, side, sample);
        else
            free_leg(touch, side, sample);
    }
    // Hands last: they may hold a leg.
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        enum touch_lead lead = touch_hand_lead(touch, side);
        if (lead == TOUCH_FREE)
            free_arm(touch, side, sample);
        else
            lead_hand(touch, side, lead, sample);
    }
}
