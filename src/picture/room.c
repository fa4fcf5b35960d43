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

/// `target`: of the same size, and so of the same stride.
static void copy_backdrop(const struct room *room, cairo_surface_t *target)
{
    cairo_surface_flush(target);
    int stride = cairo_image_surface_get_stride(target);
    assert(stride == cairo_image_surface_get_stride(room->backdrop));
    memcpy(cairo_image_surface_get_data(target), cairo_image_surface_get_data(room->backdrop),
           (size_t)stride * (size_t)room->whole.height);
    cairo_surface_mark_dirty(target);
}

static void draw_all(const struct room *room, cairo_t *cairo)
{
    copy_backdrop(room, cairo_get_target(cairo));
    room_moon_paint(cairo_get_target(cairo), &room->look.camera, room->look.colour[ROLE_MOON],
                    1.0f - room->look.wall_alpha);
    room_shell_draw(cairo, &room->look);
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
