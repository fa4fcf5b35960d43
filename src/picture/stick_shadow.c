#include "picture/stick_shadow.h"

#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/// Drawn small, blurred and enlarged: a canvas this high is drawn as it is.
static const int FINE_HEIGHT_PX = 180;

/// Layers over each other make the edge soft: each falls from what is at most that high, and
/// reaches that much farther out.
static const struct layer {
    float height_m, wider_m, alpha;
} layers[] = {
    {0.26f, 0.050f, 0.050f}, {0.20f, 0.034f, 0.060f}, {0.15f, 0.020f, 0.070f},
    {0.08f, 0.008f, 0.090f}, {0.04f, 0.0f, 0.120f},
};
enum { LAYERS = sizeof layers / sizeof *layers };

/// A wall takes only the shadow of what is at it or nearly so.
static const float WALL_HEIGHT_SHARE = 0.4f;

struct stick_shadow {
    int shrink; ///< pixels of the canvas, along an edge, for one of the map
    int width, height;
    cairo_surface_t *map;
    unsigned char *row; ///< room for one row or column
    int *mixed;         ///< room for one row
};

struct stick_shadow *stick_shadow_create(int width_px, int height_px)
{
    struct stick_shadow *shadow = mem_alloc(1, sizeof *shadow);
    shadow->shrink = height_px > 2 * FINE_HEIGHT_PX ? height_px / FINE_HEIGHT_PX : 1;
    shadow->width = width_px / shadow->shrink + 1;
    shadow->height = height_px / shadow->shrink + 1;
    shadow->map = cairo_image_surface_create(CAIRO_FORMAT_A8, shadow->width, shadow->height);
    assert(cairo_surface_status(shadow->map) == CAIRO_STATUS_SUCCESS);
    int longest = shadow->width > shadow->height ? shadow->width : shadow->height;
    shadow->row = mem_alloc((size_t)longest, 1);
    shadow->mixed = mem_alloc((size_t)shadow->width, sizeof *shadow->mixed);
    return shadow;
}

void stick_shadow_destroy(struct stick_shadow *shadow)
{
    if (!shadow)
        return;
    cairo_surface_destroy(shadow->map);
    mem_free(shadow->row);
    mem_free(shadow->mixed);
    mem_free(shadow);
}

/// A plane that takes the shadow: the floor (axis 1 at 0) or a wall (axis 0).
struct plane {
    int axis;
    float at_m;
    float height_share; ///< of the layers' heights
};

/// The ball pressed flat on the plane, smaller the higher it hovers, as large as it gets at
/// `layer`. False if it is too high.
static bool press(struct stick_ball *ball, const struct plane *plane, const struct layer *layer)
{
    float reach = 0.0f;
    for (int i = 0; i < 3; i++)
        reach += ball->axis_m[i].raw[plane->axis] * ball->axis_m[i].raw[plane->axis];
    float height_m = fabsf(ball->centre_m.raw[plane->axis] - plane->at_m) - sqrtf(reach);
    float share = 1.0f - fmaxf(height_m, 0.0f) / (layer->height_m * plane->height_share);
    if (share <= 0.0f)
        return false;
    share = sqrtf(share);
    for (int i = 0; i < 3; i++) {
        ball->axis_m[i].raw[plane->axis] = 0.0f;
        ball->axis_m[i] = glms_vec3_scale(ball->axis_m[i], share);
    }
    ball->centre_m.raw[plane->axis] = plane->at_m;
    return true;
}

/// Every ball a little wider, as a disc on the plane.
static void widen(struct stick_ball *ball, float by_m)
{
    float most = 0.0f;
    for (int i = 0; i < 3; i++)
        most = fmaxf(most, glms_vec3_norm(ball->axis_m[i]));
    for (int i = 0; i < 3; i++)
        ball->axis_m[i] = glms_vec3_scale(ball->axis_m[i], (most + by_m) / fmaxf(most, 1e-3f));
}

