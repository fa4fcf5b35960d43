#include "picture/shadow_seen.h"

#include "base/mem.h"
#include "picture/field_eight.h"

#include <math.h>

/// Pixels between two lookups: about as far apart as the cells of the maps, but no more than so
/// many a row.
enum { LARGEST_STEP = 8, LOOKUPS_A_ROW = 480 };
static const float STEP_M = 0.015f;

/// How fast the contact's value falls across the edge of a thin limb, a metre.
static const float CONTACT_SLOPE_A_M = 30.0f;

/// What lies up to this far off a plane still touches it to the eye: its contact shape is seen
/// there too, so that no strip of light parts the two.
static const float LIFT_M = 0.004f;

/// A map in the room, and where the camera stands.
struct view_of_map {
    const struct shadow_map *map;
    int across, u, v;     ///< axes of the room
    float at_m, lifted_m; ///< places on the first of them
    vec3s from_m;
};

/// Rays of a row of lookups.
struct rays {
    vec3s first, step;
};

static void create_plane(struct seen_plane *plane, int columns, int rows)
{
    size_t count = (size_t)columns * (size_t)rows;
    plane->contact = mem_alloc(count, sizeof(float));
    plane->cast = mem_alloc(count, sizeof(float));
    plane->contact_row = mem_alloc((size_t)columns, sizeof(float));
    plane->cast_row = mem_alloc((size_t)columns, sizeof(float));
}

static void finish_plane(struct seen_plane *plane)
{
    mem_free(plane->contact);
    mem_free(plane->cast);
    mem_free(plane->contact_row);
    mem_free(plane->cast_row);
}

void seen_init(struct shadow_seen *seen, int width_px, int height_px)
{
    *seen = (struct shadow_seen){.width = width_px, .height = height_px, .smallest_step = 1};
    while (seen->smallest_step < LARGEST_STEP && width_px > LOOKUPS_A_ROW * seen->smallest_step)
        seen->smallest_step *= 2;
    int rows = height_px / seen->smallest_step + 2;
    // Eights are looked up, and an eight of pixels takes from the lookups on both of its sides.
    seen->stride = width_px / seen->smallest_step + 3 * EIGHT;
    seen->shaded = mem_alloc((size_t)rows, sizeof *seen->shaded);
    create_plane(&seen->floor, seen->stride, rows);
    create_plane(&seen->wall, seen->stride, rows);
}

void seen_finish(struct shadow_seen *seen)
{
    finish_plane(&seen->floor);
    finish_plane(&seen->wall);
    mem_free(seen->shaded);
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

static void grow_by_map(const struct view_of_map *view, const struct camera *camera, int step,
                        float low[2], float high[2])
{
    const struct shadow_cells any = view->map->any;
    if (any.from_u >= any.to_u)
        return;
    for (int corner = 0; corner < 4; corner++) {
        vec3s point;
        int u = corner & 1 ? any.to_u : any.from_u, v = corner & 2 ? any.to_v : any.from_v;
        point.raw[view->across] = view->at_m;
        point.raw[view->u] = view->map->low_u_m + (float)u * SHADOW_CELL_M;
        point.raw[view->v] = view->map->low_v_m + (float)v * SHADOW_CELL_M;
        grow_box(camera, step, point, low, high);
    }
}

/// Whole eights of pixels.
static void set_box(struct shadow_seen *seen, const float low[2], const float high[2])
{
    int per_eight = seen->step < EIGHT ? EIGHT / seen->step : 1;
    int columns = seen->width / seen->step + 2, rows = seen->height / seen->step + 2;
    int left = (int)glm_clamp(floorf(low[0]), 0.0f, (float)columns - 1.0f) & -per_eight;
    int top = (int)glm_clamp(floorf(low[1]), 0.0f, (float)rows - 1.0f);
    int right = (int)glm_clamp(ceilf(high[0]) + 2.0f, 0.0f, (float)columns);
    int bottom = (int)glm_clamp(ceilf(high[1]) + 2.0f, 0.0f, (float)rows);
    seen->box = (struct rect){left, top, right - left, bottom - top};
}

/// The corner of floor and wall is a straight line on the canvas.
static void find_corner(struct shadow_seen *seen, const struct camera *camera, float wall_x_m)
{
    const float at[3][2] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {0.0f, 1.0f}};
    for (int i = 0; i < 3; i++) {
        vec3s ray = camera_ray(camera, at[i][0], at[i][1]);
        seen->wall_side[i] =
            (camera->position_m.x - wall_x_m) * ray.y - camera->position_m.y * ray.x;
    }
    seen->wall_side[1] -= seen->wall_side[0];
    seen->wall_side[2] -= seen->wall_side[0];
}

