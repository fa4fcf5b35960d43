#include "picture/figure_far.h"

#include "picture/figure_resolve.h"

#include <math.h>

struct far_limb {
    float share; ///< 0: as light as it is .. 1: in shade
    vec3s root;  ///< its joint with the trunk
    float side;  ///< as side_sign
};

/// From one limb of a pair to the other, between their lower halves' middles.
static vec3s way_from_other(const struct body *body, bool is_arm, enum side side)
{
    enum side other = side == SIDE_RIGHT ? SIDE_LEFT : SIDE_RIGHT;
    enum joint middle = is_arm ? JOINT_ELBOW_R : JOINT_KNEE_R;
    enum joint end = is_arm ? JOINT_WRIST_R : JOINT_ANKLE_R;
    const vec3s *joint = body->joint;
    vec3s here = glms_vec3_add(joint[joint_of(middle, side)], joint[joint_of(end, side)]);
    vec3s there = glms_vec3_add(joint[joint_of(middle, other)], joint[joint_of(end, other)]);
    return glms_vec3_scale(glms_vec3_sub(here, there), 0.5f);
}

/// How much a limb lies behind the other one, as seen.
static float share_behind(const struct body *body, const struct camera *camera, bool is_arm,
                          enum side side)
{
    // Only seen from the side: from above, limbs lie beside each other.
    static const float FROM_M = 0.08f, TO_M = 0.16f, STEEP = 0.72f, LEVEL = 0.90f;
    static const float BESIDE = 0.45f, BEHIND = 0.70f;
    vec3s apart = way_from_other(body, is_arm, side);
    float behind_m = glms_vec3_dot(apart, camera->forward);
    float level = sqrtf(fmaxf(1.0f - camera->forward.y * camera->forward.y, 0.0f));
    // Where they lie beside each other on the canvas too, nothing has to tell them apart.
    float in_line = behind_m / fmaxf(glms_vec3_norm(apart), 1e-3f);
    return glm_smoothstep(FROM_M, TO_M, behind_m) * glm_smoothstep(STEEP, LEVEL, level) *
           glm_smoothstep(BESIDE, BEHIND, in_line);
}

static float knees_apart_m(const struct body *body)
{
    return glms_vec3_distance(body->joint[JOINT_KNEE_R], body->joint[JOINT_KNEE_L]);
}

/// How much of a leg the other one lies on, as seen: it shows its inner side.
static float share_under(const struct body *body, const struct camera *camera, enum side side)
{
    static const float ASIDE = 0.55f, FACING = 0.70f, ON_M = 0.19f, OFF_M = 0.25f;
    vec3s outward =
        glms_vec3_scale(body->bone[bone_of(BONE_THIGH_R, side)].col[2], side_sign(side));
    return glm_smoothstep(ASIDE, FACING, glms_vec3_dot(outward, camera->forward)) *
           (1.0f - glm_smoothstep(ON_M, OFF_M, knees_apart_m(body)));
}

static struct far_limb far_limb_of(const struct body *body, const struct camera *camera,
                                   enum skin_limb limb)
{
    bool is_arm = limb == LIMB_ARM_R || limb == LIMB_ARM_L;
    enum side side = limb == LIMB_ARM_R || limb == LIMB_LEG_R ? SIDE_RIGHT : SIDE_LEFT;
    float share = share_behind(body, camera, is_arm, side);
    if (!is_arm)
        share = fmaxf(share, share_under(body, camera, side));
    vec3s root = body->joint[joint_of(is_arm ? JOINT_SHOULDER_R : JOINT_HIP_R, side)];
    return (struct far_limb){share, root, side_sign(side)};
}

/// How much of a vertex is shaded with the arm, at a distance from its root.
static float arm_share(const struct skin_vertex *vertex, float way_m)
{
    // Shoulders are of the limb as soon as they leave the trunk, and the trunk close to them.
    static const float TRUNK_SHARE = 0.02f, ARM_SHARE = 0.30f;
    static const float ARM_M = 0.06f, NEAR_M = 0.08f, OFF_M = 0.13f;
    float close = 1.0f - glm_smoothstep(NEAR_M, OFF_M, way_m);
    float own = glm_smoothstep(TRUNK_SHARE, ARM_SHARE, vertex->limb_share);
    return fmaxf(close, glm_clamp_zo(way_m / ARM_M) * own);
}

/// ... with the leg: as far as the crease of the hip, and the middle of the seat.
static float leg_share(const struct skin_vertex *vertex, const struct far_limb *leg, float hips_m)
{
    static const float HIP_SHARE = 0.01f, THIGH_SHARE = 0.16f, MIDDLE_M = 0.012f;
    static const float SEAT_TOP_M = 0.09f, SEAT_M = 0.03f, FRONT = 0.5f, BACK = 0.1f;
    float seat = glm_smoothstep(0.0f, MIDDLE_M, vertex->at[2] * leg->side) *
                 (1.0f - glm_smoothstep(SEAT_M, SEAT_TOP_M, vertex->at[1] - hips_m)) *
                 (1.0f - glm_smoothstep(BACK, FRONT, vertex->normal[0]));
    return fmaxf(seat, glm_smoothstep(HIP_SHARE, THIGH_SHARE, vertex->limb_share));
}

