#include "picture/polygon.h"

#include "base/mem.h"
#include "picture/field_over.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { NO_EDGE = -1 };

/// Inline, unlike fmin and fmax: several of each for every edge in every row.
static inline double least(double a, double b)
{
    return a < b ? a : b;
}

static inline double most(double a, double b)
{
    return a > b ? a : b;
}

/// An edge on its way down the picture.
struct edge {
    double top, bottom; ///< rows, both inside the picture
    double x, slope;    ///< column at row 0, and further right per row
    float turn;         ///< 1 down, -1 up
    int from, to;       ///< columns that it touches in the row in hand
    int next;           ///< another that begins in the same row, or NO_EDGE
};

struct filling {
    int width, height;
    int first, last; ///< the first row with any of it, and the one after the last
    uint32_t source; ///< premultiplied
    struct edge *edge;
    int *begins;        ///< per row: the first edge that begins there, or NO_EDGE
    float *change;      ///< per column: by how much more of it is inside than of the one before it
    struct edge **live; ///< those that run through the row in hand, from left to right
    int live_count;
};

void polygon_add(struct polygon *polygon, const double from_px[2], const double to_px[2])
{
    assert(polygon->count < POLYGON_EDGES_MAX);
    struct polygon_edge *edge = &polygon->edge[polygon->count++];
    memcpy(edge->from_px, from_px, sizeof edge->from_px);
    memcpy(edge->to_px, to_px, sizeof edge->to_px);
}

void polygon_pen_to(struct polygon_pen *pen, double x_px, double y_px)
{
    const double to_px[2] = {x_px, y_px};
    if (pen->is_down)
        polygon_add(pen->polygon, pen->at_px, to_px);
    else
        memcpy(pen->first_px, to_px, sizeof to_px);
    memcpy(pen->at_px, to_px, sizeof to_px);
    pen->is_down = true;
}

void polygon_pen_close(struct polygon_pen *pen)
{
    if (pen->is_down)
        polygon_add(pen->polygon, pen->at_px, pen->first_px);
    pen->is_down = false;
}

/// As Cairo rounds: what it draws beside must not differ by a shade.
static uint32_t channel(float value)
{
    return (uint32_t)((double)value * 65535.0 + 0.5) >> 8;
}

static uint32_t premultiplied(struct colour colour, float alpha)
{
    return channel(alpha) << 24 | channel(alpha * colour.r) << 16 | channel(alpha * colour.g) << 8 |
           channel(alpha * colour.b);
}

/// All four channels times `share` of 255, rounded.
static uint32_t times(uint32_t pixel, uint32_t share)
{
    uint32_t even = (pixel & 0xff00ffu) * share + 0x800080u;
    uint32_t odd = (pixel >> 8 & 0xff00ffu) * share + 0x800080u;
    even = (even + (even >> 8 & 0xff00ffu)) >> 8 & 0xff00ffu;
    odd = (odd + (odd >> 8 & 0xff00ffu)) & 0xff00ff00u;
    return even | odd;
}

static uint32_t over(uint32_t pixel, uint32_t source)
{
    return source + times(pixel, 255 - (source >> 24));
}

/// Like over(), for many pixels.
EIGHT_CLONES
static void paint_pixels(uint32_t *pixel, int count, uint32_t source)
{
    eight_pixels left = (eight_pixels){0} + (255 - (source >> 24)) * 0x10001u;
    eight_pixels sources = (eight_pixels){0} + source;
    int i = 0;
    for (; i + EIGHT <= count; i += EIGHT)
        lay_over_eight(pixel + i, &sources, &left);
    for (; i < count; i++)
        pixel[i] = over(pixel[i], source);
}

EIGHT_CLONES
static void paint_solid(uint32_t *pixel, int count, uint32_t source)
{
    eight_pixels sources = (eight_pixels){0} + source;
    int i = 0;
    for (; i + EIGHT <= count; i += EIGHT)
        *(eight_pixels *)(void *)(pixel + i) = sources;
    for (; i < count; i++)
        pixel[i] = source;
}

/// `cover`: the share that is inside, negative if its outline turns the other way.
static uint32_t covered_source(const struct filling *filling, float cover)
{
    int share = (int)(fabsf(cover) * 255.0f + 0.5f);
    return share >= 255 ? filling->source : times(filling->source, (uint32_t)share);
}

static void paint_span(const struct filling *filling, uint32_t *pixel, int count, float cover)
{
    uint32_t source = covered_source(filling, cover);
    if (source >> 24 == 255)
        paint_solid(pixel, count, source);
    else if (source != 0)
        paint_pixels(pixel, count, source);
}

/// Put in the edges that begin in row `y`, take out those that have ended.
static void update_live(struct filling *filling, int y)
{
    int kept = 0;
    for (int i = 0; i < filling->live_count; i++)
        if (filling->live[i]->bottom > y)
            filling->live[kept++] = filling->live[i];
    for (int i = filling->begins[y]; i != NO_EDGE; i = filling->edge[i].next)
        filling->live[kept++] = &filling->edge[i];
    filling->live_count = kept;
}

/// A piece of an edge from column `low` to `high`, that goes down by `down` of the row in hand: all
/// that is right of it has as much more inside.
static void add_piece(struct filling *filling, struct edge *edge, double low, double high,
                      double down)
{
    int first = (int)low, last = (int)high;
    edge->from = first;
    edge->to = last + 2;
    double per_column = first < last ? down / (high - low) : 0.0;
    for (int x = first; x <= last; x++) {
        double left = most(low, x), right = least(high, x + 1);
        double part = first < last ? (right - left) * per_column : down;
        double beside = 0.5 * (left + right) - x;
        filling->change[x] += (float)(part * (1.0 - beside));
        filling->change[x + 1] += (float)(part * beside);
    }
}

