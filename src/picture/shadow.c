#include "picture/shadow.h"

#include "base/mem.h"
#include "picture/field_lanes.h"
#include "picture/shadow_cast.h"

#include <math.h>

/// Pixels between two lookups: a power of two, about as far apart as the cells of the maps, but
/// no more than so many a row.
enum { LARGEST_STEP = 8, LOOKUPS_A_ROW = 480 };
static const float STEP_M = 0.015f;

/// Two lookups that have no more than this together have no shadow.
static const float LEAST = 0.004f;

/// Darkness of the two shapes, and over how many pixels the edge of the contact softens.
static const float CONTACT_DARKNESS = 0.26f, CAST_DARKNESS = 0.22f, EDGE_PX = 7.0f;
/// How fast the contact's value falls across the edge of a thin limb, a metre.
static const float CONTACT_SLOPE_A_M = 30.0f;

/// A map as the camera sees it, at every step of pixels, and one row of it in work.
struct lookups {
    float *contact, *cast;
    float *contact_row, *cast_row;
};

struct shadow {
    int width, height;          ///< canvas, pixels
    int smallest_step, step;    ///< pixels between two lookups
    int columns, rows;          ///< room for lookups
    struct rect box;            ///< of lookups that may have any shadow
    struct raster_span *shaded; ///< of each of its rows: lookups that have some
    struct lookups floor_seen, wall_seen;
    struct shadow_cast cast;
    float crispness; ///< by how much the contact's edge is sharpened
    /// Negative where a pixel looks at the wall: wall_side[0] + x * [1] + y * [2].
    float wall_side[3];
};

static inline int smaller_int(int a, int b)
{
    return a < b ? a : b;
}

static inline int larger_int(int a, int b)
{
    return a > b ? a : b;
}

static void create_lookups(struct lookups *lookups, int columns, int rows)
{
    size_t count = (size_t)columns * (size_t)rows;
    lookups->contact = mem_alloc(count, sizeof(float));
    lookups->cast = mem_alloc(count, sizeof(float));
    lookups->contact_row = mem_alloc((size_t)columns, sizeof(float));
    lookups->cast_row = mem_alloc((size_t)columns, sizeof(float));
}

static void finish_lookups(struct lookups *lookups)
{
    mem_free(lookups->contact);
    mem_free(lookups->cast);
    mem_free(lookups->contact_row);
    mem_free(lookups->cast_row);
}

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
    shadow->shaded = mem_alloc((size_t)shadow->rows, sizeof *shadow->shaded);
    create_lookups(&shadow->floor_seen, shadow->columns, shadow->rows);
    create_lookups(&shadow->wall_seen, shadow->columns, shadow->rows);
    return shadow;
}

void shadow_destroy(struct shadow *shadow)
{
    if (!shadow)
        return;
    finish_lookups(&shadow->floor_seen);
    finish_lookups(&shadow->wall_seen);
    mem_free(shadow->shaded);
    mem_free(shadow);
}

void shadow_cast(struct shadow *shadow, const struct skin *skin, float wall_x_m, float wall_alpha)
{
    shadow->cast.wall_x_m = wall_x_m;
    shadow->cast.wall_alpha = wall_x_m > 0.0f ? wall_alpha : 0.0f;
    shadow_cast_skin(&shadow->cast, skin);
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
        if (shadow_map_corner(&shadow->cast.floor, k, &u, &v))
            grow_box(camera, shadow->step, (vec3s){{u, 0.0f, v}}, low, high);
        if (shadow->cast.wall_alpha > 0.0f && shadow_map_corner(&shadow->cast.wall, k, &u, &v))
            grow_box(camera, shadow->step, (vec3s){{shadow->cast.wall_x_m, u, v}}, low, high);
    }
    int columns = shadow->width / shadow->step + 2, rows = shadow->height / shadow->step + 2;
    int left = (int)glm_clamp(floorf(low[0]), 0.0f, (float)columns - 1.0f);
    int top = (int)glm_clamp(floorf(low[1]), 0.0f, (float)rows - 1.0f);
    int right = (int)glm_clamp(ceilf(high[0]) + 2.0f, 0.0f, (float)columns);
    int bottom = (int)glm_clamp(ceilf(high[1]) + 2.0f, 0.0f, (float)rows);
    shadow->box = (struct rect){left, top, right - left, bottom - top};
}

