/// How near a body comes to a plane, in cells; where it touches, and the shade that it casts.
#pragma once

#include <emmintrin.h>

enum {
    SHADOW_CELLS = 384,
    SHADOW_RIM = 8, ///< cells along the sides that stay empty: neighbours can always be read
    SHADOW_SOFT_CELLS = SHADOW_CELLS / 2
};
#define SHADOW_CELL_M 0.010f

/// `to` excluded; empty if from_u >= to_u.
struct shadow_cells {
    int from_u, to_u, from_v, to_v;
};

struct shadow_map {
    float low_u_m, low_v_m;                            ///< corner of the first cell, in the plane
    struct shadow_cells any;                           ///< cells that have anything
    struct shadow_cells touched;                       ///< those of them that have any contact
    float gap_m[SHADOW_CELLS * SHADOW_CELLS];          ///< lowest height over the plane
    float contact[SHADOW_CELLS * SHADOW_CELLS];        ///< 1 where it lies, 0.5 on its edge, 0
    float cast[SHADOW_SOFT_CELLS * SHADOW_SOFT_CELLS]; ///< soft, 0..1, of two by two cells
    float scratch[SHADOW_CELLS * SHADOW_CELLS];
};

/// How high over the plane the contact shape ends (0: there is none), and over what height the cast
/// shade fades.
struct shadow_reach {
    float contact_m, cast_fade_m;
};

/// Once, before anything else.
void shadow_map_init(struct shadow_map *map);

/// Empty, round a middle in the plane. Cells stand still in the room wherever the middle is.
void shadow_map_clear(struct shadow_map *map, float middle_u_m, float middle_v_m);

/// Points of the body on their way to a map: `u_v` are places of the plane, in the lanes 0 and 2.
struct shadow_fall {
    __m128 low_m;       ///< corner of the map
    __m128 first, last; ///< of all so far, in cells
};

static inline struct shadow_fall shadow_map_fall(const struct shadow_map *map)
{
    return (struct shadow_fall){_mm_setr_ps(map->low_u_m, 0.0f, map->low_v_m, 0.0f),
                                _mm_set1_ps(SHADOW_CELLS), _mm_setzero_ps()};
}

/// A point, so high over the plane. Inline: there are ten thousands.
static inline void shadow_map_add_point(struct shadow_map *map, struct shadow_fall *fall,
                                        __m128 u_v, float height_m)
{
    enum { INSIDE = SHADOW_CELLS - 2 * SHADOW_RIM };
    __m128 cell = _mm_mul_ps(_mm_sub_ps(u_v, fall->low_m), _mm_set1_ps(1.0f / SHADOW_CELL_M));
    __m128i whole = _mm_cvttps_epi32(cell);
    int column = _mm_cvtsi128_si32(whole), row = _mm_cvtsi128_si32(_mm_srli_si128(whole, 8));
    if ((unsigned)column - SHADOW_RIM >= INSIDE || (unsigned)row - SHADOW_RIM >= INSIDE)
        return;
    float *gap = &map->gap_m[row * SHADOW_CELLS + column];
    *gap = height_m < *gap ? height_m : *gap;
    fall->first = _mm_min_ps(fall->first, cell);
    fall->last = _mm_max_ps(fall->last, cell);
}

/// All points have been added: the map learns where it has any.
void shadow_map_end_fall(struct shadow_map *map, const struct shadow_fall *fall);

/// Turn gaps into contact and cast shade.
void shadow_map_soften(struct shadow_map *map, const struct shadow_reach *reach);
