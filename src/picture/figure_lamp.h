/// The light of the room's lamp on the figure: warm on what is near to it, most where the main
/// light leaves shade.
#pragma once

#include "picture/camera.h"
#include "picture/lamp.h"
#include "picture/raster.h"

#include <stdint.h>

/// `pixels`: what the raster holds, coloured; as large, `stride_px` from row to row. Outlines,
/// which are mixed with what is beyond them, stay as they are.
void figure_lamp_paint(const struct lamp *lamp, const struct raster *raster,
                       const struct camera *camera, uint32_t *pixels, int stride_px);
