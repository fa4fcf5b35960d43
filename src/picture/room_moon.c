#include "picture/room_moon.h"

#include "picture/field_lanes.h"
#include "picture/rect.h"
#include "picture/room_tint.h"

static const vec3s MIDDLE_M = {{-0.30f, -0.03f, -1.70f}};
static const float RADIUS_M = 0.54f;
/// Heights over the floor between which the haze thins out.
static const float HAZE_FROM_M = -0.12f, HAZE_TO_M = 0.48f;
/// Sines of the angles down and aside at which it begins to go and is gone.
static const float DOWN_FROM = 0.26f, DOWN_TO = 0.36f;
static const float TOWARDS_NONE = 0.70f, TOWARDS_WHOLE = 0.88f;

static float seen_from(const struct camera *camera)
{
    float down = 1.0f - glm_smoothstep(DOWN_FROM, DOWN_TO, -camera->forward.y);
    return down * glm_smoothstep(TOWARDS_NONE, TOWARDS_WHOLE, -camera->forward.z);
}

/// The part of the rows that holds the disc.
static struct rect box_of(const struct camera *camera, const struct rows *rows)
{
    float low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        vec3s corner_m = MIDDLE_M;
        corner_m.x += i & 1 ? RADIUS_M : -RADIUS_M;
        corner_m.y = i & 2 ? MIDDLE_M.y + RADIUS_M : HAZE_FROM_M;
        float px[2];
        camera_project(camera, corner_m, px, NULL);
        for (int k = 0; k < 2; k++) {
            low[k] = fminf(low[k], px[k]);
            high[k] = fmaxf(high[k], px[k]);
        }
    }
    const struct rect whole = {0, rows->from, rows->width, rows->to - rows->from};
    struct rect box = {(int)fmaxf(low[0], 0.0f) - 2, (int)fmaxf(low[1], 0.0f) - 2, 0, 0};
    box.width = (int)fminf(high[0], (float)rows->width) + 3 - box.x;
    box.height = (int)fminf(high[1], (float)rows->to) + 3 - box.y;
    return rect_intersection(box, whole);
}

/// How much of the disc four pixels of a row see, from the ray at column 0 and the step to the
/// next.
EIGHT_PART lanes cover_at(const struct camera *camera, vec3s ray, lanes x)
{
    float step = 1.0f / camera->focal_px, ahead_m = MIDDLE_M.z - camera->position_m.z;
    lanes depth = lanes_set(ahead_m) / (lanes_set(ray.z) + lanes_set(step * camera->right.z) * x);
    lanes dx = lanes_set(camera->position_m.x - MIDDLE_M.x) +
               depth * (lanes_set(ray.x) + lanes_set(step * camera->right.x) * x);
    lanes y = lanes_set(camera->position_m.y) + depth * lanes_set(ray.y);
    lanes dy = y - lanes_set(MIDDLE_M.y);
    lanes inside_m = lanes_set(RADIUS_M) - lanes_sqrt(dx * dx + dy * dy);
    lanes edge = inside_m * lanes_set(camera->focal_px) / depth + lanes_set(0.5f);
    lanes haze = (y - lanes_set(HAZE_FROM_M)) * lanes_set(1.0f / (HAZE_TO_M - HAZE_FROM_M));
    haze = lanes_clamp(haze, 0.0f, 1.0f);
    return lanes_clamp(edge, 0.0f, 1.0f) * haze * haze * (lanes_set(3.0f) - haze - haze);
}

EIGHT_CLONES
static void paint_row(uint32_t *row, int y, struct rect box, const struct camera *camera,
                      struct colour colour, float alpha)
{
    vec3s ray = camera_ray(camera, 0.5f, (float)y + 0.5f);
    struct tint tint;
    tint_set_row(&tint, colour, y);
    int end = box.x + box.width;
    for (int i = box.x & ~(EIGHT - 1); i < end; i += EIGHT) {
        lanes x = {(float)i, (float)(i + 1), (float)(i + 2), (float)(i + 3)};
        lanes share[2] = {cover_at(camera, ray, x) * lanes_set(alpha),
                          cover_at(camera, ray, x + lanes_set(4.0f)) * lanes_set(alpha)};
        if (lanes_any_less(lanes_set(0.0f), lanes_max(share[0], share[1])))
            tint_pixels(&tint, row + i, end - i, (const eight *)(const void *)share);
    }
}

void room_moon_paint(const struct rows *rows, const struct camera *camera, struct colour colour,
                     float alpha)
{
    alpha *= seen_from(camera);
    if (alpha <= 0.0f || camera->position_m.z <= MIDDLE_M.z)
        return;
    struct rect box = box_of(camera, rows);
    for (int y = box.y; y < box.y + box.height; y++)
        paint_row(rows_at(rows, y), y, box, camera, colour, alpha);
}
