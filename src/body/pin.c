#include "body/pin.h"
#include "body/angles.h"
#include "body/kinematics.h"
#include "body/lengths.h"

#include <assert.h>

/// Of the palm point above the floor, and of the wrist above that: the heel of the hand is thick.
static const float palm_height_m = 0.019f, wrist_rise_m = 0.012f;

vec3s pin_direction(const struct pin_frame *frame, enum side side, vec3s direction)
{
    direction.z *= side_sign(side);
    return glms_mat3_mulv(rotation_y(frame->yaw_deg), direction);
}

vec3s pin_floor_point(const struct pin_frame *frame, enum side side, const float floor_m[2],
                      float height_m)
{
    vec3s offset = {{floor_m[0], 0.0f, floor_m[1]}};
    vec3s point = glms_vec3_add(frame->origin, pin_direction(frame, side, offset));
    point.y = height_m;
    return point;
}

struct hand_pin pin_filled(const struct hand_pin *pin)
{
    struct hand_pin filled = *pin;
    bool grip = pin->kind == PIN_GRIP;
    if (!pin->has_fingers)
        filled.fingers = grip ? (vec3s){{0, 0, -1}} : (vec3s){{1, 0, 0}};
    if (!pin->has_palm)
        filled.palm = grip ? (vec3s){{-1, 0, 0}} : (vec3s){{0, -1, 0}};
    filled.has_fingers = filled.has_palm = true;
    return filled;
}

/// The hand's bone runs against the fingers; its z axis looks out of the back of a right hand.
static struct hand_target hand_at(vec3s palm_point, vec3s fingers, vec3s palm, enum side side)
{
    vec3s along = glms_vec3_normalize(fingers);
    vec3s up = glms_vec3_negate(along);
    vec3s right = glms_vec3_scale(palm, -side_sign(side));
    right = glms_vec3_sub(right, glms_vec3_scale(up, glms_vec3_dot(right, up)));
    right = glms_vec3_normalize(right);
    return (struct hand_target){
        .wrist = glms_vec3_sub(palm_point, glms_vec3_scale(along, PALM_M)),
        .hand = {.col = {glms_vec3_cross(up, right), up, right}},
    };
}

struct hand_target pin_hand_on_floor(const struct hand_pin *pin, enum side side,
                                     const struct pin_frame *frame)
{
    struct hand_pin filled = pin_filled(pin);
    struct hand_target target = hand_at(pin_floor_point(frame, side, pin->floor_m, palm_height_m),
                                        pin_direction(frame, side, filled.fingers),
                                        pin_direction(frame, side, filled.palm), side);
    target.wrist.y += wrist_rise_m;
    return target;
}

struct grip_bone {
    enum joint upper, lower;
    enum bone bone;
};

static const struct grip_bone grip_bones[] = {
    [GRIP_SHIN] = {JOINT_KNEE_R, JOINT_ANKLE_R, BONE_SHIN_R},
    [GRIP_THIGH] = {JOINT_HIP_R, JOINT_KNEE_R, BONE_THIGH_R},
    [GRIP_FOOT] = {JOINT_HEEL_R, JOINT_TOE_R, BONE_FOOT_R},
};

static vec3s leg_direction(mat3s bone, enum side leg, vec3s direction)
{
    direction.z *= side_sign(leg);
    return glms_mat3_mulv(bone, direction);
}

struct hand_target pin_hand_on_leg(const struct hand_pin *pin, enum side side,
                                   const struct body *body)
{
    assert(pin->kind == PIN_GRIP);
    struct hand_pin filled = pin_filled(pin);
    enum side leg = pin->grip_side;
    const struct grip_bone *grip = &grip_bones[pin->grip_part];
    mat3s bone = body->bone[bone_of(grip->bone, leg)];
    vec3s point = glms_vec3_lerp(body->joint[joint_of(grip->upper, leg)],
                                 body->joint[joint_of(grip->lower, leg)], pin->along);
    vec3s offset = {{pin->front_m, 0.0f, pin->out_m}};
    point = glms_vec3_add(point, leg_direction(bone, leg, offset));
    return hand_at(point, leg_direction(bone, leg, filled.fingers),
                   leg_direction(bone, leg, filled.palm), side);
}

bool pin_same_grip(const struct hand_pin *a, const struct hand_pin *b)
{
    return a->kind == PIN_GRIP && b->kind == PIN_GRIP && a->grip_part == b->grip_part &&
           a->grip_side == b->grip_side;
}

struct hand_pin pin_mix_grips(const struct hand_pin *from, const struct hand_pin *to, float weight)
{
    struct hand_pin a = pin_filled(from), b = pin_filled(to), mixed = a;
    mixed.along = glm_lerp(a.along, b.along, weight);
    mixed.front_m = glm_lerp(a.front_m, b.front_m, weight);
    mixed.out_m = glm_lerp(a.out_m, b.out_m, weight);
    mixed.fingers = glms_vec3_lerp(a.fingers, b.fingers, weight);
    mixed.palm = glms_vec3_lerp(a.palm, b.palm, weight);
    return mixed;
}

mat3s pin_foot_frame(const struct foot_pin *pin, enum side side, const struct pin_frame *frame)
{
    return rotation_y(frame->yaw_deg + pin->yaw_deg - side_sign(side) * pin->turn_deg);
}
