#include "picture/raster.h"

#include "base/mem.h"

#include <emmintrin.h>
#include <math.h>
#include <string.h>

/// A neighbour this much further away is behind an edge; this much darker, another surface.
static const float EDGE_DEPTH_M = 0.006f;
static const int EDGE_LIGHT = 28;

void raster_init(struct raster *raster, int width, int height)
{
    *raster = (struct raster){.width = width, .height = height};
    // Four more: spans are stored four samples at a time.
    size_t pixels = (size_t)width * (size_t)height + 4;
    raster->words_per_row = (width + 63) / 64;
    raster->depth = mem_alloc(pixels, sizeof *raster->depth);
    raster->code = mem_alloc(pixels, sizeof *raster->code);
    raster->edge_of_pixel = mem_alloc(pixels, sizeof *raster->edge_of_pixel);
    raster->edge_bits =
        mem_alloc((size_t)raster->words_per_row * (size_t)height, sizeof *raster->edge_bits);
}

void raster_finish(struct raster *raster)
{
    mem_free(raster->depth);
    mem_free(raster->code);
    mem_free(raster->edge_of_pixel);
    mem_free(raster->edge_bits);
    mem_free(raster->edge);
}

/// A value that changes evenly across a triangle: value at (x, y) = origin + x * dx + y * dy.
struct plane {
    float origin, dx, dy;
};

static float plane_at(const struct plane *plane, float x, float y)
{
    return plane->origin + x * plane->dx + y * plane->dy;
}

struct setup {
    const struct raster_vertex *a, *b, *c;
    float inverse_area;
    float low_x, high_x, low_y, high_y;
    struct plane depth, light, edge;
    raster_code colour[2]; ///< shifted, ready to be or-ed with the light
    bool is_plain;         ///< one colour
};

static struct plane plane_through(const struct setup *s, float at_a, float at_b, float at_c)
{
    float to_b = at_b - at_a, to_c = at_c - at_a;
    struct plane plane;
    plane.dx = (to_b * (s->c->y - s->a->y) - to_c * (s->b->y - s->a->y)) * s->inverse_area;
    plane.dy = (to_c * (s->b->x - s->a->x) - to_b * (s->c->x - s->a->x)) * s->inverse_area;
    plane.origin = at_a - s->a->x * plane.dx - s->a->y * plane.dy;
    return plane;
}

