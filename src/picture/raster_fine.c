#include "picture/raster_triangle.h"

/// Where the sixteen samples stand in a pixel, from its middle: each in a row and a column of its
/// own, so that edges of every direction get seventeen steps.
enum { SAMPLES = 16, FOURS = SAMPLES / 4 };
static const _Alignas(16) float sample_x[SAMPLES] = {
    -0.46875f, -0.40625f, -0.34375f, -0.28125f, -0.21875f, -0.15625f, -0.09375f, -0.03125f,
    0.03125f,  0.09375f,  0.15625f,  0.21875f,  0.28125f,  0.34375f,  0.40625f,  0.46875f};
static const _Alignas(16) float sample_y[SAMPLES] = {
    0.03125f, -0.34375f, 0.28125f, -0.15625f, 0.46875f, -0.46875f, 0.15625f, -0.28125f,
    0.34375f, -0.03125f, 0.21875f, -0.40625f, 0.09375f, -0.21875f, 0.40625f, -0.09375f};

/// The samples of a pixel that a triangle covers, one bit each.
static unsigned covered(const struct raster_setup *s, float x, float y)
{
    unsigned found = 0;
    for (int i = 0; i < FOURS; i++) {
        __m128 at_x = _mm_add_ps(_mm_load_ps(sample_x + 4 * i), _mm_set1_ps(x));
        __m128 at_y = _mm_add_ps(_mm_load_ps(sample_y + 4 * i), _mm_set1_ps(y));
        int outside = 0;
        for (int k = 0; k < 3; k++) {
            const struct plane *side = &s->side[k];
            __m128 value = _mm_add_ps(_mm_mul_ps(at_x, _mm_set1_ps(side->dx)),
                                      _mm_mul_ps(at_y, _mm_set1_ps(side->dy)));
            outside |= _mm_movemask_ps(_mm_add_ps(value, _mm_set1_ps(side->origin)));
        }
        found |= (unsigned)(~outside & 15) << (4 * i);
    }
    return found;
}

/// Where the figure shows a surface right beneath.
static bool is_on_top(const struct raster *raster, const struct raster_setup *s, int x, int y)
{
    size_t pixel = (size_t)y * raster->stride + (size_t)x;
    float depth_m = plane_at(&s->depth, (float)x + 0.5f, (float)y + 0.5f);
    float low = smallest(s->a->depth, s->b->depth, s->c->depth);
    float high = largest(s->a->depth, s->b->depth, s->c->depth);
    return raster->key[pixel] != RASTER_EMPTY &&
           smaller(larger(depth_m, low), high) < raster_depth(raster, pixel);
}

static void draw(struct raster *raster, const struct raster_setup *s, uint8_t colour)
{
    const struct raster_vertex *a = s->a, *b = s->b, *c = s->c;
    int left = larger_int(ceil_int(smallest(a->x, b->x, c->x)) - 1, 0);
    int right = smaller_int(ceil_int(largest(a->x, b->x, c->x)), raster->width);
    int top = larger_int(ceil_int(smallest(a->y, b->y, c->y)) - 1, 0);
    int bottom = smaller_int(ceil_int(largest(a->y, b->y, c->y)), raster->height);
    for (int y = top; y < bottom; y++)
        for (int x = left; x < right; x++) {
            unsigned found = covered(s, (float)x + 0.5f, (float)y + 0.5f);
            if (!found || !is_on_top(raster, s, x, y))
                continue;
            struct raster_mark *mark = raster_mark_at(raster, x, y);
            mark->fine |= (uint16_t)found;
            mark->fine_colour = colour;
            raster->fine_rows.from = smaller_int(raster->fine_rows.from, y);
            raster->fine_rows.to = larger_int(raster->fine_rows.to, y + 1);
        }
}

void raster_draw_fine(struct raster *raster, const struct raster_vertex *vertices,
                      const struct raster_triangle *triangles, int count)
{
    raster->fine_rows = (struct raster_span){raster->height, 0};
    for (int i = 0; i < count; i++) {
        struct raster_setup setup;
        if (!(raster_area(vertices, &triangles[i]) < -RASTER_THIN_PX2))
            continue;
        raster_set_up(&setup, vertices, &triangles[i]);
        draw(raster, &setup, triangles[i].colour[0]);
    }
}
