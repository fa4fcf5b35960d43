/// A depth buffer for one figure, and how its outlines part the pixels that they cross.
///
/// Every triangle is drawn with one sample in the middle of each pixel. Then the lines along which
/// the picture changes are walked on the canvas, and each pixel beside one is told how much of its
/// neighbour beyond the line it shows (geometric post-process antialiasing, Persson 2011). Strips
/// that may be finer than a pixel are drawn last, with sixteen samples.
#pragma once

#include "picture/raster_mesh.h"
#include "picture/rect.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a sample shows, in one number, so that of two the larger is the nearer: how near it is
/// (steps from `far_m` on), its colour (a region) and its light (0 shade .. 255 light).
typedef int32_t raster_key;
enum {
    RASTER_EMPTY = 0,
    RASTER_LIGHT = 0xff,
    RASTER_COLOUR_SHIFT = 8,
    RASTER_CODE = 0xfff, ///< colour and light
    RASTER_NEAR_SHIFT = 12,
    RASTER_NEAR_STEPS = 1 << (31 - RASTER_NEAR_SHIFT),
};

struct raster_vertex {
    float x,
        y; ///< canvas pixels; the middle of the first pixel is (0.5, 0.5). NaN: not to be drawn
    float depth; ///< metres from the camera
    float light; ///< 0..1, cosine to the light, scaled by the caller
    float edge;  ///< signed distance to a garment's edge: its sign picks the triangle's colour
};

struct raster_span {
    int from, to; ///< `to` excluded; empty if from >= to
};

enum raster_neighbour { RASTER_LEFT, RASTER_RIGHT, RASTER_ABOVE, RASTER_BELOW, RASTER_NEIGHBOURS };

/// A share of a pixel that is a whole one.
enum { RASTER_WHOLE = 256 };

/// Of a pixel that a line crosses.
struct raster_mark {
    uint8_t share[RASTER_NEIGHBOURS]; ///< what its neighbours show of it, half at most
    uint16_t fine;                    ///< which of sixteen samples show a fine strip
    uint8_t fine_colour;
    bool is_on_outline; ///< or on a border of colours: lines that the mesh knows
};

struct raster {
    int width, height;        ///< canvas, pixels
    size_t stride;            ///< pixels from row to row in what follows
    raster_key *key, *keys;   ///< of samples; the second: where the first's memory begins
    float far_m, step_m;      ///< of this drawing's keys: well behind it; a step of nearness
    const float *vertex_glow; ///< of a second light; NULL: there is none
    float *glow;              ///< the same of samples, valid where something is drawn
    struct raster_mark *mark; ///< valid where the bit in `mark_bits` is set
    uint64_t *mark_bits;      ///< one bit a pixel, rows of `words_per_row`
    int words_per_row;
    struct raster_span *span; ///< of every row: pixels that may hold something
    struct raster_span *band; ///< the same of a few rows, while triangles are drawn
    uint8_t *is_front;        ///< of each triangle of the drawing in work, and of none
    int32_t *facing;          ///< triangles of it that are seen from the front
    int facing_count, capacity;
    struct rect box;              ///< of the last drawing: holds all spans
    struct raster_span fine_rows; ///< all marks with fine strips are in these
};

/// Metres from the camera; that of an empty sample lies well behind everything.
static inline float raster_depth(const struct raster *raster, size_t pixel)
{
    return raster->far_m - (float)(raster->key[pixel] >> RASTER_NEAR_SHIFT) * raster->step_m;
}

void raster_init(struct raster *raster, int width, int height);
void raster_finish(struct raster *raster);

/// Draw the vertices' share of a second light too, until it is NULL. Kept.
void raster_carry_glow(struct raster *raster, const float *vertex_glow);

/// Draw afresh, the mesh and then `fine` strips that lie on it. `raster->box` becomes a box round
/// all of it, within the canvas. `pixel_m`: a pixel's size where the figure is.
void raster_draw(struct raster *raster, const struct raster_vertex *vertices,
                 const struct raster_mesh *mesh, const struct raster_triangle *fine, int fine_count,
                 float pixel_m);

/// The first mark of row `y` beyond `*x`, which becomes its x; NULL if there is none.
static inline struct raster_mark *raster_next_mark(const struct raster *raster, int y, int *x)
{
    const uint64_t *bits = raster->mark_bits + (size_t)y * (size_t)raster->words_per_row;
    int word = (*x + 1) >> 6;
    uint64_t mask = ~(uint64_t)0 << ((*x + 1) & 63);
    for (; word < raster->words_per_row; word++, mask = ~(uint64_t)0)
        if (bits[word] & mask) {
            *x = word * 64 + __builtin_ctzll(bits[word] & mask);
            return &raster->mark[(size_t)y * raster->stride + (size_t)*x];
        }
    return NULL;
}
