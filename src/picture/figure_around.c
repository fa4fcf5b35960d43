#include "picture/figure_around.h"

#include "base/mem.h"
#include "picture/field_blur.h"
#include "picture/field_lanes.h"

#include <emmintrin.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/// Reach of the shade that a near limb leaves on a far one: three box blurs of this radius.
static const float BLUR_M = 0.006f;
enum { BLURS = 3, AROUND_CELL_PX = 4 };
/// A reach of so many pixels is blurred in cells of four by four pixels, a smaller one pixel by
/// pixel. Cells stand on the corners of blocks; each pixel counts for the four round it by how near
/// it is, and takes from sixteen along a smooth curve: nothing of the cells is seen.
static const float CELLS_FROM_PX = 3.0f;

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
    size_t longest = (size_t)canvas_width + 32;
    if (!around->row) {
        around->row = mem_alloc(longest, sizeof(float));
        around->mixed = mem_alloc(longest, sizeof(float));
    }
    if (count <= around->capacity)
        return;
    around->capacity = count;
    // Some more: rows are read eight values at a time.
    around->depth_m = mem_realloc(around->depth_m, (size_t)count + 8, sizeof(float));
    around->weight = mem_realloc(around->weight, (size_t)count, sizeof(float));
    around->scratch = mem_realloc(around->scratch, (size_t)count, sizeof(float));
}

/// Pixels of a row that are cells of their own.
static void take_row(struct around *around, const struct raster *raster, int y)
{
    struct raster_span span = raster->span[y];
    size_t row = (size_t)(y - around->box.y) * (size_t)around->columns;
    const float *sample = raster->depth + (size_t)y * raster->stride;
    for (int x = span.from; x < span.to; x++) {
        size_t cell = row + (size_t)(x - around->box.x);
        bool is_drawn = sample[x] < RASTER_EMPTY;
        around->depth_m[cell] = is_drawn ? sample[x] - around->near_m : 0.0f;
        around->weight[cell] = is_drawn ? 1.0f : 0.0f;
    }
}

/// Depths and how many there are, of four columns: towards the cells above and those below.
struct block {
    __m128 depth[2], weight[2];
};

static void add_row(struct block *block, __m128 depth, __m128 is_drawn, int row)
{
    // Shares of the cell before; the rest goes to the one after.
    static const float to_before[AROUND_CELL_PX] = {0.875f, 0.625f, 0.375f, 0.125f};
    const __m128 one = _mm_set1_ps(1.0f), share = _mm_set1_ps(to_before[row]);
    __m128 weight = _mm_and_ps(is_drawn, one);
    depth = _mm_and_ps(is_drawn, depth);
    block->depth[0] = _mm_add_ps(block->depth[0], _mm_mul_ps(depth, share));
    block->depth[1] = _mm_add_ps(block->depth[1], _mm_mul_ps(depth, _mm_sub_ps(one, share)));
    block->weight[0] = _mm_add_ps(block->weight[0], _mm_mul_ps(weight, share));
    block->weight[1] = _mm_add_ps(block->weight[1], _mm_mul_ps(weight, _mm_sub_ps(one, share)));
}

static inline void add_pair(float *cells, __m128 pair)
{
    __m128 sum = _mm_add_ps(_mm_loadl_pi(_mm_setzero_ps(), (const __m64 *)(void *)cells), pair);
    _mm_storel_pi((__m64 *)(void *)cells, sum);
}

/// Four columns become two cells side by side: of depths, and of weights behind them.
static inline __m128 across(__m128 depth, __m128 weight)
{
    const __m128 before = _mm_setr_ps(0.875f, 0.625f, 0.375f, 0.125f);
    const __m128 after = _mm_setr_ps(0.125f, 0.375f, 0.625f, 0.875f);
    __m128 a = _mm_mul_ps(depth, before), b = _mm_mul_ps(depth, after);
    __m128 c = _mm_mul_ps(weight, before), d = _mm_mul_ps(weight, after);
    _MM_TRANSPOSE4_PS(a, b, c, d);
    return _mm_add_ps(_mm_add_ps(a, b), _mm_add_ps(c, d));
}

/// Give a block of pixels to the four cells at its corners.
static void spread_block(struct around *around, const struct block *block, int cell)
{
    for (int i = 0; i < 2; i++, cell += around->columns) {
        __m128 sums = across(block->depth[i], block->weight[i]);
        add_pair(around->depth_m + cell, sums);
        add_pair(around->weight + cell, _mm_movehl_ps(sums, sums));
    }
}

/// Pixels of a row of blocks that may hold something.
static struct raster_span span_of_rows(const struct raster *raster, int top, int bottom)
{
    struct raster_span all = {raster->width, 0};
    for (int y = top; y < bottom; y++) {
        struct raster_span span = raster->span[y];
        if (span.from >= span.to)
            continue;
        all.from = span.from < all.from ? span.from : all.from;
        all.to = span.to > all.to ? span.to : all.to;
    }
    return all;
}

