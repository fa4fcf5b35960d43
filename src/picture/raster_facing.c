#include "picture/raster_triangle.h"

/// Half of the triangles look away, in no order that could be foreseen: they are left out without
/// branches.
void raster_find_facing(struct raster *raster, const struct raster_vertex *vertices,
                        const struct raster_mesh *mesh)
{
    int count = 0;
    for (int i = 0; i < mesh->triangle_count; i++) {
        float area = raster_area(vertices, &mesh->triangle[i]);
        raster->is_front[i] = area < 0.0f;
        raster->facing[count] = i;
        count += area < -RASTER_THIN_PX2;
    }
    raster->is_front[mesh->triangle_count] = 0;
    raster->facing_count = count;
}
