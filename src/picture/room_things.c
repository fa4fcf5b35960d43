#include "picture/room_things.h"

#include "picture/room_lamp.h"
#include "picture/room_light.h"
#include "picture/room_plant.h"
#include "picture/room_shell.h"

struct places {
    vec3s lamp_m, plant_m;
};

/// From all sides that poses are looked at from, the plant is beside the lamp, not behind it, and
/// neither is in line with the figure.
static const struct places OPEN = {{{0.865f, ROOM_FLOOR_Y_M, -0.63f}},
                                   {{1.17f, ROOM_FLOOR_Y_M, -0.66f}}};
static const struct places CORNER = {{{0.20f, ROOM_FLOOR_Y_M, -1.05f}},
                                     {{-0.25f, ROOM_FLOOR_Y_M, -1.08f}}};
/// Sines of the angles down at which the plant begins to go and is gone: from above it is but a
/// knot of leaves, and stands where the words are.
static const float DOWN_FROM = 0.67f, DOWN_TO = 0.82f;
/// So far to a side of the picture's middle a thing begins to be seen, and is seen whole: behind a
/// figure it would look out from under an arm. In the corner nothing is behind her.
static const float HIDDEN_M = 0.22f, ASIDE_M = 0.50f;
static const float LIGHT_STRENGTH = 0.62f;

static struct things_seen seen_at(const struct places *places, const struct camera *camera,
                                  struct rect picture)
{
    float from_side = 1.0f - glm_smoothstep(DOWN_FROM, DOWN_TO, -camera->forward.y);
    return (struct things_seen){
        .lamp = room_thing_seen(camera, places->lamp_m, room_lamp_size, picture),
        .plant = from_side * room_thing_seen(camera, places->plant_m, room_plant_size, picture),
    };
}

static float seen_aside(const struct camera *camera, vec3s at_m)
{
    float px[2], depth_m;
    camera_project(camera, at_m, px, &depth_m);
    float aside_m = fabsf(px[0] - camera->centre_px[0]) * depth_m / camera->focal_px;
    return glm_smoothstep(HIDDEN_M, ASIDE_M, aside_m);
}

struct things_seen room_things_seen_open(const struct camera *camera, struct rect picture)
{
    struct things_seen seen = seen_at(&OPEN, camera, picture);
    seen.lamp *= seen_aside(camera, OPEN.lamp_m);
    seen.plant *= seen_aside(camera, OPEN.plant_m);
    return seen;
}

struct things_seen room_things_seen_in_corner(const struct camera *camera, struct rect picture)
{
    return seen_at(&CORNER, camera, picture);
}

static vec3s lamp_middle(const struct places *places)
{
    vec3s middle_m = places->lamp_m;
    middle_m.y += room_lamp_middle_m();
    return middle_m;
}

static struct lamp lamp_of(const struct places *places, const struct room_look *look, float alpha)
{
    return (struct lamp){lamp_middle(places), look->colour[ROLE_LAMP_LIGHT],
                         LIGHT_STRENGTH * alpha};
}

void room_things_lamps(const struct room_look *look, struct lamp lamp[LAMPS])
{
    lamp[0] = lamp_of(&OPEN, look, 1.0f - look->wall_alpha);
    lamp[1] = lamp_of(&CORNER, look, look->wall_alpha);
}

static void light_room(const struct rows *rows, const struct room_look *look, struct lamp lamp,
                       float wall_m)
{
    bool has_back = room_back_wall_seen(&look->camera) > 0.0f;
    struct room_light light = {.lamp = lamp,
                               .floor_y_m = ROOM_FLOOR_Y_M,
                               .wall_m = wall_m,
                               .back_wall_m = has_back ? ROOM_BACK_WALL_Z_M : -INFINITY};
    room_light_paint(rows, &look->camera, &light);
}

static void draw_at(cairo_t *cairo, const struct room_look *look, const struct places *places,
                    struct things_seen seen, float alpha)
{
    struct room_thing thing = {.cairo = cairo,
                               .camera = &look->camera,
                               .colour = look->colour,
                               .lamp_m = lamp_middle(places),
                               .at_m = places->plant_m};
    if (alpha * seen.plant > 0.0f)
        room_plant_draw(&thing, alpha * seen.plant);
    thing.at_m = places->lamp_m;
    if (alpha * seen.lamp > 0.0f)
        room_lamp_draw(&thing, alpha * seen.lamp);
}

void room_things_light(const struct rows *rows, const struct room_look *look)
{
    struct lamp lamp[LAMPS];
    room_things_lamps(look, lamp);
    light_room(rows, look, lamp[0], 0.0f);
    light_room(rows, look, lamp[1], look->wall_m);
}

void room_things_draw(cairo_t *cairo, const struct room_look *look)
{
    float corner = look->wall_alpha, open = 1.0f - corner;
    // The same lamp in two places at once would be seen: one is gone before the other comes.
    cairo_surface_t *target = cairo_get_target(cairo);
    const struct rect picture = {0, 0, cairo_image_surface_get_width(target),
                                 cairo_image_surface_get_height(target)};
    draw_at(cairo, look, &OPEN, room_things_seen_open(&look->camera, picture),
            glm_smoothstep(0.5f, 1.0f, open));
    draw_at(cairo, look, &CORNER, room_things_seen_in_corner(&look->camera, picture),
            glm_smoothstep(0.5f, 1.0f, corner));
}
