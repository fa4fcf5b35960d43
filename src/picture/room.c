#include "picture/room.h"

#include "base/mem.h"
#include "picture/backdrop.h"
#include "picture/outline.h"

#include <string.h>

/// A yoga mat of 1.86 x 0.67 m; what touches stays on it or on the rug: an arm stretched sideways
/// reaches z = 0.98 (the twists).
static const struct floor_area MAT = {-0.93f, 0.93f, -0.335f, 0.335f};
static const float MAT_CORNER_M = 0.035f;
static const float RUG_RADIUS_M = 1.12f;
static const float MAT_THICKNESS_M = 0.008f;
/// The room's corner: the wall at the feet meets a back wall here.
static const float BACK_WALL_Z_M = -1.30f;
/// Far enough to leave the picture from every view.
static const float ENDLESS_M = 25.0f;
static const float SKIRTING_M = 0.075f;

enum { SHADE_STEPS = 5 };

struct room {
    struct rect stage;
    bool drawn;
    struct room_look look;
    cairo_surface_t *backdrop, *picture;
    cairo_t *cairo;
};

struct room *room_create(int width_px, int height_px, struct rect stage)
{
    struct room *room = mem_alloc(1, sizeof *room);
    room->stage = stage;
    room->backdrop = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
    room->picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
    room->cairo = cairo_create(room->picture);
    return room;
}

void room_destroy(struct room *room)
{
    if (!room)
        return;
    cairo_destroy(room->cairo);
    cairo_surface_destroy(room->picture);
    cairo_surface_destroy(room->backdrop);
    mem_free(room);
}

static struct colour mixed(struct colour a, struct colour b, float share)
{
    return (struct colour){a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                           a.b + (b.b - a.b) * share};
}

static void fill(struct room *room, struct outline outline, struct colour colour, float alpha)
{
    outline_fill(&outline, &room->look.camera, room->cairo, colour, alpha);
}

/// What lies between two outlines of which one holds the other.
static void fill_ring(struct room *room, struct outline outer, struct outline inner,
                      struct colour colour, float alpha)
{
    if (alpha <= 0.0f)
        return;
    outline_trace(&outer, &room->look.camera, room->cairo);
    cairo_set_fill_rule(room->cairo, CAIRO_FILL_RULE_EVEN_ODD);
    outline_fill(&inner, &room->look.camera, room->cairo, colour, alpha);
    cairo_set_fill_rule(room->cairo, CAIRO_FILL_RULE_WINDING);
}

static struct outline rug_outline(float centre_m, float grown_m)
{
    return outline_circle(centre_m, RUG_RADIUS_M + grown_m, -MAT_THICKNESS_M);
}

/// The mat's outline, moved outward (inward if negative), at a height over its top.
static struct outline mat_outline(float grown_m, float y_m)
{
    float corner_m = fmaxf(MAT_CORNER_M + grown_m, 0.006f);
    return outline_rounded(floor_area_grown(MAT, grown_m), corner_m, y_m);
}

static void draw_rug(struct room *room, float centre_m, float alpha)
{
    const struct colour *colour = room->look.colour;
    struct outline edge = rug_outline(centre_m, 0.0f);
    for (int i = 1; i <= 2; i++)
        fill_ring(room, rug_outline(centre_m, 0.010f * (float)i), edge, colour[ROLE_SHADOW],
                  0.04f * alpha);
    fill(room, edge, colour[ROLE_FLOOR], alpha);
}

static void draw_mat(struct room *room)
{
    const struct colour *colour = room->look.colour;
    struct outline inner = mat_outline(-0.01f, -MAT_THICKNESS_M);
    for (int i = 1; i <= SHADE_STEPS; i++)
        fill_ring(room, mat_outline(0.032f * (float)i / SHADE_STEPS, -MAT_THICKNESS_M), inner,
                  colour[ROLE_SHADOW], 0.16f / SHADE_STEPS);
    fill(room, mat_outline(0.0f, -MAT_THICKNESS_M), colour[ROLE_MAT_EDGE], 1.0f);
    fill(room, mat_outline(0.0f, -0.5f * MAT_THICKNESS_M), colour[ROLE_MAT_EDGE], 1.0f);
    fill(room, mat_outline(0.0f, 0.0f), colour[ROLE_MAT], 1.0f);
    fill_ring(room, mat_outline(-0.035f, 0.0f), mat_outline(-0.041f, 0.0f), colour[ROLE_MAT_EDGE],
              0.5f);
}

static vec3s at(float x_m, float y_m, float z_m)
{
    return (vec3s){{x_m, y_m, z_m}};
}

