/// What stands in the room: a lamp that lights it, and a plant beside the lamp. In an open room
/// they are behind the mat's end, in a corner they are along the back wall.
#pragma once

#include "picture/lamp.h"
#include "picture/room.h"
#include "picture/rows.h"

/// How much of them is seen, 0..1.
struct things_seen {
    float lamp, plant;
};

/// In the open room and in the corner, if it were all there. `picture`: the canvas.
struct things_seen room_things_seen_open(const struct camera *camera, struct rect picture);
struct things_seen room_things_seen_in_corner(const struct camera *camera, struct rect picture);

/// How it shines, in the open room and in the corner.
void room_things_lamps(const struct room_look *look, struct lamp lamp[LAMPS]);

/// Their light falls on rows of the canvas that hold all that does not stand on the floor.
void room_things_light(const struct rows *rows, const struct room_look *look);

/// `cairo` draws on an ARGB32 picture as it is, not moved or scaled, on which the light has fallen.
void room_things_draw(cairo_t *cairo, const struct room_look *look);
