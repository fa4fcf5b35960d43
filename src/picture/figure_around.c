#include "picture/figure_around.h"

#include "base/mem.h"
#include "picture/field_eight.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/// Reach of the shade that a near limb leaves on a far one: the blur's deviation, a little more.
static const float REACH_M = 0.006f, DEVIATION = 1.2f;

/// A reach of so many pixels is blurred in cells of four by four pixels, twice the reach in cells
/// twice as large, a smaller one pixel by pixel. Of a cell four by four samples are summed, and
/// pixels take from sixteen cells along a smooth curve: nothing of the cells is seen.
enum { SAMPLES = 4 };
static const float CELLS_FROM_PX = 3.0f;

/// The blur takes so many cells on either side; the rim is as wide.
enum { TAPS = 6, RIM = EIGHT };

void around_finish(struct around *around)
{
    mem_free(around->depth_m);
    mem_free(around->weight);
    for (int i = 0; i < 2; i++) {
        mem_free(around->blurred[i]);
        mem_free(around->column[i]);
    }
    mem_free(around->row);
    mem_free(around->mixed);
}

static void reserve(struct around *around, int canvas_width)
{
    int count = around->stride * (around->rows + 2 * RIM);
    size_t longest = (size_t)canvas_width + 4 * AROUND_LARGEST_CELL_PX;
    if (!around->row) {
        around->row = mem_alloc_lines(longest, sizeof(float));
        around->mixed = mem_alloc(longest, sizeof(float));
        memset(around->row, 0, longest * sizeof(float));
        for (int i = 0; i < 2; i++)
            around->column[i] = mem_alloc(longest, sizeof(float));
    }
    if (count <= around->capacity)
        return;
    around->capacity = count;
    around->depth_m = mem_realloc(around->depth_m, (size_t)count, sizeof(float));
    around->weight = mem_realloc(around->weight, (size_t)count, sizeof(float));
    for (int i = 0; i < 2; i++)
        around->blurred[i] = mem_realloc(around->blurred[i], (size_t)count, sizeof(float));
}

/// The first cell of a row; the rim's rows count too, from -RIM on.
static size_t first_cell(const struct around *around, int row)
{
    return (size_t)(row + RIM) * (size_t)around->stride + RIM;
}

/// Pixels of a row that are cells of their own.
static void take_row(struct around *around, const struct raster *raster, int y)
{
    struct raster_span span = raster->span[y];
    size_t row = first_cell(around, y - around->box.y);
    size_t first = (size_t)y * raster->stride;
    for (int x = span.from; x < span.to; x++) {
        size_t cell = row + (size_t)(x - around->box.x);
        bool is_drawn = raster->key[first + (size_t)x] != RASTER_EMPTY;
        float depth_m = raster_depth(raster, first + (size_t)x);
        around->depth_m[cell] = is_drawn ? depth_m - around->near_m : 0.0f;
        around->weight[cell] = is_drawn ? 1.0f : 0.0f;
    }
}

/// Pixels of a row of cells that may hold something, in whole pairs of cells: the raster's rows are
/// as long.
static struct raster_span span_of_rows(const struct around *around, const struct raster *raster,
                                       int top, int bottom)
{
    struct raster_span all = {raster->width, 0};
    int pair_px = 2 * around->cell_px;
    for (int y = top; y < bottom; y++) {
        struct raster_span span = raster->span[y];
        if (span.from >= span.to)
            continue;
        all.from = span.from < all.from ? span.from : all.from;
        all.to = span.to > all.to ? span.to : all.to;
    }
    return (struct raster_span){all.from & -pair_px, (all.to + pair_px - 1) & -pair_px};
}

/// Eight samples of a row, `every` pixels apart.
EIGHT_PART void samples_of(const raster_key *row, int every, eight_bits *samples)
{
    if (every == 1) {
        *samples = *(const eight_bits *)row;
        return;
    }
    for (int k = 0; k < EIGHT; k++)
        (*samples)[k] = row[k * every];
}

