/// How near a body comes to a plane, in cells; where it touches, and the shade that it casts.
#pragma once

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

/// A point of the body, at a place of the plane and so high over it. Inline: there are ten
/// thousands.
static inline void shadow_map_add_point(struct shadow_map *map, float u_m, float v_m,
                                        float height_m)
{
    enum { INSIDE = SHADOW_CELLS - 2 * SHADOW_RIM };
    int column = (int)((u_m - map->low_u_m) * (1.0f / SHADOW_CELL_M));
    int row = (int)((v_m - map->low_v_m) * (1.0f / SHADOW_CELL_M));
    if ((unsigned)column - SHADOW_RIM >= INSIDE || (unsigned)row - SHADOW_RIM >= INSIDE)
        return;
    float *gap = &map->gap_m[row * SHADOW_CELLS + column];
    *gap = height_m < *gap ? height_m : *gap;
    struct shadow_cells *any = &map->any;
    any->from_u = column < any->from_u ? column : any->from_u;
    any->to_u = column >= any->to_u ? column + 1 : any->to_u;
    any->from_v = row < any->from_v ? row : any->from_v;
    any->to_v = row >= any->to_v ? row + 1 : any->to_v;
}

/// Turn gaps into contact and cast shade.
void shadow_map_soften(struct shadow_map *map, const struct shadow_reach *reach);
