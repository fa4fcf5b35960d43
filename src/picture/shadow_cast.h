/// What a body throws on the floor and on a wall, as maps of the room: points of its surface.
#pragma once

#include "picture/figure_skin.h"
#include "picture/shadow_map.h"

#include <stdint.h>

/// A point of the surface: shares of a triangle's corners.
struct shadow_point {
    uint16_t vertex[3];
    float share[3];
};

struct shadow_cast {
    struct shadow_map floor, wall;
    float wall_x_m, wall_alpha; ///< alpha 0: no wall
    struct shadow_point *point; ///< as many for an area, however fine its mesh
    int point_count;
};

void shadow_cast_init(struct shadow_cast *cast, const struct skin *skin);
void shadow_cast_finish(struct shadow_cast *cast);

/// Fill the maps; the wall is given. `skin`: the same, in any posture.
void shadow_cast_skin(struct shadow_cast *cast, const struct skin *skin);
