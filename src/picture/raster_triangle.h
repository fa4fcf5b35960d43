/// A triangle made ready for the raster, and the two passes that draw it. Private to the raster.
#pragma once

#include "picture/raster.h"

#include <emmintrin.h>

static inline float smaller(float a, float b)
{
    return a < b ? a : b;
}

static inline float larger(float a, float b)
{
    return a > b ? a : b;
}

static inline int smaller_int(int a, int b)
{
    return a < b ? a : b;
}

static inline int larger_int(int a, int b)
{
    return a > b ? a : b;
}

static inline int clamp_int(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/// ceilf without a call; far outside of any canvas it stops.
static inline int ceil_int(float value)
{
    static const float FAR_PX = 1e6f;
    float held = smaller(larger(value, -FAR_PX), FAR_PX);
    int whole = (int)held;
    return whole + (held > (float)whole);
}

static inline __m128i select_bits(__m128i mask, __m128i yes, __m128i no)
{
    return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

/// A value that changes evenly across a triangle: value at (x, y) = origin + x * dx + y * dy.
struct plane {
    float origin, dx, dy;
};

static inline float plane_at(const struct plane *plane, float x, float y)
{
    return plane->origin + x * plane->dx + y * plane->dy;
}

struct raster_setup {
    const struct raster_vertex *a, *b, *c;
    float inverse_area;
    struct plane side[3];  ///< positive inside, and a little beyond: a shared side is in both
    float side_largest[3]; ///< what a side's plane may add within half a pixel
    float low_x, high_x, low_y, high_y;
    struct plane depth, light, edge;
    raster_code colour[2]; ///< shifted, ready to be or-ed with the light
    bool is_plain;         ///< one colour
};

/// Look at a triangle: its corners and the box round them. False if it looks away or is too thin to
/// be seen.
bool raster_face(struct raster_setup *setup, const struct raster_vertex *vertices,
                 const struct raster_triangle *triangle);

/// All the rest of one that faces the camera.
void raster_set_up(struct raster_setup *setup, const struct raster_triangle *triangle);

/// One sample in the middle of each pixel, of a triangle that faces the camera.
void raster_draw_middles(struct raster *raster, struct raster_setup *setup,
                         const struct raster_triangle *triangle);

/// Mark the pixels that hold edges and give each its samples, all empty.
void raster_find_edges(struct raster *raster);

/// Sixteen samples in each pixel that holds an edge.
void raster_draw_edges(struct raster *raster, const struct raster_vertex *vertices,
                       const struct raster_triangle *triangle,
                       const struct raster_visible *visible);
