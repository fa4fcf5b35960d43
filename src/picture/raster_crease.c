#include "picture/field_eight.h"
#include "picture/raster_triangle.h"

#include <stdlib.h>

/// Light that changes this much from pixel to pixel, in 1/255, does so where two surfaces meet.
enum { LIGHT_STEP = 24 };
/// Surfaces of one colour meet where both bend off by so much within a pixel.
static const float LEAST_BEND_M = 2e-4f;

static bool is_drawn(const struct raster *raster, size_t pixel)
{
    return raster->key[pixel] != RASTER_EMPTY;
}

static bool is_of_one_colour(raster_key a, raster_key b)
{
    return !((a ^ b) & (RASTER_CODE ^ RASTER_LIGHT));
}

static bool is_alike(const struct raster *raster, size_t a, size_t b)
{
    return is_drawn(raster, a) && is_drawn(raster, b) &&
           is_of_one_colour(raster->key[a], raster->key[b]) &&
           abs((raster->key[a] & RASTER_LIGHT) - (raster->key[b] & RASTER_LIGHT)) < LIGHT_STEP;
}

static bool is_on_outline(const struct raster *raster, int x, int y)
{
    uint64_t bits = raster->mark_bits[(size_t)y * (size_t)raster->words_per_row + (size_t)(x >> 6)];
    return bits >> (x & 63) & 1 &&
           raster->mark[(size_t)y * raster->stride + (size_t)x].is_on_outline;
}

/// The depth of a pixel's surface one step beyond it, from what lies up to two steps before it: a
/// surface bends away more and more.
static float depth_beyond(const struct raster *raster, size_t pixel, ptrdiff_t step)
{
    size_t before = pixel - (size_t)step, earlier = before - (size_t)step;
    float here = raster_depth(raster, pixel);
    if (!is_alike(raster, pixel, before))
        return here;
    float slope = here - raster_depth(raster, before);
    if (!is_alike(raster, before, earlier))
        return here + slope;
    float bend = slope - (raster_depth(raster, before) - raster_depth(raster, earlier));
    return here + slope + larger(bend, 0.0f);
}

/// Where between two pixels, `step` from each other, their surfaces meet: 0..1.
static float meeting(const struct raster *raster, size_t a, ptrdiff_t step)
{
    static const float LEAST_M = 1e-6f;
    size_t b = a + (size_t)step;
    float at_a = larger(depth_beyond(raster, b, -step) - raster_depth(raster, a), 0.0f);
    float at_b = larger(depth_beyond(raster, a, step) - raster_depth(raster, b), 0.0f);
    bool is_same = is_of_one_colour(raster->key[a], raster->key[b]);
    return at_a + at_b > (is_same ? LEAST_BEND_M : LEAST_M) ? at_a / (at_a + at_b) : 0.5f;
}

/// A pixel and the one after it, to the right or below.
static void mark_pair(struct raster *raster, int x, int y, bool is_across)
{
    int other_x = x + is_across, other_y = y + !is_across;
    size_t step = is_across ? 1 : raster->stride, a = (size_t)y * raster->stride + (size_t)x;
    if (!is_drawn(raster, a) || !is_drawn(raster, a + step) || is_alike(raster, a, a + step) ||
        is_on_outline(raster, x, y) || is_on_outline(raster, other_x, other_y))
        return;
    int share = (int)((0.5f - meeting(raster, a, (ptrdiff_t)step)) * RASTER_WHOLE);
    enum raster_neighbour before = is_across ? RASTER_LEFT : RASTER_ABOVE;
    if (share > 0)
        raster_mark_at(raster, x, y)->share[before + 1] = (uint8_t)share;
    else if (share < 0)
        raster_mark_at(raster, other_x, other_y)->share[before] = (uint8_t)-share;
}

/// Does another colour or light follow any of eight pixels, to the right or below?
EIGHT_PART bool may_change(const raster_key *key, size_t below)
{
    // Codes of two colours differ by 256 less their lights, which are never as far apart as that.
    const eight_bits here = *(const eight_bits *)key & RASTER_CODE;
    eight_bits right = here - (*(const eight_bits *)(key + 1) & RASTER_CODE);
    eight_bits down = here - (*(const eight_bits *)(key + below) & RASTER_CODE);
    eight_bits changes = (right >= LIGHT_STEP) | (right <= -LIGHT_STEP) | (down >= LIGHT_STEP) |
                         (down <= -LIGHT_STEP);
    return eight_any(&changes);
}

EIGHT_CLONES void raster_mark_creases(struct raster *raster)
{
    // Pixels at the end of the canvas lack the neighbours that show how a surface goes on.
    struct rect box =
        rect_intersection(raster->box, (struct rect){2, 2, raster->width - 5, raster->height - 5});
    for (int y = box.y; y < box.y + box.height; y++) {
        int from = larger_int(raster->span[y].from, box.x);
        int to = smaller_int(raster->span[y].to, box.x + box.width);
        const raster_key *key = raster->key + (size_t)y * raster->stride;
        for (int x = from; x < to; x += EIGHT) {
            if (!may_change(key + x, raster->stride))
                continue;
            for (int i = x; i < smaller_int(x + EIGHT, to); i++) {
                mark_pair(raster, i, y, true);
                mark_pair(raster, i, y, false);
            }
        }
    }
}
