/// The light of the room's lamps on the figure: warm on what faces them and is near, most where the
/// main light leaves shade.
#pragma once

#include "picture/figure_skin.h"
#include "picture/lamp.h"
#include "picture/raster.h"

#include <stdint.h>

/// Does any of them shine?
bool figure_lamp_is_on(const struct lamp lamp[LAMPS]);

/// What each of the skin's vertices gets of all of them. `glow`: room for three more.
void figure_lamp_light(const struct lamp lamp[LAMPS], const struct skin *skin, float *glow);

/// Add their light to row `y` of the figure's coloured pixels, indexed by x. All lamps have one
/// colour.
void figure_lamp_paint_row(const struct lamp lamp[LAMPS], const struct raster *raster, int y,
                           uint32_t *pixels);
