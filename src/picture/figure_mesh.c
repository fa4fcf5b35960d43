#include "picture/figure_mesh.h"

#include "base/mem.h"
#include "picture/field.h"
#include "picture/figure_head.h"
#include "picture/figure_patch.h"
#include "picture/figure_seam.h"

#include <math.h>

static struct points load_points(const float *x, const float *y, const float *z, int first)
{
    return (struct points){(lanes)_mm_load_ps(x + first), (lanes)_mm_load_ps(y + first),
                           (lanes)_mm_load_ps(z + first)};
}

static void store_points(float *x, float *y, float *z, int first, struct points p)
{
    _mm_store_ps(x + first, (__m128)p.x);
    _mm_store_ps(y + first, (__m128)p.y);
    _mm_store_ps(z + first, (__m128)p.z);
}

struct points mesh_load(const struct mesh_points *points, int first)
{
    return load_points(points->x, points->y, points->z, first);
}

struct reach mesh_reach(const struct shape *shape, enum part part, struct points p)
{
    vec3s centre = {{(p.x[0] + p.x[1] + p.x[2] + p.x[3]) / 4.0f,
                     (p.y[0] + p.y[1] + p.y[2] + p.y[3]) / 4.0f,
                     (p.z[0] + p.z[1] + p.z[2] + p.z[3]) / 4.0f}};
    lanes distance2 = points_norm2(points_from(p, centre));
    float largest2 = fmaxf(fmaxf(distance2[0], distance2[1]), fmaxf(distance2[2], distance2[3]));
    return field_reach(shape, part, centre, sqrtf(largest2));
}

/// Slope of the field by differences; `here` is its value at `p`.
static struct points slope(const struct shape *shape, const struct reach *reach, enum part part,
                           struct points p, lanes here)
{
    static const float STEP_M = 0.006f;
    struct points x = {p.x + STEP_M, p.y, p.z}, y = {p.x, p.y + STEP_M, p.z};
    struct points z = {p.x, p.y, p.z + STEP_M};
    return (struct points){(field_distance(shape, reach, part, x) - here) * (1.0f / STEP_M),
                           (field_distance(shape, reach, part, y) - here) * (1.0f / STEP_M),
                           (field_distance(shape, reach, part, z) - here) * (1.0f / STEP_M)};
}

static struct points step_along(struct points p, struct points direction, lanes step)
{
    return (struct points){p.x + direction.x * step, p.y + direction.y * step,
                           p.z + direction.z * step};
}

/// Move four vertices on to the surface of their part: a step along their own normal, then one
/// or more with the slope of the field there, which also is the normal that shades them.
static void wrap_lanes(struct mesh *mesh, const struct shape *shape, enum part part, int first,
                       float buried_below_m)
{
    static const int ROUNDS = 3, ALL_LANES = 15;
    // From this near a step with the slope leads on to the surface: its error is of second order.
    static const float LAST_STEP_M = 0.0015f;
    static const float CLOSE_ENOUGH_M = 0.0005f;
    struct mesh_points *at = &mesh->at;
    struct points p = mesh_load(at, first);
    struct points normal = load_points(at->normal_x, at->normal_y, at->normal_z, first);
    struct reach reach = mesh_reach(shape, part, p);
    lanes distance = field_distance(shape, &reach, part, p);
    lanes limit = lanes_set(-buried_below_m), buried = distance;
    struct points start = p, start_normal = normal;
    for (int lane = 0; lane < 4; lane++)
        mesh->is_buried[first + lane] = distance[lane] < limit[lane];
    if (lanes_any_less(distance, limit) == ALL_LANES)
        return;
    p = step_along(p, normal, -lanes_max(distance, limit));
    field_narrow_reach(shape, &reach, p);
    for (int round = 0; round < ROUNDS; round++) {
        distance = field_distance(shape, &reach, part, p);
        if (round > 0 && !lanes_any_less(lanes_set(CLOSE_ENOUGH_M), lanes_abs(distance)))
            break;
        normal = slope(shape, &reach, part, p, distance);
        lanes scale = 1.0f / lanes_sqrt(lanes_max(points_norm2(normal), lanes_set(1e-8f)));
        normal = (struct points){normal.x * scale, normal.y * scale, normal.z * scale};
        distance *= lanes_min(scale, lanes_set(2.0f));
        p = step_along(p, normal, -lanes_clamp(distance, -0.02f, 0.02f));
        if (!lanes_any_less(lanes_set(LAST_STEP_M), lanes_abs(distance)))
            break;
    }
    p = points_if_less(buried, limit, start, p);
    normal = points_if_less(buried, limit, start_normal, normal);
    store_points(at->x, at->y, at->z, first, p);
    store_points(at->normal_x, at->normal_y, at->normal_z, first, normal);
}

