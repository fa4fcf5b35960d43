#include "picture/figure_head.h"

#include "picture/field.h"

#include <assert.h>
#include <math.h>

const struct face_strip face_strip[FACE_STRIPS] = {
    {REGION_LINE, 0.0180f, 0.0440f, -0.0040f, -0.0060f, 0.0020f},
    {REGION_LINE, -0.0440f, -0.0180f, -0.0040f, -0.0060f, 0.0020f},
    {REGION_BROW, 0.0160f, 0.0455f, 0.0235f, 0.0040f, 0.0014f},
    {REGION_BROW, -0.0455f, -0.0160f, 0.0235f, 0.0040f, 0.0014f},
    {REGION_LIP, -0.0150f, 0.0150f, -0.0535f, -0.0030f, 0.0044f},
};

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

static void make_strip(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    const struct face_strip *strip = &face_strip[patch->item];
    for (int step = 0; step < patch->rings; step++) {
        float t = (float)step / (float)(patch->rings - 1), u = 2.0f * t - 1.0f;
        float z = glm_lerp(strip->from_z_m, strip->to_z_m, t);
        float y = strip->y_m + strip->bow_m * (1.0f - u * u);
        float half_width = strip->half_width_m * sqrtf(1.0f - 0.96f * u * u);
        for (int edge = 0; edge < 2; edge++) {
            float height = y + (edge ? half_width : -half_width);
            vec3s p = trace(shape, (vec3s){{0.2f, height, z}}, (vec3s){{0.0f, height, z}});
            vec3s normal = gradient(shape, p);
            p = glms_vec3_muladds(normal, STRIP_LIFT_M, p);
            set_rest(mesh, patch->first_vertex + step * 2 + edge, p, normal);
        }
    }
}

void head_make_patch(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    assert(patch->kind == PATCH_HEAD || patch->kind == PATCH_STRIP);
    if (patch->kind == PATCH_HEAD)
        make_surface(mesh, patch, shape);
    else
        make_strip(mesh, patch, shape);
}
