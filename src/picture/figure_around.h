/// How deep the figure lies round each of its pixels, coarse: what the shade of crossing limbs
/// compares with (unsharp masking of the depth buffer, Luft et al. 2006).
#pragma once

#include "picture/raster.h"

enum { AROUND_LARGEST_CELL_PX = 8 };

struct around {
    float *depth_m, *weight; ///< of cells, with a rim of empty ones on all sides
    float *blurred[2];       ///< of both, on the way
    float *column[2];        ///< of both: samples of a row of cells, summed downwards
    float *mixed, *row;      ///< of the row in work: cells, pixels of the canvas
    int capacity;
    int cell_px; ///< pixels of a value
    int columns, rows, stride;
    struct rect box; ///< pixels that are covered, from a corner of cells of every size on
    float near_m;    ///< taken off every depth, so that sums stay precise
    float spline[AROUND_LARGEST_CELL_PX][4], lanes[4][AROUND_LARGEST_CELL_PX]; ///< and by pixels
};

void around_finish(struct around *around);

/// Blur the depths of the raster. `metre_px`: a metre on the canvas where the figure is.
void around_make(struct around *around, const struct raster *raster, float metre_px, float near_m);

/// Blurred depths of row `y`, indexed by x, from `from` to `to` (excluded), which are inside the
/// box; eights that hold these may be read. Valid until the next call.
const float *around_row(struct around *around, int from, int to, int y);
