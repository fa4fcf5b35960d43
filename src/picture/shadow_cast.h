/// What a body throws on the floor and on a wall, as maps of the room: sampled from its surface.
#pragma once

#include "picture/figure_skin.h"
#include "picture/shadow_map.h"

#include <stdint.h>

struct shadow_cast {
    struct shadow_map floor, wall;
    float wall_x_m, wall_alpha;          ///< alpha 0: no wall
    uint8_t is_added[2][UINT16_MAX + 1]; ///< vertices on the floor's map and on the wall's
};

/// Fill the maps; the wall is given.
void shadow_cast_skin(struct shadow_cast *cast, const struct skin *skin);
