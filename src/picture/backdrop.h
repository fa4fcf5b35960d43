/// The backdrop: one soft, dithered gradient over the whole canvas.
#pragma once

#include "picture/rect.h"
#include "picture/theme.h"

#include <cairo.h>

/// Fill `picture` (ARGB32 or RGB24): `lit` high up and about the stage, `dim` low and far from it.
/// An 8x8 ordered dither hides the steps of 8-bit colours.
void backdrop_fill(cairo_surface_t *picture, struct rect stage, struct colour lit,
                   struct colour dim);

/// Bayer's threshold of a pixel in (0, 1), for others who dither. It comes again after 8 pixels.
float backdrop_threshold(int x, int y);
