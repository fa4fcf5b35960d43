/// The figure's shadow on the floor and on a wall: one dark shape with a crisp edge where it
/// touches, and a soft faint shade where it hovers.
///
/// Two maps of how near the body comes to a plane, in cells of the room, blurred; then looked up
/// every few pixels. The crisp edge is made from the blurred values pixel by pixel.
#pragma once

#include "picture/camera.h"
#include "picture/figure_skin.h"
#include "picture/raster.h"

#include <stdint.h>

struct shadow;

/// Of one skin, which is not kept.
struct shadow *shadow_create(int width_px, int height_px, const struct skin *skin);
void shadow_destroy(struct shadow *shadow); ///< NULL is fine

/// `wall_x_m`: 0 for no wall; `wall_alpha`: 0..1 how much of the wall is there.
void shadow_cast(struct shadow *shadow, const struct skin *skin, float wall_x_m, float wall_alpha);

/// See the maps through a camera. Returns the box of canvas pixels that have any shadow.
struct rect shadow_project(struct shadow *shadow, const struct camera *camera);

/// Write row `y` (inside the box) of the shadow into `row`, indexed by x: `pixel` is a
/// premultiplied pixel at full darkness, 0..255 as B G R A. Pixels without any shadow are left as
/// they are, and so are most that `figure` covers. Returns what of the row may have been written.
struct raster_span shadow_paint_row(struct shadow *shadow, int y, const float pixel[4],
                                    const struct raster *figure, uint32_t *row);
