#include "picture/raster_triangle.h"

#include "picture/field_eight.h"

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
    float beyond = BEYOND * 0.5f * (fabsf(plane->dx) + fabsf(plane->dy));
    plane->origin = beyond - from->x * plane->dx - from->y * plane->dy;
}

bool raster_face(struct raster_setup *s, const struct raster_vertex *vertices,
                 const struct raster_triangle *triangle)
{
    const struct raster_vertex *a = s->a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = s->b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = s->c = &vertices[triangle->vertex[2]];
    float area = raster_area(vertices, triangle);
    if (!(area < -RASTER_THIN_PX2))
        return false;
    s->inverse_area = 1.0f / area;
    s->low_x = smaller(a->x, smaller(b->x, c->x));
    s->high_x = larger(a->x, larger(b->x, c->x));
    s->low_y = smaller(a->y, smaller(b->y, c->y));
    s->high_y = larger(a->y, larger(b->y, c->y));
    return true;
}

void raster_set_up(struct raster_setup *s, const struct raster_triangle *triangle)
{
    const struct raster_vertex *a = s->a, *b = s->b, *c = s->c;
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
}

static inline void grow_span(struct raster_span *span, int from, int to)
{
    // An empty span has no end: see raster.c.
    span->from = smaller_int(span->from, from);
    span->to = larger_int(span->to, to);
}

#define PLANE_FROM(plane, x, y) (plane_at(&(plane), x, y) + first_eight * (plane).dx)

/// Column by column of eight pixels, each from top to bottom: no branch depends on what is drawn,
/// in small triangles none could be foreseen. Always the same eights: what was just stored is
/// loaded again from the same place.
EIGHT_CLONES static void draw_box(struct raster *raster, const struct raster_setup *s,
                                  struct raster_span across, int top, int bottom)
{
    const eight_bits colour = (eight_bits){0} + (int32_t)s->colour[0];
    const eight_bits other = (eight_bits){0} + (int32_t)s->colour[1];
    const eight zero = {0.0f}, most = zero + 255.0f;
    float y = (float)top + 0.5f;
    for (int left = across.from & ~(EIGHT - 1); left < across.to; left += EIGHT) {
        float x = (float)left + 0.5f;
        eight a = PLANE_FROM(s->side[0], x, y), b = PLANE_FROM(s->side[1], x, y);
        eight c = PLANE_FROM(s->side[2], x, y), depth = PLANE_FROM(s->depth, x, y);
        eight light = PLANE_FROM(s->light, x, y), edge = PLANE_FROM(s->edge, x, y);
        const eight_bits on_canvas = first_eight < (float)(raster->width - left);
        size_t at = (size_t)top * raster->stride + (size_t)left;
        for (int row = top; row < bottom; row++, at += raster->stride) {
            eight *depth_at = (eight *)(raster->depth + at);
            eight_bits *code_at = (eight_bits *)(raster->code + at);
            eight old_depth = *depth_at;
            eight_bits nearer =
                (a >= zero) & (b >= zero) & (c >= zero) & (depth < old_depth) & on_canvas;
            eight held = EIGHT_MAX(light, zero);
            held = EIGHT_MIN(held, most);
            eight_bits code = __builtin_convertvector(held, eight_bits) |
                              EIGHT_SELECT(edge < zero, colour, other);
            *code_at = EIGHT_SELECT(nearer, code, *code_at);
            *depth_at = EIGHT_IF(nearer, depth, old_depth);
            a += s->side[0].dy;
            b += s->side[1].dy;
            c += s->side[2].dy;
            depth += s->depth.dy;
            light += s->light.dy;
            edge += s->edge.dy;
        }
    }
}

void raster_draw_middles(struct raster *raster, struct raster_setup *s,
                         const struct raster_triangle *triangle)
{
    int left = clamp_int(ceil_int(s->low_x - 0.5f), 0, raster->width);
    int right = clamp_int(ceil_int(s->high_x - 0.5f), 0, raster->width);
    int top = clamp_int(ceil_int(s->low_y - 0.5f), 0, raster->height);
    int bottom = clamp_int(ceil_int(s->high_y - 0.5f), 0, raster->height);
    if (left >= right || top >= bottom)
        return;
    for (int row = top; row < bottom; row++)
        grow_span(&raster->span[row], left, right);
    raster_set_up(s, triangle);
    draw_box(raster, s, (struct raster_span){left, right}, top, bottom);
}
