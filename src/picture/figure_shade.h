/// How much shade a sample has: of its form, and of what crosses before it. Inline: for every
/// pixel. Functions that use it are EIGHT_CLONES.
#pragma once

#include "picture/field_eight.h"

/// A cosine to the light as the raster carries it, 0..255, and 0..1 of that for a vertex.
#define SHADE_LIGHT(cosine)  (255.0f * SHADE_VERTEX(cosine))
#define SHADE_VERTEX(cosine) ((cosine)*0.5f + 0.5f)

/// 1 is the theme's shade; a little more only where form and crossing add up.
#define SHADE_DEEPEST 1.12f

/// What lies this far behind its surroundings has shade.
#define SHADE_CROSSING_FROM_M 0.010f
#define SHADE_CROSSING_TO_M   0.019f

/// From this cosine to the light down to that one a surface goes from light to shade.
#define SHADE_LIT_COSINE    0.015f
#define SHADE_SHADED_COSINE -0.055f

/// The light's change within a pixel that is taken for one of a surface, in 1/255.
enum { SHADE_MOST_SLOPE = 64 };

/// 0 at `from`, 1 at `to`, eased.
EIGHT_PART void shade_ease(float from, float to, eight *x)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    eight t = (*x - from) * (1.0f / (to - from));
    t = EIGHT_MIN(EIGHT_MAX(t, zero), one);
    *x = t * t * (3.0f - (t + t));
}

/// As `shade_ease`, where the value changes by `slope` within a pixel: a step finer than a pixel
/// takes a whole one.
EIGHT_PART void shade_ease_over(float from, float to, const eight *slope, eight *x)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    eight t = (*x - from + *slope * 0.5f) / (*slope + (to - from));
    t = EIGHT_MIN(EIGHT_MAX(t, zero), one);
    *x = t * t * (3.0f - (t + t));
}

/// Of forms, from their light 0..255 and its slope.
EIGHT_PART void shade_of_form(const eight *light, const eight *slope, eight *shade)
{
    // A half-tone over all that is lit makes round what is round, and tells fingers and toes apart.
    static const float FORM = 0.56f, HALF = 0.38f;
    static const float HALF_LIT_COSINE = -0.2f, FULL_COSINE = 1.0f;
    eight lit = *light, full = *light;
    shade_ease_over(SHADE_LIGHT(SHADE_SHADED_COSINE), SHADE_LIGHT(SHADE_LIT_COSINE), slope, &lit);
    shade_ease(SHADE_LIGHT(HALF_LIT_COSINE), SHADE_LIGHT(FULL_COSINE), &full);
    *shade = (FORM + HALF) - (lit * FORM + full * HALF);
}

/// With what lies so far behind its surroundings.
EIGHT_PART void shade_add_crossing(const eight *behind_m, eight *shade)
{
    static const float CROSSING = 0.85f;
    const eight deepest = (eight){0.0f} + SHADE_DEEPEST;
    eight crossing = *behind_m;
    shade_ease(SHADE_CROSSING_FROM_M, SHADE_CROSSING_TO_M, &crossing);
    eight sum = *shade + crossing * CROSSING;
    *shade = EIGHT_MIN(sum, deepest);
}
