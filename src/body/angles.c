#include "body/angles.h"

#include <math.h>

mat3s rotation_x(float deg)
{
    float a = glm_rad(deg), c = cosf(a), s = sinf(a);
    return (mat3s){.col = {{{1, 0, 0}}, {{0, c, s}}, {{0, -s, c}}}};
}

mat3s rotation_y(float deg)
{
    float a = glm_rad(deg), c = cosf(a), s = sinf(a);
    return (mat3s){.col = {{{c, 0, -s}}, {{0, 1, 0}}, {{s, 0, c}}}};
}

mat3s rotation_z(float deg)
{
    float a = glm_rad(deg), c = cosf(a), s = sinf(a);
    return (mat3s){.col = {{{c, s, 0}}, {{-s, c, 0}}, {{0, 0, 1}}}};
}

/// Rodrigues: v cos + (axis x v) sin + axis (axis . v) (1 - cos), one column for each unit vector.
static mat3s rodrigues(vec3s axis, float cosine, float sine)
{
    mat3s rotation = GLMS_MAT3_IDENTITY_INIT;
    for (int i = 0; i < 3; i++) {
        vec3s unit = rotation.col[i];
        vec3s turned = glms_vec3_scale(unit, cosine);
        turned = glms_vec3_add(turned, glms_vec3_scale(glms_vec3_cross(axis, unit), sine));
        rotation.col[i] =
            glms_vec3_add(turned, glms_vec3_scale(axis, axis.raw[i] * (1.0f - cosine)));
    }
    return rotation;
}

mat3s rotation_about(vec3s axis, float deg)
{
    float length = glms_vec3_norm(axis);
    if (length < 1e-9f)
        return glms_mat3_identity();
    float a = glm_rad(deg);
    return rodrigues(glms_vec3_divs(axis, length), cosf(a), sinf(a));
}

mat3s rotation_between(vec3s from, vec3s to)
{
    vec3s axis = glms_vec3_cross(from, to);
    float sine = glms_vec3_norm(axis), cosine = glms_vec3_dot(from, to);
    if (sine > 1e-7f)
        return rodrigues(glms_vec3_divs(axis, sine), cosine, sine);
    if (cosine > 0.0f)
        return glms_mat3_identity();
    return rodrigues(glms_vec3_ortho(from), -1.0f, 0.0f);
}

mat3s rotation_mix(mat3s from, mat3s to, float weight)
{
    versors a = glms_mat3_quat(from), b = glms_mat3_quat(to);
    if (glms_quat_dot(a, b) < 0.0f)
        b = (versors){.raw = {-b.x, -b.y, -b.z, -b.w}};
    return glms_quat_mat3(glms_quat_normalize(glms_quat_lerp(a, b, weight)));
}

mat3s rotation_of_root(const float root_deg[3])
{
    mat3s turned = glms_mat3_mul(rotation_y(root_deg[0]), rotation_z(root_deg[1]));
    return glms_mat3_mul(turned, rotation_y(-root_deg[2]));
}

mat3s rotation_of_spine(struct spine_bend bend)
{
    mat3s bent = glms_mat3_mul(rotation_z(-bend.flex_deg), rotation_x(bend.side_deg));
    return glms_mat3_mul(bent, rotation_y(-bend.turn_deg));
}

mat3s rotation_of_hip(enum side side, const float hip_deg[3])
{
    float sign = side_sign(side);
    mat3s raised = glms_mat3_mul(rotation_z(hip_deg[0]), rotation_x(-sign * hip_deg[1]));
    return glms_mat3_mul(raised, rotation_y(sign * hip_deg[2]));
}

mat3s rotation_of_knee(float knee_deg)
{
    return rotation_z(-knee_deg);
}

mat3s rotation_of_ankle(enum side side, const float ankle_deg[3])
{
    float sign = side_sign(side);
    mat3s turned = glms_mat3_mul(rotation_y(sign * ankle_deg[2]), rotation_z(ankle_deg[0]));
    return glms_mat3_mul(turned, rotation_x(sign * ankle_deg[1]));
}

mat3s rotation_of_shoulder(enum side side, const float shoulder_deg[3])
{
    float sign = side_sign(side), toward = glm_rad(shoulder_deg[1]);
    vec3s axis = {{-sign * cosf(toward), 0.0f, sinf(toward)}};
    return glms_mat3_mul(rotation_about(axis, shoulder_deg[0]), rotation_y(sign * shoulder_deg[2]));
}

mat3s rotation_of_elbow(float elbow_deg)
{
    return rotation_z(elbow_deg);
}

mat3s rotation_of_wrist(enum side side, float pronation_deg, const float wrist_deg[2])
{
    float sign = side_sign(side);
    mat3s bent = glms_mat3_mul(rotation_x(sign * wrist_deg[0]), rotation_z(wrist_deg[1]));
    return glms_mat3_mul(rotation_y(sign * pronation_deg), bent);
}

void hip_angles(enum side side, mat3s hip, float hip_deg[3])
{
    float sign = side_sign(side);
    hip_deg[0] = glm_deg(atan2f(-hip.col[1].x, hip.col[1].y));
    hip_deg[1] = -sign * glm_deg(asinf(glm_clamp(hip.col[1].z, -1.0f, 1.0f)));
    hip_deg[2] = sign * glm_deg(atan2f(-hip.col[0].z, hip.col[2].z));
}

void ankle_angles(enum side side, mat3s ankle, float ankle_deg[3])
{
    float sign = side_sign(side);
    vec3s toes = ankle.col[0];
    ankle_deg[0] = glm_deg(asinf(glm_clamp(toes.y, -1.0f, 1.0f)));
    float turn_deg = glm_deg(atan2f(-toes.z, toes.x));
    ankle_deg[2] = sign * turn_deg;
    mat3s level = glms_mat3_mul(rotation_y(turn_deg), rotation_z(ankle_deg[0]));
    mat3s rest = glms_mat3_mul(glms_mat3_transpose(level), ankle);
    ankle_deg[1] = sign * glm_deg(atan2f(rest.col[1].z, rest.col[1].y));
}

void shoulder_angles(enum side side, mat3s shoulder, float shoulder_deg[3])
{
    float sign = side_sign(side);
    vec3s down = glms_vec3_negate(shoulder.col[1]);
    float raise = acosf(glm_clamp(-down.y, -1.0f, 1.0f));
    float toward_deg = sinf(raise) > 1e-4f ? glm_deg(atan2f(down.x, sign * down.z)) : 90.0f;
    float raised_deg[3] = {glm_deg(raise), toward_deg, 0.0f};
    mat3s raised = rotation_of_shoulder(side, raised_deg);
    mat3s rest = glms_mat3_mul(glms_mat3_transpose(raised), shoulder);
    shoulder_deg[0] = raised_deg[0];
    shoulder_deg[1] = toward_deg;
    shoulder_deg[2] = sign * glm_deg(atan2f(rest.col[2].x, rest.col[0].x));
}

float wrist_bend(mat3s wrist)
{
    return glm_deg(acosf(glm_clamp(wrist.col[1].y, -1.0f, 1.0f)));
}

struct spine_bend spine_share(struct spine_bend bend, float share)
{
    return (struct spine_bend){bend.flex_deg * share, bend.side_deg * share, bend.turn_deg * share};
}
