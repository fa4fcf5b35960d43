#include "picture/stick_path.h"

#include <math.h>

static const float NEAREST_M = 0.05f;

struct stick_disc stick_disc_of(const struct stick_ball *ball, const struct camera *camera)
{
    float px[2], depth_m;
    camera_project(camera, ball->centre_m, px, &depth_m);
    struct stick_disc disc = {.x_px = px[0], .y_px = px[1], .depth_m = depth_m};
    disc.metre_px = camera->focal_px / depth_m;
    for (int i = 0; i < 3; i++) {
        float x = glms_vec3_dot(ball->axis_m[i], camera->right) * disc.metre_px;
        float y = -glms_vec3_dot(ball->axis_m[i], camera->up) * disc.metre_px;
        disc.xx_px2 += x * x;
        disc.xy_px2 += x * y;
        disc.yy_px2 += y * y;
    }
    return disc;
}

static struct rect box_of(const struct stick_disc *disc)
{
    float half_width = sqrtf(disc->xx_px2), half_height = sqrtf(disc->yy_px2);
    int left = (int)floorf(disc->x_px - half_width), top = (int)floorf(disc->y_px - half_height);
    int right = (int)ceilf(disc->x_px + half_width), bottom = (int)ceilf(disc->y_px + half_height);
    return (struct rect){left, top, right - left, bottom - top};
}

bool stick_view_of(struct stick_view *view, const struct stick_piece *piece,
                   const struct camera *camera)
{
    *view = (struct stick_view){.disc_count = piece->ball_count};
    for (int i = 0; i < piece->ball_count; i++) {
        struct stick_disc *disc = &view->disc[i];
        *disc = stick_disc_of(&piece->ball[i], camera);
        if (disc->depth_m < NEAREST_M)
            return false;
        view->box = rect_union(view->box, box_of(disc));
    }
    return true;
}

/// A disc's outermost point in a direction, and how far out that is.
static float extreme(const struct stick_disc *disc, const float u[2], float grown_px,
                     float point[2])
{
    float x = disc->xx_px2 * u[0] + disc->xy_px2 * u[1];
    float y = disc->xy_px2 * u[0] + disc->yy_px2 * u[1];
    float reach = sqrtf(fmaxf(x * u[0] + y * u[1], 1e-6f));
    // Shrunk past its middle a disc becomes a point.
    float grown = fmaxf(grown_px, -reach);
    point[0] = disc->x_px + x / reach + grown * u[0];
    point[1] = disc->y_px + y / reach + grown * u[1];
    return disc->x_px * u[0] + disc->y_px * u[1] + reach + grown;
}

/// So many that circles are drawn to within a fifth of a pixel. A few sizes for all.
static int direction_count(int count, const struct stick_disc *const *disc)
{
    static const float PER_ROOT_PX = 5.0f;
    static const int sizes[] = {12, 16, 24, 32, 48, 64};
    enum { SIZES = sizeof sizes / sizeof *sizes };
    float radius_px2 = 0.0f;
    for (int i = 0; i < count; i++)
        radius_px2 = fmaxf(radius_px2, fmaxf(disc[i]->xx_px2, disc[i]->yy_px2));
    float wanted = PER_ROOT_PX * sqrtf(sqrtf(radius_px2));
    for (int i = 0; i < SIZES; i++)
        if ((float)sizes[i] >= wanted)
            return sizes[i];
    return 96;
}

void stick_trace_hull(cairo_t *cairo, int count, const struct stick_disc *const *disc,
                      const float *grown_px)
{
    int directions = direction_count(count, disc);
    for (int k = 0; k < directions; k++) {
        float angle = 2.0f * GLM_PIf * (float)k / (float)directions;
        const float u[2] = {cosf(angle), sinf(angle)};
        float outermost[2] = {0}, most = -INFINITY;
        for (int i = 0; i < count; i++) {
            float point[2];
            float far = extreme(disc[i], u, grown_px ? grown_px[i] : 0.0f, point);
            if (far <= most)
                continue;
            most = far;
            outermost[0] = point[0];
            outermost[1] = point[1];
        }
        if (k == 0)
            cairo_move_to(cairo, outermost[0], outermost[1]);
        else
            cairo_line_to(cairo, outermost[0], outermost[1]);
    }
    cairo_close_path(cairo);
}

/// Does any of these discs reach into what is not clipped? Paths outside cost time all the same.
static bool reaches_clip(cairo_t *cairo, int count, const struct stick_disc *const *disc,
                         const float *grown_px)
{
    double left, top, right, bottom;
    float box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    cairo_clip_extents(cairo, &left, &top, &right, &bottom);
    for (int i = 0; i < count; i++) {
        float x = sqrtf(disc[i]->xx_px2) + fmaxf(grown_px[i], 0.0f) + 1.0f;
        float y = sqrtf(disc[i]->yy_px2) + fmaxf(grown_px[i], 0.0f) + 1.0f;
        box[0] = fminf(box[0], disc[i]->x_px - x);
        box[1] = fminf(box[1], disc[i]->y_px - y);
        box[2] = fmaxf(box[2], disc[i]->x_px + x);
        box[3] = fmaxf(box[3], disc[i]->y_px + y);
    }
    return (double)box[0] < right && (double)box[1] < bottom && (double)box[2] > left &&
           (double)box[3] > top;
}

static void trace_balls(cairo_t *cairo, const struct stick_view *view, int count, const int *ball,
                        const float *grown_px)
{
    const struct stick_disc *disc[STICK_HULL_BALLS_MAX];
    float grown[STICK_HULL_BALLS_MAX];
    for (int i = 0; i < count; i++) {
        disc[i] = &view->disc[ball[i]];
        grown[i] = grown_px ? grown_px[ball[i]] : 0.0f;
    }
    if (reaches_clip(cairo, count, disc, grown))
        stick_trace_hull(cairo, count, disc, grown);
}

void stick_trace(cairo_t *cairo, const struct stick_piece *piece, const struct stick_view *view,
                 const float *grown_px, bool uneven)
{
    bool in_steps = uneven && piece->line_count > 0;
    for (int i = 1; in_steps && i < piece->line_count; i++)
        trace_balls(cairo, view, 2, (int[]){i - 1, i}, grown_px);
    for (int h = in_steps ? 1 : 0; h < piece->hull_count; h++)
        trace_balls(cairo, view, piece->hull[h].count, piece->hull[h].ball, grown_px);
}
