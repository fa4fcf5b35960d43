#include "picture/room.h"

#include "base/mem.h"
#include "picture/backdrop.h"
#include "picture/room_moon.h"
#include "picture/room_shell.h"
#include "picture/room_things.h"

#include <assert.h>
#include <string.h>

struct room {
    struct rect whole, stage;
    bool has_look;
    bool is_drawn;      ///< as it looks now, whole, at least once
    bool picture_fresh; ///< the picture below shows how it looks now
    struct room_look look;
    cairo_surface_t *backdrop;
    cairo_surface_t *picture; ///< the room as last copied from; made when it is first needed
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

/// So many rows of a picture of 1920 stay in a processor's own cache, and those of the backdrop.
enum { BAND_ROWS = 64 };

static void copy_backdrop(const struct room *room, const struct rows *rows)
{
    struct rows backdrop = rows_of(room->backdrop);
    for (int y = rows->from; y < rows->to; y++)
        memcpy(rows_at(rows, y), rows_at(&backdrop, y), (size_t)rows->width * sizeof(uint32_t));
}

/// What covers much of the picture: all but the things.
static void paint_surfaces(const struct room *room, const struct rows *all)
{
    const struct room_look *look = &room->look;
    struct filling *filling[ROOM_SHELL_FILLINGS_MOST];
    int count = room_shell_fillings(look, room->whole.width, room->whole.height, filling);
    struct rows band = *all;
    for (; band.from < all->to; band.from = band.to) {
        band.to = band.from + BAND_ROWS < all->to ? band.from + BAND_ROWS : all->to;
        copy_backdrop(room, &band);
        room_moon_paint(&band, &look->camera, look->colour[ROLE_MOON], 1.0f - look->wall_alpha);
        for (int i = 0; i < count; i++)
            filling_paint(filling[i], &band);
        room_things_light(&band, look);
    }
    for (int i = 0; i < count; i++)
        filling_end(filling[i]);
}

static void draw_all(const struct room *room, cairo_t *cairo)
{
    cairo_surface_t *target = cairo_get_target(cairo);
    struct rows all = rows_of(target);
    paint_surfaces(room, &all);
    cairo_surface_mark_dirty(target);
    room_things_draw(cairo, &room->look);
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
    room->picture_fresh = room->is_drawn = false;
    return true;
}

static void refresh_picture(struct room *room)
{
    cairo_t *cairo = cairo_create(room->picture);
    draw_all(room, cairo);
    cairo_destroy(cairo);
    room->picture_fresh = true;
}

void room_paint(struct room *room, cairo_t *cairo, struct rect box)
{
    assert(room->has_look);
    cairo_save(cairo);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
    // While the camera moves everything is drawn anew each time: a copy would only cost time. Light
    // falls on the target's own pixels: a group has none of them.
    bool all = memcmp(&box, &room->whole, sizeof box) == 0;
    bool in_group = cairo_get_group_target(cairo) != cairo_get_target(cairo);
    if (!room->is_drawn && all && !in_group) {
        draw_all(room, cairo);
        room->is_drawn = true;
    } else {
        if (!room->picture_fresh)
            refresh_picture(room);
        cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
        cairo_set_source_surface(cairo, room->picture, 0, 0);
        cairo_paint(cairo);
    }
    cairo_restore(cairo);
}
