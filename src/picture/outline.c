#include "picture/outline.h"

#include <assert.h>
#include <string.h>

/// Nearest depth that is still drawn.
static const float NEAR_M = 0.05f;

enum { CORNER_STEPS = 9 };
/// Circles smaller than this are round with fewer points.
static const float SMALL_M = 0.2f;
enum { SMALL_POINTS = 40 };

struct floor_area floor_area_grown(struct floor_area area, float by_m)
{
    return (struct floor_area){area.left - by_m, area.right + by_m, area.far - by_m,
                               area.near + by_m};
}

static void add_corner(struct outline *outline, float x_m, float z_m, float y_m, float corner_m,
                       float start_deg)
{
    for (int i = 0; i < CORNER_STEPS; i++) {
        float angle = glm_rad(start_deg + 90.0f * (float)i / (float)(CORNER_STEPS - 1));
        outline->point_m[outline->count++] =
            (vec3s){{x_m + corner_m * cosf(angle), y_m, z_m + corner_m * sinf(angle)}};
    }
}

struct outline outline_rounded(struct floor_area area, float corner_m, float y_m)
{
    static_assert(4 * CORNER_STEPS <= OUTLINE_POINTS_MAX, "room for four corners");
    struct outline outline = {0};
    struct floor_area inner = floor_area_grown(area, -corner_m);
    add_corner(&outline, inner.right, inner.near, y_m, corner_m, 0.0f);
    add_corner(&outline, inner.left, inner.near, y_m, corner_m, 90.0f);
    add_corner(&outline, inner.left, inner.far, y_m, corner_m, 180.0f);
    add_corner(&outline, inner.right, inner.far, y_m, corner_m, 270.0f);
    return outline;
}

struct outline outline_circle(vec3s middle_m, float radius_m)
{
    struct outline outline = {.count = radius_m < SMALL_M ? SMALL_POINTS : OUTLINE_POINTS_MAX};
    for (int i = 0; i < outline.count; i++) {
        float angle = 2.0f * GLM_PIf * (float)i / (float)outline.count;
        vec3s off_m = {{radius_m * cosf(angle), 0.0f, radius_m * sinf(angle)}};
        outline.point_m[i] = glms_vec3_add(middle_m, off_m);
    }
    return outline;
}

struct outline outline_quad(vec3s a, vec3s b, vec3s c, vec3s d)
{
    return (struct outline){.count = 4, .point_m = {a, b, c, d}};
}

static float depth_of(const struct camera *camera, vec3s point_m)
{
    return glms_vec3_dot(glms_vec3_sub(point_m, camera->position_m), camera->forward);
}

static void line_to(struct polygon_pen *pen, const struct camera *camera, vec3s point_m)
{
    float px[2];
    camera_project(camera, point_m, px, NULL);
    polygon_pen_to(pen, (double)px[0], (double)px[1]);
}

/// What lies behind the camera is cut off.
static void trace(struct polygon_pen *pen, const struct outline *outline,
                  const struct camera *camera)
{
    for (int i = 0; i < outline->count; i++) {
        vec3s from = outline->point_m[i];
        vec3s to = outline->point_m[(i + 1) % outline->count];
        float from_depth = depth_of(camera, from), to_depth = depth_of(camera, to);
        if (from_depth >= NEAR_M)
            line_to(pen, camera, from);
        if ((from_depth >= NEAR_M) != (to_depth >= NEAR_M)) {
            float share = (NEAR_M - from_depth) / (to_depth - from_depth);
            line_to(pen, camera, glms_vec3_lerp(from, to, share));
        }
    }
    polygon_pen_close(pen);
}

/// Let the edges from `from` on go the other way round: a hole in what they lie in.
static void turn_over(struct polygon *polygon, int from)
{
    for (int i = from; i < polygon->count; i++) {
        struct polygon_edge edge = polygon->edge[i];
        memcpy(polygon->edge[i].from_px, edge.to_px, sizeof edge.to_px);
        memcpy(polygon->edge[i].to_px, edge.from_px, sizeof edge.from_px);
    }
}

static void trace_rings(struct polygon *polygon, const struct outline outlines[], int count,
                        const struct camera *camera)
{
    polygon->count = 0;
    for (int i = 0; i < count; i++) {
        int before = polygon->count;
        struct polygon_pen pen = {.polygon = polygon};
        trace(&pen, &outlines[i], camera);
        if (i % 2 == 1)
            turn_over(polygon, before);
    }
}

struct filling *outline_filling(const struct outline outlines[], int count,
                                const struct camera *camera, int width, int height,
                                struct colour colour, float alpha)
{
    static const double NOT_MOVED[2] = {0.0, 0.0};
    if (alpha <= 0.0f)
        return NULL;
    struct polygon polygon;
    trace_rings(&polygon, outlines, count, camera);
    return filling_begin(&polygon, width, height, NOT_MOVED, colour, alpha);
}

void outline_fill(const struct outline *outline, const struct camera *camera, cairo_t *cairo,
                  struct colour colour, float alpha)
{
    if (alpha <= 0.0f)
        return;
    struct polygon polygon;
    trace_rings(&polygon, outline, 1, camera);
    polygon_fill(&polygon, cairo_get_group_target(cairo), colour, alpha);
}
