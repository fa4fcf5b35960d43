#include "picture/raster_triangle.h"

#include "base/mem.h"
#include "picture/field_eight.h"

#include <math.h>
#include <string.h>

/// A neighbour this much further away is behind an edge; this much darker, another surface.
static const float EDGE_DEPTH_M = 0.012f;
static const int EDGE_LIGHT = 40;

/// Of four samples and their neighbours: which pairs show different surfaces? One bit a pair.
static inline unsigned differ(__m128 depth_a, __m128i a, const float *depth_row,
                              const raster_code *code_row)
{
    __m128 depth_b = _mm_loadu_ps(depth_row);
    __m128i b = _mm_loadu_si128((const __m128i *)code_row);
    __m128 apart = _mm_andnot_ps(_mm_set1_ps(-0.0f), _mm_sub_ps(depth_a, depth_b));
    __m128i is_far = _mm_castps_si128(_mm_cmpgt_ps(apart, _mm_set1_ps(EDGE_DEPTH_M)));
    // Codes of one region differ by their light only; another region is a difference of 256.
    __m128i step = _mm_sub_epi32(a, b);
    __m128i is_darker = _mm_cmplt_epi32(step, _mm_set1_epi32(-EDGE_LIGHT));
    __m128i is_lighter = _mm_cmpgt_epi32(step, _mm_set1_epi32(EDGE_LIGHT));
    __m128i region = _mm_srli_epi32(_mm_xor_si128(a, b), 8);
    __m128i is_same = _mm_cmpeq_epi32(region, _mm_setzero_si128());
    __m128i found = _mm_or_si128(_mm_or_si128(is_far, is_darker), is_lighter);
    found = _mm_or_si128(found, _mm_andnot_si128(is_same, _mm_set1_epi32(-1)));
    return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(found));
}

/// Set up to five bits of a row from `x` on.
static inline void mark(uint64_t *bits, int x, unsigned pattern)
{
    bits[x >> 6] |= (uint64_t)pattern << (x & 63);
    if ((x & 63) > 59)
        bits[(x >> 6) + 1] |= (uint64_t)pattern >> (64 - (x & 63));
}

/// As `differ`, of eight samples and neighbours so far away: adds to what was found.
EIGHT_PART void find_differences(const float *depth, const raster_code *code, size_t away,
                                 eight_bits *found)
{
    eight_bits here = *(const eight_bits *)code, there = *(const eight_bits *)(code + away);
    eight apart = *(const eight *)depth - *(const eight *)(depth + away);
    eight_bits step = here - there;
    *found |= (apart > EDGE_DEPTH_M) | (apart < -EDGE_DEPTH_M) | (step > EDGE_LIGHT) |
              (step < -EDGE_LIGHT) | (((here ^ there) >> 8) != 0);
}

/// Most eights have no edge: so much is found out quickly.
EIGHT_PART bool may_have_edge(const float *depth, const raster_code *code, size_t below)
{
    eight_bits found = {0};
    __m128 half[2];
    find_differences(depth, code, 1, &found);
    find_differences(depth, code, below, &found);
    memcpy(half, &found, sizeof half);
    return _mm_movemask_ps(_mm_or_ps(half[0], half[1])) != 0;
}

/// Mark both pixels of every pair that differs: four with their right neighbours, of which the
/// last of the row has none, and with those `below` (0: there are none).
static inline void mark_four(const struct raster *raster, uint64_t *bits, size_t row, int x,
                             int left, size_t below)
{
    const float *depth = raster->depth + row + x;
    const raster_code *code = raster->code + row + x;
    __m128 depth4 = _mm_loadu_ps(depth);
    __m128i code4 = _mm_loadu_si128((const __m128i *)code);
    unsigned to_right = differ(depth4, code4, depth + 1, code + 1);
    to_right &= left > 4 ? 15u : (1u << (left - 1)) - 1u;
    if (to_right)
        mark(bits, x, to_right | to_right << 1);
    if (below == 0)
        return;
    unsigned down = differ(depth4, code4, depth + below, code + below);
    down &= left >= 4 ? 15u : (1u << left) - 1u;
    if (!down)
        return;
    mark(bits, x, down);
    mark(bits + raster->words_per_row, x, down);
}

