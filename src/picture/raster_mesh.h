/// What the raster draws: triangles, and the lines along which their picture may change.
#pragma once

#include <stdint.h>

/// Colours are less than this.
enum { RASTER_COLOURS = 16 };

struct raster_triangle {
    uint16_t vertex[3]; ///< drawn if they turn clockwise on the canvas
    uint8_t colour[2];  ///< where a vertex' edge is negative, and where not
};

/// A side of triangles: an outline where one of them faces the camera and the other does not.
struct raster_side {
    uint16_t vertex[2];  ///< as they follow each other in the first triangle
    int32_t triangle[2]; ///< the second: `triangle_count` if there is none
};

/// A straight piece of the line where two colours meet, seen if both triangles are.
struct raster_border {
    uint16_t end[2][2];  ///< each end lies between two vertices
    float share[2];      ///< so far from the first of them to the second
    int32_t triangle[2]; ///< the same twice if it crosses one
};

struct raster_mesh {
    struct raster_triangle *triangle;
    struct raster_side *side;
    struct raster_border *border;
    int vertex_count, triangle_count, side_count, border_count;
};

/// `edge` of each of the vertices as in struct raster_vertex. The triangles are copied.
void raster_mesh_init(struct raster_mesh *mesh, const struct raster_triangle *triangles,
                      int triangle_count, const float *edge, int vertex_count);
void raster_mesh_finish(struct raster_mesh *mesh);
