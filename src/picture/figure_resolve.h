/// From samples to pixels: two tones, crossing limbs told apart, the shadow beneath.
#pragma once

#include "picture/figure.h"
#include "picture/figure_around.h"
#include "picture/figure_person.h"
#include "picture/shadow.h"

struct resolve {
    const struct raster *raster;
    struct around *around;
    struct shadow *shadow;
    struct rect shadow_box; ///< pixels that have any shadow
    const struct figure_colours *colours;
    struct raster_span *painted; ///< of each row in both boxes: receives what may be written
};

/// Light of a vertex as the raster carries it, 0..1, from its cosine to the light.
float resolve_light(float cosine);

/// Light of a vertex of a far limb: `far` 1 is one even shade.
float resolve_far_light(float light, float far);

/// Draw into a premultiplied ARGB32 picture, which must be transparent.
void resolve_pixels(const struct resolve *resolve, uint32_t *pixels, int stride_px);