/// A part of the wall at the feet, z and y from least to most.
static struct outline wall_part(float wall_m, const float z_m[2], const float y_m[2])
{
    return outline_quad(at(wall_m, y_m[0], z_m[0]), at(wall_m, y_m[0], z_m[1]),
                        at(wall_m, y_m[1], z_m[1]), at(wall_m, y_m[1], z_m[0]));
}

/// A part of the back wall, x and y from least to most.
static struct outline back_part(const float x_m[2], const float y_m[2])
{
    return outline_quad(at(x_m[0], y_m[0], BACK_WALL_Z_M), at(x_m[1], y_m[0], BACK_WALL_Z_M),
                        at(x_m[1], y_m[1], BACK_WALL_Z_M), at(x_m[0], y_m[1], BACK_WALL_Z_M));
}

/// Where surfaces meet it is a little darker: bands that fade away from the edge.
static void draw_corner_shades(struct room *room, float wall_m, float alpha)
{
    struct colour shadow = room->look.colour[ROLE_SHADOW];
    const float all_z[2] = {BACK_WALL_Z_M, ENDLESS_M}, all_x[2] = {-ENDLESS_M, wall_m};
    const float all_y[2] = {0.0f, ENDLESS_M};
    for (int i = 0; i < SHADE_STEPS; i++) {
        float from = (float)i / SHADE_STEPS, to = (float)(i + 1) / SHADE_STEPS;
        float strength = 0.09f * alpha * (1.0f - from);
        const float y_m[2] = {0.16f * from * from, 0.16f * to * to};
        const float side_m[2] = {0.30f * from * from, 0.30f * to * to};
        const float z_m[2] = {BACK_WALL_Z_M + side_m[0], BACK_WALL_Z_M + side_m[1]};
        const float x_m[2] = {wall_m - side_m[1], wall_m - side_m[0]};
        fill(room, wall_part(wall_m, z_m, all_y), shadow, strength);
        fill(room, back_part(x_m, all_y), shadow, strength);
        fill(room, wall_part(wall_m, all_z, y_m), shadow, strength);
        fill(room, back_part(all_x, y_m), shadow, strength);
    }
}

static void draw_walls(struct room *room)
{
    const struct colour *colour = room->look.colour;
    float wall_m = room->look.wall_m, alpha = room->look.wall_alpha;
    // Seen from behind, a wall would hide the whole room.
    if (alpha <= 0.0f || room->look.camera.position_m.x >= wall_m)
        return;
    struct colour skirting = mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.6f);
    const float z_m[2] = {BACK_WALL_Z_M, ENDLESS_M}, x_m[2] = {-ENDLESS_M, wall_m};
    const float high[2] = {0.0f, ENDLESS_M}, low[2] = {0.0f, SKIRTING_M};
    fill(room, back_part(x_m, high), colour[ROLE_WALL], 0.40f * alpha);
    fill(room, wall_part(wall_m, z_m, high), colour[ROLE_WALL], alpha);
    draw_corner_shades(room, wall_m, alpha);
    fill(room, wall_part(wall_m, z_m, low), skirting, 0.5f * alpha);
    fill(room, back_part(x_m, low), skirting, 0.5f * alpha);
}

static void draw_all(struct room *room)
{
    cairo_set_operator(room->cairo, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_surface(room->cairo, room->backdrop, 0, 0);
    cairo_paint(room->cairo);
    cairo_set_operator(room->cairo, CAIRO_OPERATOR_OVER);

    bool wall = room->look.wall_m > 0.0f && room->look.wall_alpha > 0.0f;
    draw_rug(room, 0.0f, wall ? 1.0f - room->look.wall_alpha : 1.0f);
    if (wall) {
        // A rug never runs through a wall: one that ends before it takes over as the wall appears.
        draw_walls(room);
        draw_rug(room, room->look.wall_m - 0.02f - RUG_RADIUS_M, room->look.wall_alpha);
    }
    draw_mat(room);
}

bool room_draw(struct room *room, const struct room_look *look)
{
    if (room->drawn && memcmp(look, &room->look, sizeof *look) == 0)
        return false;
    if (!room->drawn || memcmp(look->colour, room->look.colour, sizeof look->colour) != 0)
        backdrop_fill(room->backdrop, room->stage, look->colour[ROLE_BACKGROUND_TOP],
                      look->colour[ROLE_BACKGROUND_BOTTOM]);
    room->look = *look;
    room->drawn = true;
    draw_all(room);
    return true;
}

cairo_surface_t *room_picture(const struct room *room)
{
    return room->picture;
}
