/// Pieces of the pictogram seen through a camera: ellipses, and the paths round them.
#pragma once

#include "picture/camera.h"
#include "picture/rect.h"
#include "picture/stick_shape.h"

#include <cairo.h>

/// A ball on the canvas, an ellipse: its extent in direction u is sqrt(u . S u).
struct stick_disc {
    float x_px, y_px;
    float xx_px2, xy_px2, yy_px2; ///< S
    float depth_m;
    float metre_px; ///< pixels of a metre at its depth
};

struct stick_view {
    int disc_count;
    struct stick_disc disc[STICK_BALLS_MAX];
    struct rect box; ///< round all discs
};

struct stick_disc stick_disc_of(const struct stick_ball *ball, const struct camera *camera);

/// False if a part of the piece lies behind the camera or nearly so: it is not to be drawn then.
bool stick_view_of(struct stick_view *view, const struct stick_piece *piece,
                   const struct camera *camera);

/// Add the tightest convex line round `count` discs to Cairo's path, always the same way round:
/// paths of many hulls are filled with the winding rule. `grown_px` (NULL: none): how far outside
/// each disc, negative: inside.
void stick_trace_hull(cairo_t *cairo, int count, const struct stick_disc *const *disc,
                      const float *grown_px);

/// Add all hulls of a piece; `grown_px` for each of its discs, or NULL. If it changes along the
/// piece's line of discs, `uneven`.
void stick_trace(cairo_t *cairo, const struct stick_piece *piece, const struct stick_view *view,
                 const float *grown_px, bool uneven);
