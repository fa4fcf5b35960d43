#include "picture/room.h"

#include "base/mem.h"
#include "coach/mat.h"
#include "picture/backdrop.h"
#include "picture/outline.h"
#include "picture/room_lamp.h"

#include <assert.h>
#include <string.h>

/// What touches stays on the mat or on the rug: an arm stretched sideways reaches z = 0.98 (the
/// twists).
static const struct floor_area MAT = {-MAT_HALF_LENGTH_M, MAT_HALF_LENGTH_M, -MAT_HALF_WIDTH_M,
                                      MAT_HALF_WIDTH_M};
static const float MAT_CORNER_M = 0.035f;
static const float RUG_EDGE_M = 0.012f;
static const float MAT_THICKNESS_M = 0.008f;
/// The room's corner: the wall at the feet meets a back wall here.
static const float BACK_WALL_Z_M = -1.30f;
/// Far enough to leave the picture from every view, and not so far that it ends behind the camera.
static const float ENDLESS_M = 9.0f, WALL_HEIGHT_M = 4.0f;
static const float SKIRTING_M = 0.075f;

struct room {
    struct rect whole, stage;
    bool has_look, picture_fresh;
    struct room_look look;
    cairo_surface_t *backdrop;
    cairo_surface_t *picture; ///< the room as last copied from; made when it is first needed
    cairo_t *cairo;           ///< what is being drawn into
};

struct room *room_create(int width_px, int height_px, struct rect stage)
{
    struct room *room = mem_alloc(1, sizeof *room);
    room->whole = (struct rect){0, 0, width_px, height_px};
    room->stage = stage;
    room->backdrop = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
    room->picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
    return room;
}

void room_destroy(struct room *room)
{
    if (!room)
        return;
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

/// The mat's outline, moved outward (inward if negative), at a height over its top.
static struct outline mat_outline(float grown_m, float y_m)
{
    float corner_m = fmaxf(MAT_CORNER_M + grown_m, 0.006f);
    return outline_rounded(floor_area_grown(MAT, grown_m), corner_m, y_m);
}

static void draw_rug(struct room *room, float alpha)
{
    const struct colour *colour = room->look.colour;
    struct colour edge = mixed(colour[ROLE_FLOOR], colour[ROLE_SHADOW], 0.045f);
    const vec3s middle_m = {{0.0f, -MAT_THICKNESS_M, 0.0f}};
    fill(room, outline_circle(middle_m, RUG_RADIUS_M + RUG_EDGE_M), edge, alpha);
    fill(room, outline_circle(middle_m, RUG_RADIUS_M), colour[ROLE_FLOOR], alpha);
}

static void draw_mat(struct room *room)
{
    const struct colour *colour = room->look.colour;
    fill(room, mat_outline(0.0f, -MAT_THICKNESS_M), colour[ROLE_MAT_EDGE], 1.0f);
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

/// The floor's colour between both walls and the viewer.
static void draw_floor(struct room *room, float alpha)
{
    float wall_m = room->look.wall_m;
    struct outline floor = outline_quad(at(-ENDLESS_M, -MAT_THICKNESS_M, BACK_WALL_Z_M),
                                        at(wall_m, -MAT_THICKNESS_M, BACK_WALL_Z_M),
                                        at(wall_m, -MAT_THICKNESS_M, ENDLESS_M),
                                        at(-ENDLESS_M, -MAT_THICKNESS_M, ENDLESS_M));
    fill(room, floor, room->look.colour[ROLE_FLOOR], 0.55f * alpha);
}

/// Flat planes that meet in clean lines: the wall at the feet, the back wall a tone lighter, and a
/// skirting with a line on it.
static void draw_walls(struct room *room)
{
    static const float LINE_M = 0.005f;
    const struct colour *colour = room->look.colour;
    float wall_m = room->look.wall_m, alpha = room->look.wall_alpha;
    if (alpha <= 0.0f || room_wall_seen(&room->look.camera, wall_m) <= 0.0f)
        return;
    struct colour back = mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.55f);
    struct colour skirting = mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.55f);
    struct colour back_skirting = mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.80f);
    const float z_m[2] = {BACK_WALL_Z_M, ENDLESS_M}, x_m[2] = {-ENDLESS_M, wall_m};
    const float high[2] = {0.0f, WALL_HEIGHT_M}, low[2] = {-MAT_THICKNESS_M, SKIRTING_M};
    const float line[2] = {SKIRTING_M, SKIRTING_M + LINE_M};
    draw_floor(room, alpha);
    fill(room, back_part(x_m, high), back, alpha);
    fill(room, wall_part(wall_m, z_m, high), colour[ROLE_WALL], alpha);
    fill(room, back_part(x_m, low), back_skirting, alpha);
    fill(room, wall_part(wall_m, z_m, low), skirting, alpha);
    fill(room, back_part(x_m, line), colour[ROLE_SHADOW], 0.06f * alpha);
    fill(room, wall_part(wall_m, z_m, line), colour[ROLE_SHADOW], 0.10f * alpha);
}

float room_wall_seen(const struct camera *camera, float wall_m)
{
    static const float NEAR_M = 0.10f, WHOLE_M = 1.50f;
    return glm_smoothstep(NEAR_M, WHOLE_M, wall_m - camera->position_m.x);
}

static void draw_all(struct room *room)
{
    cairo_set_operator(room->cairo, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_surface(room->cairo, room->backdrop, 0, 0);
    cairo_paint(room->cairo);
    cairo_set_operator(room->cairo, CAIRO_OPERATOR_OVER);

    // A round rug would run through the wall: it fades away as the wall appears.
    float open_alpha = 1.0f - room->look.wall_alpha;
    draw_rug(room, open_alpha);
    draw_walls(room);
    draw_mat(room);
    room_lamp_draw(room->cairo, &room->look.camera, room->look.colour, -MAT_THICKNESS_M,
                   open_alpha);
}

bool room_set_look(struct room *room, const struct room_look *look)
{
    if (room->has_look && memcmp(look, &room->look, sizeof *look) == 0)
        return false;
    if (!room->has_look || memcmp(look->colour, room->look.colour, sizeof look->colour) != 0)
        backdrop_fill(room->backdrop, room->stage, look->colour[ROLE_BACKGROUND_TOP],
                      look->colour[ROLE_BACKGROUND_BOTTOM]);
    room->look = *look;
    room->has_look = true;
    room->picture_fresh = false;
    return true;
}

static void draw_into(struct room *room, cairo_t *cairo)
{
    room->cairo = cairo;
    draw_all(room);
    room->cairo = NULL;
}

static void refresh_picture(struct room *room)
{
    cairo_t *cairo = cairo_create(room->picture);
    draw_into(room, cairo);
    cairo_destroy(cairo);
    room->picture_fresh = true;
}

void room_paint(struct room *room, cairo_t *cairo, struct rect box)
{
    assert(room->has_look);
    cairo_save(cairo);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
    // While the camera moves everything is drawn anew each time: a copy would only cost time.
    bool all = memcmp(&box, &room->whole, sizeof box) == 0;
    if (!room->picture_fresh && all) {
        draw_into(room, cairo);
    } else {
        if (!room->picture_fresh)
            refresh_picture(room);
        cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
        cairo_set_source_surface(cairo, room->picture, 0, 0);
        cairo_paint(cairo);
    }
    cairo_restore(cairo);
}
