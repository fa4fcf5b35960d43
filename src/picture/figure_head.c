#include "picture/figure_head.h"

#include "picture/field.h"

#include <assert.h>
#include <math.h>

/// A line on the face, a bow from `from_z_m` to `to_z_m` (head axes), pointed at both ends.
struct face_strip {
    enum region region;
    float from_z_m, to_z_m;
    float y_m;          ///< of its ends
    float bow_m;        ///< how much higher its middle is
    float half_width_m; ///< in the middle
};

static const struct face_strip face_strip[FACE_STRIPS] = {
    {REGION_LINE, 0.0180f, 0.0440f, -0.0040f, -0.0060f, 0.0020f},
    {REGION_LINE, -0.0440f, -0.0180f, -0.0040f, -0.0060f, 0.0020f},
    {REGION_BROW, 0.0160f, 0.0455f, 0.0235f, 0.0040f, 0.0014f},
    {REGION_BROW, -0.0455f, -0.0160f, 0.0235f, 0.0040f, 0.0014f},
    {REGION_LIP, -0.0150f, 0.0150f, -0.0535f, -0.0030f, 0.0044f},
};

/// A strand of the hair: a bow of directions from the middle of the skull, or of the knot.
struct hair_strip {
    vec3s direction[3];
    float half_width_m;
    bool is_on_knot;
};

/// Pulled back from the forehead, the temple and the nape; and the wrap of the knot. For the right
/// side: the left one is their mirror.
static const struct hair_strip hair_strip[HAIR_STRIPS / 2] = {
    {{{{0.50f, 0.80f, 0.38f}}, {{0.20f, 1.00f, 0.42f}}, {{-0.16f, 0.95f, 0.16f}}}, 0.0011f, false},
    {{{{0.14f, 0.42f, 0.90f}}, {{-0.08f, 0.85f, 0.72f}}, {{-0.29f, 0.92f, 0.22f}}}, 0.0013f, false},
    {{{{-0.42f, -0.30f, 0.85f}}, {{-0.60f, 0.45f, 0.66f}}, {{-0.45f, 0.87f, 0.14f}}},
     0.0013f,
     false},
    {{{{0.62f, -0.42f, 0.62f}}, {{0.42f, 0.62f, 0.85f}}, {{-0.66f, 0.62f, 0.36f}}}, 0.0013f, true},
};

enum region head_strip_region(int strip)
{
    return strip < FACE_STRIPS ? face_strip[strip].region : REGION_STRAND;
}

static const float STRIP_LIFT_M = 0.0010f;

/// Above this the face is all forehead: hair lies on it as a cap of its own thickness.
static const float HAIRLINE_BLEND_M = 0.004f;

static struct points point(vec3s p)
{
    return (struct points){lanes_set(p.x), lanes_set(p.y), lanes_set(p.z)};
}

static float skin_distance(const struct shape *shape, vec3s p)
{
    struct reach all = {.solids[PART_HEAD] = (1u << shape->solid_count[PART_HEAD]) - 1};
    return field_part(shape, &all, PART_HEAD, point(p))[0];
}

/// Without the knot, which is a ball of its own.
static float hair_distance(const struct shape *shape, vec3s p)
{
    struct reach all = {.solids[PART_HAIR] = (1u << (shape->solid_count[PART_HAIR] - 1)) - 1};
    return field_part(shape, &all, PART_HAIR, point(p))[0];
}

static float head_distance(const struct shape *shape, vec3s p)
{
    float skin = skin_distance(shape, p), hair = hair_distance(shape, p);
    float overlap = fmaxf(HAIRLINE_BLEND_M - fabsf(skin - hair), 0.0f);
    return fminf(skin, hair) - overlap * overlap / (4.0f * HAIRLINE_BLEND_M);
}

static vec3s gradient(const struct shape *shape, vec3s p)
{
    static const float STEP_M = 0.0008f;
    vec3s g;
    for (int axis = 0; axis < 3; axis++) {
        vec3s high = p, low = p;
        high.raw[axis] += STEP_M;
        low.raw[axis] -= STEP_M;
        g.raw[axis] = head_distance(shape, high) - head_distance(shape, low);
    }
    return glms_vec3_normalize(g);
}

/// From far out straight towards `to`, down to the surface.
static vec3s trace(const struct shape *shape, vec3s from, vec3s to)
{
    vec3s direction = glms_vec3_normalize(glms_vec3_sub(to, from));
    for (int i = 0; i < 100; i++) {
        float distance = head_distance(shape, from);
        from = glms_vec3_muladds(direction, distance * 0.7f, from);
        if (fabsf(distance) < 1e-5f)
            break;
    }
    return from;
}

static void set_rest(struct mesh *mesh, int vertex, vec3s p, vec3s normal)
{
    struct mesh_points *rest = &mesh->rest;
    rest->x[vertex] = p.x;
    rest->y[vertex] = p.y;
    rest->z[vertex] = p.z;
    rest->normal_x[vertex] = normal.x;
    rest->normal_y[vertex] = normal.y;
    rest->normal_z[vertex] = normal.z;
}

