/// A large pale disc far behind the mat, like a low moon in haze: it goes out towards the floor,
/// and as the camera looks down on the room or at it from behind.
#pragma once

#include "picture/camera.h"
#include "picture/rows.h"
#include "picture/theme.h"

/// Into rows of the whole canvas.
void room_moon_paint(const struct rows *rows, const struct camera *camera, struct colour colour,
                     float alpha);
