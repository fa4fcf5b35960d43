#include "picture/room_lamp.h"

#include "picture/outline.h"

#include <cglm/struct.h>

static const float X_M = 0.90f, Z_M = -0.57f, RADIUS_M = 0.095f;
/// Paper lamps are flatter than a ball.
static const float FLATNESS = 0.84f;
static const float FOOT_RADIUS_M = 0.050f, FOOT_M = 0.022f;
/// How far its glow reaches, as a share of its radius, and how strong it is where it begins.
static const float GLOW_REACH = 3.2f, GLOW_ALPHA = 0.16f;
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

/// Fades as the square of the way: no edge is seen where it ends.
static void draw_glow(cairo_t *cairo, const struct globe *globe, struct colour colour, float alpha)
{
    enum { STOPS = 8 };
    cairo_pattern_t *glow = cairo_pattern_create_radial(0, 0, 1, 0, 0, (double)GLOW_REACH);
    for (int i = 0; i <= STOPS; i++) {
        float way = (float)i / STOPS, left = (1.0f - way) * (1.0f - way);
        cairo_pattern_add_color_stop_rgba(glow, (double)way, (double)colour.r, (double)colour.g,
                                          (double)colour.b, (double)(GLOW_ALPHA * alpha * left));
    }
    enter_globe(cairo, globe);
    cairo_set_source(cairo, glow);
    cairo_arc(cairo, 0.0, 0.0, (double)GLOW_REACH, 0.0, 2.0 * GLM_PI);
    cairo_fill(cairo);
    cairo_restore(cairo);
    cairo_pattern_destroy(glow);
}

static void fill_round(cairo_t *cairo, const struct globe *globe, float radius_m, float y_m,
                       struct colour colour, float alpha)
{
    struct outline round = outline_circle((vec3s){{X_M, y_m, Z_M}}, radius_m);
    outline_fill(&round, globe->camera, cairo, colour, alpha);
}

/// What it stands on, with its shadow on the floor.
static void draw_foot(cairo_t *cairo, const struct globe *globe, const struct colour *colour,
                      float floor_y_m, float alpha)
{
    fill_round(cairo, globe, 1.7f * FOOT_RADIUS_M, floor_y_m, colour[ROLE_SHADOW], 0.12f * alpha);
    fill_round(cairo, globe, FOOT_RADIUS_M, floor_y_m, colour[ROLE_LAMP_SHADE], alpha);
    fill_round(cairo, globe, FOOT_RADIUS_M, floor_y_m + FOOT_M / 2.0f, colour[ROLE_LAMP_SHADE],
               alpha);
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

static void draw_paper(cairo_t *cairo, const struct globe *globe, const struct colour *colour,
                       float alpha)
{
    set_colour(cairo, colour[ROLE_LAMP], alpha);
    enter_globe(cairo, globe);
    cairo_arc(cairo, 0.0, 0.0, 1.0, 0.0, 2.0 * GLM_PI);
    cairo_restore(cairo);
    cairo_fill(cairo);
    set_colour(cairo, colour[ROLE_LAMP_SHADE], 0.45f * alpha);
    cairo_set_line_width(cairo, (double)fmaxf(0.028f * globe->radius_px[0], 0.5f));
    for (int i = 0; i < RIB_COUNT; i++)
        draw_rib(cairo, globe, RIB[i]);
}

void room_lamp_draw(cairo_t *cairo, const struct camera *camera, const struct colour *colour,
                    float floor_y_m, float alpha)
{
    struct globe globe = {.camera = camera,
                          .centre_m = {{X_M, floor_y_m + FOOT_M + FLATNESS * RADIUS_M, Z_M}}};
    float depth_m;
    camera_project(camera, globe.centre_m, globe.at_px, &depth_m);
    alpha *= glm_smoothstep(camera->distance_m - 0.15f, camera->distance_m + 0.10f, depth_m);
    if (alpha <= 0.0f)
        return;
    float sine = camera->forward.y, flat = FLATNESS * FLATNESS;
    globe.radius_px[0] = RADIUS_M * camera->focal_px / depth_m;
    globe.radius_px[1] = globe.radius_px[0] * sqrtf(sine * sine + flat * (1.0f - sine * sine));
    cairo_new_path(cairo);
    draw_foot(cairo, &globe, colour, floor_y_m, alpha);
    draw_glow(cairo, &globe, colour[ROLE_LAMP], alpha);
    draw_paper(cairo, &globe, colour, alpha);
}
