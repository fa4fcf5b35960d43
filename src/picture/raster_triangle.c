#include "picture/raster_triangle.h"

#include <math.h>

static struct plane plane_through(const struct raster_setup *s, float at_a, float at_b, float at_c)
{
    float to_b = at_b - at_a, to_c = at_c - at_a;
    struct plane plane;
    plane.dx = (to_b * (s->c->y - s->a->y) - to_c * (s->b->y - s->a->y)) * s->inverse_area;
    plane.dy = (to_c * (s->b->x - s->a->x) - to_b * (s->c->x - s->a->x)) * s->inverse_area;
    plane.origin = at_a - s->a->x * plane.dx - s->a->y * plane.dy;
    return plane;
}

bool raster_set_up(struct raster_setup *s, const struct raster_vertex *vertices,
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
    s->edge = (struct plane){0.0f, 0.0f, 0.0f};
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
    set_steps(rows->depth_dx, s->depth.dx);
    set_steps(rows->light_dx, s->light.dx);
    rows->colour[0] = _mm_set1_epi32((int)s->colour[0]);
    rows->colour[1] = _mm_set1_epi32((int)s->colour[1]);
    set_steps(rows->edge_dx, s->edge.dx);
}

static inline __m128 row_start(const struct plane *plane, __m128 offsets, float x, float y)
{
    return _mm_add_ps(_mm_set1_ps(plane_at(plane, x, y)), offsets);
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

void raster_draw_middles(struct raster *raster, const struct raster_setup *s)
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
