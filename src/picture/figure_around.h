/// How deep the figure lies round each of its pixels, coarse: what the shade of crossing limbs
/// compares with (unsharp masking of the depth buffer, Luft et al. 2006).
#pragma once

#include "picture/raster.h"

struct backdrop {
    float *depth_m, *weight;
    int capacity;
    int cell_px; ///< pixels of a value
    int columns, rows;
    struct rect box; ///< pixels that are covered
    float near_m;    ///< taken off every depth, so that sums stay precise
};

void backdrop_finish(struct backdrop *backdrop);

/// Blur the depths of the raster. `metre_px`: a metre on the canvas where the figure is.
void backdrop_make(struct backdrop *backdrop, const struct raster *raster, float metre_px,
                   float near_m);

/// Blurred depth at `count` pixels of row `y` from `x` on, all inside the box.
void backdrop_row(const struct backdrop *backdrop, int x, int y, int count, float *depth_m);