/// What lies up to this far off a plane still touches it to the eye: its contact shape is seen
/// there too, so that no strip of light parts the two.
static const float LIFT_M = 0.004f;

static struct shadow_value with_lifted(struct shadow_value flat, struct shadow_value lifted)
{
    flat.contact = fmaxf(flat.contact, lifted.contact);
    return flat;
}

static struct shadow_value floor_at(const struct shadow *shadow, vec3s from, vec3s ray)
{
    const struct shadow_map *map = &shadow->cast.floor;
    if (ray.y > -1e-4f)
        return (struct shadow_value){0};
    float flat = -from.y / ray.y, lifted = (LIFT_M - from.y) / ray.y;
    return with_lifted(shadow_map_at(map, from.x + ray.x * flat, from.z + ray.z * flat),
                       shadow_map_at(map, from.x + ray.x * lifted, from.z + ray.z * lifted));
}

static struct shadow_value wall_at(const struct shadow *shadow, vec3s from, vec3s ray)
{
    const struct shadow_map *map = &shadow->cast.wall;
    if (ray.x < 1e-4f)
        return (struct shadow_value){0};
    float flat = (shadow->cast.wall_x_m - from.x) / ray.x, lifted = flat - LIFT_M / ray.x;
    return with_lifted(shadow_map_at(map, from.y + ray.y * flat, from.z + ray.z * flat),
                       shadow_map_at(map, from.y + ray.y * lifted, from.z + ray.z * lifted));
}

/// The corner of floor and wall is a straight line on the canvas.
static void find_corner(struct shadow *shadow, const struct camera *camera)
{
    const float at[3][2] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {0.0f, 1.0f}};
    for (int i = 0; i < 3; i++) {
        vec3s ray = camera_ray(camera, at[i][0], at[i][1]);
        shadow->wall_side[i] =
            (camera->position_m.x - shadow->cast.wall_x_m) * ray.y - camera->position_m.y * ray.x;
    }
    shadow->wall_side[1] -= shadow->wall_side[0];
    shadow->wall_side[2] -= shadow->wall_side[0];
}

static void choose_step(struct shadow *shadow, const struct camera *camera)
{
    float wanted_px = STEP_M * camera->focal_px / fmaxf(camera->distance_m, 0.1f);
    shadow->step = shadow->smallest_step;
    while (shadow->step < LARGEST_STEP && (float)shadow->step * 1.5f < wanted_px)
        shadow->step *= 2;
}

/// Is it more than nothing?
static bool set_lookup(struct lookups *lookups, size_t i, struct shadow_value value)
{
    lookups->contact[i] = value.contact;
    lookups->cast[i] = value.cast;
    return value.contact > LEAST / 2.0f || value.cast > LEAST / 2.0f;
}

static void look_up_row(struct shadow *shadow, const struct camera *camera, int row)
{
    struct rect box = shadow->box;
    struct raster_span *shaded = &shadow->shaded[row];
    int step = shadow->step, end = box.x + box.width;
    vec3s to_next = glms_vec3_scale(camera->right, (float)step / camera->focal_px);
    vec3s ray = camera_ray(camera, (float)(box.x * step), (float)(row * step));
    size_t first = (size_t)row * (size_t)shadow->columns;
    *shaded = (struct raster_span){end, box.x};
    for (int column = box.x; column < end; column++) {
        size_t i = first + (size_t)column;
        bool has_any =
            set_lookup(&shadow->floor_seen, i, floor_at(shadow, camera->position_m, ray));
        if (shadow->cast.wall_alpha > 0.0f)
            has_any |= set_lookup(&shadow->wall_seen, i, wall_at(shadow, camera->position_m, ray));
        if (has_any) {
            shaded->from = smaller_int(shaded->from, column);
            shaded->to = column + 1;
        }
        ray = glms_vec3_add(ray, to_next);
    }
}