/// Depths of a row of cells and how many there are, column by column of its samples.
EIGHT_PART void sum_columns(struct around *around, const struct raster *raster, int top, int every,
                            struct raster_span span)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    const float far_m = raster->far_m - around->near_m;
    int bottom = around->box.y + around->box.height, column = 0;
    for (int x = span.from; x < span.to; x += EIGHT * every, column += EIGHT) {
        const raster_key *key = raster->key + x + every / 2;
        eight sum = zero, count = zero;
        for (int i = 0, y = top + every / 2; i < SAMPLES && y < bottom; i++, y += every) {
            eight_bits here = {0};
            samples_of(key + (size_t)y * raster->stride, every, &here);
            eight_bits is_drawn = here != RASTER_EMPTY;
            eight near = __builtin_convertvector(here >> RASTER_NEAR_SHIFT, eight);
            sum += EIGHT_IF(is_drawn, far_m - near * raster->step_m, zero);
            count += EIGHT_IF(is_drawn, one, zero);
        }
        *(eight *)(around->column[0] + column) = sum;
        *(eight *)(around->column[1] + column) = count;
    }
}

EIGHT_CLONES static void sum_row(struct around *around, const struct raster *raster, int top,
                                 struct raster_span span)
{
    if (around->cell_px == SAMPLES)
        sum_columns(around, raster, top, 1, span);
    else
        sum_columns(around, raster, top, 2, span);
}

/// Four columns each become a cell.
static void fold(const float *column, int cells, float *cell)
{
    for (int i = 0; i < cells; i++, column += SAMPLES)
        cell[i] = (column[0] + column[1]) + (column[2] + column[3]);
}

static void take_cells(struct around *around, const struct raster *raster, int row)
{
    const int cell_px = around->cell_px, top = around->box.y + row * cell_px;
    int bottom = around->box.y + around->box.height;
    bottom = bottom < top + cell_px ? bottom : top + cell_px;
    struct raster_span span = span_of_rows(around, raster, top, bottom);
    if (span.from >= span.to)
        return;
    sum_row(around, raster, top, span);
    size_t first = first_cell(around, row) + (size_t)((span.from - around->box.x) / cell_px);
    int cells = (span.to - span.from) / cell_px;
    fold(around->column[0], cells, around->depth_m + first);
    fold(around->column[1], cells, around->weight + first);
}

static void collect(struct around *around, const struct raster *raster)
{
    size_t bytes = (size_t)around->stride * (size_t)(around->rows + 2 * RIM) * sizeof(float);
    memset(around->depth_m, 0, bytes);
    memset(around->weight, 0, bytes);
    for (int row = 0; row < around->rows; row++)
        if (around->cell_px == 1)
            take_row(around, raster, around->box.y + row);
        else
            take_cells(around, raster, row);
}

/// Shares of a cell itself and of those on either side. Cells blur by themselves, by what they sum
/// and by the smooth way back: that is taken off, so that the shade reaches equally far for cells
/// of every size.
static void make_taps(float taps[TAPS + 1], float radius_px, int cell_px)
{
    static const float SUM_VARIANCE = 0.078f, SPLINE_VARIANCE = 1.0f / 3.0f, LEAST = 0.15f;
    float deviation = DEVIATION * radius_px / (float)cell_px;
    float own = cell_px == 1 ? 0.0f : SUM_VARIANCE + SPLINE_VARIANCE;
    float variance = fmaxf(deviation * deviation - own, LEAST);
    for (int i = 0; i <= TAPS; i++)
        taps[i] = expf(-(float)(i * i) / (2.0f * variance));
}

/// So many of them are more than nothing.
static int reach_of(const float taps[TAPS + 1])
{
    static const float NOTHING = 0.01f;
    int reach = TAPS;
    while (reach > 1 && taps[reach] < NOTHING)
        reach--;
    return reach;
}

/// Eight cells and those on either side, `step` apart.
EIGHT_PART void blur_eight(const float *cell, ptrdiff_t step, const float *taps, int reach,
                           eight *sum)
{
    *sum = *(const eight *)cell * taps[0];
    for (int k = 1; k <= reach; k++)
        *sum += (*(const eight *)(cell - k * step) + *(const eight *)(cell + k * step)) * taps[k];
}

EIGHT_CLONES static void blur_down(const struct around *around, const float *from, float *to,
                                   const float *taps, int reach)
{
    for (int row = 0; row < around->rows; row++) {
        size_t first = first_cell(around, row) - RIM;
        for (int i = 0; i < around->stride; i += EIGHT) {
            eight sum;
            blur_eight(from + first + i, around->stride, taps, reach, &sum);
            *(eight *)(to + first + i) = sum;
        }
    }
}

/// And depths become those of one sample.
EIGHT_CLONES static void blur_across(struct around *around, const float *taps, int reach)
{
    const eight least = (eight){0.0f} + 1e-3f;
    for (int row = 0; row < around->rows; row++) {
        size_t first = first_cell(around, row);
        for (int i = 0; i < around->columns; i += EIGHT) {
            eight sum, weight;
            blur_eight(around->blurred[0] + first + i, 1, taps, reach, &sum);
            blur_eight(around->blurred[1] + first + i, 1, taps, reach, &weight);
            weight = EIGHT_MAX(weight, least);
            *(eight *)(around->depth_m + first + i) = around->near_m + sum / weight;
        }
    }
}

