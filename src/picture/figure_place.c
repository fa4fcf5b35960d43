#include "picture/figure_patch.h"

#include <assert.h>
#include <math.h>

/// A ring's points: centre + cos * across + sin * over, and the normals that belong to them.
struct ring {
    vec3s centre, across, over;
    vec3s normal_across, normal_over, normal_along;
};

static void put_ring(struct mesh_points *points, int first, int sides, const struct ring *ring)
{
    float angle = 2.0f * GLM_PIf / (float)sides;
    float step_c = cosf(angle), step_s = sinf(angle), c = 1.0f, s = 0.0f;
    for (int side = 0; side < sides; side++) {
        vec3s place = glms_vec3_muladds(ring->across, c, ring->centre);
        place = glms_vec3_muladds(ring->over, s, place);
        vec3s normal = glms_vec3_muladds(ring->normal_across, c, ring->normal_along);
        normal = glms_vec3_normalize(glms_vec3_muladds(ring->normal_over, s, normal));
        int i = first + side;
        points->x[i] = place.x;
        points->y[i] = place.y;
        points->z[i] = place.z;
        points->normal_x[i] = normal.x;
        points->normal_y[i] = normal.y;
        points->normal_z[i] = normal.z;
        float turned = c * step_c - s * step_s;
        s = s * step_c + c * step_s;
        c = turned;
    }
}

/// A round end: how wide (0..1) and how far out (-1..1, in radii) a ring is.
struct cap {
    float width, out;
};

static struct cap cap_of(int ring, int cap_rings, int rings)
{
    int left = ring < cap_rings ? ring : rings - 1 - ring;
    float angle = ((float)left + 0.03f) / ((float)cap_rings + 0.03f) * GLM_PI_2f;
    float out = cosf(angle);
    return (struct cap){sinf(angle), ring < cap_rings ? -out : out};
}

static vec3s row_axis(const float row[4])
{
    return (vec3s){{row[0], row[1], row[2]}};
}

