#include "picture/figure_around.h"

#include "base/mem.h"
#include "picture/field_blur.h"
#include "picture/field_eight.h"

#include <emmintrin.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/// Reach of the shade that a near limb leaves on a far one: three box blurs of this radius.
static const float BLUR_M = 0.006f;
enum { BLURS = 3 };
/// A reach of so many pixels is blurred in cells of four by four pixels, twice the reach in cells
/// twice as large, a smaller one pixel by pixel. Cells stand on the corners of blocks, of which
/// four by four samples are taken; each counts for the four cells round it by how near it is, and
/// pixels take from sixteen along a smooth curve: nothing of the cells is seen.
enum { SAMPLES = 4 };
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
    size_t longest = (size_t)canvas_width + 4 * AROUND_LARGEST_CELL_PX;
    if (!around->row) {
        around->row = mem_alloc_lines(longest, sizeof(float));
        around->mixed = mem_alloc(longest, sizeof(float));
        memset(around->row, 0, longest * sizeof(float));
    }
    if (count <= around->capacity)
        return;
    around->capacity = count;
    around->depth_m = mem_realloc(around->depth_m, (size_t)count, sizeof(float));
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
    static const float to_before[SAMPLES] = {0.875f, 0.625f, 0.375f, 0.125f};
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

/// Four samples of a row of a block.
static inline __m128 samples_of(const float *row, int cell_px)
{
    const int every = cell_px / SAMPLES;
    if (every == 1)
        return _mm_loadu_ps(row);
    if (every == 2)
        return _mm_shuffle_ps(_mm_loadu_ps(row), _mm_loadu_ps(row + 4), _MM_SHUFFLE(2, 0, 2, 0));
    return _mm_setr_ps(row[0], row[every], row[2 * every], row[3 * every]);
}

