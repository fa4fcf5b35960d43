#include "picture/raster_triangle.h"

#include <math.h>

/// What lies so far behind an outline does not belong to it.
static const float BEHIND_M = 0.006f;
/// What is pressed so deep into an outline is seen along it all the same.
static const float PRESSED_M = 0.001f;
/// A surface bulges towards the camera from its outline on: as a sphere of this radius does within
/// a pixel.
static const float BULGE_M = 0.20f;

/// A piece of a line on the canvas.
struct piece {
    float x[2], y[2], depth[2];
    bool is_border; ///< on a surface; otherwise the surface ends here and lies on its right
};

/// A piece as it is walked: along the axis that it follows most.
struct walk {
    bool is_flat; ///< along x
    bool is_border;
    float along, across, depth, length; ///< where it begins, and how far it goes along
    float slope, depth_slope;           ///< for each pixel along
    float reach;                        ///< so far from the line pixels are crossed by it
    int inside;                         ///< 1 or -1: across, to the surface
    int along_count, across_count;      ///< canvas
    float bulge_m;
};

static struct walk walk_of(const struct raster *raster, const struct piece *piece, float bulge_m)
{
    float dx = piece->x[1] - piece->x[0], dy = piece->y[1] - piece->y[0];
    bool is_flat = fabsf(dx) >= fabsf(dy);
    float length = is_flat ? dx : dy;
    struct walk walk = {
        .is_flat = is_flat,
        .is_border = piece->is_border,
        .along = is_flat ? piece->x[0] : piece->y[0],
        .across = is_flat ? piece->y[0] : piece->x[0],
        .depth = piece->depth[0],
        .length = length,
        .slope = (is_flat ? dy : dx) / length,
        .depth_slope = (piece->depth[1] - piece->depth[0]) / length,
        .inside = is_flat ? (dx < 0.0f ? 1 : -1) : (dy > 0.0f ? 1 : -1),
        .along_count = is_flat ? raster->width : raster->height,
        .across_count = is_flat ? raster->height : raster->width,
        .bulge_m = bulge_m,
    };
    walk.reach = 0.5f + 0.5f * fabsf(walk.slope);
    return walk;
}

static size_t pixel_of(const struct raster *raster, const struct walk *walk, int along, int across)
{
    return walk->is_flat ? (size_t)across * raster->stride + (size_t)along
                         : (size_t)along * raster->stride + (size_t)across;
}

/// Does a pixel show what lies on its side of the line, and its neighbour what lies on the other?
static bool is_seen(const struct walk *walk, bool is_inside, float here_m, float there_m,
                    float line_m)
{
    float least_m = line_m - walk->bulge_m, most_m = line_m + walk->bulge_m;
    float inside_m = is_inside ? here_m : there_m, outside_m = is_inside ? there_m : here_m;
    if (walk->is_border)
        return inside_m > least_m && inside_m < most_m && outside_m > least_m && outside_m < most_m;
    // What is seen outside of an outline lies behind it, or presses into it there. A sliver of it
    // that no pixel shows is taken for what lies before it.
    return inside_m < line_m + BEHIND_M && outside_m > line_m - PRESSED_M &&
           (!is_inside || here_m > least_m);
}

/// Does a pixel whose middle lies so far `beyond` the line, inside if positive, belong to the
/// inside? Middles that a triangle's side passes count for it.
static bool belongs_inside(const struct walk *walk, float beyond, float here_m, float line_m)
{
    static const float ON_LINE_PX = 0.01f;
    if (beyond < 0.0f && beyond > -ON_LINE_PX && !walk->is_border)
        return here_m < line_m + BEHIND_M;
    return beyond >= 0.0f;
}

/// A pixel that is crossed, and how far its middle lies beyond the line.
static void cross_pixel(struct raster *raster, const struct walk *walk, int along, int across,
                        float beyond, float line_m)
{
    if (across < 0 || across >= walk->across_count)
        return;
    float here_m = raster_depth(raster, pixel_of(raster, walk, along, across));
    // Most lines that are not seen lie far behind what is: their neighbours need no look.
    if (here_m <= line_m - walk->bulge_m)
        return;
    bool is_inside = belongs_inside(walk, beyond, here_m, line_m);
    int to_other = is_inside ? -walk->inside : walk->inside, other = across + to_other;
    if (other < 0 || other >= walk->across_count)
        return;
    float there_m = raster_depth(raster, pixel_of(raster, walk, along, other));
    if (!is_seen(walk, is_inside, here_m, there_m, line_m))
        return;
    struct raster_mark *mark = walk->is_flat ? raster_mark_at(raster, along, across)
                                             : raster_mark_at(raster, across, along);
    enum raster_neighbour neighbour = (walk->is_flat ? RASTER_ABOVE : RASTER_LEFT) + (to_other > 0);
    int share = (int)((1.0f - fabsf(beyond) / walk->reach) * (RASTER_WHOLE / 2));
    share = larger_int(share, 1);
    mark->is_on_outline = true;
    // Of several lines of one outline, the outermost counts.
    uint8_t *there = &mark->share[neighbour];
    bool is_outer = is_inside ? share < *there || !*there : share > *there;
    *there = is_outer ? (uint8_t)share : *there;
}

