#include "picture/figure_seam.h"

#include "picture/field.h"

/// Where along the sweep the leggings end, in sections; one section is about 33 mm.
static const float WAIST_SECTION = 7.6f;
static const float SECTION_M = 0.033f;
static const float WAIST_ROUNDING_M = 0.024f;
static const float NECKLINE_RADIUS_M = 0.084f;
static const float SLEEVE_END = 0.30f; ///< of the upper arm
static const float HEM_END = 0.86f;    ///< of the shank

static struct points points_of(const struct mesh *mesh, int first)
{
    return (struct points){(lanes)_mm_load_ps(mesh->at.x + first),
                           (lanes)_mm_load_ps(mesh->at.y + first),
                           (lanes)_mm_load_ps(mesh->at.z + first)};
}

/// The smaller of two, its corner rounded.
static lanes rounded_min(lanes a, lanes b, float rounding)
{
    lanes overlap = lanes_max(rounding - lanes_abs(a - b), lanes_set(0.0f));
    return lanes_min(a, b) - overlap * overlap * (0.25f / rounding);
}

/// Above the waist on the trunk, and nearer to the trunk than to a thigh: a thigh that is pressed
/// against the belly keeps its leggings.
static lanes waist(const struct shape *shape, enum part part, struct points p)
{
    struct reach reach = field_reach(
        shape, part, (vec3s){{(p.x[0] + p.x[2]) / 2, (p.y[0] + p.y[2]) / 2, (p.z[0] + p.z[2]) / 2}},
        0.03f);
    if (reach.first_segment == reach.end_segment)
        return lanes_set(-1.0f);
    lanes section;
    lanes trunk = field_trunk(shape, &reach, p, &section), thigh = lanes_set(1.0f);
    for (enum part leg = PART_LEG_R; leg <= PART_LEG_L; leg++)
        if (part == PART_TRUNK || part == leg)
            thigh = lanes_min(thigh, field_solid(&shape->solid[leg][0], p));
    return rounded_min((section - WAIST_SECTION) * SECTION_M, thigh - trunk, WAIST_ROUNDING_M);
}

static lanes neckline(const struct body *body, struct points p)
{
    static const vec3s front_of_c7 = {{0.034f, -0.012f, 0.0f}}, in_skull = {{0.0f, 0.07f, 0.0f}};
    struct solid tube = {.kind = SOLID_CONE};
    tube.a =
        glms_vec3_add(body->joint[JOINT_C7], glms_mat3_mulv(body->bone[BONE_CHEST], front_of_c7));
    tube.b = glms_vec3_add(body->joint[JOINT_AO], glms_mat3_mulv(body->bone[BONE_HEAD], in_skull));
    tube.along = glms_vec3_sub(tube.b, tube.a);
    tube.inverse_length2 = 1.0f / glms_vec3_norm2(tube.along);
    return NECKLINE_RADIUS_M - field_solid(&tube, p);
}

/// How far past `end` along a limb's bone, in metres.
static lanes past(const struct solid *bone, struct points p, float end)
{
    lanes along = points_dot(points_from(p, bone->a), bone->along) * bone->inverse_length2;
    return (along - end) * sqrtf(glms_vec3_norm2(bone->along));
}

void seam_measure(struct mesh *mesh, const struct patch *patch, const struct shape *shape,
                  const struct body *body)
{
    if (patch->seam == SEAM_NONE || patch->seam == SEAM_HAIRLINE)
        return;
    enum part limb = patch->part;
    if (limb >= PART_HAND_R && limb <= PART_FOOT_L)
        limb = limb - PART_HAND_R + PART_ARM_R;
    for (int i = patch->first_vertex; i < patch->first_vertex + patch->vertex_count; i += 4) {
        struct points p = points_of(mesh, i);
        lanes value = lanes_set(0.0f);
        switch (patch->seam) {
        case SEAM_WAIST:
            value = waist(shape, patch->part, p);
            break;
        case SEAM_NECKLINE:
            value = neckline(body, p);
            break;
        case SEAM_SLEEVE:
            value = past(&shape->solid[limb][0], p, SLEEVE_END);
            break;
        case SEAM_HEM:
            value = past(&shape->solid[limb][1], p, HEM_END);
            break;
        case SEAM_NONE:
        case SEAM_HAIRLINE:
            break;
        }
        _mm_store_ps(mesh->seam + i, (__m128)value);
    }
}
