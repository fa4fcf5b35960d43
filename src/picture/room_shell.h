/// Floor and walls of the room: the rug, the mat on it, and the walls of a corner where a pose
/// needs one.
#pragma once

#include "picture/room.h"

/// The mat's top is at y = 0.
static const float ROOM_FLOOR_Y_M = -0.008f;
/// The room's corner: the wall at the feet meets a back wall here.
static const float ROOM_BACK_WALL_Z_M = -1.30f;

/// Like room_wall_seen, of the back wall.
float room_back_wall_seen(const struct camera *camera);

/// `cairo` belongs to a picture of the room's size that holds the backdrop.
void room_shell_draw(cairo_t *cairo, const struct room_look *look);