/// What of an edge is beside the picture counts at the picture's edge.
static void add_edge(struct filling *filling, struct edge *edge, int y)
{
    double top = most(edge->top, y), bottom = least(edge->bottom, y + 1);
    double a = edge->x + edge->slope * top, b = edge->x + edge->slope * bottom;
    double low = least(a, b), high = most(a, b), width = filling->width;
    double down = (bottom - top) * (double)edge->turn;
    if (high <= 0.0 || low >= width) {
        add_piece(filling, edge, high <= 0.0 ? 0.0 : width, high <= 0.0 ? 0.0 : width, down);
        return;
    }
    double per_column = high > low ? down / (high - low) : 0.0;
    double seen_low = most(low, 0.0), seen_high = least(high, width);
    if (high > low)
        down = per_column * (seen_high - seen_low);
    add_piece(filling, edge, seen_low, seen_high, down);
    if (low < 0.0) {
        filling->change[0] += (float)(per_column * -low);
        edge->from = 0;
    }
}

static void sort_live(struct filling *filling)
{
    for (int i = 1; i < filling->live_count; i++) {
        struct edge *edge = filling->live[i];
        int at = i;
        for (; at > 0 && filling->live[at - 1]->from > edge->from; at--)
            filling->live[at] = filling->live[at - 1];
        filling->live[at] = edge;
    }
}

static void paint_row(struct filling *filling, uint32_t *row)
{
    float cover = 0.0f;
    int x = 0;
    for (int i = 0; i < filling->live_count; i++) {
        const struct edge *edge = filling->live[i];
        int from = edge->from < filling->width ? edge->from : filling->width;
        int to = edge->to < filling->width ? edge->to : filling->width;
        if (x < from)
            paint_span(filling, row + x, from - x, cover);
        for (x = x < from ? from : x; x < to; x++) {
            cover += filling->change[x];
            filling->change[x] = 0.0f;
            row[x] = over(row[x], covered_source(filling, cover));
        }
    }
    paint_span(filling, row + x, filling->width - x, cover);
    filling->change[filling->width] = filling->change[filling->width + 1] = 0.0f;
}

/// Sort the edges into the rows in which they begin.
static void place_edges(struct filling *filling, const struct polygon *polygon,
                        const double offset_px[2])
{
    double first = filling->height, last = 0.0;
    for (int i = 0; i < polygon->count; i++) {
        const double *from = polygon->edge[i].from_px, *to = polygon->edge[i].to_px;
        bool is_down = from[1] < to[1];
        const double *upper = is_down ? from : to, *lower = is_down ? to : from;
        double slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
        double top = upper[1] + offset_px[1], bottom = lower[1] + offset_px[1];
        struct edge *edge = &filling->edge[i];
        *edge = (struct edge){.top = most(top, 0.0),
                              .bottom = least(bottom, filling->height),
                              .x = upper[0] + offset_px[0] - slope * top,
                              .slope = slope,
                              .turn = is_down ? 1.0f : -1.0f};
        if (edge->bottom <= edge->top)
            continue;
        edge->next = filling->begins[(int)edge->top];
        filling->begins[(int)edge->top] = i;
        first = least(first, edge->top);
        last = most(last, edge->bottom);
    }
    filling->first = (int)first;
    filling->last = (int)ceil(last);
}

struct filling *filling_begin(const struct polygon *polygon, int width, int height,
                              const double offset_px[2], struct colour colour, float alpha)
{
    struct filling *filling = mem_alloc(1, sizeof *filling);
    *filling =
        (struct filling){.width = width,
                         .height = height,
                         .source = premultiplied(colour, alpha),
                         .edge = mem_alloc((size_t)polygon->count + 1, sizeof(struct edge)),
                         .begins = mem_alloc((size_t)height + 1, sizeof(int)),
                         .change = mem_alloc((size_t)width + 3, sizeof(float)),
                         .live = mem_alloc((size_t)polygon->count + 1, sizeof(struct edge *))};
    for (int y = 0; y < height; y++)
        filling->begins[y] = NO_EDGE;
    place_edges(filling, polygon, offset_px);
    return filling;
}

void filling_paint(struct filling *filling, const struct rows *rows)
{
    int from = rows->from > filling->first ? rows->from : filling->first;
    int to = rows->to < filling->last ? rows->to : filling->last;
    for (int y = from; y < to; y++) {
        update_live(filling, y);
        for (int i = 0; i < filling->live_count; i++)
            add_edge(filling, filling->live[i], y);
        sort_live(filling);
        if (filling->live_count > 0)
            paint_row(filling, rows_at(rows, y));
    }
}

void filling_end(struct filling *filling)
{
    mem_free(filling->live);
    mem_free(filling->change);
    mem_free(filling->begins);
    mem_free(filling->edge);
    mem_free(filling);
}

void polygon_fill(const struct polygon *polygon, cairo_surface_t *picture, struct colour colour,
                  float alpha)
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    double offset_px[2];
    cairo_surface_get_device_offset(picture, &offset_px[0], &offset_px[1]);
    struct filling *filling = filling_begin(polygon, width, height, offset_px, colour, alpha);
    struct rows all = rows_of(picture);
    filling_paint(filling, &all);
    cairo_surface_mark_dirty(picture);
    filling_end(filling);
}