static float far_share(const struct skin *skin, int i, const struct far_limb *limb)
{
    const struct skin_vertex *vertex = &skin->vertex[i];
    if (vertex->limb == LIMB_LEG_R || vertex->limb == LIMB_LEG_L)
        return leg_share(vertex, limb, skin->rig.bind[SKIN_THIGH_R].origin.y);
    vec3s at = {{skin->at[i][0], skin->at[i][1], skin->at[i][2]}};
    return arm_share(vertex, glms_vec3_distance(at, limb->root));
}

/// How far the thighs are raised before the trunk: 0 in line with it, 1 at right angles.
static float bend_of_hips(const struct body *body)
{
    static const float COSINE = 0.5f;
    vec3s up = body->bone[BONE_PELVIS].col[1];
    float least = fmaxf(glms_vec3_dot(up, body->bone[BONE_THIGH_R].col[1]),
                        glms_vec3_dot(up, body->bone[BONE_THIGH_L].col[1]));
    return 1.0f - glm_smoothstep(0.0f, COSINE, least);
}

/// How much of a vertex lies between the thighs: their inner sides, the middle of the seat, and of
/// the groin where hips are bent.
static float between_share(const struct skin *skin, const struct skin_vertex *vertex,
                           float bend_of_hips)
{
    static const float FROM = 0.25f, TO = 0.65f, THIGH_SHARE = 0.5f, BACK = -0.2f, FRONT = 0.3f;
    static const float MIDDLE_M = 0.05f, BESIDE_M = 0.09f, GROIN_M = -0.06f, SEAT_M = 0.03f,
                       KNEE_M = 0.06f;
    float hips_m = skin->rig.bind[SKIN_THIGH_R].origin.y;
    float knees_m = skin->rig.bind[SKIN_SHIN_R].origin.y;
    float inward = vertex->at[2] > 0.0f ? -vertex->normal[2] : vertex->normal[2];
    float below_m = hips_m - vertex->at[1];
    float seat = glm_smoothstep(0.0f, SEAT_M, below_m) *
                 (1.0f - glm_smoothstep(BACK, FRONT, vertex->normal[0]));
    float groin = glm_smoothstep(GROIN_M, -SEAT_M, below_m) * bend_of_hips;
    float middle = 1.0f - glm_smoothstep(MIDDLE_M, BESIDE_M, fabsf(vertex->at[2]));
    float leg =
        glm_smoothstep(FROM, TO, inward) * glm_smoothstep(0.0f, THIGH_SHARE, vertex->limb_share);
    return fmaxf(middle * fmaxf(seat, groin), leg) *
           glm_smoothstep(-KNEE_M, KNEE_M, vertex->at[1] - knees_m);
}

/// What lies between the thighs has no light where the knees are close.
static void shade_between(const struct skin *skin, const struct body *body,
                          struct raster_vertex *vertices)
{
    static const float CLOSE_M = 0.19f, OPEN_M = 0.25f;
    float close = 1.0f - glm_smoothstep(CLOSE_M, OPEN_M, knees_apart_m(body));
    if (close <= 0.0f)
        return;
    float bend = bend_of_hips(body);
    for (int i = 0; i < skin->vertex_count; i++) {
        const struct skin_vertex *vertex = &skin->vertex[i];
        if (vertex->limb != LIMB_LEG_R && vertex->limb != LIMB_LEG_L)
            continue;
        float share = close * between_share(skin, vertex, bend);
        if (share > 0.0f)
            vertices[i].light = resolve_far_light(vertices[i].light, share);
    }
}

/// A garment's edge leaves a narrow shadow on what it ends on.
static void shade_under_hems(const struct skin *skin, struct raster_vertex *vertex)
{
    static const float DEEP_COSINE = -0.5f;
    const float deep = resolve_light(DEEP_COSINE);
    for (int i = 0; i < skin->under_hem_count; i++) {
        float *light = &vertex[skin->under_hem[i]].light;
        float beyond_m = skin->vertex[skin->under_hem[i]].seam_m;
        *light = glm_lerp(deep, *light, fminf(beyond_m / SKIN_HEM_REACH_M, 1.0f));
    }
}

void far_limbs_shade(const struct skin *skin, const struct body *body, const struct camera *camera,
                     struct raster_vertex *vertex)
{
    shade_under_hems(skin, vertex);
    shade_between(skin, body, vertex);
    struct far_limb far[LIMB_COUNT] = {0};
    bool is_any_far = false;
    for (int limb = LIMB_NONE + 1; limb < LIMB_COUNT; limb++) {
        far[limb] = far_limb_of(body, camera, (enum skin_limb)limb);
        is_any_far |= far[limb].share > 0.0f;
    }
    if (!is_any_far)
        return;
    // What is no limb's own may still belong to a shoulder.
    far[LIMB_NONE] = far[LIMB_ARM_R].share > 0.0f ? far[LIMB_ARM_R] : far[LIMB_ARM_L];
    for (int i = 0; i < skin->vertex_count; i++) {
        const struct far_limb *limb = &far[skin->vertex[i].limb];
        if (limb->share > 0.0f)
            vertex[i].light =
                resolve_far_light(vertex[i].light, limb->share * far_share(skin, i, limb));
    }
}