static void wrap_patch(struct mesh *mesh, const struct patch *patch, const struct shape *shape)
{
    static const float END_FROM = 0.6f;
    for (int i = 0; i < patch->vertex_count; i += 4) {
        bool is_end = (float)i > END_FROM * (float)patch->vertex_count;
        wrap_lanes(mesh, shape, patch->part, patch->first_vertex + i,
                   patch->buried_below_m[is_end]);
    }
}

/// From the part's frame into the room.
static void turn_patch(struct mesh *mesh, const struct patch *patch, const struct frame *frame)
{
    const vec3s *axis = frame->axes.col;
    for (int i = patch->first_vertex; i < patch->first_vertex + patch->vertex_count; i += 4) {
        struct points p = mesh_load(&mesh->rest, i);
        struct points n =
            load_points(mesh->rest.normal_x, mesh->rest.normal_y, mesh->rest.normal_z, i);
        struct points zero = {lanes_set(0.0f), lanes_set(0.0f), lanes_set(0.0f)};
        struct points normal = points_along(
            points_along(points_along(zero, axis[0], n.x), axis[1], n.y), axis[2], n.z);
        struct points place = points_along(
            points_along(points_along(zero, axis[0], p.x), axis[1], p.y), axis[2], p.z);
        place.x += frame->origin.x;
        place.y += frame->origin.y;
        place.z += frame->origin.z;
        store_points(mesh->at.x, mesh->at.y, mesh->at.z, i, place);
        store_points(mesh->at.normal_x, mesh->at.normal_y, mesh->at.normal_z, i, normal);
    }
}

/// The rigid parts, each in its own axes.
static void rest_shape(struct shape *shape, const struct build *build)
{
    const struct frame frame = {{{0.0f, 0.0f, 0.0f}}, glms_mat3_identity()};
    for (int part = 0; part < PART_COUNT; part++)
        shape->solid_count[part] = 0;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        shape_add_solids(shape, PART_HAND_R + side, build->hand, &frame, side_sign(side));
        shape_add_solids(shape, PART_FOOT_R + side, build->foot, &frame, side_sign(side));
        const struct build_solid ear[BUILD_SOLIDS] = {build->ear};
        shape_add_solids(shape, PART_EARS, ear, &frame, side_sign(side));
    }
    shape_add_solids(shape, PART_HEAD, build->head, &frame, 1.0f);
    shape_add_solids(shape, PART_HAIR, build->hair, &frame, 1.0f);
}

static void make_rigid_patch(struct mesh *mesh, const struct patch *patch,
                             const struct shape *shape)
{
    static const int ROUNDS = 4;
    if (patch->kind == PATCH_HEAD || patch->kind == PATCH_STRIP) {
        head_make_patch(mesh, patch, shape);
        return;
    }
    patch_place(&mesh->at, patch, shape, NULL);
    if (patch->part <= PART_FOOT_L)
        for (int round = 0; round < ROUNDS; round++)
            wrap_patch(mesh, patch, shape);
    for (int i = patch->first_vertex; i < patch->first_vertex + patch->vertex_count; i += 4) {
        store_points(mesh->rest.x, mesh->rest.y, mesh->rest.z, i, mesh_load(&mesh->at, i));
        struct points n = load_points(mesh->at.normal_x, mesh->at.normal_y, mesh->at.normal_z, i);
        store_points(mesh->rest.normal_x, mesh->rest.normal_y, mesh->rest.normal_z, i, n);
    }
}

struct mesh *mesh_create(const struct build *build)
{
    struct mesh *mesh = mem_alloc(1, sizeof *mesh);
    patch_add_all(mesh, build);
    struct shape shape;
    rest_shape(&shape, build);
    for (int i = 0; i < mesh->patch_count; i++)
        if (mesh->patch[i].is_rigid)
            make_rigid_patch(mesh, &mesh->patch[i], &shape);
    return mesh;
}

void mesh_wrap(struct mesh *mesh, const struct shape *shape, const struct body *body,
               const struct hand hand[SIDE_COUNT])
{
    for (int i = 0; i < mesh->patch_count; i++) {
        const struct patch *patch = &mesh->patch[i];
        if (patch->is_rigid) {
            struct frame frame = shape_frame_of_part(body, patch->part);
            turn_patch(mesh, patch, &frame);
        } else {
            patch_place(&mesh->at, patch, shape, hand);
            if (patch->kind != PATCH_DIGIT)
                wrap_patch(mesh, patch, shape);
        }
        seam_measure(mesh, patch, shape, body);
    }
}
