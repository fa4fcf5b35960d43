/// Light and haze on what is already drawn: pixels are moved towards a colour by a share that
/// changes softly over the picture, dithered so that nothing bands. Inline: for every pixel.
#pragma once

#include "picture/backdrop.h"
#include "picture/field_lanes.h"
#include "picture/theme.h"

#include <stdint.h>
#include <string.h>

enum { TINT_DITHER_SIZE = 8 };

/// A colour ready for tinting one row of the picture. Numbers of 16 bits: blue, green, red, alpha
/// of two pixels each.
struct tint {
    __m128i colour;
    __m128i threshold[TINT_DITHER_SIZE / 2]; ///< 0..63, of pixels 0 and 1, 2 and 3 ...
};

static inline struct tint tint_of_row(struct colour colour, int y)
{
    int16_t threshold[4 * TINT_DITHER_SIZE];
    int b = (int)(255.0f * colour.b + 0.5f), g = (int)(255.0f * colour.g + 0.5f);
    int r = (int)(255.0f * colour.r + 0.5f);
    struct tint tint = {.colour = _mm_setr_epi16((short)b, (short)g, (short)r, 255, (short)b,
                                                 (short)g, (short)r, 255)};
    // The backdrop below was rounded up where its threshold was high: the other way round here, or
    // both would be seen as one coarse pattern.
    for (int i = 0; i < 4 * TINT_DITHER_SIZE; i++)
        threshold[i] = (int16_t)(63 - (int)(64.0f * backdrop_threshold(i / 4, y)));
    memcpy(tint.threshold, threshold, sizeof threshold);
    return tint;
}

/// `from`: channels of two pixels. `share`: 1 is 1 << 15, for each of them.
static inline __m128i tinted_pair(__m128i from, __m128i to, __m128i share, __m128i threshold)
{
    __m128i way = _mm_slli_epi16(_mm_sub_epi16(to, from), 7); // +-255 just fits
    __m128i gone = _mm_mulhi_epi16(way, share);               // in 64th of a step
    __m128i value = _mm_add_epi16(_mm_slli_epi16(from, 6), gone);
    return _mm_srai_epi16(_mm_add_epi16(value, threshold), 6);
}

/// Move the `count` (1..4) pixels at `pixel`, which are those from column `x` on (a multiple of 4),
/// by `share` (0..1) of the way to the colour.
static inline void tint_pixels(const struct tint *tint, uint32_t *pixel, int x, int count,
                               lanes share)
{
    uint32_t some[4] = {0};
    uint32_t *four = count == 4 ? pixel : memcpy(some, pixel, (size_t)count * sizeof *pixel);
    __m128i pixels = _mm_loadu_si128((const __m128i *)(const void *)four);
    __m128i shares = _mm_cvtps_epi32((__m128)(share * lanes_set(32767.0f)));
    shares = _mm_packs_epi32(shares, shares);
    shares = _mm_unpacklo_epi16(shares, shares);
    const __m128i *threshold = tint->threshold + x / 2 % (TINT_DITHER_SIZE / 2);
    const __m128i zero = _mm_setzero_si128();
    __m128i low = tinted_pair(_mm_unpacklo_epi8(pixels, zero), tint->colour,
                              _mm_unpacklo_epi32(shares, shares), threshold[0]);
    __m128i high = tinted_pair(_mm_unpackhi_epi8(pixels, zero), tint->colour,
                               _mm_unpackhi_epi32(shares, shares), threshold[1]);
    _mm_storeu_si128((__m128i *)(void *)four, _mm_packus_epi16(low, high));
    if (count < 4)
        memcpy(pixel, some, (size_t)count * sizeof *pixel);
}
