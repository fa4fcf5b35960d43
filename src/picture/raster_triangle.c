#include "picture/raster_triangle.h"

#include "picture/field_eight.h"

/// The pixels whose middles a triangle may hold.
EIGHT_PART struct raster_visible box_of(const struct raster *raster,
                                        const struct raster_vertex *vertices,
                                        const struct raster_triangle *triangle, int index)
{
    const struct raster_vertex *a = &vertices[triangle->vertex[0]];
    const struct raster_vertex *b = &vertices[triangle->vertex[1]];
    const struct raster_vertex *c = &vertices[triangle->vertex[2]];
    int left = ceil_int(smallest(a->x, b->x, c->x) - 0.5f);
    int right = ceil_int(largest(a->x, b->x, c->x) - 0.5f);
    int top = ceil_int(smallest(a->y, b->y, c->y) - 0.5f);
    int bottom = ceil_int(largest(a->y, b->y, c->y) - 0.5f);
    return (struct raster_visible){
        .triangle = index,
        .left = (int16_t)clamp_int(left, 0, raster->width),
        .right = (int16_t)clamp_int(right, 0, raster->width),
        .top = (int16_t)clamp_int(top, 0, raster->height),
        .bottom = (int16_t)clamp_int(bottom, 0, raster->height),
    };
}

/// Half of the triangles look away and many hold no pixel, in no order that could be foreseen: both
/// are left out without branches, a number of triangles at a time.
EIGHT_CLONES void raster_find_visible(struct raster *raster, const struct raster_vertex *vertices,
                                      const struct raster_mesh *mesh)
{
    enum { AT_A_TIME = 1024 };
    int32_t facing[AT_A_TIME];
    int count = 0, total = mesh->triangle_count;
    for (int from = 0; from < total; from += AT_A_TIME) {
        int facing_count = 0, to = smaller_int(from + AT_A_TIME, total);
        for (int i = from; i < to; i++) {
            float area = raster_area(vertices, &mesh->triangle[i]);
            raster->is_front[i] = area < 0.0f;
            facing[facing_count] = i;
            facing_count += area < -RASTER_THIN_PX2;
        }
        for (int k = 0; k < facing_count; k++) {
            const struct raster_triangle *triangle = &mesh->triangle[facing[k]];
            struct raster_visible box = box_of(raster, vertices, triangle, facing[k]);
            raster->visible[count] = box;
            count += (box.left < box.right) & (box.top < box.bottom);
        }
    }
    raster->is_front[total] = 0;
    raster->visible_count = count;
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
EIGHT_PART void draw_box(struct raster *raster, const struct raster_setup *s,
                         const struct raster_visible *visible, bool is_plain,
                         const struct plane *glow_of)
{
    const eight_bits colour = (eight_bits){0} + (int32_t)s->colour[0];
    const eight_bits other = (eight_bits){0} + (int32_t)s->colour[1];
    const eight zero = {0.0f}, most = zero + 255.0f;
    float y = (float)visible->top + 0.5f;
    for (int left = visible->left & ~(EIGHT - 1); left < visible->right; left += EIGHT) {
        float x = (float)left + 0.5f;
        eight a = PLANE_FROM(s->side[0], x, y), b = PLANE_FROM(s->side[1], x, y);
        eight c = PLANE_FROM(s->side[2], x, y), depth = PLANE_FROM(s->depth, x, y);
        eight light = PLANE_FROM(s->light, x, y), edge = zero, glow = zero;
        if (!is_plain)
            edge = PLANE_FROM(s->edge, x, y);
        if (glow_of)
            glow = PLANE_FROM(*glow_of, x, y);
        const eight_bits on_canvas = first_eight < (float)(raster->width - left);
        size_t at = (size_t)visible->top * raster->stride + (size_t)left;
        for (int row = visible->top; row < visible->bottom; row++, at += raster->stride) {
            eight *depth_at = (eight *)(raster->depth + at);
            eight_bits *code_at = (eight_bits *)(raster->code + at);
            eight old_depth = *depth_at;
            eight_bits nearer =
                (a >= zero) & (b >= zero) & (c >= zero) & (depth < old_depth) & on_canvas;
            eight held = EIGHT_MAX(light, zero);
            held = EIGHT_MIN(held, most);
            eight_bits code = __builtin_convertvector(held, eight_bits);
            code |= EIGHT_SELECT(edge < zero, colour, other);
            *code_at = EIGHT_SELECT(nearer, code, *code_at);
            *depth_at = EIGHT_IF(nearer, depth, old_depth);
            if (glow_of) {
                eight *glow_at = (eight *)(raster->glow + at);
                *glow_at = EIGHT_IF(nearer, glow, *glow_at);
                glow += glow_of->dy;
            }
            a += s->side[0].dy;
            b += s->side[1].dy;
            c += s->side[2].dy;
            depth += s->depth.dy;
            light += s->light.dy;
            if (!is_plain)
                edge += s->edge.dy;
        }
    }
}

/// Ask for the pixels of a triangle that is drawn soon: where they are could not be foreseen.
EIGHT_PART void fetch_soon(const struct raster *raster, const struct raster_visible *visible)
{
    size_t top = (size_t)visible->top * raster->stride + (size_t)visible->left;
    size_t last = (size_t)(visible->bottom - 1) * raster->stride + (size_t)visible->left;
    __builtin_prefetch(raster->depth + top, 1);
    __builtin_prefetch(raster->code + top, 1);
    __builtin_prefetch(raster->depth + last, 1);
    __builtin_prefetch(raster->code + last, 1);
}

EIGHT_CLONES void raster_draw_visible(struct raster *raster, const struct raster_vertex *vertices,
                                      const struct raster_mesh *mesh)
{
    enum { SOON = 8 };
    for (int i = 0; i < raster->visible_count; i++) {
        const struct raster_visible *visible = &raster->visible[i];
        struct raster_setup setup;
        if (i + SOON < raster->visible_count)
            fetch_soon(raster, visible + SOON);
        for (int row = visible->top; row < visible->bottom; row++)
            grow_span(&raster->span[row], visible->left, visible->right);
        raster_set_up(&setup, vertices, &mesh->triangle[visible->triangle]);
        if (raster->vertex_glow) {
            const uint16_t *vertex = mesh->triangle[visible->triangle].vertex;
            const float *of = raster->vertex_glow;
            const struct plane glow =
                plane_through(&setup, of[vertex[0]], of[vertex[1]], of[vertex[2]]);
            draw_box(raster, &setup, visible, setup.is_plain, &glow);
        } else if (setup.is_plain) {
            draw_box(raster, &setup, visible, true, NULL);
        } else {
            draw_box(raster, &setup, visible, false, NULL);
        }
    }
}
