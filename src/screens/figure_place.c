#include "screens/figure_place.h"

/// The rug and the mat on it, from the middle of the room: what is near the camera looks larger.
static const float RUG_M = 1.3f, RUG_NEAR_M = 1.5f, RUG_FAR_M = 1.1f;

static float fitted_width(struct rect box)
{
    return fminf((float)box.width, (float)box.height * 16.0f / 9.0f);
}

/// Where the middle of a view has to be so that what reaches from `low_px` to `high_px` beside it
/// stays between `least_px` and `most_px`.
static float kept_inside(float middle_px, float low_px, float high_px, float least_px,
                         float most_px)
{
    if (high_px - low_px > most_px - least_px)
        return (least_px + most_px - low_px - high_px) / 2.0f;
    return fmaxf(least_px - low_px, fminf(most_px - high_px, middle_px));
}

void figure_place(struct view *view, struct rect stage, struct rect box, bool mirrored)
{
    float azimuth = glm_rad(view->az_deg), elevation = glm_rad(view->el_deg);
    const vec3s right = {{cosf(azimuth), 0.0f, -sinf(azimuth)}};
    const vec3s up = {
        {-sinf(azimuth) * sinf(elevation), cosf(elevation), -cosf(azimuth) * sinf(elevation)}};
    const float slope = fabsf(sinf(elevation)), width = (float)box.width,
                height = (float)box.height;
    float metre_px =
        fminf(fitted_width(box) / view->span_m,
              fminf(width / (2.0f * RUG_M), height / ((RUG_NEAR_M + RUG_FAR_M) * slope + 0.01f)));
    float rug_px = -metre_px * glms_vec3_dot(view->look_m, right);
    float rug_down_px = metre_px * glms_vec3_dot(view->look_m, up);
    if (mirrored)
        rug_px = -rug_px;
    float across_px = kept_inside(width / 2.0f, rug_px - metre_px * RUG_M,
                                  rug_px + metre_px * RUG_M, 0.0f, width);
    float down_px = kept_inside(height / 2.0f, rug_down_px - metre_px * slope * RUG_FAR_M,
                                rug_down_px + metre_px * slope * RUG_NEAR_M, 0.0f, height);
    across_px += (float)(2 * box.x - 2 * stage.x - stage.width) / 2.0f;
    down_px += (float)(2 * box.y - 2 * stage.y - stage.height) / 2.0f;
    if (mirrored)
        across_px = -across_px;
    view->span_m = fitted_width(stage) / metre_px;
    // What is to stand further right is looked at from further left.
    view->look_m = glms_vec3_sub(view->look_m, glms_vec3_scale(right, across_px / metre_px));
    view->look_m = glms_vec3_add(view->look_m, glms_vec3_scale(up, down_px / metre_px));
}