EIGHT_CLONES static void mark_edges(struct raster *raster)
{
    struct rect box = raster->box;
    for (int y = box.y; y < box.y + box.height; y++) {
        size_t row = (size_t)y * raster->stride;
        size_t below = y + 1 < box.y + box.height ? raster->stride : 0;
        uint64_t *bits = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        struct raster_span span = raster->span[y];
        for (int x = span.from; x < span.to; x += EIGHT) {
            size_t at = row + (size_t)x;
            if (!may_have_edge(raster->depth + at, raster->code + at, below))
                continue;
            mark_four(raster, bits, row, x, span.to - x, below);
            if (x + 4 < span.to)
                mark_four(raster, bits, row, x + 4, span.to - x - 4, below);
        }
    }
}

static void clear_edge(struct raster_edge *edge)
{
    memset(edge->depth, RASTER_EMPTY_BYTE, sizeof edge->depth);
    memset(edge->code, 0, sizeof edge->code);
}

static uint64_t *edge_fours_at(const struct raster *raster, int y)
{
    return raster->edge_fours + (size_t)(y >> 2) * (size_t)raster->words_per_row;
}

/// Room for all edges of the box, and four rows of bits in one.
static void reserve_edges(struct raster *raster)
{
    struct rect box = raster->box;
    int count = 0;
    for (int y = box.y & ~3; y < box.y + box.height; y += 4)
        memset(edge_fours_at(raster, y), 0,
               (size_t)raster->words_per_row * sizeof *raster->edge_fours);
    for (int y = box.y; y < box.y + box.height; y++) {
        const uint64_t *bits = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        uint64_t *fours = edge_fours_at(raster, y);
        for (int word = 0; word < raster->words_per_row; word++) {
            fours[word] |= bits[word];
            count += __builtin_popcountll(bits[word]);
        }
    }
    if (count <= raster->edge_capacity)
        return;
    raster->edge_capacity = count + count / 2;
    mem_free(raster->edge);
    raster->edge = mem_alloc_lines((size_t)raster->edge_capacity, sizeof *raster->edge);
}

static void collect_edges(struct raster *raster)
{
    struct rect box = raster->box;
    raster->edge_count = 0;
    reserve_edges(raster);
    for (int y = box.y; y < box.y + box.height; y++) {
        const uint64_t *bits = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        int32_t *index = raster->edge_of_pixel + (size_t)y * raster->stride;
        for (int word = 0; word < raster->words_per_row; word++)
            for (uint64_t left = bits[word]; left; left &= left - 1) {
                clear_edge(&raster->edge[raster->edge_count]);
                index[word * 64 + __builtin_ctzll(left)] = raster->edge_count++;
            }
    }
}

void raster_find_edges(struct raster *raster)
{
    mark_edges(raster);
    collect_edges(raster);
}

/// Where the sixteen samples stand in a pixel, from its middle: each in a row and a column of its
/// own, so that edges of every direction get seventeen steps.
static const _Alignas(16) float sample_x[RASTER_SAMPLES] = {
    -0.46875f, -0.40625f, -0.34375f, -0.28125f, -0.21875f, -0.15625f, -0.09375f, -0.03125f,
    0.03125f,  0.09375f,  0.15625f,  0.21875f,  0.28125f,  0.34375f,  0.40625f,  0.46875f};
static const _Alignas(16) float sample_y[RASTER_SAMPLES] = {
    0.03125f, -0.34375f, 0.28125f, -0.15625f, 0.46875f, -0.46875f, 0.15625f, -0.28125f,
    0.34375f, -0.03125f, 0.21875f, -0.40625f, 0.09375f, -0.21875f, 0.40625f, -0.09375f};

enum { HALVES = RASTER_SAMPLES / EIGHT };

/// What a triangle's sides, depth and colour add at each sample, relative to the middle.
struct sample_offsets {
    eight side[3][HALVES], depth[HALVES], edge[HALVES];
};

/// Light of a triangle, 0..255: where a pixel's middle is far outside of it, its plane may not be
/// followed.
struct light_range {
    float low, high;
};

static inline struct light_range light_range_of(const struct raster_setup *s)
{
    float low = smaller(s->a->light, smaller(s->b->light, s->c->light));
    float high = larger(s->a->light, larger(s->b->light, s->c->light));
    return (struct light_range){255.0f * smaller(larger(low, 0.0f), 1.0f),
                                255.0f * smaller(larger(high, 0.0f), 1.0f)};
}

/// Bits of `word` for the pixels from `from` up to `to` (excluded).
static inline uint64_t bits_between(uint64_t bits, int word, int from, int to)
{
    int low = from - word * 64, high = to - word * 64;
    if (low > 0)
        bits &= ~(uint64_t)0 << low;
    if (high < 64)
        bits &= ((uint64_t)1 << high) - 1;
    return bits;
}

