/// The pixels that the figure's regions can have, made once for a drawing and then looked up.
#pragma once

#include "picture/figure.h"
#include "picture/figure_person.h"

#include <stdint.h>

enum { TONES_OF_REGION = 256 };

/// Opaque ARGB32 pixels.
struct tones {
    uint32_t by_light[REGION_COUNT * TONES_OF_REGION]; ///< of a code, where nothing crosses
    uint32_t by_shade[REGION_COUNT * TONES_OF_REGION]; ///< region << 8 | shade, see TONES_A_SHADE
    float shadow[4]; ///< premultiplied, at full darkness, 0..255 as B G R A
};

/// Steps of the second table's index for a shade of 1.
#define TONES_A_SHADE (255.0f / SHADE_DEEPEST)

void tones_make(struct tones *tones, const struct figure_colours *colours);
