/// Light and haze on what is already drawn: pixels are moved towards a colour by a share that
/// changes softly over the picture, dithered so that nothing bands. Inline: for every pixel.
#pragma once

#include "picture/backdrop.h"
#include "picture/field_lanes.h"

#include <stdint.h>
#include <string.h>

enum { TINT_DITHER_SIZE = 8 };

/// A colour ready for tinting one row of the picture.
struct tint {
    lanes colour[3];                       ///< red, green, blue, 0..255
    lanes threshold[TINT_DITHER_SIZE / 4]; ///< of the row, for pixels 0..3 and 4..7
};

static inline struct tint tint_of_row(struct colour colour, int y)
{
    struct tint tint = {.colour = {lanes_set(255.0f * colour.r), lanes_set(255.0f * colour.g),
                                   lanes_set(255.0f * colour.b)}};
    // The backdrop below was rounded up where its threshold was high: the other way round here, or
    // both would be seen as one coarse pattern.
    for (int x = 0; x < TINT_DITHER_SIZE; x++)
        tint.threshold[x / 4][x % 4] = 1.0f - backdrop_threshold(x, y);
    return tint;
}

static inline __m128i tinted_channel(__m128i pixels, int shift, lanes to, lanes share,
                                     lanes threshold)
{
    __m128i bits = _mm_and_si128(_mm_srli_epi32(pixels, shift), _mm_set1_epi32(255));
    lanes from = (lanes)_mm_cvtepi32_ps(bits);
    lanes value = from + (to - from) * share + threshold;
    return _mm_slli_epi32(_mm_cvttps_epi32((__m128)value), shift);
}

/// Move the `count` (1..4) pixels at `pixel`, which are those from column `x` on (a multiple of 4),
/// by `share` (0..1) of the way to the colour.
static inline void tint_pixels(const struct tint *tint, uint32_t *pixel, int x, int count,
                               lanes share)
{
    uint32_t some[4] = {0};
    uint32_t *four = count == 4 ? pixel : memcpy(some, pixel, (size_t)count * sizeof *pixel);
    __m128i pixels = _mm_loadu_si128((const __m128i *)(const void *)four);
    lanes threshold = tint->threshold[x / 4 % 2];
    __m128i mixed = _mm_set1_epi32((int)0xff000000u);
    mixed = _mm_or_si128(mixed, tinted_channel(pixels, 16, tint->colour[0], share, threshold));
    mixed = _mm_or_si128(mixed, tinted_channel(pixels, 8, tint->colour[1], share, threshold));
    mixed = _mm_or_si128(mixed, tinted_channel(pixels, 0, tint->colour[2], share, threshold));
    _mm_storeu_si128((__m128i *)(void *)four, mixed);
    if (count < 4)
        memcpy(pixel, some, (size_t)count * sizeof *pixel);
}
