#include "picture/figure_seam.h"

#include "picture/field.h"

/// The waistband's place on the trunk: so many sections of the build from the crotch up.
static const float WAIST_SECTION = 2.53f;
static const float SECTION_M = 0.10f;
static const float WAIST_ROUNDING_M = 0.045f;

/// A round neckline: what is this near to the neck, and more in front, where it is scooped.
static const float NECKLINE_OFF_M = 0.024f;
static const float NECKLINE_SCOOP = 0.08f; ///< more for every metre in front of C7

static const float SLEEVE_END = 0.42f; ///< of the upper arm
static const float HEM_END = 0.86f;    ///< of the shank

static struct points points_of(const struct mesh *mesh, int first)
{
    return (struct points){(lanes)_mm_load_ps(mesh->at.x + first),
                           (lanes)_mm_load_ps(mesh->at.y + first),
                           (lanes)_mm_load_ps(mesh->at.z + first)};
}

/// Four neighbours on a ring lie within this of their middle.
static const float LANES_WIDE_M = 0.03f;

static vec3s middle_of(struct points p)
{
    return (vec3s){{(p.x[0] + p.x[2]) / 2, (p.y[0] + p.y[2]) / 2, (p.z[0] + p.z[2]) / 2}};
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
    struct reach reach = field_reach(shape, part, middle_of(p), LANES_WIDE_M);
    if (reach.first_segment == reach.end_segment)
        return lanes_set(-1.0f);
    lanes section;
    lanes trunk = field_trunk(shape, &reach, p, &section), thigh = lanes_set(1.0f);
    for (enum part leg = PART_LEG_R; leg <= PART_LEG_L; leg++)
        if (part == PART_TRUNK || part == leg)
            thigh = lanes_min(thigh, field_solid(&shape->solid[leg][0], p));
    return rounded_min((section * (1.0f / SHAPE_STEPS) - WAIST_SECTION) * SECTION_M, thigh - trunk,
                       WAIST_ROUNDING_M);
}

/// How far past `end` along a limb's bone, in metres.
static lanes past(const struct solid *bone, struct points p, float end)
{
    lanes along = points_dot(points_from(p, bone->a), bone->along) * bone->inverse_length2;
    return (along - end) * sqrtf(glms_vec3_norm2(bone->along));
}

/// Positive where the trunk's patches run on over a bare arm: beyond the sleeve's end, and on the
/// arm or where it melts into the trunk.
static lanes beyond_sleeves(const struct shape *shape, struct points p)
{
    static const float ON_ARM_M = 0.02f, MELTED_M = 0.004f;
    lanes beyond = lanes_set(-1.0f), section;
    for (enum part arm = PART_ARM_R; arm <= PART_ARM_L; arm++) {
        lanes bare = past(&shape->solid[arm][0], p, SLEEVE_END);
        lanes distance = field_solid(&shape->solid[arm][0], p);
        lanes near = lanes_if_less(distance, lanes_set(ON_ARM_M), bare, lanes_set(-1.0f));
        if (!lanes_any_less(lanes_set(0.0f), near))
            continue;
        struct reach reach = field_reach(shape, PART_TRUNK, middle_of(p), LANES_WIDE_M);
        lanes trunk = field_trunk(shape, &reach, p, &section);
        beyond = lanes_max(beyond, lanes_min(bare, trunk - distance + MELTED_M));
    }
    return beyond;
}

/// Measured from the neck, not from the chest: the line stays a ring round it however the head is
/// turned.
static lanes neckline(const struct shape *shape, const struct body *body, enum part part,
                      struct points p)
{
    vec3s front = body->bone[BONE_CHEST].col[0];
    lanes forward = points_dot(points_from(p, body->joint[JOINT_C7]), front);
    lanes reach = NECKLINE_OFF_M + NECKLINE_SCOOP * lanes_max(forward, lanes_set(0.0f));
    lanes bare = reach - field_solid(&shape->solid[PART_NECK][0], p);
    return part == PART_NECK ? bare : lanes_max(bare, beyond_sleeves(shape, p));
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
            value = neckline(shape, body, patch->part, p);
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