struct rect shadow_project(struct shadow *shadow, const struct camera *camera)
{
    choose_step(shadow, camera);
    float metre_px = camera->focal_px / fmaxf(camera->distance_m, 0.1f);
    shadow->crispness = fmaxf(metre_px / (CONTACT_SLOPE_A_M * EDGE_PX), 1.0f);
    find_box(shadow, camera);
    find_corner(shadow, camera);
    struct rect box = shadow->box;
    int step = shadow->step;
    for (int row = box.y; row < box.y + box.height; row++)
        look_up_row(shadow, camera, row);
    // The last row and column of lookups only serve the pixels before them.
    struct rect pixels = {box.x * step, box.y * step, (box.width - 1) * step,
                          (box.height - 1) * step};
    return rect_intersection(pixels, (struct rect){0, 0, shadow->width, shadow->height});
}

/// Lookups of a row of pixels whose next ones, or those below, may have any shadow.
static struct raster_span cells_of_row(const struct shadow *shadow, int y)
{
    const struct raster_span *above = &shadow->shaded[y / shadow->step], *below = above + 1;
    int from = smaller_int(above->from, below->from) - 1, to = larger_int(above->to, below->to);
    return (struct raster_span){larger_int(from, shadow->box.x),
                                smaller_int(to, shadow->box.x + shadow->box.width - 1)};
}

/// Lookups of a row of pixels, between two rows of lookups.
static void mix_row(const struct shadow *shadow, const struct lookups *lookups,
                    struct raster_span cells, int y)
{
    int row = y / shadow->step;
    float down = (float)(y % shadow->step) / (float)shadow->step;
    size_t first = (size_t)row * (size_t)shadow->columns, below = (size_t)shadow->columns;
    const float *contact = lookups->contact + first, *cast = lookups->cast + first;
    for (int i = cells.from; i <= cells.to; i++) {
        lookups->contact_row[i] = contact[i] + (contact[below + (size_t)i] - contact[i]) * down;
        lookups->cast_row[i] = cast[i] + (cast[below + (size_t)i] - cast[i]) * down;
    }
}

/// Has a lookup or the next one any shade?
static bool has_shade(const struct lookups *lookups, int i)
{
    return lookups->cast_row[i] + lookups->cast_row[i + 1] > LEAST ||
           lookups->contact_row[i] + lookups->contact_row[i + 1] > LEAST;
}

static inline float larger(float a, float b)
{
    return a > b ? a : b;
}

static const lanes first_four = {0.0f, 1.0f, 2.0f, 3.0f};

/// A row between two lookups: its value `offset` pixels after the first.
struct slope {
    float from, step;
};

static inline struct slope slope_at(const float *row, int i, float inverse_step)
{
    return (struct slope){row[i], (row[i + 1] - row[i]) * inverse_step};
}

static inline lanes slope_value(struct slope slope, int offset)
{
    return slope.from + slope.step * (first_four + (float)offset);
}

/// Four pixels, `offset` after lookup `i`.
static inline lanes darkness_of(const struct shadow *shadow, const struct lookups *lookups, int i,
                                int offset)
{
    float inverse_step = 1.0f / (float)shadow->step;
    lanes contact = slope_value(slope_at(lookups->contact_row, i, inverse_step), offset);
    lanes cast = slope_value(slope_at(lookups->cast_row, i, inverse_step), offset);
    contact = lanes_clamp((contact - 0.5f) * shadow->crispness + 0.5f, 0.0f, 1.0f);
    return contact * CONTACT_DARKNESS + cast * CAST_DARKNESS;
}

