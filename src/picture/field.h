/// Distances to the surface of the figure, metres, negative inside; four points at a time.
///
/// Parts melt only into their KINEMATIC neighbours (thigh into hip, neck into head), and less the
/// further along the limb: a thigh pressed on the belly or a hand on a knee stays a part of its
/// own, and the depth buffer separates them.
#pragma once

#include "picture/field_lanes.h"
#include "picture/figure_shape.h"

/// The solids that can touch the surface near some points: the rest need not be looked at.
struct reach {
    uint32_t solids[PART_COUNT];    ///< bit i: solid i of the part
    int first_segment, end_segment; ///< of the trunk's sweep
};

/// What matters within `radius_m` of `centre` for the field of `part`, for distances below 4 cm.
struct reach field_reach(const struct shape *shape, enum part part, vec3s centre, float radius_m);

/// Leave out of `reach` what is too far from four points to matter to them and to whatever lies
/// within 3 cm of them.
void field_narrow_reach(const struct shape *shape, struct reach *reach, struct points p);

/// The surface of `part`, melted into its neighbours.
lanes field_distance(const struct shape *shape, const struct reach *reach, enum part part,
                     struct points p);

/// The solids of `part` alone, without neighbours.
lanes field_part(const struct shape *shape, const struct reach *reach, enum part part,
                 struct points p);

/// The trunk with the neck. `section` receives where along the sweep, 0 to
/// SHAPE_SECTIONS - 1.
lanes field_trunk(const struct shape *shape, const struct reach *reach, struct points p,
                  lanes *section);

lanes field_solid(const struct solid *solid, struct points p);
