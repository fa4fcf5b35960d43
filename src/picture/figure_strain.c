#include "picture/figure_strain.h"

#include <math.h>

/// The angle between two directions of length 1.
static float between_deg(vec3s a, vec3s b)
{
    return glm_deg(acosf(glm_clamp(glms_vec3_dot(a, b), -1.0f, 1.0f)));
}

/// The chest in the axes of the pelvis.
static mat3s spine_of(const struct body *body)
{
    return glms_mat3_mul(glms_mat3_transpose(body->bone[BONE_PELVIS]), body->bone[BONE_CHEST]);
}

/// How far the chest is turned to the left.
static float twist_deg(const struct body *body)
{
    // Swing-twist: the part of the turn about y.
    versors q = glms_mat3_quat(spine_of(body));
    float turn = 2.0f * atan2f(q.y, q.w);
    return glm_deg(turn - 2.0f * GLM_PIf * roundf(turn / (2.0f * GLM_PIf)));
}

static float flexion_deg(const struct body *body)
{
    vec3s up = spine_of(body).col[1];
    return glm_deg(atan2f(up.x, up.y));
}

/// How far a limb, whose `up` points against it, is raised towards a direction.
static float raised_deg(vec3s up, vec3s direction)
{
    return glm_deg(asinf(glm_clamp(-glms_vec3_dot(up, direction), -1.0f, 1.0f)));
}

static float strain_deg(const struct body *body, enum strain strain, enum side side)
{
    const mat3s *bone = body->bone;
    vec3s thigh = bone[bone_of(BONE_THIGH_R, side)].col[1];
    vec3s arm = bone[bone_of(BONE_UPPER_ARM_R, side)].col[1];
    switch (strain) {
    case STRAIN_TWIST_TOWARDS:
        return -side_sign(side) * twist_deg(body);
    case STRAIN_TWIST_AWAY:
        return side_sign(side) * twist_deg(body);
    case STRAIN_SPINE_FLEXION:
        return flexion_deg(body);
    case STRAIN_SPINE_EXTENSION:
        return -flexion_deg(body);
    case STRAIN_HIP:
        return between_deg(thigh, bone[BONE_PELVIS].col[1]);
    case STRAIN_KNEE:
        return between_deg(thigh, bone[bone_of(BONE_SHIN_R, side)].col[1]);
    case STRAIN_SHOULDER:
        return between_deg(arm, bone[BONE_CHEST].col[1]);
    case STRAIN_ARM_FRONT:
        return raised_deg(arm, bone[BONE_CHEST].col[0]);
    case STRAIN_ARM_OUT:
        return side_sign(side) * raised_deg(arm, bone[BONE_CHEST].col[2]);
    case STRAIN_ELBOW:
        return between_deg(arm, bone[bone_of(BONE_FOREARM_R, side)].col[1]);
    case STRAIN_COUNT:
        break;
    }
    return 0.0f;
}

struct strains strains_of_body(const struct body *body)
{
    struct strains strains;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        for (int i = 0; i < STRAIN_COUNT; i++)
            strains.deg[side][i] = strain_deg(body, (enum strain)i, side);
    return strains;
}

float strain_growth(const float grows_deg[2], const float fades_deg[2], float strain_deg)
{
    return glm_smoothstep(grows_deg[0], grows_deg[1], strain_deg) *
           (1.0f - glm_smoothstep(fades_deg[0], fades_deg[1], strain_deg));
}
