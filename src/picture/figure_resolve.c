#include "picture/figure_resolve.h"

#include "base/mem.h"
#include "picture/figure_lamp.h"
#include "picture/figure_shade.h"
#include "picture/figure_tones.h"

#include <emmintrin.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// The light of far limbs, between light and shade.
static const float FAR_COSINE = -0.045f;

float resolve_light(float cosine)
{
    return SHADE_VERTEX(cosine);
}

float resolve_far_light(float light, float far)
{
    return light + (resolve_light(FAR_COSINE) - light) * far;
}

void resolve_marked_init(struct resolve_marked marked[RESOLVE_ROWS], int width)
{
    for (int i = 0; i < RESOLVE_ROWS; i++)
        marked[i] = (struct resolve_marked){.x = mem_alloc((size_t)width, sizeof(int)),
                                            .mixed = mem_alloc((size_t)width, sizeof(uint32_t))};
}

void resolve_marked_finish(struct resolve_marked marked[RESOLVE_ROWS])
{
    for (int i = 0; i < RESOLVE_ROWS; i++) {
        mem_free(marked[i].x);
        mem_free(marked[i].mixed);
    }
}

/// A row of samples, and its pixels.
struct samples {
    const raster_key *key;
    const float *round_it_m;
    float far_m, step_m; ///< of the keys
    ptrdiff_t stride;    ///< of the keys
};

#define LIGHT_OF(key) (*(const eight_bits *)(key)&RASTER_LIGHT)

/// Is any of those of eight samples that are drawn so near to the edge of light and shade that some
/// slope may make a difference?
EIGHT_PART bool is_near_edge(const raster_key *key, const eight_bits *is_drawn)
{
    const int32_t least = (int32_t)SHADE_LIGHT(SHADE_LIT_COSINE) + SHADE_MOST_SLOPE / 2 + 1;
    const int32_t most = (int32_t)SHADE_LIGHT(SHADE_SHADED_COSINE) - SHADE_MOST_SLOPE / 2;
    eight_bits light = LIGHT_OF(key);
    eight_bits is_near = (light < least) & (light > most) & *is_drawn;
    return eight_any(&is_near);
}

/// How much the light of eight pixels changes within one of them, at least: across an outline it
/// says nothing.
EIGHT_PART void find_slope(const raster_key *key, ptrdiff_t stride, eight_bits *slope)
{
    const eight_bits here = LIGHT_OF(key), most = (eight_bits){0} + SHADE_MOST_SLOPE;
    eight_bits sum = {0};
    for (int i = 0; i < 2; i++) {
        ptrdiff_t step = i == 0 ? 1 : stride;
        eight_bits before = LIGHT_OF(key - step) - here, after = LIGHT_OF(key + step) - here;
        before = EIGHT_SELECT(before < 0, -before, before);
        after = EIGHT_SELECT(after < 0, -after, after);
        sum += EIGHT_SELECT(before < after, before, after);
    }
    *slope = EIGHT_SELECT(sum < most, sum, most);
}

/// Does the slope of any of them make one?
EIGHT_PART bool is_edge(const raster_key *key, const eight_bits *slope, const eight_bits *is_drawn)
{
    const int32_t lit = (int32_t)(2.0f * SHADE_LIGHT(SHADE_LIT_COSINE)) + 1;
    const int32_t shaded = (int32_t)(2.0f * SHADE_LIGHT(SHADE_SHADED_COSINE));
    eight_bits light = LIGHT_OF(key), twice = light + light;
    eight_bits is_within = (twice - *slope < lit) & (twice + *slope > shaded) & *is_drawn;
    return eight_any(&is_within);
}

/// Shade of eight samples, as an index of their regions' tones.
EIGHT_PART void find_tones(const raster_key *key, const eight_bits *slope, const eight *behind_m,
                           eight_bits *tone)
{
    eight light = __builtin_convertvector(LIGHT_OF(key), eight);
    eight change = __builtin_convertvector(*slope, eight), shade;
    shade_of_form(&light, &change, &shade);
    shade_add_crossing(behind_m, &shade);
    shade = shade * TONES_A_SHADE + 0.5f;
    *tone = __builtin_convertvector(shade, eight_bits) |
            (*(const eight_bits *)key & (RASTER_CODE ^ RASTER_LIGHT));
}

/// Those of eight pixels that are drawn.
EIGHT_PART void look_up(const uint32_t *table, const eight_bits *index, const eight_bits *is_drawn,
                        uint32_t *pixels)
{
    uint32_t colour[EIGHT];
    for (int k = 0; k < EIGHT; k++)
        colour[k] = table[(*index)[k]];
    *(eight_bits *)pixels = EIGHT_SELECT(*is_drawn, *(eight_bits *)colour, *(eight_bits *)pixels);
}

