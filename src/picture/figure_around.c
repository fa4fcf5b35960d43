#include "picture/figure_around.h"

#include "base/mem.h"
#include "picture/field_blur.h"
#include "picture/field_lanes.h"

#include <emmintrin.h>
#include <math.h>

/// Reach of the shade that a near limb leaves on a far one: three box blurs of this radius.
static const float BLUR_M = 0.006f;
enum { BLURS = 3, LARGEST_CELL_PX = 4 };

void around_finish(struct around *around)
{
    mem_free(around->depth_m);
    mem_free(around->weight);
    mem_free(around->scratch);
    mem_free(around->row);
    mem_free(around->mixed);
}

static void reserve(struct around *around, int canvas_width)
{
    int count = around->columns * around->rows;
    size_t longest = (size_t)canvas_width + 8;
    if (!around->row) {
        around->row = mem_alloc(longest, sizeof(float));
        around->mixed = mem_alloc(longest, sizeof(float));
    }
    if (count <= around->capacity)
        return;
    around->capacity = count;
    around->depth_m = mem_realloc(around->depth_m, (size_t)count, sizeof(float));
    around->weight = mem_realloc(around->weight, (size_t)count, sizeof(float));
    around->scratch = mem_realloc(around->scratch, (size_t)count, sizeof(float));
}

/// Add a row of samples to its row of cells. Reads whole cells: what lies beyond the box is empty.
static void sum_row(struct around *around, const struct raster *raster, int y)
{
    struct raster_span span = raster->span[y];
    if (span.from >= span.to)
        return;
    int cell_px = around->cell_px, left = around->box.x;
    int row = (y - around->box.y) / cell_px * around->columns;
    const float *sample = raster->depth + (size_t)y * (size_t)raster->width;
    const __m128 near = _mm_set1_ps(around->near_m), one = _mm_set1_ps(1.0f);
    const __m128 in_cell =
        _mm_cmplt_ps(_mm_setr_ps(0.0f, 1.0f, 2.0f, 3.0f), _mm_set1_ps((float)cell_px));
    for (int i = (span.from - left) / cell_px; left + i * cell_px < span.to; i++) {
        __m128 depth = _mm_loadu_ps(sample + left + i * cell_px);
        __m128 is_drawn = _mm_and_ps(in_cell, _mm_cmplt_ps(depth, _mm_set1_ps(RASTER_EMPTY)));
        if (!_mm_movemask_ps(is_drawn))
            continue;
        around->depth_m[row + i] += lanes_sum((lanes)_mm_and_ps(is_drawn, _mm_sub_ps(depth, near)));
        around->weight[row + i] += lanes_sum((lanes)_mm_and_ps(is_drawn, one));
    }
}

void around_make(struct around *around, const struct raster *raster, float metre_px, float near_m)
{
    float radius_px = BLUR_M * metre_px;
    around->cell_px = radius_px >= 6.0f ? LARGEST_CELL_PX : radius_px >= 3.0f ? 2 : 1;
    around->box = raster->box;
    around->near_m = near_m;
    around->columns = (raster->box.width + around->cell_px - 1) / around->cell_px;
    around->rows = (raster->box.height + around->cell_px - 1) / around->cell_px;
    reserve(around, raster->width);
    int count = around->columns * around->rows;
    for (int i = 0; i < count; i++)
        around->depth_m[i] = around->weight[i] = 0.0f;
    for (int y = raster->box.y; y < raster->box.y + raster->box.height; y++)
        sum_row(around, raster, y);
    float radius = fmaxf(radius_px / (float)around->cell_px, 1.0f);
    const float radii[BLURS] = {radius, radius, radius};
    field_blur(around->depth_m, around->columns, around->rows, around->columns, radii, BLURS,
               around->scratch);
    field_blur(around->weight, around->columns, around->rows, around->columns, radii, BLURS,
               around->scratch);
    for (int i = 0; i < count; i++) {
        float weight = around->weight[i];
        around->depth_m[i] = around->near_m + (weight > 1e-3f ? around->depth_m[i] / weight : 0.0f);
    }
}

/// Split a pixel's place into a cell and the share of the next one.
static int split(int place_px, int cell_px, float *share)
{
    float place = ((float)place_px + 0.5f) / (float)cell_px + 0.5f;
    int cell = (int)place;
    *share = place - (float)cell;
    return cell - 1;
}

/// Four pixels of every cell: two between the cell before and it, two between it and the next.
static void spread_fours(const float *cells, int count, float *pixels)
{
    const __m128 share = _mm_setr_ps(0.625f, 0.875f, 0.125f, 0.375f);
    for (int i = 0; i < count; i++) {
        __m128 near = _mm_loadu_ps(cells + i - 1);
        __m128 from = _mm_shuffle_ps(near, near, _MM_SHUFFLE(1, 1, 0, 0));
        __m128 to = _mm_shuffle_ps(near, near, _MM_SHUFFLE(2, 2, 1, 1));
        _mm_storeu_ps(pixels + 4 * i, _mm_add_ps(from, _mm_mul_ps(_mm_sub_ps(to, from), share)));
    }
}

static int clamp_row(int row, int rows)
{
    return row < 0 ? 0 : row >= rows ? rows - 1 : row;
}

const float *around_row(struct around *around, int from, int to, int y)
{
    struct rect box = around->box;
    float down, *mixed = around->mixed + 1;
    int cell_px = around->cell_px, columns = around->columns;
    int row = split(y - box.y, cell_px, &down);
    const float *above = around->depth_m + clamp_row(row, around->rows) * columns;
    const float *below = around->depth_m + clamp_row(row + 1, around->rows) * columns;
    int first = (from - box.x) / cell_px, end = (to - 1 - box.x) / cell_px + 1;
    int low = first > 0 ? first - 1 : 0, high = end < columns ? end + 1 : columns;
    for (int i = low; i < high; i++)
        mixed[i] = above[i] + (below[i] - above[i]) * down;
    mixed[-1] = mixed[0];
    mixed[columns] = mixed[columns - 1];
    if (cell_px == LARGEST_CELL_PX) {
        spread_fours(mixed + first, end - first, around->row + first * LARGEST_CELL_PX);
        return around->row - box.x;
    }
    for (int x = from - box.x; x < to - box.x; x++) {
        float across;
        int column = split(x, cell_px, &across);
        around->row[x] = mixed[column] + (mixed[column + 1] - mixed[column]) * across;
    }
    return around->row - box.x;
}
