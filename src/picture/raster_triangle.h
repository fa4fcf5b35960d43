/// A triangle made ready for the raster, and the passes that draw. Private to the raster.
#pragma once

#include "picture/raster.h"

#include <emmintrin.h>

static inline float smaller(float a, float b)
{
    return a < b ? a : b;
}

static inline float larger(float a, float b)
{
    return a > b ? a : b;
}

static inline int smaller_int(int a, int b)
{
    return a < b ? a : b;
}

static inline int larger_int(int a, int b)
{
    return a > b ? a : b;
}

static inline int clamp_int(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
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
    float low_x, high_x, low_y, high_y;
    struct plane depth, light, edge;
    raster_code colour[2]; ///< shifted, ready to be or-ed with the light
    bool is_plain;         ///< one colour
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

/// Look at a triangle: its corners and the box round them. False if it looks away or is too thin to
/// be seen.
bool raster_face(struct raster_setup *setup, const struct raster_vertex *vertices,
                 const struct raster_triangle *triangle);

/// All the rest of one that faces the camera.
void raster_set_up(struct raster_setup *setup, const struct raster_triangle *triangle);

/// One sample in the middle of each pixel, of a triangle that faces the camera.
void raster_draw_middles(struct raster *raster, struct raster_setup *setup,
                         const struct raster_triangle *triangle);

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
