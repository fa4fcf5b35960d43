/// The stick figure: the same body as a pictogram, for whoever wants no more than the posture.
/// A layer of its own, used like picture/figure.h.
///
/// How it is made: stick_shape (bones to pieces) -> stick_path (pieces on the canvas) ->
/// stick_order (what is in front) -> each piece filled, with a thin gap round what crosses it.
#pragma once

#include "body/skeleton.h"
#include "picture/camera.h"
#include "picture/rect.h"
#include "picture/theme.h"

#include <cairo.h>
#include <stdbool.h>

struct stick_colours {
    struct colour near, far; ///< of the body and of limbs on its far side
    struct colour shadow;
    float shadow_strength; ///< 0..1
};

struct stick_colours stick_colours_of_theme(const struct theme *theme);

struct stick;

/// A stick figure that draws on a canvas of this size. Free with stick_destroy.
struct stick *stick_create(int width_px, int height_px);
void stick_destroy(struct stick *stick); ///< NULL is fine

/// Draw figure and shadow into the layer, afresh: same arguments, same bytes. See figure_draw.
void stick_draw(struct stick *stick, const struct body *body, const struct camera *camera,
                const struct stick_colours *colours, float wall_x_m, float wall_alpha,
                struct rect *changed_px);

/// The layer last drawn, premultiplied ARGB32 of the canvas' size. Belongs to the figure.
cairo_surface_t *stick_layer(const struct stick *stick);

/// Has any part of the outline moved by `threshold_px` or more on the canvas since the last
/// stick_draw? True if nothing was drawn yet.
bool stick_has_moved(const struct stick *stick, const struct body *body,
                     const struct camera *camera, float threshold_px);