static inline lanes with_wall(const struct shadow *shadow, lanes on_floor, lanes on_wall, int x,
                              int y)
{
    const float *side = shadow->wall_side;
    lanes side_of_corner = side[0] + side[2] * (float)y + side[1] * (first_four + (float)x);
    lanes mixed = on_floor + (on_wall - on_floor) * shadow->cast.wall_alpha;
    return lanes_if_less(side_of_corner, lanes_set(0.0f), mixed, on_floor);
}

/// Four pixels from their darkness 0..1.
static inline __m128i shadow_pixels(lanes darkness, const float pixel[4])
{
    __m128i blue = _mm_cvtps_epi32((__m128)(darkness * pixel[0]));
    __m128i green = _mm_cvtps_epi32((__m128)(darkness * pixel[1]));
    __m128i red = _mm_cvtps_epi32((__m128)(darkness * pixel[2]));
    __m128i alpha = _mm_cvtps_epi32((__m128)(darkness * pixel[3]));
    return _mm_or_si128(_mm_or_si128(_mm_slli_epi32(alpha, 24), _mm_slli_epi32(red, 16)),
                        _mm_or_si128(_mm_slli_epi32(green, 8), blue));
}

/// Do all pixels from `x` up to `end` (at most eight) show the figure alone?
static inline bool is_covered(const struct raster *figure, int x, int end, int y)
{
    const float *depth = figure->depth + (size_t)y * figure->stride;
    const __m128 empty = _mm_set1_ps(RASTER_EMPTY);
    int open = 0;
    for (int i = x; i + 4 <= end; i += 4)
        open |= _mm_movemask_ps(_mm_cmpge_ps(_mm_loadu_ps(depth + i), empty));
    return !open && (end - x) % 4 == 0;
}

struct raster_span shadow_paint_row(struct shadow *shadow, int y, const float pixel[4],
                                    const struct raster *figure, uint32_t *row)
{
    struct raster_span painted = {shadow->width, 0};
    // An ordered dither hides the steps of eight bits in wide faint shadows.
    static const lanes dither[4] = {{-0.469f, 0.031f, -0.344f, 0.156f},
                                    {0.281f, -0.219f, 0.406f, -0.094f},
                                    {-0.281f, 0.219f, -0.406f, 0.094f},
                                    {0.469f, -0.031f, 0.344f, -0.156f}};
    const lanes noise = dither[y & 3] / larger(pixel[3], 1.0f);
    bool has_wall = shadow->cast.wall_alpha > 0.0f;
    const struct raster_span cells = cells_of_row(shadow, y);
    if (cells.from >= cells.to)
        return painted;
    mix_row(shadow, &shadow->floor_seen, cells, y);
    if (has_wall)
        mix_row(shadow, &shadow->wall_seen, cells, y);
    int step = shadow->step;
    for (int i = cells.from; i < cells.to; i++) {
        if (!has_shade(&shadow->floor_seen, i) && !(has_wall && has_shade(&shadow->wall_seen, i)))
            continue;
        int end = smaller_int((i + 1) * step, shadow->width);
        if (is_covered(figure, i * step, end, y))
            continue;
        painted.from = smaller_int(painted.from, i * step);
        painted.to = end;
        for (int x = i * step; x < end; x += 4) {
            int offset = x - i * step;
            lanes darkness = darkness_of(shadow, &shadow->floor_seen, i, offset);
            if (has_wall)
                darkness = with_wall(shadow, darkness,
                                     darkness_of(shadow, &shadow->wall_seen, i, offset), x, y);
            __m128i four = shadow_pixels(lanes_clamp(darkness + noise, 0.0f, 1.0f), pixel);
            if (end - x >= 4) {
                _mm_storeu_si128((__m128i *)(row + x), four);
                continue;
            }
            _Alignas(16) uint32_t single[4];
            _mm_store_si128((__m128i *)single, four);
            for (int k = 0; k < end - x; k++)
                row[x + k] = single[k];
        }
    }
    return painted;
}
