#include "screens/figure_place.h"

#include "picture/camera.h"

/// The rug, with a little air around it.
static const float RUG_M = 1.15f;

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

/// The least and the most of the rug's pixels, across and down.
static void rug_bounds(const struct view *view, struct rect stage, float least_px[2],
                       float most_px[2])
{
    struct camera camera = camera_of_view(view, stage);
    for (int i = 0; i < RUG_POINTS; i++) {
        float angle = 2.0f * GLM_PIf * (float)i / RUG_POINTS, px[2];
        camera_project(&camera, (vec3s){{RUG_M * cosf(angle), 0.0f, RUG_M * sinf(angle)}}, px,
                       NULL);
        for (int k = 0; k < 2; k++) {
            least_px[k] = i == 0 ? px[k] : fminf(least_px[k], px[k]);
            most_px[k] = i == 0 ? px[k] : fmaxf(most_px[k], px[k]);
        }
    }
}

/// How far what reaches from `least` to `most` has to go to be between `from` and `to`.
static float way_inside(float least, float most, float from, float to)
{
    if (most - least > to - from)
        return (from + to - least - most) / 2.0f;
    return fmaxf(from - least, fminf(to - most, 0.0f));
}

/// One step towards a view in which all of the rug is inside `box`.
static void keep_rug(struct view *view, struct rect stage, struct rect box)
{
    float least_px[2], most_px[2];
    rug_bounds(view, stage, least_px, most_px);
    float wider = fmaxf((most_px[0] - least_px[0]) / (float)box.width,
                        (most_px[1] - least_px[1]) / (float)box.height);
    if (wider > 1.0f) {
        view->span_m *= wider;
        rug_bounds(view, stage, least_px, most_px);
    }
    shift(view, stage,
          way_inside(least_px[0], most_px[0], (float)box.x, (float)(box.x + box.width)),
          way_inside(least_px[1], most_px[1], (float)box.y, (float)(box.y + box.height)));
}

void figure_place(struct view *view, struct rect stage, struct rect box, bool mirrored)
{
    // The picture is mirrored about the middle of the stage afterwards.
    if (mirrored)
        box.x = 2 * stage.x + stage.width - box.x - box.width;
    view->span_m *= fitted_width(stage) / fitted_width(box);
    shift(view, stage, (float)(2 * box.x + box.width - 2 * stage.x - stage.width) / 2.0f,
          (float)(2 * box.y + box.height - 2 * stage.y - stage.height) / 2.0f);
    for (int i = 0; i < ROUNDS; i++)
        keep_rug(view, stage, box);
}
