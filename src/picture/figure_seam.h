/// Where the clothes end: a signed distance for every vertex, measured on the wrapped surface, so
/// that hems are sharp and do not follow the mesh.
#pragma once

#include "picture/figure_mesh.h"

/// Fill `mesh->seam` for a patch. Rigid hairlines are left as they were made.
void seam_measure(struct mesh *mesh, const struct patch *patch, const struct shape *shape,
                  const struct body *body);
