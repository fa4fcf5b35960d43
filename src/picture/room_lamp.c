#include "picture/room_lamp.h"

#include "picture/field_lanes.h"
#include "picture/outline.h"
#include "picture/room_tint.h"

#include <cglm/struct.h>

const struct thing_size room_lamp_size = {0.095f, 0.185f, 0.01f};

static const float RADIUS_M = 0.095f;
/// Paper lamps are flatter than a ball.
static const float FLATNESS = 0.84f;
static const float FOOT_RADIUS_M = 0.050f, FOOT_M = 0.022f;
/// How far its glow reaches, as a share of its radius, and how strong it is where it begins.
static const float GLOW_REACH = 3.2f, GLOW_ALPHA = 0.16f;
static const float CORE_LIGHT = 1.32f;
/// Ribs of the paper, as heights from -1 to 1.
static const float RIB[] = {-0.66f, -0.34f, 0.0f, 0.34f, 0.66f};
enum { RIB_COUNT = sizeof RIB / sizeof RIB[0] };
enum { RIB_STEPS = 48 };

struct globe {
    const struct camera *camera;
    vec3s centre_m;
    float at_px[2], radius_px[2]; ///< across and up
};

static void set_colour(cairo_t *cairo, struct colour colour, float alpha)
{
    cairo_set_source_rgba(cairo, (double)colour.r, (double)colour.g, (double)colour.b,
                          (double)alpha);
}

/// From here on the globe is a circle of radius 1 round the origin, until cairo_restore.
static void enter_globe(cairo_t *cairo, const struct globe *globe)
{
    cairo_save(cairo);
    cairo_translate(cairo, (double)globe->at_px[0], (double)globe->at_px[1]);
    cairo_scale(cairo, (double)globe->radius_px[0], (double)globe->radius_px[1]);
}

/// `reach_px`: across and up. Fades as the square of the way: no edge is seen where it ends.
EIGHT_CLONES
static void paint_glow_row(uint32_t *row, int y, int width, const float at_px[2],
                           const float reach_px[2], struct colour colour, float alpha)
{
    int left = (int)fmaxf(at_px[0] - reach_px[0], 0.0f) & ~(EIGHT - 1);
    int right = (int)fminf(at_px[0] + reach_px[0] + 1.0f, (float)width);
    struct tint tint;
    tint_set_row(&tint, colour, y);
    lanes dy = lanes_set(((float)y + 0.5f - at_px[1]) / reach_px[1]);
    for (int i = left; i < right; i += EIGHT) {
        lanes share[2];
        for (int k = 0; k < 2; k++) {
            lanes x = lanes_set((float)(i + 4 * k)) + (lanes){0.5f, 1.5f, 2.5f, 3.5f};
            lanes dx = (x - lanes_set(at_px[0])) * lanes_set(1.0f / reach_px[0]);
            lanes left_over = lanes_set(1.0f) - lanes_sqrt(dx * dx + dy * dy);
            left_over = lanes_max(left_over, lanes_set(0.0f));
            share[k] = left_over * left_over * lanes_set(alpha);
        }
        if (lanes_any_less(lanes_set(0.0f), lanes_max(share[0], share[1])))
            tint_pixels(&tint, row + i, width - i, (const eight *)(const void *)share);
    }
}

static void paint_glow(cairo_surface_t *picture, const struct globe *globe, struct colour colour,
                       float alpha)
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    long stride = cairo_image_surface_get_stride(picture);
    const float reach_px[2] = {GLOW_REACH * globe->radius_px[0], GLOW_REACH * globe->radius_px[1]};
    int top = (int)fmaxf(globe->at_px[1] - reach_px[1], 0.0f);
    int bottom = (int)fminf(globe->at_px[1] + reach_px[1] + 1.0f, (float)height);
    cairo_surface_flush(picture);
    unsigned char *bytes = cairo_image_surface_get_data(picture);
    for (int y = top; y < bottom; y++)
        paint_glow_row((uint32_t *)(void *)(bytes + y * stride), y, width, globe->at_px, reach_px,
                       colour, GLOW_ALPHA * alpha);
    cairo_surface_mark_dirty(picture);
}

/// What it stands on.
static void draw_foot(const struct room_thing *thing)
{
    struct colour shade = thing->colour[ROLE_LAMP_SHADE];
    room_thing_shadow(thing, FOOT_RADIUS_M);
    for (int i = 0; i <= 4; i++)
        room_thing_disc(thing, FOOT_RADIUS_M, FOOT_M * (float)i / 4.0f, shade, 1.0f);
}

