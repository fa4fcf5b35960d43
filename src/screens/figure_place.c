#include "screens/figure_place.h"

#include "coach/mat.h"
#include "picture/camera.h"

/// The rug, with a little air around it.
static const float RUG_M = RUG_RADIUS_M + 0.03f;
/// The figure is within these shares of a view's span to each side of the point looked at.
static const float FIGURE_WIDTH = 0.40f, FIGURE_HEIGHT = 0.27f;

enum { RUG_POINTS = 24, ROUNDS = 4 };

static float fitted_width(struct rect box)
{
    return fminf((float)box.width, (float)box.height * 16.0f / 9.0f);
}

/// What is to stand further right is looked at from further left.
static void shift(struct view *view, struct rect stage, float across_px, float down_px)
{
    struct camera camera = camera_of_view(view, stage);
    float pixel_m = view->span_m / fitted_width(stage);
    view->look_m = glms_vec3_sub(view->look_m, glms_vec3_scale(camera.right, across_px * pixel_m));
    view->look_m = glms_vec3_add(view->look_m, glms_vec3_scale(camera.up, down_px * pixel_m));
}

/// What has to be seen, in pixels across and down.
struct bounds {
    float least_px[2], most_px[2];
};

static void include(struct bounds *bounds, float across_px, float down_px)
{
    const float px[2] = {across_px, down_px};
    for (int k = 0; k < 2; k++) {
        bounds->least_px[k] = fminf(bounds->least_px[k], px[k]);
        bounds->most_px[k] = fmaxf(bounds->most_px[k], px[k]);
    }
}

/// The rug, and the figure that `framed` had in its middle.
static struct bounds bounds_of(const struct view *view, struct rect stage,
                               const struct view *framed)
{
    struct bounds bounds = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};
    struct camera camera = camera_of_view(view, stage);
    float metre_px = fitted_width(stage) / view->span_m, px[2];
    for (int i = 0; i < RUG_POINTS; i++) {
        float angle = 2.0f * GLM_PIf * (float)i / RUG_POINTS;
        camera_project(&camera, (vec3s){{RUG_M * cosf(angle), 0.0f, RUG_M * sinf(angle)}}, px,
                       NULL);
        include(&bounds, px[0], px[1]);
    }
    camera_project(&camera, framed->look_m, px, NULL);
    float across_px = FIGURE_WIDTH * framed->span_m * metre_px;
    float down_px = FIGURE_HEIGHT * framed->span_m * metre_px;
    include(&bounds, px[0] - across_px, px[1] - down_px);
    include(&bounds, px[0] + across_px, px[1] + down_px);
    return bounds;
}

/// How far what reaches from `least` to `most` has to go to be between `from` and `to`.
static float way_inside(float least, float most, float from, float to)
{
    if (most - least > to - from)
        return (from + to - least - most) / 2.0f;
    return fmaxf(from - least, fminf(to - most, 0.0f));
}

/// One step towards a view in which all of it is inside `box`.
static void keep_inside(struct view *view, struct rect stage, struct rect box,
                        const struct view *framed)
{
    struct bounds bounds = bounds_of(view, stage, framed);
    const float *least_px = bounds.least_px, *most_px = bounds.most_px;
    float wider = fmaxf((most_px[0] - least_px[0]) / (float)box.width,
                        (most_px[1] - least_px[1]) / (float)box.height);
    if (wider > 1.0f) {
        view->span_m *= wider;
        bounds = bounds_of(view, stage, framed);
    }
    shift(view, stage,
          way_inside(least_px[0], most_px[0], (float)box.x, (float)(box.x + box.width)),
          way_inside(least_px[1], most_px[1], (float)box.y, (float)(box.y + box.height)));
}

void figure_place(struct view *view, struct rect stage, struct rect box, bool mirrored)
{
    const struct view framed = *view;
    // The picture is mirrored about the middle of the stage afterwards.
    if (mirrored)
        box.x = 2 * stage.x + stage.width - box.x - box.width;
    view->span_m *= fitted_width(stage) / fitted_width(box);
    shift(view, stage, (float)(2 * box.x + box.width - 2 * stage.x - stage.width) / 2.0f,
          (float)(2 * box.y + box.height - 2 * stage.y - stage.height) / 2.0f);
    for (int i = 0; i < ROUNDS; i++)
        keep_inside(view, stage, box, &framed);
}
