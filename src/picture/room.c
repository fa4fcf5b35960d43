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
    bool has_look, picture_fresh;
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

static void draw_all(const struct room *room, cairo_t *cairo)
{
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_surface(cairo, room->backdrop, 0, 0);
    cairo_paint(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);

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
    room->picture_fresh = false;
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
    // While the camera moves everything is drawn anew each time: a copy would only cost time.
    bool all = memcmp(&box, &room->whole, sizeof box) == 0;
    if (!room->picture_fresh && all) {
        draw_all(room, cairo);
    } else {
        if (!room->picture_fresh)
            refresh_picture(room);
        cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
        cairo_set_source_surface(cairo, room->picture, 0, 0);
        cairo_paint(cairo);
    }
    cairo_restore(cairo);
}
