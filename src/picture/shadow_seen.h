/// The maps of a shadow as a camera sees them, looked up every few pixels.
#pragma once

#include "picture/camera.h"
#include "picture/raster.h"
#include "picture/shadow_cast.h"

/// Of a plane at every step of pixels, and one row of them in work.
struct seen_plane {
    float
        *contact; ///< darkness: 0 to SEEN_CONTACT on the edge of its shape, beyond both on a slope
    float *cast;  ///< darkness
    float *contact_row, *cast_row;
};

struct shadow_seen {
    int width, height;          ///< canvas, pixels
    int smallest_step, step;    ///< pixels between two lookups, a power of two
    int stride;                 ///< lookups from row to row
    struct rect box;            ///< of lookups that may have any shadow
    struct raster_span *shaded; ///< of each of its rows: lookups that have some
    struct seen_plane floor, wall;
    float wall_alpha; ///< 0: only the floor is seen
    float crispness;  ///< by how much the contact's edge is sharpened
    /// Negative where a pixel looks at the wall: wall_side[0] + x * [1] + y * [2].
    float wall_side[3];
};

/// Darkness of the two shapes where they are whole, in a theme of full strength: dark rooms need it
/// to show any weight.
#define SEEN_CONTACT 0.45f
#define SEEN_CAST    0.40f

/// Two lookups that have no more cast shade than this together have none.
#define SEEN_LEAST 0.0009f

/// How many pixels the edge of the contact softens over.
#define SEEN_EDGE_PX 7.0f

void seen_init(struct shadow_seen *seen, int width_px, int height_px);
void seen_finish(struct shadow_seen *seen);

/// Returns the box of canvas pixels that have any shadow.
struct rect seen_look_up(struct shadow_seen *seen, const struct shadow_cast *cast,
                         const struct camera *camera);

/// As shadow_paint_row.
struct raster_span seen_paint_row(struct shadow_seen *seen, int y, const float pixel[4],
                                  const struct raster *figure, uint32_t *row);
