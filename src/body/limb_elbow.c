/// The elbow of a hand that travels over the floor. Turned like the joints' own curve it may dip
/// below the floor; pushed out there by the shortest way it would jump from one side of the arm to
/// the other when it points straight down. So while the floor is near, the turn of the elbow about
/// the line from shoulder to wrist is measured from straight up and goes from the one key's to the
/// other's, and the curve's own turn counts the less the farther it strays from that.
#include "body/ik.h"
#include "body/lengths.h"
#include "body/limb.h"

#include <math.h>

/// The circle on which an elbow can stand.
struct elbow_circle {
    vec3s up,
        across;     ///< perpendicular to the line from shoulder to wrist; `up` nearest to world up
    float lowest_m; ///< height of the circle's lowest point
};

static struct elbow_circle circle_of(const struct body *body, enum side side, vec3s wrist)
{
    vec3s shoulder = body->joint[joint_of(JOINT_SHOULDER_R, side)];
    vec3s line = glms_vec3_sub(wrist, shoulder);
    float length_m = glm_clamp(glms_vec3_norm(line), UPPER_ARM_M - FOREARM_M + 1e-3f, ARM_M);
    vec3s along = glms_vec3_normalize(line);
    float foot_m = (UPPER_ARM_M * UPPER_ARM_M - FOREARM_M * FOREARM_M + length_m * length_m) /
                   (2.0f * length_m);
    float swing_m = sqrtf(fmaxf(0.0f, UPPER_ARM_M * UPPER_ARM_M - foot_m * foot_m));
    vec3s up = glms_vec3_sub((vec3s){{0, 1, 0}}, glms_vec3_scale(along, along.y));
    float tilt = glms_vec3_norm(up);
    up = glms_vec3_normalize(up);
    return (struct elbow_circle){
        .up = up,
        .across = glms_vec3_cross(along, up),
        .lowest_m = shoulder.y + along.y * foot_m - tilt * swing_m,
    };
}

static float turn_of(const struct elbow_circle *circle, vec3s pole)
{
    return atan2f(glms_vec3_dot(pole, circle->across), glms_vec3_dot(pole, circle->up));
}

static float key_turn(const struct motion_key *key, enum side side)
{
    vec3s wrist = key->body.joint[joint_of(JOINT_WRIST_R, side)];
    struct elbow_circle circle = circle_of(&key->body, side, wrist);
    return turn_of(&circle, ik_arm_pole(&key->body, side, wrist));
}

vec3s limb_elbow_pole(const struct touch *touch, enum side side, const struct body *body,
                      vec3s wrist)
{
    const float near_m = 0.10f, straight_down = 3.05f;
    vec3s pole = ik_arm_pole(body, side, wrist);
    struct elbow_circle circle = circle_of(body, side, wrist);
    float height_m = circle.lowest_m - ELBOW_CLEAR_M;
    float danger = 1.0f - glm_smoothstep(0.0f, near_m, height_m);
    if (danger <= 0.0f)
        return pole;
    float between = glm_lerp(key_turn(touch->from, side), key_turn(touch->to, side), touch->weight);
    float curve = turn_of(&circle, pole);
    float safe = between + sinf(curve - between);
    safe = glm_clamp(safe, -straight_down, straight_down);
    float turn = curve + danger * remainderf(safe - curve, 2.0f * GLM_PIf);
    return glms_vec3_add(glms_vec3_scale(circle.up, cosf(turn)),
                         glms_vec3_scale(circle.across, sinf(turn)));
}
