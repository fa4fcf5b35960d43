/// The pictogram's shadow: soft where it hovers, dark where it touches floor or wall.
#pragma once

#include "picture/stick_path.h"
#include "picture/theme.h"

/// Draw it. `wall_x_m`: 0 for no wall; `wall_alpha` 0..1 its strength. Returns the box outside of
/// which nothing was drawn.
struct rect stick_shadow_draw(cairo_t *cairo, const struct stick_shape *shape,
                              const struct camera *camera, struct colour colour, float strength,
                              float wall_x_m, float wall_alpha);
