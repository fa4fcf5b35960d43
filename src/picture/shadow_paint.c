#include "base/whole.h"
#include "picture/field_eight.h"
#include "picture/shadow_seen.h"

/// Lookups of a row of pixels whose next ones, or those below, may have any shadow: whole eights of
/// pixels.
static struct raster_span cells_of_row(const struct shadow_seen *seen, int y)
{
    const struct raster_span *above = &seen->shaded[y / seen->step], *below = above + 1;
    int per_eight = seen->step < EIGHT ? EIGHT / seen->step : 1;
    int from = smaller_int(above->from, below->from) - 1, to = larger_int(above->to, below->to);
    return (struct raster_span){larger_int(from, seen->box.x) & -per_eight,
                                smaller_int(to, seen->box.x + seen->box.width - 1)};
}

/// Lookups of a row of pixels, between two rows of lookups.
EIGHT_CLONES static void mix_row(const struct shadow_seen *seen, const struct seen_plane *plane,
                                 struct raster_span cells, int y)
{
    float down = (float)(y % seen->step) / (float)seen->step;
    size_t first = (size_t)(y / seen->step) * (size_t)seen->stride, below = (size_t)seen->stride;
    const float *contact = plane->contact + first, *cast = plane->cast + first;
    // The lookup after the last is of its pixels too.
    for (int i = cells.from; i <= cells.to; i += EIGHT) {
        eight near = *(const eight *)(contact + i), far = *(const eight *)(contact + below + i);
        *(eight *)(plane->contact_row + i) = near + (far - near) * down;
        near = *(const eight *)(cast + i);
        far = *(const eight *)(cast + below + i);
        *(eight *)(plane->cast_row + i) = near + (far - near) * down;
    }
}

/// Has any of the lookups from `first` to `last`, or the next one, any shade?
EIGHT_PART bool has_shade(const struct seen_plane *plane, int first, int last)
{
    const float *contact = plane->contact_row, *cast = plane->cast_row;
    for (int i = first; i <= last; i++)
        if (cast[i] + cast[i + 1] > SEEN_LEAST || contact[i] > 0.0f || contact[i + 1] > 0.0f)
            return true;
    return false;
}

/// Eight pixels between lookups.
EIGHT_PART void values_at(const float *row, int x, int step, eight *values)
{
    const float share = 1.0f / (float)step;
    if (step == EIGHT) {
        const float *at = row + x / EIGHT;
        *values = at[0] + (at[1] - at[0]) * (first_eight * share);
        return;
    }
    for (int k = 0; k < EIGHT; k++) {
        const float *at = row + (x + k) / step;
        (*values)[k] = at[0] + (at[1] - at[0]) * (float)((x + k) % step) * share;
    }
}

EIGHT_PART void darkness_at(const struct seen_plane *plane, int x, int step, eight *darkness)
{
    const eight zero = {0.0f}, most = zero + SEEN_CONTACT;
    const float *contact_row = plane->contact_row + x / step;
    eight contact;
    values_at(plane->cast_row, x, step, darkness);
    if (step == EIGHT && contact_row[0] <= 0.0f && contact_row[1] <= 0.0f)
        return;
    values_at(plane->contact_row, x, step, &contact);
    contact = EIGHT_MAX(contact, zero);
    *darkness += EIGHT_MIN(contact, most);
}

/// The wall's instead of the floor's, as much as there is a wall, where the pixels look at it.
EIGHT_PART void add_wall(const struct shadow_seen *seen, int x, int y, int step, eight *darkness)
{
    const float *side = seen->wall_side;
    eight side_of_corner = side[0] + side[2] * (float)y + side[1] * (first_eight + (float)x);
    eight on_wall, on_floor = *darkness;
    darkness_at(&seen->wall, x, step, &on_wall);
    eight mixed = on_floor + (on_wall - on_floor) * seen->wall_alpha;
    *darkness = EIGHT_IF(side_of_corner < (eight){0.0f}, mixed, on_floor);
}

/// Whole numbers 0..255 as bits, rounded: without AVX2 GCC would convert them one by one.
#define ROUNDED(x) (((eight_bits)((x) + 0x1.8p23f)) & 255)

