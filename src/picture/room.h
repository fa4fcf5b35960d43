/// The room: a soft backdrop with a low moon, a rug with the mat on it, a lamp that lights it and a
/// plant; where a pose needs a wall, a corner instead. Drawn once for a camera and kept.
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

/// How much of a wall that faces -X may be seen from there, 0..1: less and less as the camera nears
/// its plane, and nothing from behind, where it would hide the whole room.
float room_wall_seen(const struct camera *camera, float wall_m);

/// `stage`: where the light falls.
struct room *room_create(int width_px, int height_px, struct rect stage);
void room_destroy(struct room *room); ///< NULL is fine

/// From now on the room looks like this. Returns true if that is another look than before.
bool room_set_look(struct room *room, const struct room_look *look);

/// Draw the room into `box` and no pixel outside it. Same look, same bytes. `cairo` belongs to an
/// ARGB32 picture of the room's size, and neither moves nor scales if `box` is all of it: that is
/// drawn at once. Parts, groups and what is painted again are copied from a picture that is kept.
void room_paint(struct room *room, cairo_t *cairo, struct rect box);