/// Reads whole blocks: what lies beside the box is empty.
static void take_blocks(struct around *around, const struct raster *raster, int row)
{
    const __m128 near = _mm_set1_ps(around->near_m), empty = _mm_set1_ps(RASTER_EMPTY);
    int left = around->box.x, top = around->box.y + row * AROUND_CELL_PX;
    int bottom = around->box.y + around->box.height;
    bottom = bottom < top + AROUND_CELL_PX ? bottom : top + AROUND_CELL_PX;
    struct raster_span span = span_of_rows(raster, top, bottom);
    if (span.from >= span.to)
        return;
    int end = (span.to - left + AROUND_CELL_PX - 1) / AROUND_CELL_PX;
    for (int i = (span.from - left) / AROUND_CELL_PX; i < end; i++) {
        const float *sample = raster->depth + left + i * AROUND_CELL_PX;
        struct block block = {0};
        int drawn = 0;
        for (int y = top; y < bottom; y++) {
            __m128 depth = _mm_loadu_ps(sample + (size_t)y * raster->stride);
            __m128 is_drawn = _mm_cmplt_ps(depth, empty);
            drawn |= _mm_movemask_ps(is_drawn);
            add_row(&block, _mm_sub_ps(depth, near), is_drawn, y - top);
        }
        if (drawn)
            spread_block(around, &block, row * around->columns + i);
    }
}

/// Cells blur by themselves, by the way pixels are given to them and the way back: that is taken
/// off, so that the shade reaches equally far for cells of every size.
static float radius_in_cells(float radius_px, int cell_px)
{
    static const float WIDTH = 2.4f, LEAST = 0.3f;
    static const float PIXEL_VARIANCE = 2.5f, SPLINE_VARIANCE = 16.0f / 3.0f;
    float width = WIDTH * radius_px, cell = (float)cell_px;
    float own = cell_px == 1 ? 0.0f : 12.0f / BLURS * (PIXEL_VARIANCE + SPLINE_VARIANCE);
    return fmaxf((sqrtf(fmaxf(width * width - own, 0.0f)) / cell - 1.0f) / 2.0f, LEAST);
}

static void collect(struct around *around, const struct raster *raster)
{
    int height = raster->box.height;
    if (around->cell_px == 1)
        for (int y = 0; y < height; y++)
            take_row(around, raster, raster->box.y + y);
    else
        for (int row = 0; row * AROUND_CELL_PX < height; row++)
            take_blocks(around, raster, row);
}

void around_make(struct around *around, const struct raster *raster, float metre_px, float near_m)
{
    float radius_px = BLUR_M * metre_px;
    bool has_cells = radius_px >= CELLS_FROM_PX;
    around->cell_px = has_cells ? AROUND_CELL_PX : 1;
    around->box = raster->box;
    around->near_m = near_m;
    around->columns = (raster->box.width + around->cell_px - 1) / around->cell_px + has_cells;
    around->rows = (raster->box.height + around->cell_px - 1) / around->cell_px + has_cells;
    if (rect_is_empty(around->box))
        return;
    reserve(around, raster->width);
    int count = around->columns * around->rows;
    memset(around->depth_m, 0, (size_t)count * sizeof(float));
    memset(around->weight, 0, (size_t)count * sizeof(float));
    collect(around, raster);
    float radius = radius_in_cells(radius_px, around->cell_px);
    const float radii[BLURS] = {radius, radius, radius};
    field_blur(around->depth_m, around->columns, around->rows, around->columns, radii, BLURS,
               around->scratch);
    field_blur(around->weight, around->columns, around->rows, around->columns, radii, BLURS,
               around->scratch);
    for (int i = 0; i < count; i++) {
        float weight = around->weight[i], share = weight > 1e-3f ? 1.0f / weight : 0.0f;
        around->depth_m[i] = around->near_m + around->depth_m[i] * share;
    }
}

/// The cubic B-spline's shares of four cells, for the four pixels between the middle two.
static const _Alignas(16) float spline[4][AROUND_CELL_PX] = {
    {0.11165364f, 0.04069010f, 0.00878906f, 0.00032552f},
    {0.65201823f, 0.55240885f, 0.39811198f, 0.23600260f},
    {0.23600260f, 0.39811198f, 0.55240885f, 0.65201823f},
    {0.00032552f, 0.00878906f, 0.04069010f, 0.11165364f}};

static void spread_fours(const float *cells, int count, float *pixels)
{
    for (int i = 0; i < count; i++) {
        __m128 sum = _mm_mul_ps(_mm_set1_ps(cells[i - 1]), _mm_load_ps(spline[0]));
        for (int k = 1; k < 4; k++)
            sum =
                _mm_add_ps(sum, _mm_mul_ps(_mm_set1_ps(cells[i + k - 1]), _mm_load_ps(spline[k])));
        _mm_storeu_ps(pixels + 4 * i, sum);
    }
}

static const float *row_of_cells(const struct around *around, int row)
{
    int held = row < 0 ? 0 : row >= around->rows ? around->rows - 1 : row;
    return around->depth_m + (size_t)held * (size_t)around->columns;
}

const float *around_row(struct around *around, int from, int to, int y)
{
    int row = (y - around->box.y) / around->cell_px, columns = around->columns;
    if (around->cell_px == 1)
        return row_of_cells(around, row) - around->box.x;
    int phase = (y - around->box.y) % AROUND_CELL_PX;
    const float *cells[4];
    for (int k = 0; k < 4; k++)
        cells[k] = row_of_cells(around, row + k - 1);
    int first = (from - around->box.x) / AROUND_CELL_PX;
    int end = (to - 1 - around->box.x) / AROUND_CELL_PX + 1;
    int low = first > 0 ? first - 1 : 0, high = end + 2 < columns ? end + 2 : columns;
    float *mixed = around->mixed + 1;
    for (int i = low; i < high; i++)
        mixed[i] = (cells[0][i] * spline[0][phase] + cells[1][i] * spline[1][phase]) +
                   (cells[2][i] * spline[2][phase] + cells[3][i] * spline[3][phase]);
    mixed[-1] = mixed[0];
    mixed[columns] = mixed[columns - 1];
    spread_fours(mixed + first, end - first, around->row + first * AROUND_CELL_PX);
    return around->row - around->box.x;
}