/// Eight pixels, where there are samples. Most lie within a form, where nothing crosses: their
/// code says all.
EIGHT_PART void colour_eight(const struct tones *tones, const struct samples *row, int x,
                             uint32_t *pixels)
{
    const raster_key *key = row->key + x;
    const eight_bits keys = *(const eight_bits *)key, code = keys & RASTER_CODE;
    const eight near = __builtin_convertvector(keys >> RASTER_NEAR_SHIFT, eight);
    const eight behind_m = row->far_m - near * row->step_m - *(const eight *)(row->round_it_m + x);
    eight_bits is_drawn = keys != RASTER_EMPTY, slope = {0}, tone;
    if (!eight_any(&is_drawn))
        return;
    eight_bits is_crossed = (behind_m > SHADE_CROSSING_FROM_M) & is_drawn;
    bool has_slope = is_near_edge(key, &is_drawn);
    if (has_slope)
        find_slope(key, row->stride, &slope);
    if (!(has_slope && is_edge(key, &slope, &is_drawn)) && !eight_any(&is_crossed)) {
        look_up(tones->by_light, &code, &is_drawn, pixels);
        return;
    }
    find_tones(key, &slope, &behind_m, &tone);
    look_up(tones->by_shade, &tone, &is_drawn, pixels);
}

EIGHT_CLONES static void colour_row(const struct raster *raster, const struct tones *tones, int y,
                                    const float *round_it_m, uint32_t *pixels)
{
    size_t first = (size_t)y * raster->stride;
    const struct samples row = {raster->key + first, round_it_m, raster->far_m, raster->step_m,
                                (ptrdiff_t)raster->stride};
    struct raster_span span = raster->span[y];
    int x = span.from & ~(EIGHT - 1);
    for (; x < span.to && x + EIGHT <= raster->width; x += EIGHT)
        colour_eight(tones, &row, x, pixels + x);
    if (x >= span.to)
        return;
    // The last columns of a canvas may be less than eight.
    uint32_t last[EIGHT];
    size_t bytes = (size_t)(raster->width - x) * sizeof *last;
    memcpy(last, pixels + x, bytes);
    colour_eight(tones, &row, x, last);
    memcpy(pixels + x, last, bytes);
}

/// Four 16-bit channels.
static __m128i unpacked(uint32_t pixel)
{
    return _mm_unpacklo_epi8(_mm_cvtsi32_si128((int)pixel), _mm_setzero_si128());
}

/// So much of two others and the rest of a pixel; shares are parts of RASTER_WHOLE.
static uint32_t mixed(uint32_t pixel, uint32_t a, int a_share, uint32_t b, int b_share)
{
    int rest = RASTER_WHOLE - a_share - b_share;
    __m128i sum = _mm_mullo_epi16(unpacked(pixel), _mm_set1_epi16((short)rest));
    sum = _mm_add_epi16(sum, _mm_mullo_epi16(unpacked(a), _mm_set1_epi16((short)a_share)));
    sum = _mm_add_epi16(sum, _mm_mullo_epi16(unpacked(b), _mm_set1_epi16((short)b_share)));
    sum = _mm_srli_epi16(_mm_add_epi16(sum, _mm_set1_epi16(RASTER_WHOLE / 2 - 1)), 8);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(sum, sum));
}

static struct resolve_marked *marked_of(const struct resolve *resolve, int y)
{
    return &resolve->marked[y % RESOLVE_ROWS];
}

static const struct raster_mark *mark_of(const struct raster *raster, int x, int y)
{
    return &raster->mark[(size_t)y * raster->stride + (size_t)x];
}

/// Marks stand far apart in memory: those of a row are on their way while it is coloured.
static void find_marked(const struct resolve *resolve, int y)
{
    const struct raster *raster = resolve->raster;
    struct resolve_marked *marked = marked_of(resolve, y);
    const struct raster_mark *mark;
    marked->count = 0;
    for (int x = raster->span[y].from - 1; (mark = raster_next_mark(raster, y, &x));) {
        __builtin_prefetch(mark);
        marked->x[marked->count++] = x;
    }
}

/// Strips that lie on the figure.
static void colour_fine(const struct resolve *resolve, const struct tones *tones, int y,
                        uint32_t *row)
{
    const struct resolve_marked *marked = marked_of(resolve, y);
    for (int i = 0; i < marked->count; i++) {
        int x = marked->x[i];
        const struct raster_mark *mark = mark_of(resolve->raster, x, y);
        if (!mark->fine)
            continue;
        uint32_t colour = tones->by_shade[mark->fine_colour * TONES_OF_REGION];
        int share = __builtin_popcount(mark->fine) * (RASTER_WHOLE / 16);
        row[x] = mixed(row[x], colour, share, 0, 0);
    }
}

/// A pixel mixed with its neighbours before and after it, where it shows something of them.
static uint32_t mixed_along(const uint32_t *pixel, ptrdiff_t step, const uint8_t share[2])
{
    uint32_t before = share[0] ? pixel[-step] : 0, after = share[1] ? pixel[step] : 0;
    return mixed(*pixel, before, share[0], after, share[1]);
}

