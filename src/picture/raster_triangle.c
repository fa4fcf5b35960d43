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

static void set_side(struct raster_setup *s, int i, const struct raster_vertex *from,
                     const struct raster_vertex *to)
{
    static const float BEYOND = 0.002f;
    struct plane *plane = &s->side[i];
    plane->dx = to->y - from->y;
    plane->dy = from->x - to->x;
    s->side_largest[i] = 0.5f * (fabsf(plane->dx) + fabsf(plane->dy));
    plane->origin = BEYOND * s->side_largest[i] - from->x * plane->dx - from->y * plane->dy;
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
    const struct raster_vertex *corner[4] = {a, b, c, a};
    for (int i = 0; i < 3; i++)
        set_side(s, i, corner[i], corner[i + 1]);
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

/// A value over the four pixels in work.
struct walk {
    __m128 here, right, down; ///< steps to the next four, and to the next row
};

static inline struct walk walk_from(const struct plane *plane, float x, float y)
{
    __m128 dx = _mm_set1_ps(plane->dx);
    return (struct walk){_mm_add_ps(_mm_set1_ps(plane_at(plane, x, y)),
                                    _mm_mul_ps(dx, _mm_setr_ps(0.0f, 1.0f, 2.0f, 3.0f))),
                         _mm_mul_ps(dx, _mm_set1_ps(4.0f)), _mm_set1_ps(plane->dy)};
}

static inline void walk_down(struct walk *walk)
{
    walk->here = _mm_add_ps(walk->here, walk->down);
}

static inline void grow_span(struct raster_span *span, int from, int to)
{
    // An empty span has no end: see raster.c.
    span->from = smaller_int(span->from, from);
    span->to = larger_int(span->to, to);
}

static inline __m128i code_of(const struct raster_setup *s, __m128 light, __m128 edge)
{
    __m128 held = _mm_min_ps(_mm_max_ps(light, _mm_setzero_ps()), _mm_set1_ps(255.0f));
    __m128i colour = _mm_set1_epi32((int)s->colour[0]);
    if (!s->is_plain)
        colour = select_bits(_mm_castps_si128(_mm_cmplt_ps(edge, _mm_setzero_ps())), colour,
                             _mm_set1_epi32((int)s->colour[1]));
    return _mm_or_si128(colour, _mm_cvttps_epi32(held));
}

/// The fours of a row from `x` to `right` (excluded): those in the triangle and nearer than what is
/// there are drawn, the others stored as they were.
static inline void draw_row(struct raster *raster, const struct raster_setup *s, size_t row, int x,
                            int right, const struct walk side[3], const struct walk *depth_walk,
                            const struct walk *light_walk, const struct walk *edge_walk)
{
    __m128 a = side[0].here, b = side[1].here, c = side[2].here, depth = depth_walk->here;
    __m128 light = light_walk->here, edge = edge_walk->here;
    float *depth_at = raster->depth + row + x;
    raster_code *code_at = raster->code + row + x;
    for (; x < right; x += 4, depth_at += 4, code_at += 4) {
        __m128 old_depth = _mm_loadu_ps(depth_at);
        __m128 inside = _mm_cmpge_ps(_mm_min_ps(a, _mm_min_ps(b, c)), _mm_setzero_ps());
        __m128 nearer = _mm_and_ps(_mm_cmplt_ps(depth, old_depth), inside);
        if (x + 4 > raster->width)
            nearer = _mm_and_ps(nearer, _mm_cmplt_ps(_mm_setr_ps(0.0f, 1.0f, 2.0f, 3.0f),
                                                     _mm_set1_ps((float)(raster->width - x))));
        if (_mm_movemask_ps(nearer)) {
            __m128i old_code = _mm_loadu_si128((const __m128i *)code_at);
            _mm_storeu_si128((__m128i *)code_at, select_bits(_mm_castps_si128(nearer),
                                                             code_of(s, light, edge), old_code));
            _mm_storeu_ps(depth_at,
                          _mm_or_ps(_mm_and_ps(nearer, depth), _mm_andnot_ps(nearer, old_depth)));
        }
        a = _mm_add_ps(a, side[0].right);
        b = _mm_add_ps(b, side[1].right);
        c = _mm_add_ps(c, side[2].right);
        depth = _mm_add_ps(depth, depth_walk->right);
        light = _mm_add_ps(light, light_walk->right);
        edge = _mm_add_ps(edge, edge_walk->right);
    }
}

/// What the fours of a small triangle have of its planes, and how they go down.
struct fours {
    __m128 side[3], depth, light, edge;
};

/// Four pixels without a branch: in small triangles none could be foreseen.
static inline void draw_four(float *depth_at, raster_code *code_at, const struct raster_setup *s,
                             const struct fours *f)
{
    __m128 old_depth = _mm_loadu_ps(depth_at);
    __m128i old_code = _mm_loadu_si128((const __m128i *)code_at);
    __m128 least = _mm_min_ps(f->side[0], _mm_min_ps(f->side[1], f->side[2]));
    __m128 nearer =
        _mm_and_ps(_mm_cmplt_ps(f->depth, old_depth), _mm_cmpge_ps(least, _mm_setzero_ps()));
    __m128i code = select_bits(_mm_castps_si128(nearer), code_of(s, f->light, f->edge), old_code);
    _mm_storeu_si128((__m128i *)code_at, code);
    _mm_storeu_ps(depth_at,
                  _mm_or_ps(_mm_and_ps(nearer, f->depth), _mm_andnot_ps(nearer, old_depth)));
}

static inline void step(struct fours *f, const struct fours *by, bool is_plain)
{
    for (int i = 0; i < 3; i++)
        f->side[i] = _mm_add_ps(f->side[i], by->side[i]);
    f->depth = _mm_add_ps(f->depth, by->depth);
    f->light = _mm_add_ps(f->light, by->light);
    if (!is_plain)
        f->edge = _mm_add_ps(f->edge, by->edge);
}

/// A triangle that lies within two fours: rows from `top` to `bottom` (excluded).
static void draw_small(struct raster *raster, const struct raster_setup *s, int start, int top,
                       int bottom)
{
    const struct plane *plane[6] = {&s->side[0], &s->side[1], &s->side[2],
                                    &s->depth,   &s->light,   &s->edge};
    __m128 here[6], right[6], down[6];
    float x = (float)start + 0.5f, y = (float)top + 0.5f;
    for (int i = 0; i < 6; i++) {
        struct walk walk = walk_from(plane[i], x, y);
        here[i] = walk.here;
        right[i] = walk.right;
        down[i] = walk.down;
    }
    struct fours near = {{here[0], here[1], here[2]}, here[3], here[4], here[5]};
    const struct fours to_far = {{right[0], right[1], right[2]}, right[3], right[4], right[5]};
    const struct fours below = {{down[0], down[1], down[2]}, down[3], down[4], down[5]};
    struct fours far = near;
    step(&far, &to_far, false);
    size_t at = (size_t)top * (size_t)raster->width + (size_t)start;
    for (int row = top; row < bottom; row++, at += (size_t)raster->width) {
        draw_four(raster->depth + at, raster->code + at, s, &near);
        draw_four(raster->depth + at + 4, raster->code + at + 4, s, &far);
        step(&near, &below, s->is_plain);
        step(&far, &below, s->is_plain);
    }
}

void raster_draw_middles(struct raster *raster, const struct raster_setup *s)
{
    int left = clamp_int(ceil_int(s->low_x - 0.5f), 0, raster->width);
    int right = clamp_int(ceil_int(s->high_x - 0.5f), 0, raster->width);
    int top = clamp_int(ceil_int(s->low_y - 0.5f), 0, raster->height);
    int bottom = clamp_int(ceil_int(s->high_y - 0.5f), 0, raster->height);
    if (left >= right || top >= bottom)
        return;
    // Always the same fours: what was just stored is loaded again from the same place.
    int start = left & ~3;
    for (int row = top; row < bottom; row++)
        grow_span(&raster->span[row], left, right);
    if (right - start <= 8 && start + 8 <= raster->width) {
        draw_small(raster, s, start, top, bottom);
        return;
    }
    float x = (float)start + 0.5f, y = (float)top + 0.5f;
    struct walk side[3] = {walk_from(&s->side[0], x, y), walk_from(&s->side[1], x, y),
                           walk_from(&s->side[2], x, y)};
    struct walk depth = walk_from(&s->depth, x, y), light = walk_from(&s->light, x, y);
    struct walk edge = walk_from(&s->edge, x, y);
    for (int row = top; row < bottom; row++) {
        draw_row(raster, s, (size_t)row * (size_t)raster->width, start, right, side, &depth, &light,
                 &edge);
        for (int i = 0; i < 3; i++)
            walk_down(&side[i]);
        walk_down(&depth);
        walk_down(&light);
        walk_down(&edge);
    }
}