static void choose_step(struct shadow_seen *seen, float metre_px)
{
    seen->step = seen->smallest_step;
    while (seen->step < LARGEST_STEP && (float)seen->step * 1.5f < STEP_M * metre_px)
        seen->step *= 2;
}

/// Where eight rays meet a plane, in cells of a grid that is `per_m` times as fine as a metre.
/// False if none of them meets any of `cells`; `is_within`: which do. The others meet the first.
EIGHT_PART bool meet(const struct view_of_map *view, const struct rays *rays, int column,
                     float at_m, float per_m, const struct shadow_cells *cells, eight *u, eight *v,
                     eight_bits *is_within)
{
    static const float FARTHEST = 1000.0f;
    const struct shadow_map *map = view->map;
    const eight steps = first_eight + (float)column, zero = {0.0f};
    eight along = rays->first.raw[view->across] + rays->step.raw[view->across] * steps;
    eight way = (at_m - view->from_m.raw[view->across]) / along;
    eight ray_u = rays->first.raw[view->u] + rays->step.raw[view->u] * steps;
    eight ray_v = rays->first.raw[view->v] + rays->step.raw[view->v] * steps;
    *u = (view->from_m.raw[view->u] - map->low_u_m + ray_u * way) * per_m - 0.5f;
    *v = (view->from_m.raw[view->v] - map->low_v_m + ray_v * way) * per_m - 0.5f;
    *is_within = (way > zero) & (way < FARTHEST) & (*u >= (float)cells->from_u) &
                 (*u < (float)cells->to_u - 1.0f) & (*v >= (float)cells->from_v) &
                 (*v < (float)cells->to_v - 1.0f);
    *u = EIGHT_IF(*is_within, *u, zero + (float)cells->from_u);
    *v = EIGHT_IF(*is_within, *v, zero + (float)cells->from_v);
    return eight_any(is_within);
}

/// Between four cells each.
EIGHT_PART void mix(const float *values, int stride, const eight *u, const eight *v, eight *mixed)
{
    eight_bits column = __builtin_convertvector(*u, eight_bits);
    eight_bits row = __builtin_convertvector(*v, eight_bits);
    eight right = *u - __builtin_convertvector(column, eight);
    eight down = *v - __builtin_convertvector(row, eight);
    eight_bits cell = row * stride + column;
    eight a = {0.0f}, b = a, c = a, d = a;
    for (int k = 0; k < EIGHT; k++) {
        const float *at = values + cell[k];
        a[k] = at[0];
        b[k] = at[1];
        c[k] = at[stride];
        d[k] = at[stride + 1];
    }
    eight near = a + (b - a) * right, far = c + (d - c) * right;
    *mixed = near + (far - near) * down;
}

EIGHT_PART void find_cast(const struct view_of_map *view, const struct rays *rays, int column,
                          eight *cast)
{
    const struct shadow_cells any = view->map->any;
    const struct shadow_cells soft = {any.from_u / 2, any.to_u / 2, any.from_v / 2, any.to_v / 2};
    eight u, v, mixed;
    eight_bits is_within;
    *cast = (eight){0.0f};
    if (!meet(view, rays, column, view->at_m, 0.5f / SHADOW_CELL_M, &soft, &u, &v, &is_within))
        return;
    mix(view->map->cast, SHADOW_SOFT_CELLS, &u, &v, &mixed);
    *cast = EIGHT_IF(is_within, mixed, *cast);
}

