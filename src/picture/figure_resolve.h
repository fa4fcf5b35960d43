/// From samples to pixels: two tones, crossing limbs told apart, the shadow beneath.
#pragma once

#include "picture/figure.h"
#include "picture/figure_around.h"
#include "picture/figure_person.h"
#include "picture/shadow.h"

/// The marked pixels of a row, from left to right.
struct resolve_marked {
    int count;
    int *x;
    uint32_t *mixed; ///< what comes of each
};

/// So many rows are in work at a time.
enum { RESOLVE_ROWS = 3 };

struct resolve {
    const struct raster *raster;
    struct around *around;
    struct shadow *shadow;
    struct rect shadow_box; ///< pixels that have any shadow
    const struct figure_colours *colours;
    /// Of each row of the canvas: what the last drawing may have written; receives what this one
    /// may.
    struct raster_span *painted;
    struct resolve_marked *marked; ///< RESOLVE_ROWS, for rows of the raster
};

void resolve_marked_init(struct resolve_marked marked[RESOLVE_ROWS], int width);
void resolve_marked_finish(struct resolve_marked marked[RESOLVE_ROWS]);

/// Light of a vertex as the raster carries it, 0..1, from its cosine to the light.
float resolve_light(float cosine);

/// Light of a vertex of a far limb: `far` 1 is one even shade.
float resolve_far_light(float light, float far);

/// Draw into a premultiplied ARGB32 picture that is transparent but for the last drawing.
void resolve_pixels(const struct resolve *resolve, uint32_t *pixels, int stride_px);
