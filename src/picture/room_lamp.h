/// A round paper lamp that glows on the floor beside the mat's end: the one thing in the room.
#pragma once

#include "picture/camera.h"
#include "picture/theme.h"

#include <cairo.h>

/// `colour` by theme_role; `floor_y_m` is what it stands on; `alpha` 0..1. Fades away where it
/// would stand between the camera and the figure.
void room_lamp_draw(cairo_t *cairo, const struct camera *camera, const struct colour *colour,
                    float floor_y_m, float alpha);
