#include "picture/raster_triangle.h"

#include "picture/field_eight.h"

#include <stddef.h>

_Static_assert(offsetof(struct raster_vertex, light) == 3 * sizeof(float),
               "the first four are loaded together");

/// Corners of eight triangles.
struct corners {
    eight x, y, depth, light;
};

/// Values that change evenly across eight triangles.
struct planes {
    eight origin, dx, dy;
};

/// Eight triangles made ready.
struct set_up {
    const struct raster_triangle *triangle[EIGHT];
    struct corners at[3];
    eight inverse_area;
    struct planes side[3]; ///< negative outside, but not just outside: a shared side is in both
    struct planes near, light, glow;
    eight_bits left, right, top, bottom; ///< pixels whose middles may be inside; the ends excluded
};

/// Two fours as one eight. A macro, like EIGHT_SELECT.
#define EIGHT_OF(low, high) __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7)

EIGHT_PART void load_corners(const struct raster_vertex *vertices,
                             const struct raster_triangle *const triangle[EIGHT], int corner,
                             struct corners *at)
{
    __m128 row[EIGHT];
    for (int k = 0; k < EIGHT; k++)
        row[k] = _mm_loadu_ps(&vertices[triangle[k]->vertex[corner]].x);
    _MM_TRANSPOSE4_PS(row[0], row[1], row[2], row[3]);
    _MM_TRANSPOSE4_PS(row[4], row[5], row[6], row[7]);
    at->x = EIGHT_OF(row[0], row[4]);
    at->y = EIGHT_OF(row[1], row[5]);
    at->depth = EIGHT_OF(row[2], row[6]);
    at->light = EIGHT_OF(row[3], row[7]);
}

/// Whole numbers from `value` on, from 0 to `most`.
EIGHT_PART void ceil_within(const eight *value, int most, eight_bits *whole)
{
    const eight zero = {0.0f}, last = zero + (float)most;
    eight held = EIGHT_MAX(*value, zero);
    held = EIGHT_MIN(held, last);
    eight_bits floor = __builtin_convertvector(held, eight_bits);
    *whole = floor - (__builtin_convertvector(floor, eight) < held);
}

/// Pixels whose middles lie between the least and the most of three values.
EIGHT_PART void find_range(const eight *a, const eight *b, const eight *c, int count,
                           eight_bits *from, eight_bits *to)
{
    eight least = EIGHT_MIN(*a, *b), most = EIGHT_MAX(*a, *b);
    least = EIGHT_MIN(least, *c) - 0.5f;
    most = EIGHT_MAX(most, *c) - 0.5f;
    ceil_within(&least, count, from);
    ceil_within(&most, count, to);
}

EIGHT_PART void set_up_side(const struct corners *from, const struct corners *to,
                            struct planes *side)
{
    const eight_bits magnitude = (eight_bits){0} + 0x7fffffff;
    side->dx = to->y - from->y;
    side->dy = from->x - to->x;
    eight beyond =
        (eight)((eight_bits)side->dx & magnitude) + (eight)((eight_bits)side->dy & magnitude);
    side->origin = beyond * RASTER_BEYOND_PX - from->x * side->dx - from->y * side->dy;
}

/// The values through what they are at the corners.
EIGHT_PART void set_up_plane(const struct set_up *s, const eight *at_a, const eight *at_b,
                             const eight *at_c, struct planes *plane)
{
    const struct corners *a = &s->at[0];
    eight to_b = *at_b - *at_a, to_c = *at_c - *at_a;
    // The sides from the first corner on know how far it is to the others.
    const eight y_to_b = s->side[0].dx, x_to_b = -s->side[0].dy;
    const eight y_to_c = -s->side[2].dx, x_to_c = s->side[2].dy;
    plane->dx = (to_b * y_to_c - to_c * y_to_b) * s->inverse_area;
    plane->dy = (to_c * x_to_b - to_b * x_to_c) * s->inverse_area;
    plane->origin = *at_a - a->x * plane->dx - a->y * plane->dy;
}

