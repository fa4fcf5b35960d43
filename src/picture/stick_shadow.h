/// The pictogram's shadow: soft where it hovers, dark where it touches floor or wall.
#pragma once

#include "picture/stick_path.h"
#include "picture/theme.h"

struct stick_shadow;

struct stick_shadow *stick_shadow_create(int width_px, int height_px);
void stick_shadow_destroy(struct stick_shadow *shadow); ///< NULL is fine

/// Draw it into a layer that is transparent. `wall_x_m`: 0 for no wall; `wall_alpha` 0..1 its
/// strength. Returns the box outside of which nothing was drawn.
struct rect stick_shadow_draw(struct stick_shadow *shadow, cairo_surface_t *layer,
                              const struct stick_shape *shape, const struct camera *camera,
                              struct colour colour, float strength, float wall_x_m,
                              float wall_alpha);
