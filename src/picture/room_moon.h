/// A large pale disc far behind the mat, like a low moon in haze: it goes out towards the floor,
/// and as the camera looks down on the room or at it from behind.
#pragma once

#include "picture/camera.h"
#include "picture/theme.h"

#include <cairo.h>

/// `picture` (ARGB32) is the whole canvas.
void room_moon_paint(cairo_surface_t *picture, const struct camera *camera, struct colour colour,
                     float alpha);
