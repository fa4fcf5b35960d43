/// How near a body comes to a plane, in cells; and the darkness that follows from it.
#pragma once

#include <stdbool.h>

enum { SHADOW_CELLS = 256 };

struct shadow_map {
    float low_u_m, low_v_m;                   ///< corner of the first cell, in the plane
    int from_u, to_u, from_v, to_v;           ///< cells that have anything (empty if from >= to)
    float gap_m[SHADOW_CELLS * SHADOW_CELLS]; ///< lowest height over the plane
    float darkness[SHADOW_CELLS * SHADOW_CELLS];
    float wide[SHADOW_CELLS * SHADOW_CELLS];
};

/// Darkness at contact and the height over which it fades, for a sharp part and a wide one.
struct shadow_tone {
    float sharp, sharp_fade_m;
    float wide, wide_fade_m;
};

/// Empty, round a middle in the plane. Cells stand still in the room wherever the middle is.
void shadow_map_clear(struct shadow_map *map, float middle_u_m, float middle_v_m);

void shadow_map_add_ball(struct shadow_map *map, float u_m, float v_m, float height_m,
                         float radius_m);

/// Turn gaps into darkness; the gaps are gone then.
void shadow_map_soften(struct shadow_map *map, const struct shadow_tone *tone);

/// Corner 0..3 of what has any darkness; false if nothing has.
bool shadow_map_corner(const struct shadow_map *map, int corner, float *u_m, float *v_m);

/// Darkness at a place of the plane, interpolated; 0 outside.
float shadow_map_at(const struct shadow_map *map, float u_m, float v_m);