/// Rings round an axis through the nose, dense in front, where the profile is.
static void make_surface(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    static const vec3s pole = {{-0.978f, 0.208f, 0.0f}}, side = {{0.208f, 0.978f, 0.0f}};
    static const vec3s middle = {{0.0f, -0.012f, 0.0f}}, third = {{0.0f, 0.0f, -1.0f}};
    for (int ring = 0; ring < patch->rings; ring++) {
        float u = ((float)ring + 0.02f) / ((float)patch->rings - 0.96f);
        float angle = GLM_PIf * (0.50f * u + 0.50f * u * u);
        for (int i = 0; i < patch->sides; i++) {
            float turn = 2.0f * GLM_PIf * (float)i / (float)patch->sides;
            vec3s out = glms_vec3_scale(pole, -cosf(angle));
            out = glms_vec3_muladds(side, sinf(angle) * cosf(turn), out);
            out = glms_vec3_muladds(third, sinf(angle) * sinf(turn), out);
            vec3s p = trace(shape, glms_vec3_muladds(out, 0.25f, middle), middle);
            int vertex = patch->first_vertex + ring * patch->sides + i;
            set_rest(mesh, vertex, p, gradient(shape, p));
            mesh->seam[vertex] = skin_distance(shape, p) - hair_distance(shape, p);
        }
    }
}

/// How wide a strip is at -1..1 of its length, of its width in the middle.
static float strip_taper(float u)
{
    return sqrtf(1.0f - 0.96f * u * u);
}

static void make_face_strip(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    const struct face_strip *strip = &face_strip[patch->item];
    for (int step = 0; step < patch->rings; step++) {
        float t = (float)step / (float)(patch->rings - 1), u = 2.0f * t - 1.0f;
        float z = glm_lerp(strip->from_z_m, strip->to_z_m, t);
        float y = strip->y_m + strip->bow_m * (1.0f - u * u);
        float half_width = strip->half_width_m * strip_taper(u);
        for (int edge = 0; edge < 2; edge++) {
            float height = y + (edge ? half_width : -half_width);
            vec3s p = trace(shape, (vec3s){{0.2f, height, z}}, (vec3s){{0.0f, height, z}});
            vec3s normal = gradient(shape, p);
            p = glms_vec3_muladds(normal, STRIP_LIFT_M, p);
            set_rest(mesh, patch->first_vertex + step * 2 + edge, p, normal);
        }
    }
}

/// Where a direction leaves an ellipsoid, and the normal there.
static vec3s ellipsoid_point(const struct solid *solid, vec3s direction, vec3s *normal)
{
    mat3s to_own = glms_mat3_transpose(solid->axes);
    vec3s own = glms_vec3_div(glms_mat3_mulv(to_own, direction), solid->radius_m);
    float scale = 1.0f / glms_vec3_norm(own);
    vec3s slope = glms_vec3_div(own, solid->radius_m);
    *normal = glms_vec3_normalize(glms_mat3_mulv(solid->axes, slope));
    return glms_vec3_muladds(direction, scale, solid->a);
}

/// Direction of a strand at 0..1 of its length.
static vec3s strand_direction(const struct hair_strip *strip, float t, float outward)
{
    float s = 1.0f - t;
    vec3s direction = glms_vec3_scale(strip->direction[0], s * s);
    direction = glms_vec3_muladds(strip->direction[1], 2.0f * s * t, direction);
    direction = glms_vec3_muladds(strip->direction[2], t * t, direction);
    direction.z *= outward;
    return glms_vec3_normalize(direction);
}

static void make_hair_strip(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    static const vec3s middle = {{0.0f, -0.012f, 0.0f}};
    static const float BACK_M = 0.002f;
    int item = patch->item - FACE_STRIPS;
    const struct hair_strip *strip = &hair_strip[item / 2];
    const struct solid *knot = &shape->solid[PART_HAIR][shape->solid_count[PART_HAIR] - 1];
    float outward = item % 2 ? -1.0f : 1.0f;
    for (int step = 0; step < patch->rings; step++) {
        float t = (float)step / (float)(patch->rings - 1);
        float half_width = strip->half_width_m * strip_taper(2.0f * t - 1.0f);
        vec3s direction = strand_direction(strip, t, outward), normal;
        vec3s before = strand_direction(strip, t - BACK_M, outward);
        vec3s p;
        if (strip->is_on_knot) {
            p = ellipsoid_point(knot, direction, &normal);
        } else {
            p = trace(shape, glms_vec3_muladds(direction, 0.25f, middle), middle);
            normal = gradient(shape, p);
        }
        // Seen from outside, a strip's second edge lies to the left of its way, as on the face.
        vec3s aside = glms_vec3_cross(normal, glms_vec3_sub(direction, before));
        aside = glms_vec3_scale(glms_vec3_normalize(aside), -half_width);
        p = glms_vec3_muladds(normal, STRIP_LIFT_M, p);
        int vertex = patch->first_vertex + step * 2;
        set_rest(mesh, vertex, glms_vec3_sub(p, aside), normal);
        set_rest(mesh, vertex + 1, glms_vec3_add(p, aside), normal);
    }
}

void head_make_patch(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    assert(patch->kind == PATCH_HEAD || patch->kind == PATCH_STRIP);
    if (patch->kind == PATCH_HEAD)
        make_surface(mesh, patch, shape);
    else if (patch->item < FACE_STRIPS)
        make_face_strip(mesh, patch, shape);
    else
        make_hair_strip(mesh, patch, shape);
}
