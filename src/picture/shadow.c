#include "picture/shadow.h"

#include "base/mem.h"
#include "picture/field_lanes.h"
#include "picture/shadow_map.h"

#include <math.h>
#include <string.h>

/// Pixels between two lookups: a power of two, about as far apart as the cells of the maps, but
/// no more than so many a row.
enum { LARGEST_STEP = 8, LOOKUPS_A_ROW = 480 };
static const float STEP_M = 0.015f;

struct shadow {
    int width, height;       ///< canvas, pixels
    int smallest_step, step; ///< pixels between two lookups
    int columns, rows;       ///< room for lookups
    float *darkness;         ///< of the lookups
    float *row;              ///< of them, in work
    struct rect box;         ///< of lookups that may have any shadow
    struct shadow_map floor, wall;
    float wall_x_m, wall_alpha; ///< alpha 0: no wall
};

struct shadow *shadow_create(int width_px, int height_px)
{
    struct shadow *shadow = mem_alloc(1, sizeof *shadow);
    shadow->width = width_px;
    shadow->height = height_px;
    shadow->smallest_step = 1;
    while (shadow->smallest_step < LARGEST_STEP && width_px > LOOKUPS_A_ROW * shadow->smallest_step)
        shadow->smallest_step *= 2;
    shadow->columns = width_px / shadow->smallest_step + 2;
    shadow->rows = height_px / shadow->smallest_step + 2;
    shadow->darkness =
        mem_alloc((size_t)shadow->columns * (size_t)shadow->rows, sizeof *shadow->darkness);
    shadow->row = mem_alloc((size_t)shadow->columns, sizeof *shadow->row);
    return shadow;
}

void shadow_destroy(struct shadow *shadow)
{
    if (!shadow)
        return;
    mem_free(shadow->darkness);
    mem_free(shadow->row);
    mem_free(shadow);
}

/// The floor's map lies in x and z, the wall's in y and z. Light comes a little from -X, so that
/// high parts throw their shadow aside.
static void cast_ball(struct shadow *shadow, vec3s centre, float radius)
{
    static const float LEAN = 0.10f;
    shadow_map_add_ball(&shadow->floor, centre.x + LEAN * centre.y, centre.z, centre.y, radius);
    if (shadow->wall_alpha > 0.0f)
        shadow_map_add_ball(&shadow->wall, centre.y, centre.z, shadow->wall_x_m - centre.x, radius);
}