static bool set_up(struct setup *s, const struct raster_vertex *vertices,
                   const struct raster_triangle *triangle)
{
    const struct raster_vertex *a = s->a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = s->b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = s->c = &vertices[triangle->vertex[2]];
    float area = (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
    if (!(area < -1e-4f))
        return false;
    s->inverse_area = 1.0f / area;
    s->low_x = fminf(a->x, fminf(b->x, c->x));
    s->high_x = fmaxf(a->x, fmaxf(b->x, c->x));
    s->low_y = fminf(a->y, fminf(b->y, c->y));
    s->high_y = fmaxf(a->y, fmaxf(b->y, c->y));
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

static int clamp_int(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/// Pixels from `from` up to `to` (excluded) of row `y`, four at a time. What is stored beyond the
/// span's end is what was there before.
static void draw_span(struct raster *raster, const struct setup *s, int y, int from, int to)
{
    static const float offsets[4] = {0.5f, 1.5f, 2.5f, 3.5f};
    float middle = (float)y + 0.5f;
    float *depth_row = raster->depth + (size_t)y * (size_t)raster->width;
    raster_code *code_row = raster->code + (size_t)y * (size_t)raster->width;
    __m128 x = _mm_add_ps(_mm_set1_ps((float)from), _mm_loadu_ps(offsets));
    __m128 depth = _mm_add_ps(_mm_set1_ps(plane_at(&s->depth, 0.0f, middle)),
                              _mm_mul_ps(x, _mm_set1_ps(s->depth.dx)));
    __m128 light = _mm_add_ps(_mm_set1_ps(plane_at(&s->light, 0.0f, middle)),
                              _mm_mul_ps(x, _mm_set1_ps(s->light.dx)));
    __m128 edge = _mm_setzero_ps();
    if (!s->is_plain)
        edge = _mm_add_ps(_mm_set1_ps(plane_at(&s->edge, 0.0f, middle)),
                          _mm_mul_ps(x, _mm_set1_ps(s->edge.dx)));
    const __m128 end = _mm_set1_ps((float)to), four = _mm_set1_ps(4.0f);
    const __m128 depth_step = _mm_set1_ps(4.0f * s->depth.dx);
    const __m128 light_step = _mm_set1_ps(4.0f * s->light.dx);
    const __m128i colour0 = _mm_set1_epi32((int)s->colour[0]);
    const __m128i colour1 = _mm_set1_epi32((int)s->colour[1]);
    for (int i = from; i < to; i += 4) {
        __m128 old_depth = _mm_loadu_ps(depth_row + i);
        __m128 nearer = _mm_and_ps(_mm_cmplt_ps(depth, old_depth), _mm_cmplt_ps(x, end));
        if (_mm_movemask_ps(nearer)) {
            __m128i mask = _mm_castps_si128(nearer);
            __m128 clamped = _mm_min_ps(_mm_max_ps(light, _mm_setzero_ps()), _mm_set1_ps(255.0f));
            __m128i outside = _mm_castps_si128(_mm_cmplt_ps(edge, _mm_setzero_ps()));
            __m128i colour = s->is_plain ? colour0
                                         : _mm_or_si128(_mm_and_si128(outside, colour0),
                                                        _mm_andnot_si128(outside, colour1));
            __m128i code = _mm_or_si128(colour, _mm_cvttps_epi32(clamped));
            __m128i old_code = _mm_loadu_si128((const __m128i *)(code_row + i));
            _mm_storeu_si128(
                (__m128i *)(code_row + i),
                _mm_or_si128(_mm_and_si128(mask, code), _mm_andnot_si128(mask, old_code)));
            _mm_storeu_ps(depth_row + i,
                          _mm_or_ps(_mm_and_ps(nearer, depth), _mm_andnot_ps(nearer, old_depth)));
        }
        x = _mm_add_ps(x, four);
        depth = _mm_add_ps(depth, depth_step);
        light = _mm_add_ps(light, light_step);
        if (!s->is_plain)
            edge = _mm_add_ps(edge, _mm_set1_ps(4.0f * s->edge.dx));
    }
}

static float x_on_line(const struct raster_vertex *from, const struct raster_vertex *to, float y)
{
    float height = to->y - from->y;
    return height > 0.0f ? from->x + (to->x - from->x) * (y - from->y) / height : from->x;
}

static void draw_triangle(struct raster *raster, const struct setup *s)
{
    // Middles of pixels that lie on a shared side belong to both: no holes.
    static const float TOLERANCE = 0.001f;
    int first = clamp_int((int)ceilf(s->low_y - 0.5f - TOLERANCE), 0, raster->height);
    int end = clamp_int((int)floorf(s->high_y - 0.5f + TOLERANCE) + 1, 0, raster->height);
    if (first >= end)
        return;
    const struct raster_vertex *top = s->a, *middle = s->b, *bottom = s->c, *swap;
    if (middle->y < top->y)
        swap = top, top = middle, middle = swap;
    if (bottom->y < middle->y)
        swap = middle, middle = bottom, bottom = swap;
    if (middle->y < top->y)
        swap = top, top = middle, middle = swap;
    for (int y = first; y < end; y++) {
        float at = fminf(fmaxf((float)y + 0.5f, s->low_y), s->high_y);
        float left = x_on_line(top, bottom, at);
        float right = at < middle->y ? x_on_line(top, middle, at) : x_on_line(middle, bottom, at);
        if (left > right) {
            float other = left;
            left = right;
            right = other;
        }
        int from = clamp_int((int)ceilf(left - 0.5f - TOLERANCE), 0, raster->width);
        int to = clamp_int((int)floorf(right - 0.5f + TOLERANCE) + 1, 0, raster->width);
        if (from < to)
            draw_span(raster, s, y, from, to);
    }
}

static struct rect box_of(const struct raster *raster, const struct raster_vertex *vertices,
                          int count)
{
    float low_x = 1e9f, low_y = 1e9f, high_x = -1e9f, high_y = -1e9f;
    for (int i = 0; i < count; i++) {
        low_x = fminf(low_x, vertices[i].x);
        high_x = fmaxf(high_x, vertices[i].x);
        low_y = fminf(low_y, vertices[i].y);
        high_y = fmaxf(high_y, vertices[i].y);
    }
    float width = (float)raster->width, height = (float)raster->height;
    int left = (int)fminf(fmaxf(low_x - 2.0f, 0.0f), width);
    int right = (int)fminf(fmaxf(high_x + 3.0f, 0.0f), width);
    int top = (int)fminf(fmaxf(low_y - 2.0f, 0.0f), height);
    int bottom = (int)fminf(fmaxf(high_y + 3.0f, 0.0f), height);
    return (struct rect){left, top, right - left, bottom - top};
}

static void clear(struct raster *raster)
{
    struct rect box = raster->box;
    for (int y = box.y; y < box.y + box.height; y++) {
        float *row = raster->depth + (size_t)y * (size_t)raster->width;
        for (int x = box.x; x < box.x + box.width; x++)
            row[x] = RASTER_EMPTY;
        memset(raster->code + (size_t)y * (size_t)raster->width + box.x, 0,
               (size_t)box.width * sizeof *raster->code);
        memset(raster->edge_bits + (size_t)y * (size_t)raster->words_per_row, 0,
               (size_t)raster->words_per_row * sizeof *raster->edge_bits);
    }
}

/// Do two neighbouring samples show different surfaces?
static inline bool differ(float depth_a, raster_code a, float depth_b, raster_code b)
{
    if (fabsf(depth_a - depth_b) > EDGE_DEPTH_M || (a ^ b) >> 8)
        return true;
    int light = (int)(a & 255) - (int)(b & 255);
    return light > EDGE_LIGHT || light < -EDGE_LIGHT;
}

static inline void mark(struct raster *raster, int x, int y)
{
    raster->edge_bits[y * raster->words_per_row + (x >> 6)] |= (uint64_t)1 << (x & 63);
}

/// Mark both pixels of every pair of neighbours that differ.
static void find_edges(struct raster *raster)
{
    struct rect box = raster->box;
    for (int y = box.y; y < box.y + box.height; y++) {
        const float *depth = raster->depth + (size_t)y * (size_t)raster->width;
        const raster_code *code = raster->code + (size_t)y * (size_t)raster->width;
        bool has_below = y + 1 < box.y + box.height;
        for (int x = box.x; x < box.x + box.width; x++) {
            if (x + 1 < box.x + box.width && differ(depth[x], code[x], depth[x + 1], code[x + 1])) {
                mark(raster, x, y);
                mark(raster, x + 1, y);
            }
            if (has_below &&
                differ(depth[x], code[x], depth[x + raster->width], code[x + raster->width])) {
                mark(raster, x, y);
                mark(raster, x, y + 1);
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
static const float sample_x[RASTER_SAMPLES] = {
    -0.46875f, -0.40625f, -0.34375f, -0.28125f, -0.21875f, -0.15625f, -0.09375f, -0.03125f,
    0.03125f,  0.09375f,  0.15625f,  0.21875f,  0.28125f,  0.34375f,  0.40625f,  0.46875f};
static const float sample_y[RASTER_SAMPLES] = {
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

static void spread(const struct plane *plane, float at[RASTER_SAMPLES])
{
    for (int i = 0; i < RASTER_SAMPLES; i++)
        at[i] = sample_x[i] * plane->dx + sample_y[i] * plane->dy;
}

static void prepare_samples(struct sample_offsets *o, const struct setup *s)
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
    float low = fminf(s->a->light, fminf(s->b->light, s->c->light));
    float high = fmaxf(s->a->light, fmaxf(s->b->light, s->c->light));
    o->low_light = 255.0f * fminf(fmaxf(low, 0.0f), 1.0f);
    o->high_light = 255.0f * fminf(fmaxf(high, 0.0f), 1.0f);
}

static void draw_samples(struct raster_edge *pixel, const struct setup *s,
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
    light = fminf(fmaxf(light, o->low_light), o->high_light);
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

static void refine_triangle(struct raster *raster, const struct setup *s)
{
    struct rect box = raster->box;
    int left = clamp_int((int)floorf(s->low_x), box.x, box.x + box.width);
    int right = clamp_int((int)floorf(s->high_x) + 1, box.x, box.x + box.width);
    int top = clamp_int((int)floorf(s->low_y), box.y, box.y + box.height);
    int bottom = clamp_int((int)floorf(s->high_y) + 1, box.y, box.y + box.height);
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

void raster_draw(struct raster *raster, const struct raster_vertex *vertices, int vertex_count,
                 const struct raster_triangle *triangles, int triangle_count)
{
    struct setup setup;
    raster->box = box_of(raster, vertices, vertex_count);
    raster->edge_count = 0;
    if (rect_is_empty(raster->box))
        return;
    clear(raster);
    for (int i = 0; i < triangle_count; i++)
        if (set_up(&setup, vertices, &triangles[i]))
            draw_triangle(raster, &setup);
    find_edges(raster);
    collect_edges(raster);
    for (int i = 0; i < triangle_count; i++)
        if (set_up(&setup, vertices, &triangles[i]))
            refine_triangle(raster, &setup);
}
