/// Light and haze on what is already drawn: pixels are moved towards a colour by a share that
/// changes softly over the picture, dithered so that nothing bands. Inline: for every pixel.
/// Functions that use it are EIGHT_CLONES.
#pragma once

#include "picture/backdrop.h"
#include "picture/field_eight.h"
#include "picture/theme.h"

#include <string.h>

/// So many rows further down the same thresholds come again.
enum { TINT_DITHER_SIZE = 8 };

/// A colour ready for tinting one row of the picture.
struct tint {
    float r, g, b;   ///< 0..255
    eight threshold; ///< 0..1, of the first eight pixels and all eights after them
};

static inline void tint_set_row(struct tint *tint, struct colour colour, int y)
{
    tint->r = (float)(int)(255.0f * colour.r + 0.5f);
    tint->g = (float)(int)(255.0f * colour.g + 0.5f);
    tint->b = (float)(int)(255.0f * colour.b + 0.5f);
    // The backdrop below was rounded up where its threshold was high: the other way round here, or
    // both would be seen as one coarse pattern.
    for (int x = 0; x < EIGHT; x++)
        tint->threshold[x] = (float)(63 - (int)(64.0f * backdrop_threshold(x, y))) / 64.0f;
}

typedef float four __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t four_bits __attribute__((vector_size(16), aligned(4), may_alias));

/// The bits of a channel that begins at `shift`, moved towards `to`. A macro, like EIGHT_IF.
#define TINTED(pixels, shift, to, share, threshold)                                                \
    (__builtin_convertvector(                                                                      \
         (threshold) + __builtin_convertvector((pixels) >> (shift)&255, four) +                    \
             ((to) - __builtin_convertvector((pixels) >> (shift)&255, four)) * (share),            \
         four_bits)                                                                                \
     << (shift))

/// In two fours: without AVX2 GCC converts an eight number by number.
EIGHT_PART void tint_eight(const struct tint *tint, eight_bits *pixels, const eight *share)
{
    const int32_t alpha = -0x1000000;
    for (int i = 0; i < 2; i++) {
        four_bits *at = (four_bits *)pixels + i;
        four_bits from = *at;
        four part = ((const four *)share)[i], threshold = ((const four *)&tint->threshold)[i];
        *at = TINTED(from, 0, tint->b, part, threshold) |
              TINTED(from, 8, tint->g, part, threshold) |
              TINTED(from, 16, tint->r, part, threshold) | (from & alpha);
    }
}

/// Move the `count` (at most 8) pixels at `pixel`, which are those from a column on that is a
/// multiple of 8, by `share` (0..1) of the way to the colour.
EIGHT_PART void tint_pixels(const struct tint *tint, uint32_t *pixel, int count, const eight *share)
{
    if (count >= EIGHT) {
        tint_eight(tint, (eight_bits *)(void *)pixel, share);
        return;
    }
    eight_bits some = {0};
    memcpy(&some, pixel, (size_t)count * sizeof *pixel);
    tint_eight(tint, &some, share);
    memcpy(pixel, &some, (size_t)count * sizeof *pixel);
}