static int difference(uint32_t a, uint32_t b)
{
    return _mm_cvtsi128_si32(_mm_sad_epu8(_mm_cvtsi32_si128((int)a), _mm_cvtsi32_si128((int)b)));
}

/// A pixel that shows something of several neighbours: a corner of an outline is seen across and
/// down, and counts once.
static uint32_t mixed_corner(const uint32_t *pixel, ptrdiff_t stride,
                             const struct raster_mark *mark)
{
    uint32_t across = mixed_along(pixel, 1, mark->share + RASTER_LEFT);
    uint32_t down = mixed_along(pixel, stride, mark->share + RASTER_ABOVE);
    return difference(across, *pixel) > difference(down, *pixel) ? across : down;
}

/// A marked pixel with its neighbours across the outline.
static uint32_t mixed_across(const uint32_t *pixel, ptrdiff_t stride,
                             const struct raster_mark *mark)
{
    const ptrdiff_t to[RASTER_NEIGHBOURS] = {-1, 1, -stride, stride};
    uint32_t shares;
    memcpy(&shares, mark->share, sizeof shares);
    if (!shares)
        return *pixel;
    // Nearly all show something of one neighbour only.
    int neighbour = __builtin_ctz(shares) / 8, share = mark->share[neighbour];
    return shares >> (8 * neighbour) == (unsigned)share
               ? mixed(*pixel, pixel[to[neighbour]], share, 0, 0)
               : mixed_corner(pixel, stride, mark);
}

/// Mix the marked pixels of row `y`, all as they are coloured so far: those above, below and beside
/// it too.
static void mix_marked(const struct resolve *resolve, int y, const uint32_t *row, ptrdiff_t stride)
{
    struct resolve_marked *marked = marked_of(resolve, y);
    for (int i = 0; i < marked->count; i++) {
        int x = marked->x[i];
        marked->mixed[i] = mixed_across(row + x, stride, mark_of(resolve->raster, x, y));
    }
}

static void write_marked(const struct resolve *resolve, int y, uint32_t *row)
{
    const struct resolve_marked *marked = marked_of(resolve, y);
    for (int i = 0; i < marked->count; i++)
        row[marked->x[i]] = marked->mixed[i];
}

/// Transparent again where the last drawing was.
static void wipe(struct raster_span *painted, uint32_t *row)
{
    if (painted->from < painted->to)
        memset(row + painted->from, 0, (size_t)(painted->to - painted->from) * sizeof *row);
    *painted = (struct raster_span){INT_MAX, 0};
}

/// The shadow of row `y`, and the figure over it.
static void paint_row(const struct resolve *resolve, const struct tones *tones, int y,
                      uint32_t *row)
{
    const struct raster *raster = resolve->raster;
    struct rect shadow = resolve->shadow_box;
    struct raster_span span = raster->span[y], *painted = &resolve->painted[y];
    wipe(painted, row);
    if (y >= shadow.y && y < shadow.y + shadow.height)
        *painted = shadow_paint_row(resolve->shadow, y, tones->shadow, raster, row);
    marked_of(resolve, y)->count = 0;
    if (span.from >= span.to)
        return;
    find_marked(resolve, y);
    painted->from = span.from < painted->from ? span.from : painted->from;
    painted->to = span.to > painted->to ? span.to : painted->to;
    colour_row(raster, tones, y, around_row(resolve->around, span.from, span.to, y), row);
    if (raster->vertex_glow)
        figure_lamp_paint_row(resolve->colours->lamp, raster, y, row);
    if (y >= raster->fine_rows.from && y < raster->fine_rows.to)
        colour_fine(resolve, tones, y, row);
}

/// What of the last drawing lies above or below this one.
static void wipe_rows(const struct resolve *resolve, int from, int to, uint32_t *pixels,
                      ptrdiff_t stride)
{
    for (int y = from; y < to; y++)
        wipe(&resolve->painted[y], pixels + y * stride);
}

static bool holds_row(struct rect box, int y)
{
    return y >= box.y && y < box.y + box.height;
}

void resolve_pixels(const struct resolve *resolve, uint32_t *pixels, int stride_px)
{
    struct tones tones;
    tones_make(&tones, resolve->colours);
    const struct raster *raster = resolve->raster;
    struct rect box = rect_union(resolve->shadow_box, raster->box);
    ptrdiff_t stride = stride_px;
    wipe_rows(resolve, 0, box.y, pixels, stride);
    wipe_rows(resolve, box.y + box.height, raster->height, pixels, stride);
    // A row is mixed when the next one is coloured, and written when that is mixed.
    for (int y = box.y; y < box.y + box.height + 2; y++) {
        if (y < box.y + box.height)
            paint_row(resolve, &tones, y, pixels + y * stride);
        if (holds_row(raster->box, y - 1))
            mix_marked(resolve, y - 1, pixels + (y - 1) * stride, stride);
        if (holds_row(raster->box, y - 2))
            write_marked(resolve, y - 2, pixels + (y - 2) * stride);
    }
}