/// Reads whole blocks: what lies beside the box is empty.
static void take_blocks(struct around *around, const struct raster *raster, int row)
{
    const __m128 near = _mm_set1_ps(around->near_m), empty = _mm_set1_ps(RASTER_EMPTY);
    const int cell_px = around->cell_px, every = cell_px / SAMPLES;
    int left = around->box.x, top = around->box.y + row * cell_px;
    int bottom = around->box.y + around->box.height;
    bottom = bottom < top + cell_px ? bottom : top + cell_px;
    struct raster_span span = span_of_rows(raster, top, bottom);
    if (span.from >= span.to)
        return;
    int end = (span.to - left + cell_px - 1) / cell_px;
    for (int i = (span.from - left) / cell_px; i < end; i++) {
        const float *sample = raster->depth + left + i * cell_px;
        struct block block = {0};
        int drawn = 0;
        for (int y = top + every / 2, k = 0; y < bottom; y += every, k++) {
            __m128 depth = samples_of(sample + (size_t)y * raster->stride, cell_px);
            __m128 is_drawn = _mm_cmplt_ps(depth, empty);
            drawn |= _mm_movemask_ps(is_drawn);
            add_row(&block, _mm_sub_ps(depth, near), is_drawn, k);
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
    static const float SHARE_VARIANCE = 2.5f / 16.0f, SPLINE_VARIANCE = 1.0f / 3.0f;
    float width = WIDTH * radius_px / (float)cell_px;
    float own = cell_px == 1 ? 0.0f : 12.0f / BLURS * (SHARE_VARIANCE + SPLINE_VARIANCE);
    return fmaxf((sqrtf(fmaxf(width * width - own, 0.0f)) - 1.0f) / 2.0f, LEAST);
}

static void collect(struct around *around, const struct raster *raster)
{
    int height = around->box.height;
    if (around->cell_px == 1)
        for (int y = 0; y < height; y++)
            take_row(around, raster, around->box.y + y);
    else
        for (int row = 0; row * around->cell_px < height; row++)
            take_blocks(around, raster, row);
}

static int cell_of(float radius_px)
{
    int cell_px = 1;
    if (radius_px >= CELLS_FROM_PX)
        cell_px = SAMPLES;
    for (float from_px = 2.0f * CELLS_FROM_PX; radius_px >= from_px; from_px *= 2.0f)
        cell_px = cell_px < AROUND_LARGEST_CELL_PX ? 2 * cell_px : cell_px;
    return cell_px;
}

/// The cubic B-spline's shares of four cells, for the pixels between the middle two.
static void make_spline(struct around *around)
{
    for (int i = 0; i < around->cell_px; i++) {
        float t = ((float)i + 0.5f) / (float)around->cell_px, rest = 1.0f - t;
        float *share = around->spline[i];
        share[0] = rest * rest * rest / 6.0f;
        share[1] = (4.0f - 3.0f * t * t * (2.0f - t)) / 6.0f;
        share[2] = (4.0f - 3.0f * rest * rest * (2.0f - rest)) / 6.0f;
        share[3] = t * t * t / 6.0f;
        for (int k = 0; k < 4; k++)
            around->lanes[k][i] = share[k];
    }
}

/// Cells stand still on the canvas wherever the figure is.
static void set_grid(struct around *around, struct rect box, int cell_px)
{
    int x = box.x & -AROUND_LARGEST_CELL_PX, y = box.y & -AROUND_LARGEST_CELL_PX;
    around->box = (struct rect){x, y, box.x + box.width - x, box.y + box.height - y};
    around->cell_px = cell_px;
    around->columns = (around->box.width + cell_px - 1) / cell_px + (cell_px > 1);
    around->rows = (around->box.height + cell_px - 1) / cell_px + (cell_px > 1);
}

static void blur(struct around *around, float radius)
{
    const float radii[BLURS] = {radius, radius, radius};
    float *const field[2] = {around->depth_m, around->weight};
    for (int i = 0; i < 2; i++)
        field_blur(field[i], around->columns, around->rows, around->columns, radii, BLURS,
                   around->scratch);
}

void around_make(struct around *around, const struct raster *raster, float metre_px, float near_m)
{
    float radius_px = BLUR_M * metre_px;
    around->near_m = near_m;
    set_grid(around, raster->box, cell_of(radius_px));
    if (rect_is_empty(raster->box))
        return;
    reserve(around, raster->width);
    make_spline(around);
    int count = around->columns * around->rows;
    memset(around->depth_m, 0, (size_t)count * sizeof(float));
    memset(around->weight, 0, (size_t)count * sizeof(float));
    collect(around, raster);
    blur(around, radius_in_cells(radius_px, around->cell_px));
    for (int i = 0; i < count; i++) {
        float weight = around->weight[i], share = weight > 1e-3f ? 1.0f / weight : 0.0f;
        around->depth_m[i] = around->near_m + around->depth_m[i] * share;
    }
}

static const float *row_of_cells(const struct around *around, int row)
{
    int held = row < 0 ? 0 : row >= around->rows ? around->rows - 1 : row;
    return around->depth_m + (size_t)held * (size_t)around->columns;
}

/// The cells `from` to `to` (excluded) of four rows of them, mixed.
EIGHT_CLONES static void mix_cells(const float *const cells[4], const float share[4], int from,
                                   int to, float *mixed)
{
    const float *a = cells[0], *b = cells[1], *c = cells[2], *d = cells[3];
    int i = from;
    for (; i + EIGHT <= to; i += EIGHT)
        *(eight *)(mixed + i) =
            (*(const eight *)(a + i) * share[0] + *(const eight *)(b + i) * share[1]) +
            (*(const eight *)(c + i) * share[2] + *(const eight *)(d + i) * share[3]);
    for (; i < to; i++)
        mixed[i] = (a[i] * share[0] + b[i] * share[1]) + (c[i] * share[2] + d[i] * share[3]);
}

/// Pixels between cells: fours of them.
static void spread_fours(const struct around *around, const float *cells, int count, float *pixels)
{
    __m128 share[4];
    for (int k = 0; k < 4; k++)
        share[k] = _mm_loadu_ps(around->lanes[k]);
    for (int i = 0; i < count; i++, cells++, pixels += 4) {
        __m128 near = _mm_add_ps(_mm_mul_ps(_mm_set1_ps(cells[0]), share[1]),
                                 _mm_mul_ps(_mm_set1_ps(cells[1]), share[2]));
        __m128 far = _mm_add_ps(_mm_mul_ps(_mm_set1_ps(cells[-1]), share[0]),
                                _mm_mul_ps(_mm_set1_ps(cells[2]), share[3]));
        _mm_storeu_ps(pixels, _mm_add_ps(near, far));
    }
}

/// Eights of them.
EIGHT_CLONES static void spread_eights(const struct around *around, const float *cells, int count,
                                       float *pixels)
{
    for (int i = 0; i < count; i++, cells++)
        for (int x = 0; x < around->cell_px; x += EIGHT, pixels += EIGHT) {
            eight near = *(const eight *)(around->lanes[1] + x) * cells[0] +
                         *(const eight *)(around->lanes[2] + x) * cells[1];
            eight far = *(const eight *)(around->lanes[0] + x) * cells[-1] +
                        *(const eight *)(around->lanes[3] + x) * cells[2];
            *(eight *)pixels = near + far;
        }
}

static void spread(struct around *around, int from, int to, int y)
{
    const int cell_px = around->cell_px, columns = around->columns;
    int row = (y - around->box.y) / cell_px, phase = (y - around->box.y) % cell_px;
    const float *cells[4];
    for (int k = 0; k < 4; k++)
        cells[k] = row_of_cells(around, row + k - 1);
    int first = (from - around->box.x) / cell_px, end = (to - 1 - around->box.x) / cell_px + 1;
    int low = first > 0 ? first - 1 : 0, high = end + 2 < columns ? end + 2 : columns;
    float *mixed = around->mixed + 1, *pixels = around->row + around->box.x + first * cell_px;
    mix_cells(cells, around->spline[phase], low, high, mixed);
    mixed[-1] = mixed[0];
    mixed[columns] = mixed[columns - 1];
    if (cell_px < EIGHT)
        spread_fours(around, mixed + first, end - first, pixels);
    else
        spread_eights(around, mixed + first, end - first, pixels);
}

const float *around_row(struct around *around, int from, int to, int y)
{
    if (around->cell_px > 1) {
        spread(around, from, to, y);
        return around->row;
    }
    const float *cells = row_of_cells(around, y - around->box.y) - around->box.x;
    memcpy(around->row + from, cells + from, (size_t)(to - from) * sizeof(float));
    return around->row;
}
