#include "picture/raster.h"

#include "base/mem.h"

#include <emmintrin.h>
#include <math.h>
#include <string.h>

/// A neighbour this much further away is behind an edge; this much darker, another surface.
static const float EDGE_DEPTH_M = 0.012f;
static const int EDGE_LIGHT = 40;

void raster_init(struct raster *raster, int width, int height)
{
    *raster = (struct raster){.width = width, .height = height};
    // Some more: rows are read and stored four samples at a time.
    size_t pixels = (size_t)width * (size_t)height + 8;
    raster->words_per_row = (width + 63) / 64;
    raster->depth = mem_alloc(pixels, sizeof *raster->depth);
    raster->code = mem_alloc(pixels, sizeof *raster->code);
    raster->edge_of_pixel = mem_alloc(pixels, sizeof *raster->edge_of_pixel);
    raster->edge_bits =
        mem_alloc((size_t)raster->words_per_row * (size_t)height + 1, sizeof *raster->edge_bits);
    raster->span = mem_alloc((size_t)height, sizeof *raster->span);
    for (size_t i = 0; i < pixels; i++)
        raster->depth[i] = RASTER_EMPTY;
}

void raster_finish(struct raster *raster)
{
    mem_free(raster->depth);
    mem_free(raster->code);
    mem_free(raster->edge_of_pixel);
    mem_free(raster->edge_bits);
    mem_free(raster->edge);
    mem_free(raster->span);
    mem_free(raster->visible);
}

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

static float plane_at(const struct plane *plane, float x, float y)
{
    return plane->origin + x * plane->dx + y * plane->dy;
}

struct raster_setup {
    const struct raster_vertex *a, *b, *c;
    float inverse_area;
    float low_x, high_x, low_y, high_y;
    struct plane depth, light, edge;
    raster_code colour[2]; ///< shifted, ready to be or-ed with the light
    bool is_plain;         ///< one colour
};

static struct plane plane_through(const struct raster_setup *s, float at_a, float at_b, float at_c)
{
    float to_b = at_b - at_a, to_c = at_c - at_a;
    struct plane plane;
    plane.dx = (to_b * (s->c->y - s->a->y) - to_c * (s->b->y - s->a->y)) * s->inverse_area;
    plane.dy = (to_c * (s->b->x - s->a->x) - to_b * (s->c->x - s->a->x)) * s->inverse_area;
    plane.origin = at_a - s->a->x * plane.dx - s->a->y * plane.dy;
    return plane;
}

