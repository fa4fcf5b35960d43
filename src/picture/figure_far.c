#include "picture/figure_far.h"

#include "base/mem.h"
#include "picture/figure_resolve.h"

#include <math.h>

struct far_limb {
    float share; ///< 0: as light as it is .. 1: in shade
    vec3s root;  ///< its joint with the trunk
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
    return (struct far_limb){share, root};
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

/// How much of a vertex is shaded with the leg of a side: as far as the crease of the hip, and the
/// middle of the seat.
static float leg_share(const struct skin *skin, const struct skin_vertex *vertex, enum side side)
{
    static const float HIP_SHARE = 0.01f, THIGH_SHARE = 0.16f, MIDDLE_M = 0.012f;
    static const float SEAT_TOP_M = 0.09f, SEAT_M = 0.03f, FRONT = 0.5f, BACK = 0.1f;
    float hips_m = skin->rig.bind[SKIN_THIGH_R].origin.y;
    enum skin_limb limb = side == SIDE_RIGHT ? LIMB_LEG_R : LIMB_LEG_L;
    float own_share = vertex->limb == limb ? vertex->limb_share : 0.0f;
    float seat = glm_smoothstep(-MIDDLE_M, 0.0f, vertex->at[2] * side_sign(side)) *
                 (1.0f - glm_smoothstep(SEAT_M, SEAT_TOP_M, vertex->at[1] - hips_m)) *
                 (1.0f - glm_smoothstep(BACK, FRONT, vertex->normal[0]));
    return fmaxf(seat, glm_smoothstep(HIP_SHARE, THIGH_SHARE, own_share));
}

/// How much of a vertex lies between the thighs: their inner sides, the middle of the seat; and of
/// the groin.
static struct leg_shade leg_shade_of(const struct skin *skin, int i)
{
    static const float FROM = 0.25f, TO = 0.65f, THIGH_SHARE = 0.5f, BACK = -0.2f, FRONT = 0.3f;
    static const float MIDDLE_M = 0.05f, BESIDE_M = 0.09f, GROIN_M = -0.06f, SEAT_M = 0.03f,
                       KNEE_M = 0.06f;
    const struct skin_vertex *vertex = &skin->vertex[i];
    float below_m = skin->rig.bind[SKIN_THIGH_R].origin.y - vertex->at[1];
    float over_knee_m = vertex->at[1] - skin->rig.bind[SKIN_SHIN_R].origin.y;
    float inward = vertex->at[2] > 0.0f ? -vertex->normal[2] : vertex->normal[2];
    float thigh = glm_smoothstep(-KNEE_M, KNEE_M, over_knee_m);
    float middle = 1.0f - glm_smoothstep(MIDDLE_M, BESIDE_M, fabsf(vertex->at[2]));
    float seat = middle * glm_smoothstep(0.0f, SEAT_M, below_m) *
                 (1.0f - glm_smoothstep(BACK, FRONT, vertex->normal[0]));
    float inside =
        glm_smoothstep(FROM, TO, inward) * glm_smoothstep(0.0f, THIGH_SHARE, vertex->limb_share);
    return (struct leg_shade){
        .vertex = (uint16_t)i,
        .far = {leg_share(skin, vertex, SIDE_RIGHT), leg_share(skin, vertex, SIDE_LEFT)},
        .between = fmaxf(seat, inside) * thigh,
        .groin = middle * glm_smoothstep(GROIN_M, -SEAT_M, below_m) * thigh,
    };
}

void far_limbs_create(struct far_limbs *far, const struct skin *skin)
{
    *far = (struct far_limbs){.skin = skin,
                              .leg = mem_alloc((size_t)skin->vertex_count, sizeof *far->leg)};
    for (int i = 0; i < skin->vertex_count; i++) {
        struct leg_shade leg = leg_shade_of(skin, i);
        bool is_arm = skin->vertex[i].limb == LIMB_ARM_R || skin->vertex[i].limb == LIMB_ARM_L;
        if (!is_arm && leg.far[SIDE_RIGHT] + leg.far[SIDE_LEFT] + leg.between + leg.groin > 0.0f)
            far->leg[far->leg_count++] = leg;
    }
}

void far_limbs_destroy(struct far_limbs *far)
{
    mem_free(far->leg);
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

/// Of legs whose shares are `far` (0..1) behind the other, and of what lies between them: where
/// the knees are close that has no light.
static void shade_legs(const struct far_limbs *limbs, const struct body *body,
                       const float far[SIDE_COUNT], struct raster_vertex *vertex)
{
    static const float CLOSE_M = 0.19f, OPEN_M = 0.25f;
    float close = 1.0f - glm_smoothstep(CLOSE_M, OPEN_M, knees_apart_m(body));
    float bend = bend_of_hips(body);
    if (close <= 0.0f && far[SIDE_RIGHT] <= 0.0f && far[SIDE_LEFT] <= 0.0f)
        return;
    for (int i = 0; i < limbs->leg_count; i++) {
        const struct leg_shade *leg = &limbs->leg[i];
        float *light = &vertex[leg->vertex].light;
        float behind =
            fmaxf(far[SIDE_RIGHT] * leg->far[SIDE_RIGHT], far[SIDE_LEFT] * leg->far[SIDE_LEFT]);
        float between = close * fmaxf(leg->between, bend * leg->groin);
        *light = resolve_far_light(*light, fmaxf(behind, between));
    }
}

/// A far arm's vertices lose their own light; so do those of the trunk close to its root.
static void shade_arm(const struct skin *skin, enum skin_limb limb, const struct far_limb *far,
                      struct raster_vertex *vertices)
{
    for (int i = 0; i < skin->vertex_count; i++) {
        const struct skin_vertex *vertex = &skin->vertex[i];
        if (vertex->limb != LIMB_NONE && vertex->limb != limb)
            continue;
        vec3s at = {{skin->at[i][0], skin->at[i][1], skin->at[i][2]}};
        float share = far->share * arm_share(vertex, glms_vec3_distance(at, far->root));
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

void far_limbs_shade(const struct far_limbs *limbs, const struct body *body,
                     const struct camera *camera, struct raster_vertex *vertex)
{
    struct far_limb far[LIMB_COUNT] = {0};
    for (int limb = LIMB_NONE + 1; limb < LIMB_COUNT; limb++)
        far[limb] = far_limb_of(body, camera, (enum skin_limb)limb);
    shade_under_hems(limbs->skin, vertex);
    shade_legs(limbs, body, (float[SIDE_COUNT]){far[LIMB_LEG_R].share, far[LIMB_LEG_L].share},
               vertex);
    for (int limb = LIMB_ARM_R; limb <= LIMB_ARM_L; limb++)
        if (far[limb].share > 0.0f)
            shade_arm(limbs->skin, (enum skin_limb)limb, &far[limb], vertex);
}