static void place_sweep(struct mesh_points *points, const struct patch *patch,
                        const struct shape *shape)
{
    static const float END_M = 0.06f;
    bool has_low_end = patch->first_section == 0;
    for (int i = 0; i < patch->rings; i++) {
        int step = has_low_end ? i - patch->cap_rings : i;
        int place = patch->first_section + step;
        int section = place < 0 ? 0 : place < SHAPE_SECTIONS ? place : SHAPE_SECTIONS - 1;
        struct cap cap = {1.0f, 0.0f};
        if (place != section)
            cap = cap_of(i, patch->cap_rings, patch->rings);
        struct section s = shape->section[section];
        vec3s front = row_axis(s.front), right = row_axis(s.right), up = row_axis(s.up);
        float depth = s.centre[3], width = s.front[3];
        struct ring ring = {
            .centre = glms_vec3_muladds(up, cap.out * END_M, row_axis(s.centre)),
            .across = glms_vec3_scale(front, depth * cap.width),
            .over = glms_vec3_scale(right, -width * cap.width),
            .normal_across = glms_vec3_scale(front, cap.width / depth),
            .normal_over = glms_vec3_scale(right, -cap.width / width),
            .normal_along = glms_vec3_scale(up, cap.out / END_M),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

/// Rings of a limb stand closest at its ends, where it bends and melts.
static float limb_place(float share)
{
    static const float CROWDING = 0.5f;
    return share - CROWDING * sinf(2.0f * GLM_PIf * share) / (2.0f * GLM_PIf);
}

static void place_tube(struct mesh_points *points, const struct patch *patch,
                       const struct solid *solid)
{
    float length = sqrtf(glms_vec3_norm2(solid->along));
    vec3s along = glms_vec3_scale(solid->along, 1.0f / fmaxf(length, 1e-6f));
    vec3s across = solid->kind == SOLID_LIMB ? solid->axes.col[0] : glms_vec3_ortho(along);
    across = glms_vec3_normalize(
        glms_vec3_sub(across, glms_vec3_scale(along, glms_vec3_dot(across, along))));
    vec3s over = glms_vec3_cross(along, across);
    int open_rings = patch->rings - 2 * patch->cap_rings;
    for (int i = 0; i < patch->rings; i++) {
        struct cap cap = {1.0f, 0.0f};
        if (i < patch->cap_rings || i >= patch->rings - patch->cap_rings)
            cap = cap_of(i, patch->cap_rings, patch->rings);
        float t = glm_clamp((float)(i - patch->cap_rings) / (float)(open_rings - 1), 0.0f, 1.0f);
        if (solid->kind == SOLID_LIMB)
            t = limb_place(t);
        float radius = glm_lerp(solid->a_radius_m, solid->b_radius_m, t);
        vec3s centre = glms_vec3_lerp(solid->a, solid->b, t);
        if (solid->kind == SOLID_LIMB) {
            radius = shape_cubic(solid->radius_cubic, t);
            centre =
                glms_vec3_muladds(solid->axes.col[0], shape_cubic(solid->forward_cubic, t), centre);
        }
        struct ring ring = {
            .centre = glms_vec3_muladds(along, cap.out * radius, centre),
            .across = glms_vec3_scale(across, radius * cap.width),
            .over = glms_vec3_scale(over, radius * cap.width),
            .normal_across = glms_vec3_scale(across, cap.width),
            .normal_over = glms_vec3_scale(over, cap.width),
            .normal_along = glms_vec3_scale(along, cap.out),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

static void place_ball(struct mesh_points *points, const struct patch *patch,
                       const struct solid *solid)
{
    vec3s radius = solid->radius_m;
    const vec3s *axis = solid->axes.col;
    for (int i = 0; i < patch->rings; i++) {
        float angle = ((float)i + 0.02f) / ((float)patch->rings - 1.0f + 0.04f) * GLM_PIf;
        float width = sinf(angle), out = -cosf(angle);
        struct ring ring = {
            .centre = glms_vec3_muladds(axis[1], out * radius.y, solid->a),
            .across = glms_vec3_scale(axis[0], -width * radius.x),
            .over = glms_vec3_scale(axis[2], width * radius.z),
            .normal_across = glms_vec3_scale(axis[0], -width / radius.x),
            .normal_over = glms_vec3_scale(axis[2], width / radius.z),
            .normal_along = glms_vec3_scale(axis[1], out / radius.y),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

/// A finger's middle line bends at its joints; rings there stand on the bisector.
static void place_digit(struct mesh_points *points, const struct patch *patch,
                        const struct digit *digit)
{
    int open_rings = patch->rings - 2 * patch->cap_rings;
    for (int i = 0; i < patch->rings; i++) {
        struct cap cap = {1.0f, 0.0f};
        if (i < patch->cap_rings || i >= patch->rings - patch->cap_rings)
            cap = cap_of(i, patch->cap_rings, patch->rings);
        float place =
            glm_clamp((float)(i - patch->cap_rings) / (float)(open_rings - 1), 0.0f, 1.0f);
        place *= BUILD_PHALANGES;
        int bone = place < BUILD_PHALANGES ? (int)place : BUILD_PHALANGES - 1;
        float t = place - (float)bone;
        vec3s here = glms_vec3_normalize(glms_vec3_sub(digit->joint[bone + 1], digit->joint[bone]));
        vec3s along = here;
        if (t < 0.01f && bone > 0)
            along = glms_vec3_normalize(glms_vec3_add(
                here,
                glms_vec3_normalize(glms_vec3_sub(digit->joint[bone], digit->joint[bone - 1]))));
        float radius = glm_lerp(digit->radius_m[bone], digit->radius_m[bone + 1], t);
        vec3s centre = glms_vec3_lerp(digit->joint[bone], digit->joint[bone + 1], t);
        vec3s across =
            glms_vec3_sub(digit->back, glms_vec3_scale(along, glms_vec3_dot(digit->back, along)));
        across = glms_vec3_normalize(across);
        vec3s over = glms_vec3_cross(along, across);
        struct ring ring = {
            .centre = glms_vec3_muladds(along, cap.out * radius, centre),
            .across = glms_vec3_scale(across, radius * cap.width),
            .over = glms_vec3_scale(over, radius * cap.width),
            .normal_across = glms_vec3_scale(across, cap.width),
            .normal_over = glms_vec3_scale(over, cap.width),
            .normal_along = glms_vec3_scale(along, cap.out),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

void patch_place(struct mesh_points *points, const struct patch *patch, const struct shape *shape,
                 const struct hand hand[SIDE_COUNT])
{
    const struct solid *solid = &shape->solid[patch->part][patch->item];
    switch (patch->kind) {
    case PATCH_SWEEP:
        place_sweep(points, patch, shape);
        break;
    case PATCH_TUBE:
        place_tube(points, patch, solid);
        break;
    case PATCH_BALL:
        place_ball(points, patch, solid);
        break;
    case PATCH_DIGIT:
        place_digit(points, patch, &hand[patch->part - PART_HAND_R].digit[patch->item]);
        break;
    case PATCH_HEAD:
    case PATCH_STRIP:
        assert(!"made once with the head");
    }
}
