/// A depth buffer for one figure: one sample inside, sixteen where a pixel holds an edge.
///
/// First every triangle is drawn with one sample in the middle of each pixel. Pixels whose
/// neighbours show another colour, another depth or nothing are edges; a second pass draws the
/// triangles into those with sixteen samples. Inside costs one sample, outlines are smooth.
#pragma once

#include "picture/rect.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RASTER_SAMPLES = 16 };

/// What a sample shows: a colour (region << 8) and its light (0 shade .. 255 light).
typedef uint32_t raster_code;

struct raster_vertex {
    float x, y;  ///< canvas pixels; the middle of the first pixel is (0.5, 0.5)
    float depth; ///< metres from the camera
    float light; ///< 0..1, cosine to the light, scaled by the caller
    float edge;  ///< signed distance to a garment's edge: its sign picks the triangle's colour
};

struct raster_triangle {
    uint16_t vertex[3]; ///< drawn if they turn clockwise on the canvas
    uint8_t colour[2];  ///< where edge < 0, and where not
};

/// Sixteen samples of a pixel.
struct raster_edge {
    _Alignas(16) float depth[RASTER_SAMPLES];
    raster_code code[RASTER_SAMPLES];
};

struct raster_span {
    int from, to; ///< `to` excluded; empty if from >= to
};

/// A triangle that faces the camera, and the pixels that it may touch (`right`, `bottom` excluded).
struct raster_visible {
    int triangle;
    int16_t left, right, top, bottom;
};

struct raster {
    int width, height; ///< canvas, pixels
    size_t stride;     ///< pixels from row to row in what follows
    float *depth;      ///< RASTER_EMPTY where nothing is
    raster_code *code;
    int32_t *edge_of_pixel; ///< index in `edge`, valid where the bit in `edge_bits` is set
    uint64_t *edge_bits;    ///< one bit a pixel, rows of `words_per_row`
    uint64_t *edge_fours;   ///< four rows of them in one
    int words_per_row;
    struct raster_edge *edge;
    int edge_count, edge_capacity;
    struct raster_span *span;       ///< of every row: pixels that may hold something
    struct raster_visible *visible; ///< of the drawing in work
    int visible_capacity;
    struct rect box; ///< of the last drawing: holds all spans
};

/// Far away, and four times the same byte.
#define RASTER_EMPTY 0x1.9c9c9cp+29f
enum { RASTER_EMPTY_BYTE = 0x4e };

void raster_init(struct raster *raster, int width, int height);
void raster_finish(struct raster *raster);

/// Draw afresh. `raster->box` becomes a box round all the triangles, within the canvas.
void raster_draw(struct raster *raster, const struct raster_vertex *vertices,
                 const struct raster_triangle *triangles, int triangle_count);

/// Which of the eight pixels from `x` on hold an edge: one bit each.
static inline unsigned raster_edges(const struct raster *raster, int x, int y)
{
    const uint64_t *bits = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
    uint64_t found = bits[x >> 6] >> (x & 63);
    if ((x & 63) > 56)
        found |= bits[(x >> 6) + 1] << (64 - (x & 63));
    return (unsigned)found & 255;
}