static struct rect trace_hull(cairo_t *cairo, const struct stick_piece *piece,
                              const struct stick_hull *hull, const struct plane *plane,
                              const struct layer *layer, const struct camera *camera)
{
    struct stick_piece flat = {0};
    struct stick_view view;
    for (int i = 0; i < hull->count; i++) {
        struct stick_ball ball = piece->ball[hull->ball[i]];
        if (!press(&ball, plane, layer))
            continue;
        widen(&ball, layer->wider_m);
        flat.ball[flat.ball_count++] = ball;
    }
    if (flat.ball_count == 0 || !stick_view_of(&view, &flat, camera))
        return (struct rect){0};
    const struct stick_disc *disc[STICK_HULL_BALLS_MAX];
    for (int i = 0; i < flat.ball_count; i++)
        disc[i] = &view.disc[i];
    stick_trace_hull(cairo, flat.ball_count, disc, NULL);
    return view.box;
}

static struct rect draw_on(cairo_t *cairo, const struct stick_shape *shape,
                           const struct camera *camera, const struct plane *plane, float strength)
{
    struct rect box = {0};
    for (int i = 0; i < LAYERS; i++) {
        cairo_new_path(cairo);
        for (int part = 0; part < STICK_PART_COUNT; part++) {
            const struct stick_piece *piece = &shape->piece[part];
            for (int h = 0; h < piece->hull_count; h++)
                box = rect_union(
                    box, trace_hull(cairo, piece, &piece->hull[h], plane, &layers[i], camera));
        }
        cairo_set_source_rgba(cairo, 0.0, 0.0, 0.0, layers[i].alpha * strength);
        cairo_fill(cairo);
    }
    return box;
}

/// 1 2 1 along a line of `count` bytes that stand `step` apart.
static void blur_line(unsigned char *row, unsigned char *first, int count, int step)
{
    for (int i = 0; i < count; i++)
        row[i] = first[i * step];
    for (int i = 1; i + 1 < count; i++)
        first[i * step] = (unsigned char)((row[i - 1] + 2 * row[i] + row[i + 1] + 2) / 4);
}

static void blur(struct stick_shadow *shadow, struct rect box)
{
    enum { TIMES = 2 };
    cairo_surface_flush(shadow->map);
    unsigned char *pixels = cairo_image_surface_get_data(shadow->map);
    int stride = cairo_image_surface_get_stride(shadow->map);
    unsigned char *first = pixels + box.y * stride + box.x;
    for (int time = 0; time < TIMES; time++) {
        for (int y = 0; y < box.height; y++)
            blur_line(shadow->row, first + y * stride, box.width, 1);
        for (int x = 0; x < box.width; x++)
            blur_line(shadow->row, first + x, box.height, stride);
    }
    cairo_surface_mark_dirty(shadow->map);
}

static struct rect with_blur(const struct stick_shadow *shadow, struct rect box)
{
    enum { REACH = 3 };
    const struct rect whole = {0, 0, shadow->width, shadow->height};
    if (rect_is_empty(box))
        return box;
    return rect_intersection(
        (struct rect){box.x - REACH, box.y - REACH, box.width + 2 * REACH, box.height + 2 * REACH},
        whole);
}

static void clear(struct stick_shadow *shadow)
{
    cairo_surface_flush(shadow->map);
    memset(cairo_image_surface_get_data(shadow->map), 0,
           (size_t)cairo_image_surface_get_stride(shadow->map) * (size_t)shadow->height);
    cairo_surface_mark_dirty(shadow->map);
}

/// Draw floor's and wall's shadow into the map. Returns its box there, and what the blur reaches.
static struct rect draw_map(struct stick_shadow *shadow, const struct stick_shape *shape,
                            const struct camera *camera, float wall_x_m, float wall_alpha)
{
    static const struct plane floor = {1, 0.0f, 1.0f};
    const struct plane wall = {0, wall_x_m, WALL_HEIGHT_SHARE};
    cairo_t *cairo = cairo_create(shadow->map);
    struct camera small = *camera;
    small.focal_px /= (float)shadow->shrink;
    small.centre_px[0] /= (float)shadow->shrink;
    small.centre_px[1] /= (float)shadow->shrink;
    struct rect box = draw_on(cairo, shape, &small, &floor, 1.0f);
    if (wall_x_m > 0.0f && wall_alpha > 0.0f && camera->position_m.x < wall_x_m)
        box = rect_union(box, draw_on(cairo, shape, &small, &wall, wall_alpha));
    cairo_destroy(cairo);
    return with_blur(shadow, box);
}