static float cubic_at(const float c[4], float t)
{
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

/// Balls along an axis, at most half a radius apart.
static void cast_axis(struct shadow *shadow, const struct solid *solid)
{
    float length = sqrtf(glms_vec3_norm2(solid->along));
    float thin = fminf(solid->a_radius_m, solid->b_radius_m);
    int count = (int)ceilf(length / (0.5f * fmaxf(thin, 0.01f))) + 1;
    for (int i = 0; i < count; i++) {
        float t = count > 1 ? (float)i / (float)(count - 1) : 0.0f;
        float radius = glm_lerp(solid->a_radius_m, solid->b_radius_m, t);
        vec3s centre = glms_vec3_lerp(solid->a, solid->b, t);
        if (solid->kind == SOLID_LIMB) {
            radius = cubic_at(solid->radius_cubic, t);
            centre =
                glms_vec3_muladds(solid->axes.col[0], cubic_at(solid->forward_cubic, t), centre);
        }
        cast_ball(shadow, centre, radius);
    }
}

/// Balls as thick as the ellipsoid is thin, spread over its other two axes.
static void cast_ellipsoid(struct shadow *shadow, const struct solid *solid)
{
    float thin = fminf(solid->radius_m.x, fminf(solid->radius_m.y, solid->radius_m.z));
    for (int k = 0; k < 27; k++) {
        const float place[3] = {(float)(k % 3 - 1), (float)(k / 3 % 3 - 1), (float)(k / 9 - 1)};
        vec3s centre = solid->a;
        float inside = 0.0f;
        bool is_double = false;
        for (int axis = 0; axis < 3; axis++) {
            float room = solid->radius_m.raw[axis] - thin;
            is_double |= place[axis] != 0.0f && room <= 0.0f;
            inside += place[axis] * place[axis];
        }
        if (is_double)
            continue;
        float shrink = inside > 1.0f ? 1.0f / sqrtf(inside) : 1.0f;
        for (int axis = 0; axis < 3; axis++)
            centre = glms_vec3_muladds(solid->axes.col[axis],
                                       place[axis] * shrink * (solid->radius_m.raw[axis] - thin),
                                       centre);
        cast_ball(shadow, centre, thin);
    }
}

static void cast_trunk(struct shadow *shadow, const struct shape *shape)
{
    for (int i = 0; i < SHAPE_SECTIONS; i++) {
        const struct section *s = &shape->section[i];
        vec3s centre = {{s->centre[0], s->centre[1], s->centre[2]}};
        vec3s right = {{s->right[0], s->right[1], s->right[2]}};
        float depth = s->centre[3], room = s->front[3] - depth;
        for (int k = -2; k <= 2; k++)
            cast_ball(shadow, glms_vec3_muladds(right, room * (float)k / 2.0f, centre), depth);
    }
}

static void cast_hand(struct shadow *shadow, const struct hand *hand)
{
    for (int i = 0; i < HAND_DIGITS; i++) {
        const struct digit *digit = &hand->digit[i];
        for (int k = 0; k + 1 < DIGIT_JOINTS; k++) {
            vec3s middle = glms_vec3_lerp(digit->joint[k], digit->joint[k + 1], 0.5f);
            cast_ball(shadow, middle, digit->radius_m[k]);
            cast_ball(shadow, digit->joint[k + 1], digit->radius_m[k + 1]);
        }
    }
}

void shadow_cast(struct shadow *shadow, const struct shape *shape,
                 const struct hand hand[SIDE_COUNT], float wall_x_m, float wall_alpha)
{
    static const struct shadow_tone on_floor = {0.62f, 0.030f, 0.42f, 0.28f};
    static const struct shadow_tone on_wall = {0.40f, 0.050f, 0.11f, 0.25f};
    const float *hips = shape->section[0].centre;
    shadow->wall_x_m = wall_x_m;
    shadow->wall_alpha = wall_x_m > 0.0f ? wall_alpha : 0.0f;
    shadow_map_clear(&shadow->floor, hips[0], hips[2]);
    shadow_map_clear(&shadow->wall, hips[1], hips[2]);
    cast_trunk(shadow, shape);
    for (int part = 0; part < PART_COUNT; part++)
        for (int i = 0; i < shape->solid_count[part]; i++) {
            const struct solid *solid = &shape->solid[part][i];
            if (solid->kind == SOLID_ELLIPSOID)
                cast_ellipsoid(shadow, solid);
            else
                cast_axis(shadow, solid);
        }
    for (int side = 0; side < SIDE_COUNT; side++)
        cast_hand(shadow, &hand[side]);
    shadow_map_soften(&shadow->floor, &on_floor);
    if (shadow->wall_alpha > 0.0f)
        shadow_map_soften(&shadow->wall, &on_wall);
}

/// Grow a box of lookups round what is seen of a map's corner.
static void grow_box(const struct camera *camera, int step, vec3s point, float low[2],
                     float high[2])
{
    float px[2], depth;
    camera_project(camera, point, px, &depth);
    if (depth < 0.1f) {
        low[0] = low[1] = -1e6f;
        high[0] = high[1] = 1e6f;
        return;
    }
    for (int i = 0; i < 2; i++) {
        low[i] = fminf(low[i], px[i] / (float)step);
        high[i] = fmaxf(high[i], px[i] / (float)step);
    }
}

static void find_box(struct shadow *shadow, const struct camera *camera)
{
    float low[2] = {1e6f, 1e6f}, high[2] = {-1e6f, -1e6f};
    for (int k = 0; k < 4; k++) {
        float u, v;
        if (shadow_map_corner(&shadow->floor, k, &u, &v))
            grow_box(camera, shadow->step, (vec3s){{u, 0.0f, v}}, low, high);
        if (shadow->wall_alpha > 0.0f && shadow_map_corner(&shadow->wall, k, &u, &v))
            grow_box(camera, shadow->step, (vec3s){{shadow->wall_x_m, u, v}}, low, high);
    }
    int columns = shadow->width / shadow->step + 2, rows = shadow->height / shadow->step + 2;
    int left = (int)glm_clamp(floorf(low[0]), 0.0f, (float)columns - 1.0f);
    int top = (int)glm_clamp(floorf(low[1]), 0.0f, (float)rows - 1.0f);
    int right = (int)glm_clamp(ceilf(high[0]) + 2.0f, 0.0f, (float)columns);
    int bottom = (int)glm_clamp(ceilf(high[1]) + 2.0f, 0.0f, (float)rows);
    shadow->box = (struct rect){left, top, right - left, bottom - top};
}

/// Darkness where a ray from the camera meets the floor or, in front of it, the wall.
static float look_up(const struct shadow *shadow, vec3s from, vec3s ray)
{
    float to_floor = ray.y < -1e-4f ? -from.y / ray.y : 1e9f;
    float darkness = 0.0f;
    if (to_floor < 1e8f)
        darkness =
            shadow_map_at(&shadow->floor, from.x + ray.x * to_floor, from.z + ray.z * to_floor);
    if (shadow->wall_alpha <= 0.0f || ray.x < 1e-4f)
        return darkness;
    float to_wall = (shadow->wall_x_m - from.x) / ray.x;
    if (to_wall > to_floor)
        return darkness;
    float on_wall =
        shadow_map_at(&shadow->wall, from.y + ray.y * to_wall, from.z + ray.z * to_wall);
    return glm_lerp(darkness, on_wall, shadow->wall_alpha);
}

static void choose_step(struct shadow *shadow, const struct camera *camera)
{
    float wanted_px = STEP_M * camera->focal_px / fmaxf(camera->distance_m, 0.1f);
    shadow->step = shadow->smallest_step;
    while (shadow->step < LARGEST_STEP && (float)shadow->step * 1.5f < wanted_px)
        shadow->step *= 2;
}

struct rect shadow_project(struct shadow *shadow, const struct camera *camera)
{
    choose_step(shadow, camera);
    find_box(shadow, camera);
    struct rect box = shadow->box;
    int step = shadow->step;
    vec3s to_next = glms_vec3_scale(camera->right, (float)step / camera->focal_px);
    for (int row = box.y; row < box.y + box.height; row++) {
        float x = ((float)(box.x * step) - camera->centre_px[0]) / camera->focal_px;
        float y = (camera->centre_px[1] - (float)(row * step)) / camera->focal_px;
        vec3s ray = glms_vec3_muladds(camera->right, x, camera->forward);
        ray = glms_vec3_muladds(camera->up, y, ray);
        float *darkness = shadow->darkness + (size_t)row * (size_t)shadow->columns;
        for (int column = box.x; column < box.x + box.width; column++) {
            darkness[column] = look_up(shadow, camera->position_m, ray);
            ray = glms_vec3_add(ray, to_next);
        }
    }
    // The last row and column of lookups only serve the pixels before them.
    struct rect pixels = {box.x * step, box.y * step, (box.width - 1) * step,
                          (box.height - 1) * step};
    return rect_intersection(pixels, (struct rect){0, 0, shadow->width, shadow->height});
}

/// Lookups of a row between two rows of lookups.
static const float *mixed_row(struct shadow *shadow, int y)
{
    int row = y / shadow->step;
    float down = (float)(y % shadow->step) / (float)shadow->step;
    const float *above = shadow->darkness + (size_t)row * (size_t)shadow->columns;
    const float *below = above + shadow->columns;
    for (int i = shadow->box.x; i < shadow->box.x + shadow->box.width; i++)
        shadow->row[i] = 255.0f * (above[i] + (below[i] - above[i]) * down);
    return shadow->row;
}

static inline int smaller_int(int a, int b)
{
    return a < b ? a : b;
}

void shadow_paint_row(struct shadow *shadow, int y, const uint32_t pixel_of_darkness[256],
                      uint32_t *row)
{
    static const float LEAST = 0.1f;
    // An ordered dither hides the steps of eight bits in wide faint shadows.
    static const lanes dither[4] = {{-0.469f, 0.031f, -0.344f, 0.156f},
                                    {0.281f, -0.219f, 0.406f, -0.094f},
                                    {-0.281f, 0.219f, -0.406f, 0.094f},
                                    {0.469f, -0.031f, 0.344f, -0.156f}};
    const lanes first = {0.0f, 1.0f, 2.0f, 3.0f};
    const float *darkness = mixed_row(shadow, y);
    int step = shadow->step;
    for (int i = shadow->box.x; i + 1 < shadow->box.x + shadow->box.width; i++) {
        float left = darkness[i], slope = (darkness[i + 1] - left) / (float)step;
        if (left < LEAST && darkness[i + 1] < LEAST)
            continue;
        int end = smaller_int((i + 1) * step, shadow->width);
        for (int x = i * step; x < end; x += 4) {
            lanes value = left + slope * (first + (float)(x - i * step)) + dither[y & 3];
            _Alignas(16) int32_t index[4];
            _mm_store_si128((__m128i *)index,
                            _mm_cvtps_epi32((__m128)lanes_clamp(value, 0.0f, 255.0f)));
            for (int k = 0; k < smaller_int(4, end - x); k++)
                row[x + k] = pixel_of_darkness[index[k]];
        }
    }
}