EIGHT_PART void add_contact(const struct view_of_map *view, const struct rays *rays, int column,
                            float at_m, eight *contact)
{
    eight u, v, mixed;
    eight_bits is_within;
    if (!meet(view, rays, column, at_m, 1.0f / SHADOW_CELL_M, &view->map->touched, &u, &v,
              &is_within))
        return;
    mix(view->map->contact, SHADOW_CELLS, &u, &v, &mixed);
    mixed = EIGHT_IF(is_within, mixed, *contact);
    *contact = EIGHT_MAX(*contact, mixed);
}

/// Look up a row of a plane; `shaded` grows by what has any shade.
EIGHT_CLONES static void look_up_row(const struct shadow_seen *seen, const struct view_of_map *view,
                                     const struct rays *rays, int row,
                                     const struct seen_plane *plane, struct raster_span *shaded)
{
    const float crispness = seen->crispness;
    int end = seen->box.x + seen->box.width;
    size_t first = (size_t)row * (size_t)seen->stride;
    for (int column = seen->box.x; column < end; column += EIGHT) {
        eight cast, contact = {0.0f};
        find_cast(view, rays, column, &cast);
        add_contact(view, rays, column, view->at_m, &contact);
        add_contact(view, rays, column, view->lifted_m, &contact);
        contact = ((contact - 0.5f) * crispness + 0.5f) * SEEN_CONTACT;
        cast *= SEEN_CAST;
        *(eight *)(plane->contact + first + column) = contact;
        *(eight *)(plane->cast + first + column) = cast;
        eight_bits is_shaded = (cast > SEEN_LEAST / 2.0f) | (contact > (eight){0.0f});
        if (!eight_any(&is_shaded))
            continue;
        shaded->from = column < shaded->from ? column : shaded->from;
        shaded->to = column + EIGHT < end ? column + EIGHT : end;
    }
}

/// Along the row that was looked up before, `shaded` ends further out.
static void look_up_rows(struct shadow_seen *seen, const struct view_of_map view[2],
                         const struct camera *camera)
{
    struct rect box = seen->box;
    vec3s step = glms_vec3_scale(camera->right, (float)seen->step / camera->focal_px);
    for (int row = box.y; row < box.y + box.height; row++) {
        const struct rays rays = {camera_ray(camera, 0.0f, (float)(row * seen->step)), step};
        struct raster_span none = {box.x + box.width, box.x}, shaded = none;
        look_up_row(seen, &view[0], &rays, row, &seen->floor, &shaded);
        struct raster_span on_wall = none;
        if (seen->wall_alpha > 0.0f)
            look_up_row(seen, &view[1], &rays, row, &seen->wall, &on_wall);
        seen->shaded[row] =
            (struct raster_span){shaded.from < on_wall.from ? shaded.from : on_wall.from,
                                 shaded.to > on_wall.to ? shaded.to : on_wall.to};
    }
}

struct rect seen_look_up(struct shadow_seen *seen, const struct shadow_cast *cast,
                         const struct camera *camera)
{
    enum { X, Y, Z };
    const struct view_of_map view[2] = {
        {&cast->floor, Y, X, Z, 0.0f, LIFT_M, camera->position_m},
        {&cast->wall, X, Y, Z, cast->wall_x_m, cast->wall_x_m - LIFT_M, camera->position_m},
    };
    float low[2] = {1e6f, 1e6f}, high[2] = {-1e6f, -1e6f};
    float metre_px = camera->focal_px / fmaxf(camera->distance_m, 0.1f);
    seen->crispness = fmaxf(metre_px / (CONTACT_SLOPE_A_M * SEEN_EDGE_PX), 1.0f);
    seen->wall_alpha = cast->wall_alpha;
    choose_step(seen, metre_px);
    grow_by_map(&view[0], camera, seen->step, low, high);
    if (seen->wall_alpha > 0.0f)
        grow_by_map(&view[1], camera, seen->step, low, high);
    set_box(seen, low, high);
    find_corner(seen, camera, cast->wall_x_m);
    look_up_rows(seen, view, camera);
    // The last row and column of lookups only serve the pixels before them.
    struct rect box = seen->box;
    struct rect pixels = {box.x * seen->step, box.y * seen->step, (box.width - 1) * seen->step,
                          (box.height - 1) * seen->step};
    return rect_intersection(pixels, (struct rect){0, 0, seen->width, seen->height});
}
