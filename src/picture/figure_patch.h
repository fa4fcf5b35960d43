/// Patches: their topology, and where their points start before they are wrapped.
#pragma once

#include "picture/figure_mesh.h"

/// Append the patches and their triangles.
void patch_add_all(struct mesh *mesh, const struct build *build);

/// Put the points of a sweep, tube, ball or digit round their solid, with outward normals.
void patch_place(struct mesh_points *points, const struct patch *patch, const struct shape *shape,
                 const struct hand hand[SIDE_COUNT]);