/// Premultiplied pixels for each value of the map.
static void tint(uint32_t pixel[256], struct colour colour, float strength)
{
    for (int i = 0; i < 256; i++) {
        float alpha = strength * (float)i;
        pixel[i] = (uint32_t)lroundf(alpha) << 24 | (uint32_t)lroundf(alpha * colour.r) << 16 |
                   (uint32_t)lroundf(alpha * colour.g) << 8 | (uint32_t)lroundf(alpha * colour.b);
    }
}

/// Where a canvas pixel's middle lies between the middles of the map's: 1/256 of those.
static int place_in_map(const struct stick_shadow *shadow, int pixel)
{
    return (2 * pixel + 1) * 128 / shadow->shrink - 128;
}

/// A row of the canvas as a row of the map, in 1/65536, between the two rows next to it. `from`
/// and `to` receive what is not 0 of it.
static void mix_rows(const struct stick_shadow *shadow, int y, int *from, int *to)
{
    const unsigned char *pixels = cairo_image_surface_get_data(shadow->map);
    int stride = cairo_image_surface_get_stride(shadow->map);
    int place = place_in_map(shadow, y), share = place & 255, above = place >> 8;
    const unsigned char *a = pixels + (above < 0 ? 0 : above) * stride;
    const unsigned char *b = pixels + (above + 1 < shadow->height ? above + 1 : above) * stride;
    *from = shadow->width;
    *to = 0;
    for (int i = 0; i < shadow->width; i++) {
        shadow->mixed[i] = a[i] * (256 - share) + b[i] * share;
        if (shadow->mixed[i] == 0)
            continue;
        *from = *from < i ? *from : i;
        *to = i + 1;
    }
}

/// Enlarge the map into the box of the layer, where nothing has been drawn yet.
static void enlarge(const struct stick_shadow *shadow, cairo_surface_t *layer, struct rect box,
                    const uint32_t pixel[256])
{
    cairo_surface_flush(layer);
    uint32_t *pixels = (uint32_t *)(void *)cairo_image_surface_get_data(layer);
    int stride = cairo_image_surface_get_stride(layer) / 4, shrink = shadow->shrink;
    for (int y = box.y; y < box.y + box.height; y++) {
        int from, to;
        mix_rows(shadow, y, &from, &to);
        int first = (from - 1) * shrink, last = (to + 1) * shrink;
        first = first > box.x ? first : box.x;
        last = last < box.x + box.width ? last : box.x + box.width;
        for (int x = first; x < last; x++) {
            int place = place_in_map(shadow, x), share = place & 255, left = place >> 8;
            int a = shadow->mixed[left < 0 ? 0 : left];
            int b = shadow->mixed[left + 1 < shadow->width ? left + 1 : left];
            pixels[y * stride + x] = pixel[(a * (256 - share) + b * share) >> 16];
        }
    }
    cairo_surface_mark_dirty(layer);
}

struct rect stick_shadow_draw(struct stick_shadow *shadow, cairo_surface_t *layer,
                              const struct stick_shape *shape, const struct camera *camera,
                              struct colour colour, float strength, float wall_x_m,
                              float wall_alpha)
{
    const struct rect canvas = {0, 0, cairo_image_surface_get_width(layer),
                                cairo_image_surface_get_height(layer)};
    int shrink = shadow->shrink;
    uint32_t pixel[256];
    clear(shadow);
    struct rect map = draw_map(shadow, shape, camera, wall_x_m, wall_alpha);
    blur(shadow, map);
    struct rect box = {map.x * shrink, map.y * shrink, map.width * shrink, map.height * shrink};
    box = rect_intersection(box, canvas);
    tint(pixel, colour, strength);
    enlarge(shadow, layer, box, pixel);
    return box;
}
