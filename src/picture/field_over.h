/// Eight pixels of a layer over eight others, with Cairo's own rounding.
#pragma once

#include "picture/field_eight.h"

/// ARGB32, premultiplied, wherever in an array they begin. Without a sign: sums of colours may
/// reach the highest bit.
typedef uint32_t eight_pixels __attribute__((vector_size(32), aligned(4), may_alias));

/// Two of the four channels of eight pixels, 16 bits each.
typedef uint16_t eight_channels __attribute__((vector_size(32), aligned(4), may_alias));

/// Lay `over` on the eight pixels from `to` on. `left`: how much of 255 it leaves of those below,
/// in the lower and again in the upper half of each lane.
EIGHT_PART void lay_over_eight(uint32_t *to, const eight_pixels *over, const eight_pixels *left)
{
    const uint32_t every_other = 0xff00ff;
    eight_pixels *below = (eight_pixels *)(void *)to;
    eight_channels even = (eight_channels)(*below & every_other) * (eight_channels)*left + 128;
    eight_channels odd = (eight_channels)(*below >> 8 & every_other) * (eight_channels)*left + 128;
    even = (even + (even >> 8)) >> 8;
    odd = (odd + (odd >> 8)) >> 8;
    *below = *over + ((eight_pixels)even | (eight_pixels)odd << 8);
}
