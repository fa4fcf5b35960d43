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

/// A pixel and the one after it, to the right or below, which are drawn and not alike.
static void mark_pair(struct raster *raster, int x, int y, bool is_across)
{
    int other_x = x + is_across, other_y = y + !is_across;
    size_t step = is_across ? 1 : raster->stride, a = (size_t)y * raster->stride + (size_t)x;
    if (is_on_outline(raster, x, y) || is_on_outline(raster, other_x, other_y))
        return;
    int share = (int)((0.5f - meeting(raster, a, (ptrdiff_t)step)) * RASTER_WHOLE);
    enum raster_neighbour before = is_across ? RASTER_LEFT : RASTER_ABOVE;
    if (share > 0)
        raster_mark_at(raster, x, y)->share[before + 1] = (uint8_t)share;
    else if (share < 0)
        raster_mark_at(raster, other_x, other_y)->share[before] = (uint8_t)-share;
}

/// Which of eight pixels are drawn, as those after them, and are not alike: a bit for each.
EIGHT_PART unsigned which_change(const raster_key *key, size_t step)
{
    const eight_bits here = *(const eight_bits *)key, after = *(const eight_bits *)(key + step);
    eight_bits darker = (here & RASTER_LIGHT) - (after & RASTER_LIGHT);
    eight_bits other = (here ^ after) & (RASTER_CODE ^ RASTER_LIGHT);
    eight_bits changes = (other != 0) | (darker >= LIGHT_STEP) | (darker <= -LIGHT_STEP);
    changes &= (here != RASTER_EMPTY) & (after != RASTER_EMPTY);
    return eight_which(&changes);
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
            unsigned held = (1u << smaller_int(to - x, EIGHT)) - 1;
            unsigned right = which_change(key + x, 1) & held;
            unsigned below = which_change(key + x, raster->stride) & held;
            for (; right; right &= right - 1)
                mark_pair(raster, x + __builtin_ctz(right), y, true);
            for (; below; below &= below - 1)
                mark_pair(raster, x + __builtin_ctz(below), y, false);
        }
    }
}