static void walk_along(struct raster *raster, const struct walk *walk)
{
    // Where an outline turns from one axis to the other, the corner is between two pieces.
    static const float STEEP = 0.5f, CAP_PX = 0.5f;
    // Pixels this much further inside learn that they are whole, whatever lines come nearer.
    static const float FURTHER_PX = 0.5f;
    const float before = walk->reach + (walk->inside < 0 ? FURTHER_PX : 0.0f);
    const float after = walk->reach + (walk->inside > 0 ? FURTHER_PX : 0.0f);
    float end = walk->along + walk->length, reach = fabsf(walk->length);
    float cap = fabsf(walk->slope) > STEEP ? smaller(CAP_PX, reach) : 0.0f;
    int first = ceil_int(smaller(walk->along, end) - cap - 0.5f);
    int last = ceil_int(larger(walk->along, end) + cap - 0.5f);
    last = smaller_int(last, walk->along_count);
    for (int along = larger_int(first, 0); along < last; along++) {
        float t = (float)along + 0.5f - walk->along;
        float line = walk->across + walk->slope * t;
        float held = smaller(larger(t, smaller(walk->length, 0.0f)), larger(walk->length, 0.0f));
        float line_m = walk->depth + walk->depth_slope * held;
        int low = ceil_int(line - before - 0.5f), high = ceil_int(line + after - 0.5f);
        for (int across = low; across < high; across++)
            cross_pixel(raster, walk, along, across,
                        ((float)across + 0.5f - line) * (float)walk->inside, line_m);
    }
}

static void walk_piece(struct raster *raster, const struct piece *piece, float bulge_m)
{
    static const float LEAST_PX = 1e-3f;
    struct walk walk = walk_of(raster, piece, bulge_m);
    if (fabsf(walk.length) > LEAST_PX)
        walk_along(raster, &walk);
}

static void mark_sides(struct raster *raster, const struct raster_vertex *vertices,
                       const struct raster_mesh *mesh, float bulge_m)
{
    for (int i = 0; i < mesh->side_count; i++) {
        const struct raster_side *side = &mesh->side[i];
        int is_front = raster->is_front[side->triangle[0]];
        if (is_front == raster->is_front[side->triangle[1]])
            continue;
        // From its second triangle a side is seen the other way round.
        const struct raster_vertex *from = &vertices[side->vertex[!is_front]];
        const struct raster_vertex *to = &vertices[side->vertex[is_front]];
        const struct piece piece = {
            {from->x, to->x}, {from->y, to->y}, {from->depth, to->depth}, false};
        walk_piece(raster, &piece, bulge_m);
    }
}

static void mark_borders(struct raster *raster, const struct raster_vertex *vertices,
                         const struct raster_mesh *mesh, float bulge_m)
{
    for (int i = 0; i < mesh->border_count; i++) {
        const struct raster_border *border = &mesh->border[i];
        if (!raster->is_front[border->triangle[0]] || !raster->is_front[border->triangle[1]])
            continue;
        struct piece piece = {.is_border = true};
        for (int k = 0; k < 2; k++) {
            const struct raster_vertex *a = &vertices[border->end[k][0]];
            const struct raster_vertex *b = &vertices[border->end[k][1]];
            piece.x[k] = a->x + (b->x - a->x) * border->share[k];
            piece.y[k] = a->y + (b->y - a->y) * border->share[k];
            piece.depth[k] = a->depth + (b->depth - a->depth) * border->share[k];
        }
        walk_piece(raster, &piece, bulge_m);
    }
}

void raster_mark_outlines(struct raster *raster, const struct raster_vertex *vertices,
                          const struct raster_mesh *mesh, float pixel_m)
{
    float bulge_m = BEHIND_M + sqrtf(2.0f * BULGE_M * pixel_m);
    mark_sides(raster, vertices, mesh, bulge_m);
    mark_borders(raster, vertices, mesh, bulge_m);
}
