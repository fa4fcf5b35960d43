#include "picture/room_light.h"

#include "base/mem.h"
#include "picture/lamp_falloff.h"
#include "picture/room_tint.h"

/// At this distance half of the light is left; from the second on there is none.
static const float HALF_M = 0.48f, END_M = 1.9f;
/// The light is looked up once for so many pixels across and down. Across it goes evenly from one
/// place to the next; down it changes by less than a step of the picture's colours within them.
enum { CELL_WIDTH = 16, CELL_HEIGHT = 2 };
/// What is a smaller share of the way to the colour than this is not seen.
static const float NOTHING = 0.002f;

/// The ray through a pixel, per metre of depth, and one over the depth at which it meets a plane:
/// all of them are linear over the picture.
struct linear {
    float first, step; ///< at the left edge of a row, and a pixel further right
};

struct row_rays {
    struct linear across, towards; ///< x and z of the ray
    float up;                      ///< y: the same all along a row, the camera is never tilted
    struct linear wall, back;      ///< one over the depth
    float floor;
};

static lanes linear_at(struct linear linear, lanes x)
{
    return lanes_set(linear.first) + lanes_set(linear.step) * x;
}

static struct linear scaled(struct linear linear, float by)
{
    return (struct linear){linear.first * by, linear.step * by};
}

static struct row_rays rays_of_row(const struct camera *camera, const struct room_light *light,
                                   int y)
{
    vec3s ray = camera_ray(camera, 0.5f, (float)y + 0.5f);
    struct row_rays rays = {
        .across = {ray.x, camera->right.x / camera->focal_px},
        .towards = {ray.z, camera->right.z / camera->focal_px},
        .up = ray.y,
        .floor = ray.y / (light->floor_y_m - camera->position_m.y),
    };
    if (light->wall_m > 0.0f) {
        rays.wall = scaled(rays.across, 1.0f / (light->wall_m - camera->position_m.x));
        rays.back = scaled(rays.towards, 1.0f / (light->back_wall_m - camera->position_m.z));
    }
    return rays;
}

/// How much light falls on what the rays of four pixels meet first.
static lanes light_at(const struct row_rays *rays, vec3s lamp_to_camera_m, lanes x)
{
    const lanes one = lanes_set(1.0f), nowhere = lanes_set(1e-4f);
    lanes nearness = lanes_max(lanes_set(rays->floor), nowhere);
    nearness = lanes_max(nearness, linear_at(rays->wall, x));
    nearness = lanes_max(nearness, linear_at(rays->back, x));
    lanes depth = one / nearness;
    lanes dx = lanes_set(lamp_to_camera_m.x) + depth * linear_at(rays->across, x);
    lanes dy = lanes_set(lamp_to_camera_m.y) + depth * lanes_set(rays->up);
    lanes dz = lanes_set(lamp_to_camera_m.z) + depth * linear_at(rays->towards, x);
    lanes away2 = dx * dx + dy * dy + dz * dz;
    return lamp_falloff(away2, HALF_M, END_M);
}

/// The light at the left ends of the cells of a row of cells, `count`
/// times four of them.
static void light_row(const struct camera *camera, const struct room_light *light, int y,
                      lanes *share, int count)
{
    struct row_rays rays = rays_of_row(camera, light, y);
    vec3s lamp_to_camera_m = glms_vec3_sub(camera->position_m, light->lamp.at_m);
    lanes x = {0.0f, CELL_WIDTH, 2 * CELL_WIDTH, 3 * CELL_WIDTH};
    for (int i = 0; i < count; i++, x += lanes_set(4 * CELL_WIDTH))
        share[i] = light_at(&rays, lamp_to_camera_m, x) * lanes_set(light->lamp.strength);
}

EIGHT_CLONES
static void tint_row(uint32_t *row, int y, int width, const float *share, struct colour colour)
{
    struct tint tint;
    tint_set_row(&tint, colour, y);
    for (int i = 0; i * CELL_WIDTH < width; i++) {
        if (share[i] <= NOTHING && share[i + 1] <= NOTHING)
            continue;
        float step = (share[i + 1] - share[i]) / CELL_WIDTH;
        eight here = share[i] + first_eight * step;
        int end = width < (i + 1) * CELL_WIDTH ? width : (i + 1) * CELL_WIDTH;
        for (int x = i * CELL_WIDTH; x < end; x += EIGHT, here += EIGHT * step)
            tint_pixels(&tint, row + x, end - x, &here);
    }
}

void room_light_paint(const struct rows *rows, const struct camera *camera,
                      const struct room_light *light)
{
    if (light->lamp.strength <= 0.0f || camera->position_m.y <= light->floor_y_m)
        return;
    int count = rows->width / (4 * CELL_WIDTH) + 2;
    lanes *share = mem_alloc_lines((size_t)count, sizeof *share);
    for (int y = rows->from; y < rows->to; y++) {
        if (y % CELL_HEIGHT == 0 || y == rows->from)
            light_row(camera, light, y - y % CELL_HEIGHT, share, count);
        tint_row(rows_at(rows, y), y, rows->width, (const float *)share, light->lamp.colour);
    }
    mem_free(share);
}