/// The part of one rib that faces the camera.
static void draw_rib(cairo_t *cairo, const struct globe *globe, float height)
{
    float ring_m = RADIUS_M * sqrtf(1.0f - height * height);
    bool drawing = false;
    for (int i = 0; i <= RIB_STEPS; i++) {
        float angle = 2.0f * GLM_PIf * (float)i / (float)RIB_STEPS;
        vec3s ball_m = {{ring_m * cosf(angle), RADIUS_M * height, ring_m * sinf(angle)}};
        vec3s off_m = {{ball_m.x, ball_m.y * FLATNESS, ball_m.z}};
        vec3s outward = {{ball_m.x, ball_m.y / FLATNESS, ball_m.z}};
        vec3s point_m = glms_vec3_add(globe->centre_m, off_m);
        vec3s to_camera_m = glms_vec3_sub(globe->camera->position_m, point_m);
        bool is_near = glms_vec3_dot(outward, to_camera_m) > 0.0f;
        float px[2];
        camera_project(globe->camera, point_m, px, NULL);
        if (is_near && drawing)
            cairo_line_to(cairo, (double)px[0], (double)px[1]);
        else if (is_near)
            cairo_move_to(cairo, (double)px[0], (double)px[1]);
        drawing = is_near;
    }
    cairo_stroke(cairo);
}

/// The lamp behind the paper: brighter in the middle, a little below it.
static void draw_core(cairo_t *cairo, const struct globe *globe, struct colour colour)
{
    static const double CORE_ALPHA[] = {0.85, 0.62, 0.28, 0.07, 0.0};
    enum { STOPS = sizeof CORE_ALPHA / sizeof CORE_ALPHA[0] };
    cairo_pattern_t *core = cairo_pattern_create_radial(0, 0.12, 0, 0, 0.12, 0.88);
    for (int i = 0; i < STOPS; i++)
        cairo_pattern_add_color_stop_rgba(
            core, (double)i / (STOPS - 1), (double)fminf(CORE_LIGHT * colour.r, 1.0f),
            (double)fminf(CORE_LIGHT * colour.g, 1.0f), (double)fminf(CORE_LIGHT * colour.b, 1.0f),
            CORE_ALPHA[i]);
    enter_globe(cairo, globe);
    cairo_set_source(cairo, core);
    cairo_arc(cairo, 0.0, 0.12, 0.87, 0.0, 2.0 * GLM_PI);
    cairo_fill(cairo);
    cairo_restore(cairo);
    cairo_pattern_destroy(core);
}

static void draw_paper(cairo_t *cairo, const struct globe *globe, const struct colour *colour)
{
    set_colour(cairo, colour[ROLE_LAMP], 1.0f);
    enter_globe(cairo, globe);
    cairo_arc(cairo, 0.0, 0.0, 1.0, 0.0, 2.0 * GLM_PI);
    cairo_restore(cairo);
    cairo_fill(cairo);
    draw_core(cairo, globe, colour[ROLE_LAMP]);
    set_colour(cairo, colour[ROLE_LAMP_SHADE], 0.45f);
    cairo_set_line_width(cairo, (double)fmaxf(0.028f * globe->radius_px[0], 0.5f));
    for (int i = 0; i < RIB_COUNT; i++)
        draw_rib(cairo, globe, RIB[i]);
}

float room_lamp_middle_m(void)
{
    return FOOT_M + FLATNESS * RADIUS_M;
}

void room_lamp_draw(const struct room_thing *thing, float alpha)
{
    struct globe globe = {.camera = thing->camera, .centre_m = thing->at_m};
    globe.centre_m.y += room_lamp_middle_m();
    float depth_m, sine = thing->camera->forward.y, flat = FLATNESS * FLATNESS;
    camera_project(thing->camera, globe.centre_m, globe.at_px, &depth_m);
    globe.radius_px[0] = RADIUS_M * thing->camera->focal_px / depth_m;
    globe.radius_px[1] = globe.radius_px[0] * sqrtf(sine * sine + flat * (1.0f - sine * sine));
    paint_glow(cairo_get_target(thing->cairo), &globe, thing->colour[ROLE_LAMP], alpha);
    room_thing_begin(thing, room_lamp_size, alpha);
    draw_foot(thing);
    draw_paper(thing->cairo, &globe, thing->colour);
    room_thing_end(thing, alpha);
}