/// Eight pixels from their darkness 0..1.
EIGHT_PART void write_eight(const eight *darkness, const float pixel[4], uint32_t *pixels)
{
    *(eight_bits *)pixels = ROUNDED(*darkness * pixel[0]) | ROUNDED(*darkness * pixel[1]) << 8 |
                            ROUNDED(*darkness * pixel[2]) << 16 |
                            ROUNDED(*darkness * pixel[3]) << 24;
}

/// What a row of pixels is painted with.
struct brush {
    const float *pixel;
    const raster_key *key;     ///< of the figure before it
    struct raster_span figure; ///< where there may be some of it
    eight noise; ///< an ordered dither hides the steps of eight bits in wide faint shadows
};

/// Do all eight pixels show the figure alone?
EIGHT_PART bool is_covered(const struct brush *brush, int x)
{
    // Most eights are beside the figure, where reading would only wait for memory.
    if (x < brush->figure.from || x + EIGHT > brush->figure.to)
        return false;
    eight_bits is_open = *(const eight_bits *)(brush->key + x) == RASTER_EMPTY;
    return !eight_any(&is_open);
}

static const float dither[4][4] = {{-0.469f, 0.031f, -0.344f, 0.156f},
                                   {0.281f, -0.219f, 0.406f, -0.094f},
                                   {-0.281f, 0.219f, -0.406f, 0.094f},
                                   {0.469f, -0.031f, 0.344f, -0.156f}};

EIGHT_PART void paint_eight(const struct shadow_seen *seen, const struct brush *brush, int x, int y,
                            int step, uint32_t *pixels)
{
    const eight zero = {0.0f};
    eight darkness;
    darkness_at(&seen->floor, x, step, &darkness);
    if (seen->wall_alpha > 0.0f)
        add_wall(seen, x, y, step, &darkness);
    darkness += brush->noise;
    darkness = EIGHT_MAX(darkness, zero);
    write_eight(&darkness, brush->pixel, pixels);
}

/// The row's pixels from `x` up to `end`.
EIGHT_PART void paint_eights(const struct shadow_seen *seen, const struct brush *brush, int x,
                             int end, int y, int step, uint32_t *row, struct raster_span *painted)
{
    for (; x < end; x += EIGHT) {
        int first = x / step, last = (x + EIGHT - 1) / step;
        bool has_any = has_shade(&seen->floor, first, last);
        if (seen->wall_alpha > 0.0f && !has_any)
            has_any = has_shade(&seen->wall, first, last);
        if (!has_any || is_covered(brush, x))
            continue;
        painted->from = smaller_int(painted->from, x);
        painted->to = smaller_int(x + EIGHT, seen->width);
        if (x + EIGHT <= seen->width) {
            paint_eight(seen, brush, x, y, step, row + x);
            continue;
        }
        // The last columns of a canvas may be less than eight.
        uint32_t last_eight[EIGHT];
        paint_eight(seen, brush, x, y, step, last_eight);
        memcpy(row + x, last_eight, (size_t)(seen->width - x) * sizeof *row);
    }
}

/// Eight pixels between two lookups are what there is most: they have a loop of their own.
EIGHT_CLONES static void paint_cells(const struct shadow_seen *seen, struct raster_span cells,
                                     const struct brush *brush, int y, uint32_t *row,
                                     struct raster_span *painted)
{
    int step = seen->step, from = cells.from * step;
    int end = smaller_int(cells.to * step, seen->width);
    if (step == EIGHT)
        paint_eights(seen, brush, from, end, y, EIGHT, row, painted);
    else
        paint_eights(seen, brush, from, end, y, step, row, painted);
}

struct raster_span seen_paint_row(struct shadow_seen *seen, int y, const float pixel[4],
                                  const struct raster *figure, uint32_t *row)
{
    struct raster_span cells = cells_of_row(seen, y);
    struct raster_span painted = {seen->width, 0};
    if (cells.from >= cells.to)
        return painted;
    struct brush brush = {
        .pixel = pixel, .key = figure->key + (size_t)y * figure->stride, .figure = figure->span[y]};
    for (int k = 0; k < EIGHT; k++)
        brush.noise[k] = dither[y % 4][k % 4] / (pixel[3] > 1.0f ? pixel[3] : 1.0f);
    mix_row(seen, &seen->floor, cells, y);
    if (seen->wall_alpha > 0.0f)
        mix_row(seen, &seen->wall, cells, y);
    paint_cells(seen, cells, &brush, y, row, &painted);
    return painted;
}