/// Light must not run over into what else is in a key, but beyond its sides a triangle's goes on:
/// one that is hardly wider than what they take too much has one even light where it would.
EIGHT_PART void hold_light(struct set_up *s, const eight light[3])
{
    const eight_bits magnitude = (eight_bits){0} + 0x7fffffff;
    eight least = EIGHT_MIN(light[0], light[1]), most = EIGHT_MAX(light[0], light[1]);
    least = EIGHT_MIN(least, light[2]);
    most = EIGHT_MAX(most, light[2]);
    eight way = {0.0f};
    for (int i = 0; i < 3; i++)
        way += (eight)((eight_bits)s->side[i].dx & magnitude) +
               (eight)((eight_bits)s->side[i].dy & magnitude);
    eight beyond = (most - least) * way * s->inverse_area * (-2.0f * RASTER_BEYOND_PX);
    eight_bits is_held = (least > beyond) & (most + beyond < (float)(RASTER_LIGHT + 1));
    s->light.dx = (eight)((eight_bits)s->light.dx & is_held);
    s->light.dy = (eight)((eight_bits)s->light.dy & is_held);
    s->light.origin = EIGHT_IF(is_held, s->light.origin, light[0]);
}

EIGHT_PART void set_up_glow(struct set_up *s, const float *vertex_glow)
{
    float at[3][EIGHT];
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < EIGHT; k++)
            at[i][k] = vertex_glow[s->triangle[k]->vertex[i]];
    set_up_plane(s, (const eight *)at[0], (const eight *)at[1], (const eight *)at[2], &s->glow);
}

EIGHT_PART void set_up_eight(struct set_up *s, const struct raster *raster,
                             const struct raster_vertex *vertices)
{
    const float steps_a_m = 1.0f / raster->step_m;
    struct corners *a = &s->at[0], *b = &s->at[1], *c = &s->at[2];
    // Half a step is left on either side for what lies a little beyond the corners.
    const eight least_light = (eight){0.0f} + 0.5f;
    const eight most_light = (eight){0.0f} + ((float)RASTER_LIGHT + 0.5f);
    eight near[3], light[3];
    for (int i = 0; i < 3; i++) {
        load_corners(vertices, s->triangle, i, &s->at[i]);
        near[i] = (raster->far_m - s->at[i].depth) * steps_a_m;
        light[i] = s->at[i].light * (float)RASTER_LIGHT;
        light[i] = EIGHT_MAX(light[i], least_light);
        light[i] = EIGHT_MIN(light[i], most_light);
    }
    set_up_side(a, b, &s->side[0]);
    set_up_side(b, c, &s->side[1]);
    set_up_side(c, a, &s->side[2]);
    s->inverse_area = 1.0f / (s->side[0].dy * s->side[2].dx - s->side[0].dx * s->side[2].dy);
    set_up_plane(s, &near[0], &near[1], &near[2], &s->near);
    set_up_plane(s, &light[0], &light[1], &light[2], &s->light);
    hold_light(s, light);
    if (raster->vertex_glow)
        set_up_glow(s, raster->vertex_glow);
    find_range(&a->x, &b->x, &c->x, raster->width, &s->left, &s->right);
    find_range(&a->y, &b->y, &c->y, raster->height, &s->top, &s->bottom);
}

/// The two colours of a triangle, parted where its edge is zero.
struct parting {
    struct plane edge;
    float colour;        ///< where the edge is negative, or everywhere: as a part of keys
    raster_key to_other; ///< so much more where it is not
};

/// Of the k-th of eight triangles from the first of eight pixels on.
#define PLANE_FROM(planes, k, x, y)                                                                \
    (((planes).origin[k] + (planes).dx[k] * (x) + (planes).dy[k] * (y)) +                          \
     first_eight * (planes).dx[k])

