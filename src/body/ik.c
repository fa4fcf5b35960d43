#include "body/ik.h"
#include "body/angles.h"
#include "body/kinematics.h"
#include "body/lengths.h"

#include <math.h>

static vec3s perpendicular(vec3s v, vec3s unit)
{
    return glms_vec3_sub(v, glms_vec3_scale(unit, glms_vec3_dot(v, unit)));
}

static vec3s direction(vec3s from, vec3s to)
{
    return glms_vec3_normalize(glms_vec3_sub(to, from));
}

static float angle_between_deg(vec3s a, vec3s b)
{
    return glm_deg(atan2f(glms_vec3_norm(glms_vec3_cross(a, b)), glms_vec3_dot(a, b)));
}

/// The share of a limb's length that is given out sparingly.
static const float soft_share = 0.003f;

/// Left alone, a limb stops 3.6 degrees short of straight, so that the middle joint does not lock.
/// A limb that is straighter now may be allowed to stay so: then its own length is no stretch.
static struct ik_bones bones_of(float upper_m, float lower_m, bool straight_as_now, float now_m)
{
    struct ik_bones bones = {upper_m, lower_m, (upper_m + lower_m) * 0.9995f};
    if (straight_as_now)
        bones.longest_m = fmaxf(bones.longest_m, now_m / (1.0f - soft_share));
    return bones;
}

/// Near its end a limb's length follows the wanted one less and less; no kink in the curve or in
/// its slope (C2), for the middle joint of a nearly straight limb moves far for a little length.
static float stretched_m(float wanted_m, const struct ik_bones *bones)
{
    float soft_m = soft_share * bones->longest_m;
    float over_m = wanted_m - (bones->longest_m - soft_m);
    float length_m = bones->longest_m - soft_m + soft_m * tanhf(fmaxf(0.0f, over_m) / soft_m);
    return fminf(over_m > 0.0f ? length_m : wanted_m, (bones->upper_m + bones->lower_m) * 0.99999f);
}

struct ik_chain ik_two_bone(vec3s start, vec3s target, const struct ik_bones *bones, vec3s pole)
{
    float upper_m = bones->upper_m, lower_m = bones->lower_m;
    vec3s line = glms_vec3_sub(target, start);
    float wanted_m = glms_vec3_norm(line);
    vec3s along = wanted_m > 1e-6f ? glms_vec3_divs(line, wanted_m)
                                   : glms_vec3_normalize(glms_vec3_ortho(pole));
    float nearest_m = fabsf(upper_m - lower_m) * 1.02f + 1e-3f;
    float length_m = fmaxf(stretched_m(wanted_m, bones), nearest_m);
    float foot_m = (upper_m * upper_m - lower_m * lower_m + length_m * length_m) / (2 * length_m);
    float height_m = sqrtf(fmaxf(0.0f, upper_m * upper_m - foot_m * foot_m));
    vec3s aside = perpendicular(pole, along);
    if (glms_vec3_norm(aside) < 1e-6f)
        aside = glms_vec3_ortho(along);
    vec3s foot = glms_vec3_add(start, glms_vec3_scale(along, foot_m));
    return (struct ik_chain){
        .middle = glms_vec3_add(foot, glms_vec3_scale(glms_vec3_normalize(aside), height_m)),
        .end = glms_vec3_add(start, glms_vec3_scale(along, length_m)),
    };
}

/// Turn the elbow about the line from shoulder to wrist, as little as possible, until it is
/// `lowest_m` above the floor, or as high as it can be.
static vec3s elbow_above(float lowest_m, vec3s shoulder, vec3s elbow, vec3s wrist)
{
    if (elbow.y >= lowest_m)
        return elbow;
    vec3s along = direction(shoulder, wrist);
    vec3s arm = glms_vec3_sub(elbow, shoulder);
    vec3s centre = glms_vec3_add(shoulder, glms_vec3_scale(along, glms_vec3_dot(arm, along)));
    vec3s radius = glms_vec3_sub(elbow, centre);
    vec3s across = glms_vec3_cross(along, radius);
    float swing_m = hypotf(radius.y, across.y);
    if (swing_m < 1e-6f)
        return elbow;
    // elbow(a) = centre + radius cos a + across sin a; its height is centre.y + swing cos(a - top).
    float top = atan2f(across.y, radius.y);
    float spread = acosf(glm_clamp((lowest_m - centre.y) / swing_m, -1.0f, 1.0f));
    float turn = top > 0.0f ? top - spread : top + spread;
    vec3s turned =
        glms_vec3_add(glms_vec3_scale(radius, cosf(turn)), glms_vec3_scale(across, sinf(turn)));
    return glms_vec3_add(centre, turned);
}

/// The frame of a bone that runs along `down`, with its z axis nearest to `side`.
static mat3s bone_frame(vec3s down, vec3s side)
{
    vec3s up = glms_vec3_negate(down), right = glms_vec3_normalize(perpendicular(side, down));
    return (mat3s){.col = {glms_vec3_cross(up, right), up, right}};
}

static mat3s into_frame(mat3s frame, mat3s world)
{
    return glms_mat3_mul(glms_mat3_transpose(frame), world);
}

static void turn_arm(struct stance *stance, const struct body *body, enum side side, vec3s shoulder,
                     struct ik_chain arm)
{
    vec3s upper = direction(shoulder, arm.middle), lower = direction(arm.middle, arm.end);
    mat3s upper_arm = bone_frame(upper, glms_vec3_cross(upper, lower));
    stance->arm[side].shoulder = into_frame(body->bone[BONE_CHEST], upper_arm);
    stance->arm[side].elbow_deg = angle_between_deg(upper, lower);
}

