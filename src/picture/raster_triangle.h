/// A triangle made ready for the raster, and the passes that draw. Private to the raster.
#pragma once

#include "base/whole.h"
#include "picture/raster.h"

#include <emmintrin.h>
#include <math.h>

static inline float smaller(float a, float b)
{
    return a < b ? a : b;
}

static inline float larger(float a, float b)
{
    return a > b ? a : b;
}

/// ceilf without a call; far outside of any canvas it stops.
static inline int ceil_int(float value)
{
    static const float FAR_PX = 1e6f;
    float held = smaller(larger(value, -FAR_PX), FAR_PX);
    int whole = (int)held;
    return whole + (held > (float)whole);
}

/// A value that changes evenly across a triangle: value at (x, y) = origin + x * dx + y * dy.
struct plane {
    float origin, dx, dy;
};

static inline float plane_at(const struct plane *plane, float x, float y)
{
    return plane->origin + x * plane->dx + y * plane->dy;
}

struct raster_setup {
    const struct raster_vertex *a, *b, *c;
    float inverse_area;
    struct plane side[3]; ///< positive inside, and a little beyond: a shared side is in both
    struct plane depth;
};

/// Thinner than this, twice its area, a triangle is not drawn.
#define RASTER_THIN_PX2 1e-4f

/// Twice a triangle's area on the canvas, negative if it faces the camera; NaN if a vertex is not
/// to be drawn.
static inline float raster_area(const struct raster_vertex *vertices,
                                const struct raster_triangle *triangle)
{
    const struct raster_vertex *a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = &vertices[triangle->vertex[2]];
    return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

static inline float smallest(float a, float b, float c)
{
    return smaller(a, smaller(b, c));
}

static inline float largest(float a, float b, float c)
{
    return larger(a, larger(b, c));
}

/// The value through what it is at the corners.
static inline struct plane plane_through(const struct raster_setup *s, float at_a, float at_b,
                                         float at_c)
{
    float to_b = at_b - at_a, to_c = at_c - at_a;
    struct plane plane;
    plane.dx = (to_b * (s->c->y - s->a->y) - to_c * (s->b->y - s->a->y)) * s->inverse_area;
    plane.dy = (to_c * (s->b->x - s->a->x) - to_b * (s->c->x - s->a->x)) * s->inverse_area;
    plane.origin = at_a - s->a->x * plane.dx - s->a->y * plane.dy;
    return plane;
}

/// Samples so far beyond a side, or a little more, count for both of its triangles.
#define RASTER_BEYOND_PX 0.001f

static inline struct plane side_through(const struct raster_vertex *from,
                                        const struct raster_vertex *to)
{
    struct plane plane = {.dx = to->y - from->y, .dy = from->x - to->x};
    float beyond = RASTER_BEYOND_PX * (fabsf(plane.dx) + fabsf(plane.dy));
    plane.origin = beyond - from->x * plane.dx - from->y * plane.dy;
    return plane;
}

/// Make a triangle ready that faces the camera and is not too thin.
static inline void raster_set_up(struct raster_setup *s, const struct raster_vertex *vertices,
                                 const struct raster_triangle *triangle)
{
    const struct raster_vertex *a = s->a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = s->b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = s->c = &vertices[triangle->vertex[2]];
    s->inverse_area = 1.0f / raster_area(vertices, triangle);
    s->side[0] = side_through(a, b);
    s->side[1] = side_through(b, c);
    s->side[2] = side_through(c, a);
    s->depth = plane_through(s, a->depth, b->depth, c->depth);
}

/// So many rows share a span while triangles are drawn.
enum { RASTER_BAND = 8 };

/// Find the triangles that face the camera, and list those that are not too thin.
void raster_find_facing(struct raster *raster, const struct raster_vertex *vertices,
                        const struct raster_mesh *mesh);

/// Draw those, one sample in the middle of each pixel.
void raster_draw_facing(struct raster *raster, const struct raster_vertex *vertices,
                        const struct raster_mesh *mesh);

/// The mark of a pixel, empty if it had none.
static inline struct raster_mark *raster_mark_at(struct raster *raster, int x, int y)
{
    uint64_t *word =
        &raster->mark_bits[(size_t)y * (size_t)raster->words_per_row + (size_t)(x >> 6)];
    uint64_t bit = (uint64_t)1 << (x & 63);
    struct raster_mark *mark = &raster->mark[(size_t)y * raster->stride + (size_t)x];
    if (!(*word & bit))
        *mark = (struct raster_mark){0};
    *word |= bit;
    return mark;
}

/// Mark the pixels that outlines and borders of colours cross.
void raster_mark_outlines(struct raster *raster, const struct raster_vertex *vertices,
                          const struct raster_mesh *mesh, float pixel_m);

/// Mark the pixels between which surfaces of two colours meet: limbs that press into each other
/// have no outline there.
void raster_mark_creases(struct raster *raster);

/// Mark the samples that strips cover which lie on the mesh.
void raster_draw_fine(struct raster *raster, const struct raster_vertex *vertices,
                      const struct raster_triangle *triangles, int count);