/// Column by column of eight pixels, each from top to bottom: no branch depends on what is drawn,
/// in small triangles none could be foreseen. Always the same eights: what was just stored is
/// loaded again from the same place.
EIGHT_PART void draw_box(struct raster *raster, const struct set_up *s, int k,
                         const struct parting *parting, bool is_parted, bool has_glow)
{
    const eight_bits other = (eight_bits){0} + parting->to_other;
    const int top = s->top[k], rows = s->bottom[k] - top;
    const size_t stride = raster->stride;
    const float y = (float)top + 0.5f;
    for (int left = s->left[k] & ~(EIGHT - 1); left < s->right[k]; left += EIGHT) {
        const float x = (float)left + 0.5f;
        eight a = PLANE_FROM(s->side[0], k, x, y), b = PLANE_FROM(s->side[1], k, x, y);
        eight c = PLANE_FROM(s->side[2], k, x, y), near = PLANE_FROM(s->near, k, x, y);
        eight code = PLANE_FROM(s->light, k, x, y) + parting->colour, edge, glow;
        if (is_parted)
            edge = plane_at(&parting->edge, x, y) + first_eight * parting->edge.dx;
        if (has_glow)
            glow = PLANE_FROM(s->glow, k, x, y);
        size_t at = (size_t)top * stride + (size_t)left;
        raster_key *key_at = raster->key + at;
        float *glow_at = has_glow ? raster->glow + at : NULL;
        for (int row = rows; row > 0; row--, key_at += stride) {
            eight_bits outside = ((eight_bits)a | (eight_bits)b | (eight_bits)c) >> 31;
            eight_bits key = __builtin_convertvector(near, eight_bits) << RASTER_NEAR_SHIFT |
                             __builtin_convertvector(code, eight_bits);
            if (is_parted)
                key += (edge >= 0.0f) & other;
            key &= ~outside;
            eight_bits old = *(eight_bits *)key_at, nearer = key > old;
            *(eight_bits *)key_at = EIGHT_SELECT(nearer, key, old);
            if (has_glow) {
                *(eight *)glow_at = EIGHT_IF(nearer, glow, *(eight *)glow_at);
                glow += s->glow.dy[k];
                glow_at += stride;
            }
            a += s->side[0].dy[k];
            b += s->side[1].dy[k];
            c += s->side[2].dy[k];
            near += s->near.dy[k];
            code += s->light.dy[k];
            if (is_parted)
                edge += parting->edge.dy;
        }
    }
}

/// Which of its colours a triangle shows, and where if it shows both.
static inline bool part(struct parting *parting, const struct raster_vertex *vertices,
                        const struct raster_triangle *triangle)
{
    const int shift = RASTER_COLOUR_SHIFT;
    parting->colour = (float)(triangle->colour[0] << shift);
    parting->to_other = 0;
    if (triangle->colour[0] == triangle->colour[1])
        return false;
    const struct raster_vertex *a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = &vertices[triangle->vertex[2]];
    int positive = (a->edge >= 0.0f) + (b->edge >= 0.0f) + (c->edge >= 0.0f);
    parting->colour = (float)(triangle->colour[positive == 3] << shift);
    if (positive == 0 || positive == 3)
        return false;
    parting->to_other = (triangle->colour[1] - triangle->colour[0]) << shift;
    struct raster_setup s = {.a = a, .b = b, .c = c};
    s.inverse_area = 1.0f / raster_area(vertices, triangle);
    parting->edge = plane_through(&s, a->edge, b->edge, c->edge);
    return true;
}

EIGHT_PART void draw_triangle(struct raster *raster, const struct raster_vertex *vertices,
                              const struct set_up *s, int k, bool has_glow)
{
    struct parting parting;
    if (part(&parting, vertices, s->triangle[k]))
        draw_box(raster, s, k, &parting, true, has_glow);
    else
        draw_box(raster, s, k, &parting, false, has_glow);
}

static inline void grow_bands(struct raster *raster, int left, int right, int top, int bottom)
{
    for (int band = top / RASTER_BAND; band <= (bottom - 1) / RASTER_BAND; band++) {
        struct raster_span *span = &raster->band[band];
        span->from = smaller_int(span->from, left);
        span->to = larger_int(span->to, right);
    }
}

EIGHT_PART void draw_eight(struct raster *raster, const struct raster_vertex *vertices,
                           const struct set_up *s, int count)
{
    for (int k = 0; k < count; k++) {
        if (s->left[k] >= s->right[k] || s->top[k] >= s->bottom[k])
            continue;
        grow_bands(raster, s->left[k], s->right[k], s->top[k], s->bottom[k]);
        if (raster->vertex_glow)
            draw_triangle(raster, vertices, s, k, true);
        else
            draw_triangle(raster, vertices, s, k, false);
    }
}

EIGHT_CLONES void raster_draw_facing(struct raster *raster, const struct raster_vertex *vertices,
                                     const struct raster_mesh *mesh)
{
    for (int i = 0; i < raster->facing_count; i += EIGHT) {
        struct set_up s;
        int count = smaller_int(raster->facing_count - i, EIGHT);
        for (int k = 0; k < EIGHT; k++)
            s.triangle[k] = &mesh->triangle[raster->facing[i + smaller_int(k, count - 1)]];
        set_up_eight(&s, raster, vertices);
        draw_eight(raster, vertices, &s, count);
    }
}
