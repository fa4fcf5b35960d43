#include "picture/camera.h"

struct camera camera_of_view(const struct view *view, struct rect stage)
{
    float azimuth = glm_rad(view->az_deg), elevation = glm_rad(view->el_deg);
    float fitted_width_px = fminf((float)stage.width, (float)stage.height * 16.0f / 9.0f);
    struct camera camera = {
        .forward = {{-sinf(azimuth) * cosf(elevation), -sinf(elevation),
                     -cosf(azimuth) * cosf(elevation)}},
        .right = {{cosf(azimuth), 0.0f, -sinf(azimuth)}},
        .distance_m = view->span_m / VIEW_WIDTH_A_METRE,
        .focal_px = fitted_width_px / VIEW_WIDTH_A_METRE,
        .centre_px = {(float)stage.x + (float)stage.width / 2.0f,
                      (float)stage.y + (float)stage.height / 2.0f},
    };
    camera.up = glms_vec3_cross(camera.right, camera.forward);
    camera.position_m =
        glms_vec3_sub(view->look_m, glms_vec3_scale(camera.forward, camera.distance_m));
    return camera;
}

void camera_project(const struct camera *camera, vec3s point_m, float px[2], float *depth_m)
{
    vec3s offset = glms_vec3_sub(point_m, camera->position_m);
    float depth = glms_vec3_dot(offset, camera->forward);
    float scale = camera->focal_px / depth;
    px[0] = camera->centre_px[0] + scale * glms_vec3_dot(offset, camera->right);
    px[1] = camera->centre_px[1] - scale * glms_vec3_dot(offset, camera->up);
    if (depth_m)
        *depth_m = depth;
}

vec3s camera_ray(const struct camera *camera, float x_px, float y_px)
{
    float x = (x_px - camera->centre_px[0]) / camera->focal_px;
    float y = (camera->centre_px[1] - y_px) / camera->focal_px;
    return glms_vec3_muladds(camera->up, y, glms_vec3_muladds(camera->right, x, camera->forward));
}