static void blur(struct around *around, float radius_px)
{
    float taps[TAPS + 1];
    make_taps(taps, radius_px, around->cell_px);
    int reach = reach_of(taps);
    blur_down(around, around->depth_m, around->blurred[0], taps, reach);
    blur_down(around, around->weight, around->blurred[1], taps, reach);
    blur_across(around, taps, reach);
}

static int cell_of(float radius_px)
{
    if (radius_px < CELLS_FROM_PX)
        return 1;
    return radius_px < 2.0f * CELLS_FROM_PX ? SAMPLES : 2 * SAMPLES;
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
    enum { LARGEST_PAIR_PX = 2 * AROUND_LARGEST_CELL_PX };
    int x = box.x & -LARGEST_PAIR_PX, y = box.y & -LARGEST_PAIR_PX;
    around->box = (struct rect){x, y, box.x + box.width - x, box.y + box.height - y};
    around->cell_px = cell_px;
    around->columns = (around->box.width + cell_px - 1) / cell_px;
    around->rows = (around->box.height + cell_px - 1) / cell_px;
    around->stride = (around->columns + 3 * RIM) & -EIGHT;
}

void around_make(struct around *around, const struct raster *raster, float metre_px, float near_m)
{
    float radius_px = REACH_M * metre_px;
    around->near_m = near_m;
    set_grid(around, raster->box, cell_of(radius_px));
    if (rect_is_empty(raster->box))
        return;
    reserve(around, raster->width);
    make_spline(around);
    collect(around, raster);
    blur(around, radius_px);
}

static const float *row_of_cells(const struct around *around, int row)
{
    int held = row < 0 ? 0 : row >= around->rows ? around->rows - 1 : row;
    return around->depth_m + first_cell(around, held);
}

/// The cells `from` to `to` (excluded) of four rows of them, mixed; a few more may be written.
EIGHT_CLONES static void mix_cells(const float *const cells[4], const float share[4], int from,
                                   int to, float *mixed)
{
    const float *a = cells[0], *b = cells[1], *c = cells[2], *d = cells[3];
    for (int i = from; i < to; i += EIGHT)
        *(eight *)(mixed + i) =
            (*(const eight *)(a + i) * share[0] + *(const eight *)(b + i) * share[1]) +
            (*(const eight *)(c + i) * share[2] + *(const eight *)(d + i) * share[3]);
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

/// The cells before which pixels lie: a pixel in the first half of a cell lies after the one
/// before.
static int cell_before(int pixel, int cell_px)
{
    return (pixel + cell_px / 2) / cell_px - 1;
}

/// `mixed` holds the row's cells from the second value on: the first and the last ones go on
/// beyond the box.
static void spread(struct around *around, int from, int to, int y)
{
    const int cell_px = around->cell_px, columns = around->columns;
    int down = y - around->box.y, row = cell_before(down, cell_px);
    int first = cell_before(from - around->box.x, cell_px);
    int end = cell_before(to - 1 - around->box.x, cell_px) + 1;
    const float *cells[4];
    for (int k = 0; k < 4; k++)
        cells[k] = row_of_cells(around, row + k - 1);
    float *mixed = around->mixed + EIGHT,
          *pixels = around->row + around->box.x + AROUND_LARGEST_CELL_PX;
    mix_cells(cells, around->spline[(down + cell_px / 2) % cell_px], first > 0 ? first - 1 : 0,
              end + 2 < columns ? end + 2 : columns, mixed);
    mixed[-2] = mixed[-1] = mixed[0];
    mixed[columns + 1] = mixed[columns] = mixed[columns - 1];
    pixels += first * cell_px + cell_px / 2;
    if (cell_px < EIGHT)
        spread_fours(around, mixed + first, end - first, pixels);
    else
        spread_eights(around, mixed + first, end - first, pixels);
}

const float *around_row(struct around *around, int from, int to, int y)
{
    float *row = around->row + AROUND_LARGEST_CELL_PX;
    if (around->cell_px > 1) {
        spread(around, from, to, y);
        return row;
    }
    const float *cells = row_of_cells(around, y - around->box.y) - around->box.x;
    memcpy(row + from, cells + from, (size_t)(to - from) * sizeof(float));
    return row;
}