float ik_arm(struct stance *stance, struct body *body, enum side side, const struct ik_reach *reach)
{
    // The shoulder moves with the arm, so the two are turned in turns: each round leaves about a
    // fifth of the error.
    enum { ROUNDS_MAX = 24 };
    enum joint wrist = joint_of(JOINT_WRIST_R, side);
    vec3s shoulder = kinematics_shoulder(stance, side, body);
    struct ik_bones bones = bones_of(UPPER_ARM_M, FOREARM_M, reach->straight_as_now,
                                     glms_vec3_distance(shoulder, body->joint[wrist]));
    for (int round = 0; round < ROUNDS_MAX; round++) {
        struct ik_chain arm = ik_two_bone(shoulder, reach->target, &bones, reach->pole);
        arm.middle = elbow_above(reach->elbow_lowest_m, shoulder, arm.middle, arm.end);
        turn_arm(stance, body, side, shoulder, arm);
        vec3s before = shoulder;
        shoulder = kinematics_shoulder(stance, side, body);
        if (glms_vec3_distance(before, shoulder) < 2e-6f)
            break;
    }
    kinematics_arm(stance, side, body);
    if (reach->end) {
        mat3s forearm = body->bone[bone_of(BONE_FOREARM_R, side)];
        stance->arm[side].wrist = into_frame(forearm, *reach->end);
        kinematics_arm(stance, side, body);
    }
    return glms_vec3_distance(reach->target, body->joint[wrist]);
}

/// The hinge's axis, turned with the limb from its own direction into the wanted one.
static vec3s hinge_towards(vec3s start, vec3s end, vec3s target, vec3s hinge, vec3s *wanted)
{
    *wanted = direction(start, target);
    return glms_mat3_mulv(rotation_between(direction(start, end), *wanted), hinge);
}

vec3s ik_arm_pole(const struct body *body, enum side side, vec3s wrist)
{
    vec3s towards,
        hinge = hinge_towards(body->joint[joint_of(JOINT_SHOULDER_R, side)],
                              body->joint[joint_of(JOINT_WRIST_R, side)], wrist,
                              body->bone[bone_of(BONE_UPPER_ARM_R, side)].col[2], &towards);
    return glms_vec3_cross(towards, hinge);
}

vec3s ik_leg_pole(const struct body *body, enum side side, vec3s ankle)
{
    vec3s towards, hinge = hinge_towards(body->joint[joint_of(JOINT_HIP_R, side)],
                                         body->joint[joint_of(JOINT_ANKLE_R, side)], ankle,
                                         body->bone[bone_of(BONE_THIGH_R, side)].col[2], &towards);
    return glms_vec3_cross(hinge, towards);
}

static void turn_leg(struct stance *stance, enum side side, vec3s hip, struct ik_chain leg)
{
    vec3s upper = direction(hip, leg.middle), lower = direction(leg.middle, leg.end);
    mat3s thigh = bone_frame(upper, glms_vec3_cross(lower, upper));
    stance->leg[side].hip = into_frame(stance->root, thigh);
    stance->leg[side].knee_deg = angle_between_deg(upper, lower);
}

float ik_leg(struct stance *stance, struct body *body, enum side side, const struct ik_reach *reach)
{
    enum joint ankle = joint_of(JOINT_ANKLE_R, side);
    vec3s hip = body->joint[joint_of(JOINT_HIP_R, side)];
    struct ik_bones bones = bones_of(THIGH_M, SHANK_M, reach->straight_as_now,
                                     glms_vec3_distance(hip, body->joint[ankle]));
    turn_leg(stance, side, hip, ik_two_bone(hip, reach->target, &bones, reach->pole));
    kinematics_leg(stance, side, body);
    if (reach->end) {
        mat3s shin = body->bone[bone_of(BONE_SHIN_R, side)];
        stance->leg[side].ankle = into_frame(shin, *reach->end);
        kinematics_leg(stance, side, body);
    }
    return glms_vec3_distance(reach->target, body->joint[ankle]);
}

/// `knee` moved in the horizontal, away from or towards the hip, to where the thigh reaches it.
static vec3s slide_knee(vec3s hip, vec3s knee)
{
    vec3s away = {{knee.x - hip.x, 0.0f, knee.z - hip.z}};
    float away_m = glms_vec3_norm(away), rise_m = knee.y - hip.y;
    float room_m = sqrtf(fmaxf(0.0f, THIGH_M * THIGH_M - rise_m * rise_m));
    if (away_m < 1e-6f)
        return knee;
    // Under a thigh that stands upright the direction is undefined: fade the slide out there.
    float fade = glm_smoothstep(0.03f, 0.09f, away_m);
    float slide_m = fade * (room_m - away_m);
    return glms_vec3_add(knee, glms_vec3_scale(away, slide_m / away_m));
}

float ik_kneel(struct stance *stance, struct body *body, enum side side, vec3s knee, vec3s ankle)
{
    vec3s hip = body->joint[joint_of(JOINT_HIP_R, side)];
    vec3s down = direction(hip, slide_knee(hip, knee));
    struct ik_chain leg = {.middle = glms_vec3_add(hip, glms_vec3_scale(down, THIGH_M)),
                           .end = ankle};
    turn_leg(stance, side, hip, leg);
    kinematics_leg(stance, side, body);
    return glms_vec3_distance(knee, body->joint[joint_of(JOINT_KNEE_R, side)]);
}
