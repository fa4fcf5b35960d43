/// The room: a soft backdrop, a rug with the mat on it and, where a pose needs it, a wall. Drawn
/// once for a camera and kept.
#pragma once

#include "picture/camera.h"
#include "picture/theme.h"

#include <cairo.h>

struct room;

/// What the room's picture depends on.
struct room_look {
    struct camera camera;
    struct colour colour[ROLE_COUNT];
    float wall_m;     ///< x of a wall that faces -X; 0 = none
    float wall_alpha; ///< 0..1: how far the wall has come into sight
};

/// `stage`: where the light falls.
struct room *room_create(int width_px, int height_px, struct rect stage);
void room_destroy(struct room *room); ///< NULL is fine

/// Same look, same bytes. Returns true if the picture is another one than before.
bool room_draw(struct room *room, const struct room_look *look);

/// The room last drawn, opaque, of the canvas' size. Belongs to the room.
cairo_surface_t *room_picture(const struct room *room);
