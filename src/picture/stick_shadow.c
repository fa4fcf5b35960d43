#include "picture/stick_shadow.h"

#include <math.h>

/// Layers over each other make the edge soft: each falls from what is at most that high, and
/// reaches that much farther out.
static const struct layer {
    float height_m, wider_m, alpha;
} layers[] = {
    {0.34f, 0.055f, 0.020f}, {0.28f, 0.045f, 0.022f}, {0.22f, 0.036f, 0.026f},
    {0.17f, 0.028f, 0.030f}, {0.12f, 0.020f, 0.036f}, {0.08f, 0.012f, 0.046f},
    {0.05f, 0.005f, 0.060f},
};
enum { LAYERS = sizeof layers / sizeof *layers };

/// A plane that takes the shadow: the floor (axis 1 at 0) or a wall (axis 0).
struct plane {
    int axis;
    float at_m;
};

/// The ball pressed flat on the plane, smaller the higher it hovers, as large as it gets at
/// `layer`. False if it is too high.
static bool press(struct stick_ball *ball, const struct plane *plane, const struct layer *layer)
{
    float reach = 0.0f;
    for (int i = 0; i < 3; i++)
        reach += ball->axis_m[i].raw[plane->axis] * ball->axis_m[i].raw[plane->axis];
    float height_m = fabsf(ball->centre_m.raw[plane->axis] - plane->at_m) - sqrtf(reach);
    float share = 1.0f - fmaxf(height_m, 0.0f) / layer->height_m;
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
static void widen(struct stick_ball *ball, const struct plane *plane, float by_m)
{
    float most = 0.0f;
    for (int i = 0; i < 3; i++)
        most = fmaxf(most, glms_vec3_norm(ball->axis_m[i]));
    for (int i = 0; i < 3; i++)
        ball->axis_m[i] = glms_vec3_scale(ball->axis_m[i], (most + by_m) / fmaxf(most, 1e-3f));
    (void)plane;
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
        widen(&ball, plane, layer->wider_m);
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
                           const struct camera *camera, const struct plane *plane,
                           struct colour colour, float strength)
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
        cairo_set_source_rgba(cairo, colour.r, colour.g, colour.b, layers[i].alpha * strength);
        cairo_fill(cairo);
    }
    return box;
}

struct rect stick_shadow_draw(cairo_t *cairo, const struct stick_shape *shape,
                              const struct camera *camera, struct colour colour, float strength,
                              float wall_x_m, float wall_alpha)
{
    static const struct plane floor = {1, 0.0f};
    struct rect box = draw_on(cairo, shape, camera, &floor, colour, strength);
    if (wall_x_m <= 0.0f || wall_alpha <= 0.0f || camera->position_m.x >= wall_x_m)
        return box;
    const struct plane wall = {0, wall_x_m};
    return rect_union(box, draw_on(cairo, shape, camera, &wall, colour, strength * wall_alpha));
}
