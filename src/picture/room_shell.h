/// Floor and walls of the room: the rug, the mat on it, and the walls of a corner where a pose
/// needs one.
#pragma once

#include "picture/polygon.h"
#include "picture/room.h"

/// The mat's top is at y = 0.
static const float ROOM_FLOOR_Y_M = -0.008f;
/// The room's corner: the wall at the feet meets a back wall here.
static const float ROOM_BACK_WALL_Z_M = -1.30f;

/// Like room_wall_seen, of the back wall.
float room_back_wall_seen(const struct camera *camera);

enum { ROOM_SHELL_FILLINGS_MOST = 16 };

/// What it is painted with over the backdrop, in order, in a picture of that size. Returns how many
/// they are; filling_end each.
int room_shell_fillings(const struct room_look *look, int width, int height,
                        struct filling *filling[ROOM_SHELL_FILLINGS_MOST]);