/// Pixels from `left` to `right` and from `top` to `bottom` (both excluded).
struct pixels {
    int left, right, top, bottom;
};

/// The pixels that a triangle may touch, within the box.
static inline struct pixels pixels_of(const struct raster *raster,
                                      const struct raster_visible *visible)
{
    struct rect box = raster->box;
    return (struct pixels){
        larger_int(visible->left, box.x),
        smaller_int(visible->right, box.x + box.width),
        larger_int(visible->top, box.y),
        smaller_int(visible->bottom, box.y + box.height),
    };
}

static inline bool has_edges(const struct raster *raster, struct pixels p)
{
    if (p.left >= p.right || p.top >= p.bottom)
        return false;
    uint64_t found = 0;
    for (int y = p.top & ~3; y < p.bottom; y += 4) {
        const uint64_t *fours = edge_fours_at(raster, y);
        for (int word = p.left >> 6; word <= (p.right - 1) >> 6; word++)
            found |= bits_between(fours[word], word, p.left, p.right);
    }
    return found != 0;
}

EIGHT_PART void prepare_samples(struct sample_offsets *o, const struct raster_setup *s)
{
    for (int i = 0; i < HALVES; i++) {
        eight x = *(const eight *)(sample_x + EIGHT * i),
              y = *(const eight *)(sample_y + EIGHT * i);
        for (int k = 0; k < 3; k++)
            o->side[k][i] = x * s->side[k].dx + y * s->side[k].dy;
        o->depth[i] = x * s->depth.dx + y * s->depth.dy;
        o->edge[i] = x * s->edge.dx + y * s->edge.dy;
    }
}

EIGHT_PART void draw_samples(struct raster_edge *pixel, const struct raster_setup *s,
                             const struct sample_offsets *o, struct light_range range, float x,
                             float y)
{
    float a = plane_at(&s->side[0], x, y), b = plane_at(&s->side[1], x, y);
    float c = plane_at(&s->side[2], x, y), depth_middle = plane_at(&s->depth, x, y);
    float edge_middle = plane_at(&s->edge, x, y), light = plane_at(&s->light, x, y);
    if (a + s->side_largest[0] < 0.0f || b + s->side_largest[1] < 0.0f ||
        c + s->side_largest[2] < 0.0f)
        return;
    const eight zero = {0.0f};
    int32_t shown = (int32_t)smaller(larger(light, range.low), range.high);
    const eight_bits plain = (eight_bits){0} + ((int32_t)s->colour[0] | shown);
    const eight_bits other = (eight_bits){0} + ((int32_t)s->colour[1] | shown);
    for (int i = 0; i < HALVES; i++) {
        eight *depth_at = (eight *)(pixel->depth + EIGHT * i);
        eight_bits *code_at = (eight_bits *)(pixel->code + EIGHT * i);
        eight depth = o->depth[i] + depth_middle;
        eight_bits nearer = (o->side[0][i] + a >= zero) & (o->side[1][i] + b >= zero) &
                            (o->side[2][i] + c >= zero) & (depth < *depth_at);
        eight_bits code = EIGHT_SELECT(o->edge[i] + edge_middle < zero, plain, other);
        *depth_at = EIGHT_IF(nearer, depth, *depth_at);
        *code_at = EIGHT_SELECT(nearer, code, *code_at);
    }
}

EIGHT_CLONES static void draw_pixels(const struct raster *raster, const struct raster_setup *s,
                                     struct pixels p)
{
    struct sample_offsets offsets;
    prepare_samples(&offsets, s);
    const struct light_range range = light_range_of(s);
    for (int y = p.top; y < p.bottom; y++) {
        const uint64_t *row = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        const int32_t *index = raster->edge_of_pixel + (size_t)y * raster->stride;
        for (int word = p.left >> 6; word <= (p.right - 1) >> 6; word++)
            for (uint64_t bits = bits_between(row[word], word, p.left, p.right); bits;
                 bits &= bits - 1) {
                int x = word * 64 + __builtin_ctzll(bits);
                draw_samples(&raster->edge[index[x]], s, &offsets, range, (float)x + 0.5f,
                             (float)y + 0.5f);
            }
    }
}

void raster_draw_edges(struct raster *raster, const struct raster_vertex *vertices,
                       const struct raster_triangle *triangle, const struct raster_visible *visible)
{
    struct pixels p = pixels_of(raster, visible);
    struct raster_setup setup;
    if (!has_edges(raster, p) || !raster_face(&setup, vertices, triangle))
        return;
    raster_set_up(&setup, triangle);
    draw_pixels(raster, &setup, p);
}
