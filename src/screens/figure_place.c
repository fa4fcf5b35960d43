#include "screens/figure_place.h"

static float fitted_width(struct rect box)
{
    return fminf((float)box.width, (float)box.height * 16.0f / 9.0f);
}

void figure_place(struct view *view, struct rect stage, struct rect box, bool mirrored)
{
    float azimuth = glm_rad(view->az_deg), elevation = glm_rad(view->el_deg);
    const vec3s right = {{cosf(azimuth), 0.0f, -sinf(azimuth)}};
    const vec3s up = {
        {-sinf(azimuth) * sinf(elevation), cosf(elevation), -cosf(azimuth) * sinf(elevation)}};
    view->span_m *= fitted_width(stage) / fitted_width(box);
    float metre_px = fitted_width(stage) / view->span_m;
    float across_px = (float)(2 * box.x + box.width - 2 * stage.x - stage.width) / 2.0f;
    float down_px = (float)(2 * box.y + box.height - 2 * stage.y - stage.height) / 2.0f;
    if (mirrored)
        across_px = -across_px;
    // What is to stand further right is looked at from further left.
    view->look_m = glms_vec3_sub(view->look_m, glms_vec3_scale(right, across_px / metre_px));
    view->look_m = glms_vec3_add(view->look_m, glms_vec3_scale(up, down_px / metre_px));
}
