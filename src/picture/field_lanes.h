/// Four points at a time: SSE lanes, so that the distance functions read like scalar ones and
/// cost a quarter.
#pragma once

#include <cglm/struct.h>
#include <emmintrin.h>

typedef float lanes __attribute__((vector_size(16)));

/// Four points of the world, metres.
struct points {
    lanes x, y, z;
};

static inline lanes lanes_set(float value)
{
    return (lanes){value, value, value, value};
}

static inline lanes lanes_min(lanes a, lanes b)
{
    return (lanes)_mm_min_ps((__m128)a, (__m128)b);
}

static inline lanes lanes_max(lanes a, lanes b)
{
    return (lanes)_mm_max_ps((__m128)a, (__m128)b);
}

static inline lanes lanes_clamp(lanes a, float low, float high)
{
    return lanes_min(lanes_max(a, lanes_set(low)), lanes_set(high));
}

static inline lanes lanes_sqrt(lanes a)
{
    return (lanes)_mm_sqrt_ps((__m128)a);
}

/// Per lane: a < b ? yes : no.
static inline lanes lanes_if_less(lanes a, lanes b, lanes yes, lanes no)
{
    __m128 mask = _mm_cmplt_ps((__m128)a, (__m128)b);
    return (lanes)_mm_or_ps(_mm_and_ps(mask, (__m128)yes), _mm_andnot_ps(mask, (__m128)no));
}

/// Lanes where a < b, one bit each.
static inline int lanes_any_less(lanes a, lanes b)
{
    return _mm_movemask_ps(_mm_cmplt_ps((__m128)a, (__m128)b));
}

/// Four rows of a vector each become its x, y and z.
static inline struct points points_of(const float (*rows)[4])
{
    __m128 x = _mm_loadu_ps(rows[0]), y = _mm_loadu_ps(rows[1]);
    __m128 z = _mm_loadu_ps(rows[2]), w = _mm_loadu_ps(rows[3]);
    _MM_TRANSPOSE4_PS(x, y, z, w);
    return (struct points){(lanes)x, (lanes)y, (lanes)z};
}

static inline struct points points_from(struct points p, vec3s origin)
{
    return (struct points){p.x - origin.x, p.y - origin.y, p.z - origin.z};
}

static inline lanes points_dot(struct points p, vec3s axis)
{
    return p.x * axis.x + p.y * axis.y + p.z * axis.z;
}
