/// How near a body comes to a plane, in cells; where it touches, and the shade that it casts.
#pragma once

#include <stdbool.h>

enum { SHADOW_CELLS = 384 };
#define SHADOW_CELL_M 0.010f

struct shadow_map {
    float low_u_m, low_v_m;                     ///< corner of the first cell, in the plane
    int from_u, to_u, from_v, to_v;             ///< cells that have anything (empty if from >= to)
    float gap_m[SHADOW_CELLS * SHADOW_CELLS];   ///< lowest height over the plane
    float contact[SHADOW_CELLS * SHADOW_CELLS]; ///< 1 where it lies, 0.5 on the shape's edge, 0
    float cast[SHADOW_CELLS * SHADOW_CELLS];    ///< soft, 0..1
};

/// How high over the plane the contact shape ends (0: there is none), and over what height the cast
/// shade fades.
struct shadow_reach {
    float contact_m, cast_fade_m;
};

/// What a place of the plane has of both.
struct shadow_value {
    float contact, cast;
};

/// Empty, round a middle in the plane. Cells stand still in the room wherever the middle is.
void shadow_map_clear(struct shadow_map *map, float middle_u_m, float middle_v_m);

/// A point of the body, at a place of the plane and so high over it. Inline: there are ten
/// thousands.
static inline void shadow_map_add_point(struct shadow_map *map, float u_m, float v_m,
                                        float height_m)
{
    float u = (u_m - map->low_u_m) * (1.0f / SHADOW_CELL_M);
    float v = (v_m - map->low_v_m) * (1.0f / SHADOW_CELL_M);
    if (!(u >= 0.0f && v >= 0.0f && u < (float)SHADOW_CELLS && v < (float)SHADOW_CELLS))
        return;
    int column = (int)u, row = (int)v;
    float *gap = &map->gap_m[row * SHADOW_CELLS + column];
    *gap = height_m < *gap ? height_m : *gap;
    map->from_u = column < map->from_u ? column : map->from_u;
    map->to_u = column >= map->to_u ? column + 1 : map->to_u;
    map->from_v = row < map->from_v ? row : map->from_v;
    map->to_v = row >= map->to_v ? row + 1 : map->to_v;
}

/// Turn gaps into contact and cast shade; the gaps are gone then.
void shadow_map_soften(struct shadow_map *map, const struct shadow_reach *reach);

/// Corner 0..3 of what has any shade; false if nothing has.
bool shadow_map_corner(const struct shadow_map *map, int corner, float *u_m, float *v_m);

/// At a place of the plane, interpolated; 0 outside.
struct shadow_value shadow_map_at(const struct shadow_map *map, float u_m, float v_m);