static bool set_up(struct raster_setup *s, const struct raster_vertex *vertices,
                   const struct raster_triangle *triangle)
{
    const struct raster_vertex *a = s->a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = s->b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = s->c = &vertices[triangle->vertex[2]];
    float area = (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
    if (!(area < -1e-4f))
        return false;
    s->inverse_area = 1.0f / area;
    s->low_x = smaller(a->x, smaller(b->x, c->x));
    s->high_x = larger(a->x, larger(b->x, c->x));
    s->low_y = smaller(a->y, smaller(b->y, c->y));
    s->high_y = larger(a->y, larger(b->y, c->y));
    s->depth = plane_through(s, a->depth, b->depth, c->depth);
    s->light = plane_through(s, a->light * 255.0f, b->light * 255.0f, c->light * 255.0f);
    int positive = (a->edge >= 0.0f) + (b->edge >= 0.0f) + (c->edge >= 0.0f);
    s->colour[0] = (raster_code)triangle->colour[positive == 3] << 8;
    s->colour[1] = (raster_code)triangle->colour[positive > 0] << 8;
    s->is_plain = s->colour[0] == s->colour[1];
    if (!s->is_plain)
        s->edge = plane_through(s, a->edge, b->edge, c->edge);
    return true;
}

/// What is the same for all rows of a triangle.
struct row_steps {
    __m128 depth_dx[2], light_dx[2], edge_dx[2]; ///< over the first four pixels; from four to four
    __m128i colour[2];
};

static inline void set_steps(__m128 steps[2], float dx)
{
    __m128 all = _mm_set1_ps(dx);
    steps[0] = _mm_mul_ps(all, _mm_setr_ps(0.0f, 1.0f, 2.0f, 3.0f));
    steps[1] = _mm_mul_ps(all, _mm_set1_ps(4.0f));
}

static inline void prepare_rows(struct row_steps *rows, const struct raster_setup *s)
{
    // A plain triangle has a flat edge plane: steps of nothing.
    set_steps(rows->depth_dx, s->depth.dx);
    set_steps(rows->light_dx, s->light.dx);
    rows->colour[0] = _mm_set1_epi32((int)s->colour[0]);
    rows->colour[1] = _mm_set1_epi32((int)s->colour[1]);
    set_steps(rows->edge_dx, s->is_plain ? 0.0f : s->edge.dx);
}

static inline __m128 row_start(const struct plane *plane, __m128 offsets, float x, float y)
{
    return _mm_add_ps(_mm_set1_ps(plane_at(plane, x, y)), offsets);
}

static inline __m128i select_bits(__m128i mask, __m128i yes, __m128i no)
{
    return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

/// Pixels from `from` up to `to` (excluded) of row `y`, four at a time. What is stored beyond the
/// span's end is what was there before.
static inline void draw_span(struct raster *raster, const struct raster_setup *s,
                             const struct row_steps *rows, int y, int from, int to)
{
    size_t first = (size_t)y * (size_t)raster->width + (size_t)from;
    float *depth_at = raster->depth + first;
    raster_code *code_at = raster->code + first;
    float x_middle = (float)from + 0.5f, y_middle = (float)y + 0.5f;
    __m128 depth = row_start(&s->depth, rows->depth_dx[0], x_middle, y_middle);
    __m128 light = row_start(&s->light, rows->light_dx[0], x_middle, y_middle);
    __m128 edge = _mm_setzero_ps();
    if (!s->is_plain)
        edge = row_start(&s->edge, rows->edge_dx[0], x_middle, y_middle);
    for (int left = to - from; left > 0; left -= 4) {
        __m128 old_depth = _mm_loadu_ps(depth_at);
        __m128i in_span = _mm_cmplt_epi32(_mm_setr_epi32(0, 1, 2, 3), _mm_set1_epi32(left));
        __m128 nearer = _mm_and_ps(_mm_cmplt_ps(depth, old_depth), _mm_castsi128_ps(in_span));
        if (_mm_movemask_ps(nearer)) {
            __m128i mask = _mm_castps_si128(nearer), colour = rows->colour[0];
            __m128 held = _mm_min_ps(_mm_max_ps(light, _mm_setzero_ps()), _mm_set1_ps(255.0f));
            if (!s->is_plain)
                colour = select_bits(_mm_castps_si128(_mm_cmplt_ps(edge, _mm_setzero_ps())), colour,
                                     rows->colour[1]);
            __m128i code = _mm_or_si128(colour, _mm_cvttps_epi32(held));
            __m128i old_code = _mm_loadu_si128((const __m128i *)code_at);
            _mm_storeu_si128((__m128i *)code_at, select_bits(mask, code, old_code));
            _mm_storeu_ps(depth_at,
                          _mm_or_ps(_mm_and_ps(nearer, depth), _mm_andnot_ps(nearer, old_depth)));
        }
        depth_at += 4;
        code_at += 4;
        depth = _mm_add_ps(depth, rows->depth_dx[1]);
        light = _mm_add_ps(light, rows->light_dx[1]);
        if (!s->is_plain)
            edge = _mm_add_ps(edge, rows->edge_dx[1]);
    }
}

/// x of a side as it goes down: place + slope * y.
struct line {
    float place, slope;
};

static struct line line_between(const struct raster_vertex *from, const struct raster_vertex *to)
{
    float height = to->y - from->y;
    float slope = height > 0.0f ? (to->x - from->x) / height : 0.0f;
    return (struct line){from->x - slope * from->y, slope};
}

static inline void grow_span(struct raster_span *span, int from, int to)
{
    if (span->from >= span->to)
        *span = (struct raster_span){from, to};
    span->from = smaller_int(span->from, from);
    span->to = larger_int(span->to, to);
}

static void draw_triangle(struct raster *raster, const struct raster_setup *s)
{
    // Middles of pixels that lie on a shared side belong to both: no holes.
    static const float TOLERANCE = 0.001f;
    int first = clamp_int(ceil_int(s->low_y - 0.5f - TOLERANCE), 0, raster->height);
    int end = clamp_int(ceil_int(s->high_y - 0.5f + TOLERANCE), 0, raster->height);
    if (first >= end)
        return;
    const struct raster_vertex *top = s->a, *middle = s->b, *bottom = s->c, *swap;
    if (middle->y < top->y)
        swap = top, top = middle, middle = swap;
    if (bottom->y < middle->y)
        swap = middle, middle = bottom, bottom = swap;
    if (middle->y < top->y)
        swap = top, top = middle, middle = swap;
    struct row_steps rows;
    prepare_rows(&rows, s);
    struct line whole = line_between(top, bottom);
    struct line upper = line_between(top, middle), lower = line_between(middle, bottom);
    for (int y = first; y < end; y++) {
        float at = smaller(larger((float)y + 0.5f, s->low_y), s->high_y);
        const struct line *part = at < middle->y ? &upper : &lower;
        float one = whole.place + whole.slope * at, other = part->place + part->slope * at;
        float left = larger(smaller(one, other), s->low_x);
        float right = smaller(larger(one, other), s->high_x);
        int from = clamp_int(ceil_int(left - 0.5f - TOLERANCE), 0, raster->width);
        int to = clamp_int(ceil_int(right - 0.5f + TOLERANCE), 0, raster->width);
        if (from >= to)
            continue;
        draw_span(raster, s, &rows, y, from, to);
        grow_span(&raster->span[y], from, to);
    }
}

/// Empty again where the last drawing was: everything else never was written.
static void clear(struct raster *raster)
{
    for (int y = raster->box.y; y < raster->box.y + raster->box.height; y++) {
        struct raster_span *span = &raster->span[y];
        size_t row = (size_t)y * (size_t)raster->width;
        for (int x = span->from; x < span->to; x++)
            raster->depth[row + (size_t)x] = RASTER_EMPTY;
        for (int x = span->from; x < span->to; x++)
            raster->code[row + (size_t)x] = 0;
        memset(raster->edge_bits + (size_t)y * (size_t)raster->words_per_row, 0,
               (size_t)raster->words_per_row * sizeof *raster->edge_bits);
        *span = (struct raster_span){0, 0};
    }
}

/// A frame of one pixel round what was drawn (pixels may hold a sliver of an edge without holding
/// a middle), and the box round it all.
static void widen_spans(struct raster *raster)
{
    int top = raster->height, bottom = 0, left = raster->width, right = 0;
    struct raster_span above = {0, 0};
    for (int y = 0; y < raster->height; y++) {
        struct raster_span here = raster->span[y];
        struct raster_span below =
            y + 1 < raster->height ? raster->span[y + 1] : (struct raster_span){0, 0};
        struct raster_span wide = {raster->width, 0};
        const struct raster_span near[3] = {above, here, below};
        for (int i = 0; i < 3; i++)
            if (near[i].from < near[i].to) {
                wide.from = smaller_int(wide.from, near[i].from - 1);
                wide.to = larger_int(wide.to, near[i].to + 1);
            }
        above = here;
        wide.from = larger_int(wide.from, 0);
        wide.to = smaller_int(wide.to, raster->width);
        if (wide.from >= wide.to) {
            raster->span[y] = (struct raster_span){0, 0};
            continue;
        }
        raster->span[y] = wide;
        top = smaller_int(top, y);
        bottom = y + 1;
        left = smaller_int(left, wide.from);
        right = larger_int(right, wide.to);
    }
    raster->box = top < bottom ? (struct rect){left, top, right - left, bottom - top}
                               : (struct rect){0, 0, 0, 0};
}

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

/// Has any of four pixels a sample?
static inline bool is_drawn(const float *depth)
{
    return _mm_movemask_ps(_mm_cmplt_ps(_mm_loadu_ps(depth), _mm_set1_ps(RASTER_EMPTY)));
}

/// Mark both pixels of every pair of neighbours that differ.
static void find_edges(struct raster *raster)
{
    struct rect box = raster->box;
    const __m128 empty = _mm_set1_ps(RASTER_EMPTY);
    for (int y = box.y; y < box.y + box.height; y++) {
        size_t row = (size_t)y * (size_t)raster->width;
        const float *depth = raster->depth + row;
        const raster_code *code = raster->code + row;
        uint64_t *bits = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        struct raster_span span = raster->span[y];
        bool has_below = y + 1 < box.y + box.height;
        for (int x = span.from; x < span.to; x += 4) {
            __m128 depth4 = _mm_loadu_ps(depth + x);
            __m128i code4 = _mm_loadu_si128((const __m128i *)(code + x));
            int left = span.to - x;
            // Most of what is empty stays empty to the right and below.
            if (!(_mm_movemask_ps(_mm_cmplt_ps(depth4, empty)) || is_drawn(depth + x + 4) ||
                  (has_below && is_drawn(depth + x + raster->width))))
                continue;
            unsigned to_right = differ(depth4, code4, depth + x + 1, code + x + 1);
            to_right &= left > 4 ? 15u : (1u << (left - 1)) - 1u;
            if (to_right)
                mark(bits, x, to_right | to_right << 1);
            if (!has_below)
                continue;
            unsigned down =
                differ(depth4, code4, depth + x + raster->width, code + x + raster->width);
            down &= left >= 4 ? 15u : (1u << left) - 1u;
            if (down) {
                mark(bits, x, down);
                mark(bits + raster->words_per_row, x, down);
            }
        }
    }
}

static void clear_edge(struct raster_edge *edge)
{
    for (int i = 0; i < RASTER_SAMPLES; i++) {
        edge->depth[i] = RASTER_EMPTY;
        edge->code[i] = 0;
    }
}

static void collect_edges(struct raster *raster)
{
    struct rect box = raster->box;
    raster->edge_count = 0;
    for (int y = box.y; y < box.y + box.height; y++) {
        const uint64_t *bits = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        for (int word = 0; word < raster->words_per_row; word++)
            for (uint64_t left = bits[word]; left; left &= left - 1) {
                int x = word * 64 + __builtin_ctzll(left);
                if (raster->edge_count == raster->edge_capacity) {
                    raster->edge_capacity = raster->edge_capacity * 2 + 1024;
                    raster->edge = mem_realloc(raster->edge, (size_t)raster->edge_capacity,
                                               sizeof *raster->edge);
                }
                clear_edge(&raster->edge[raster->edge_count]);
                raster->edge_of_pixel[(size_t)y * (size_t)raster->width + (size_t)x] =
                    raster->edge_count++;
            }
    }
}

/// Where the sixteen samples stand in a pixel, from its middle: each in a row and a column of its
/// own, so that edges of every direction get seventeen steps.
static const _Alignas(16) float sample_x[RASTER_SAMPLES] = {
    -0.46875f, -0.40625f, -0.34375f, -0.28125f, -0.21875f, -0.15625f, -0.09375f, -0.03125f,
    0.03125f,  0.09375f,  0.15625f,  0.21875f,  0.28125f,  0.34375f,  0.40625f,  0.46875f};
static const _Alignas(16) float sample_y[RASTER_SAMPLES] = {
    0.03125f, -0.34375f, 0.28125f, -0.15625f, 0.46875f, -0.46875f, 0.15625f, -0.28125f,
    0.34375f, -0.03125f, 0.21875f, -0.40625f, 0.09375f, -0.21875f, 0.40625f, -0.09375f};

/// What a triangle's three sides, depth and colour add at each sample, relative to the middle.
struct sample_offsets {
    struct plane side[3]; ///< positive inside
    float largest[3];     ///< of each side, over the samples
    _Alignas(16) float at_side[3][RASTER_SAMPLES];
    float depth[RASTER_SAMPLES], edge[RASTER_SAMPLES];
    float low_light, high_light;
};

static struct plane side_plane(const struct raster_vertex *from, const struct raster_vertex *to)
{
    struct plane plane = {0.0f, to->y - from->y, from->x - to->x};
    plane.origin = -from->x * plane.dx - from->y * plane.dy;
    return plane;
}

static inline void spread(const struct plane *plane, float at[RASTER_SAMPLES])
{
    __m128 dx = _mm_set1_ps(plane->dx), dy = _mm_set1_ps(plane->dy);
    for (int i = 0; i < RASTER_SAMPLES; i += 4)
        _mm_store_ps(at + i, _mm_add_ps(_mm_mul_ps(_mm_load_ps(sample_x + i), dx),
                                        _mm_mul_ps(_mm_load_ps(sample_y + i), dy)));
}

static void prepare_samples(struct sample_offsets *o, const struct raster_setup *s)
{
    const struct raster_vertex *corner[4] = {s->a, s->b, s->c, s->a};
    for (int i = 0; i < 3; i++) {
        o->side[i] = side_plane(corner[i], corner[i + 1]);
        o->largest[i] = 0.5f * (fabsf(o->side[i].dx) + fabsf(o->side[i].dy));
        // A sample on a shared side belongs to both triangles.
        o->side[i].origin += 0.001f * o->largest[i];
        spread(&o->side[i], o->at_side[i]);
    }
    spread(&s->depth, o->depth);
    if (!s->is_plain)
        spread(&s->edge, o->edge);
    float low = smaller(s->a->light, smaller(s->b->light, s->c->light));
    float high = larger(s->a->light, larger(s->b->light, s->c->light));
    o->low_light = 255.0f * smaller(larger(low, 0.0f), 1.0f);
    o->high_light = 255.0f * smaller(larger(high, 0.0f), 1.0f);
}

static void draw_samples(struct raster_edge *pixel, const struct raster_setup *s,
                         const struct sample_offsets *o, float x, float y)
{
    float side[3];
    for (int i = 0; i < 3; i++) {
        side[i] = plane_at(&o->side[i], x, y);
        if (side[i] + o->largest[i] < 0.0f)
            return;
    }
    __m128 depth_middle = _mm_set1_ps(plane_at(&s->depth, x, y));
    float light = plane_at(&s->light, x, y);
    light = smaller(larger(light, o->low_light), o->high_light);
    __m128i plain = _mm_set1_epi32((int)(s->colour[0] | (raster_code)light));
    __m128i other = _mm_set1_epi32((int)(s->colour[1] | (raster_code)light));
    __m128 edge_middle = _mm_set1_ps(s->is_plain ? 0.0f : -plane_at(&s->edge, x, y));
    for (int i = 0; i < RASTER_SAMPLES; i += 4) {
        __m128 zero = _mm_setzero_ps();
        __m128 in =
            _mm_cmpge_ps(_mm_add_ps(_mm_set1_ps(side[0]), _mm_load_ps(o->at_side[0] + i)), zero);
        in = _mm_and_ps(
            in,
            _mm_cmpge_ps(_mm_add_ps(_mm_set1_ps(side[1]), _mm_load_ps(o->at_side[1] + i)), zero));
        in = _mm_and_ps(
            in,
            _mm_cmpge_ps(_mm_add_ps(_mm_set1_ps(side[2]), _mm_load_ps(o->at_side[2] + i)), zero));
        __m128 depth = _mm_add_ps(depth_middle, _mm_load_ps(o->depth + i));
        __m128 old_depth = _mm_load_ps(pixel->depth + i);
        __m128 nearer = _mm_and_ps(in, _mm_cmplt_ps(depth, old_depth));
        if (!_mm_movemask_ps(nearer))
            continue;
        __m128i mask = _mm_castps_si128(nearer), code = plain;
        if (!s->is_plain) {
            __m128i outside = _mm_castps_si128(_mm_cmplt_ps(_mm_load_ps(o->edge + i), edge_middle));
            code = _mm_or_si128(_mm_and_si128(outside, plain), _mm_andnot_si128(outside, other));
        }
        __m128i old_code = _mm_load_si128((const __m128i *)(pixel->code + i));
        _mm_store_ps(pixel->depth + i,
                     _mm_or_ps(_mm_and_ps(nearer, depth), _mm_andnot_ps(nearer, old_depth)));
        _mm_store_si128((__m128i *)(pixel->code + i),
                        _mm_or_si128(_mm_and_si128(mask, code), _mm_andnot_si128(mask, old_code)));
    }
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

static void refine_triangle(struct raster *raster, const struct raster_setup *s)
{
    struct rect box = raster->box;
    int left = clamp_int(ceil_int(s->low_x) - 1, box.x, box.x + box.width);
    int right = clamp_int(ceil_int(s->high_x + 1e-6f), box.x, box.x + box.width);
    int top = clamp_int(ceil_int(s->low_y) - 1, box.y, box.y + box.height);
    int bottom = clamp_int(ceil_int(s->high_y + 1e-6f), box.y, box.y + box.height);
    if (left >= right)
        return;
    struct sample_offsets offsets;
    bool is_prepared = false;
    for (int y = top; y < bottom; y++) {
        const uint64_t *row = raster->edge_bits + (size_t)y * (size_t)raster->words_per_row;
        for (int word = left >> 6; word <= (right - 1) >> 6; word++) {
            uint64_t bits = bits_between(row[word], word, left, right);
            for (; bits; bits &= bits - 1) {
                if (!is_prepared)
                    prepare_samples(&offsets, s);
                is_prepared = true;
                int x = word * 64 + __builtin_ctzll(bits);
                int edge = raster->edge_of_pixel[(size_t)y * (size_t)raster->width + (size_t)x];
                draw_samples(&raster->edge[edge], s, &offsets, (float)x + 0.5f, (float)y + 0.5f);
            }
        }
    }
}

static void reserve_visible(struct raster *raster, int count)
{
    if (count <= raster->visible_capacity)
        return;
    raster->visible_capacity = count;
    raster->visible = mem_realloc(raster->visible, (size_t)count, sizeof *raster->visible);
}

void raster_draw(struct raster *raster, const struct raster_vertex *vertices,
                 const struct raster_triangle *triangles, int triangle_count)
{
    int visible_count = 0;
    clear(raster);
    reserve_visible(raster, triangle_count);
    for (int i = 0; i < triangle_count; i++) {
        struct raster_setup *setup = &raster->visible[visible_count];
        if (!set_up(setup, vertices, &triangles[i]))
            continue;
        visible_count++;
        draw_triangle(raster, setup);
    }
    widen_spans(raster);
    find_edges(raster);
    collect_edges(raster);
    for (int i = 0; i < visible_count; i++)
        refine_triangle(raster, &raster->visible[i]);
}
