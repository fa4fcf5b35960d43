#include "picture/figure_resolve.h"

#include "picture/field_eight.h"

#include <emmintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// From this cosine to the light down to that one a surface goes from light to shade.
static const float LIT_COSINE = 0.015f, SHADED_COSINE = -0.055f;
static const float FORM_SHADE = 0.80f;
/// A breath of half-tone on what looks aside tells fingers and toes apart.
static const float HALF_LIT_COSINE = 0.0f, FULL_COSINE = 0.75f, HALF_SHADE = 0.10f;
/// Shade on what lies this far behind its surroundings.
static const float CROSSING_FROM_M = 0.010f, CROSSING_TO_M = 0.019f, CROSSING_SHADE = 0.85f;
/// The light of far limbs, between light and shade.
static const float FAR_COSINE = -0.045f;
/// 1 is the theme's shade; a little more only where form and crossing add up.
static const float DEEPEST_SHADE = 1.12f;
/// Cosines beyond these are all light or all shade: the raster's eight bits go to those between.
static const float LIGHT_RANGE = 1.0f;

/// The light's change within a pixel that is taken for one of a surface, in 1/255.
enum { MOST_SLOPE = 64 };

float resolve_light(float cosine)
{
    return cosine / (2.0f * LIGHT_RANGE) + 0.5f;
}

float resolve_far_light(float light, float far)
{
    return light + (resolve_light(FAR_COSINE) - light) * far;
}

/// A region's colour in the light and the way from there to the shade, 0..255 as B G R A.
struct tone {
    __m128 light, to_shade;
};

struct tones {
    struct tone region[REGION_COUNT];
    _Alignas(16) float shadow[4]; ///< premultiplied, at full darkness
};

static struct tone tone_of(struct colour light, struct colour shade)
{
    __m128 from = _mm_setr_ps(light.b, light.g, light.r, 1.0f);
    __m128 to = _mm_setr_ps(shade.b, shade.g, shade.r, 1.0f);
    __m128 scale = _mm_set1_ps(255.0f);
    return (struct tone){_mm_mul_ps(from, scale), _mm_mul_ps(_mm_sub_ps(to, from), scale)};
}

EIGHT_PART uint32_t packed(__m128 colour)
{
    __m128i words = _mm_cvtps_epi32(colour);
    words = _mm_packs_epi32(words, words);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(words, words));
}

/// Brows are fainter than hair: the skin shows between.
static struct tone brow_of(const struct figure_colours *colours)
{
    static const float HAIR_SHARE = 0.62f;
    struct tone skin = tone_of(colours->skin[0], colours->skin[1]);
    struct tone hair = tone_of(colours->hair[0], colours->hair[1]);
    __m128 share = _mm_set1_ps(HAIR_SHARE);
    __m128 light = _mm_add_ps(skin.light, _mm_mul_ps(_mm_sub_ps(hair.light, skin.light), share));
    return (struct tone){light, _mm_setzero_ps()};
}

/// Lines are darker than what is shaded round them, so that they show on both tones: so many times
/// as far from its light.
static struct tone line_on(const struct colour *colours, float times)
{
    struct tone tone = tone_of(colours[0], colours[1]);
    __m128 step = _mm_mul_ps(tone.to_shade, _mm_set1_ps(times));
    __m128 light = _mm_max_ps(_mm_add_ps(tone.light, step), _mm_setzero_ps());
    return (struct tone){light, _mm_setzero_ps()};
}

/// Trims are a little darker than their garment, in light as in shade.
static struct tone trim_of(struct tone garment)
{
    static const float LIGHT_SHARE = 0.42f;
    __m128 step = _mm_mul_ps(garment.to_shade, _mm_set1_ps(LIGHT_SHARE));
    return (struct tone){_mm_add_ps(garment.light, step), garment.to_shade};
}

static void make_tones(struct tones *tones, const struct figure_colours *colours)
{
    tones->region[REGION_SKIN] = tone_of(colours->skin[0], colours->skin[1]);
    tones->region[REGION_TOP] = tone_of(colours->top[0], colours->top[1]);
    tones->region[REGION_LEGGINGS] = tone_of(colours->leggings[0], colours->leggings[1]);
    tones->region[REGION_HAIR] = tone_of(colours->hair[0], colours->hair[1]);
    tones->region[REGION_LINE] = tone_of(colours->line, colours->line);
    tones->region[REGION_STRAND] = line_on(colours->hair, 1.7f);
    tones->region[REGION_BROW] = brow_of(colours);
    tones->region[REGION_LIP] = tone_of(colours->lip, colours->lip);
    tones->region[REGION_CREASE] = line_on(colours->skin, 1.6f);
    tones->region[REGION_TOP_TRIM] = trim_of(tones->region[REGION_TOP]);
    tones->region[REGION_LEGGINGS_TRIM] = trim_of(tones->region[REGION_LEGGINGS]);
    __m128 shadow = tone_of(colours->shadow, colours->shadow).light;
    _mm_store_ps(tones->shadow, _mm_mul_ps(shadow, _mm_set1_ps(colours->shadow_strength)));
}

/// 0 at `from`, 1 at `to`, eased.
EIGHT_PART void ease(float from, float to, eight *x)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    eight t = (*x - from) * (1.0f / (to - from));
    t = EIGHT_MIN(EIGHT_MAX(t, zero), one);
    *x = t * t * (3.0f - (t + t));
}

/// As `ease`, where the value changes by `slope` within a pixel: a step finer than a pixel takes a
/// whole one.
EIGHT_PART void ease_over(float from, float to, const eight *slope, eight *x)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    eight t = (*x - from + *slope * 0.5f) / (*slope + (to - from));
    t = EIGHT_MIN(EIGHT_MAX(t, zero), one);
    *x = t * t * (3.0f - (t + t));
}

#define LIGHT_OF(code) (*(const eight_bits *)(code)&255)

/// Are eight pixels all so light or all so dark that no slope makes a difference?
EIGHT_PART bool is_far_from_edge(const raster_code *code)
{
    const int32_t least = (int32_t)(255.0f * 0.5f * (1.0f + LIT_COSINE)) + MOST_SLOPE / 2 + 1;
    const int32_t most = (int32_t)(255.0f * 0.5f * (1.0f + SHADED_COSINE)) - MOST_SLOPE / 2;
    eight_bits is_dim = LIGHT_OF(code)<least, is_light = LIGHT_OF(code)> most;
    return !eight_any(&is_dim) || !eight_any(&is_light);
}

/// How much the light of eight pixels changes within one of them, at least: across an outline it
/// says nothing.
EIGHT_PART void find_slope(const raster_code *code, ptrdiff_t stride, eight *slope)
{
    const eight_bits here = LIGHT_OF(code), most = (eight_bits){0} + MOST_SLOPE;
    eight_bits sum = {0};
    for (int i = 0; i < 2; i++) {
        ptrdiff_t step = i == 0 ? 1 : stride;
        eight_bits before = LIGHT_OF(code - step) - here, after = LIGHT_OF(code + step) - here;
        before = EIGHT_SELECT(before < 0, -before, before);
        after = EIGHT_SELECT(after < 0, -after, after);
        sum += EIGHT_SELECT(before < after, before, after);
    }
    sum = EIGHT_SELECT(sum < most, sum, most);
    *slope = __builtin_convertvector(sum, eight);
}

/// Shade of eight samples: of their form, and of what crosses before them.
EIGHT_PART void find_shade(const raster_code *code, ptrdiff_t stride, const float *depth_m,
                           const eight *round_it_m, eight *shade)
{
    const eight deepest = (eight){0.0f} + DEEPEST_SHADE;
    eight lit = __builtin_convertvector(LIGHT_OF(code), eight), full = lit, slope;
    eight crossing = *(const eight *)depth_m - *round_it_m;
    slope = (eight){0.0f};
    if (!is_far_from_edge(code))
        find_slope(code, stride, &slope);
    ease_over(255.0f * resolve_light(SHADED_COSINE), 255.0f * resolve_light(LIT_COSINE), &slope,
              &lit);
    ease(255.0f * resolve_light(HALF_LIT_COSINE), 255.0f * resolve_light(FULL_COSINE), &full);
    ease(CROSSING_FROM_M, CROSSING_TO_M, &crossing);
    eight form = (FORM_SHADE + HALF_SHADE) - (lit * FORM_SHADE + full * HALF_SHADE);
    eight sum = form + crossing * CROSSING_SHADE;
    *shade = EIGHT_MIN(sum, deepest);
}

/// Eight whole pixels of one region.
EIGHT_PART void paint_region(const struct tone *tone, const eight *shade, uint32_t *pixels)
{
    _Alignas(16) float light[4], to_shade[4];
    _mm_store_ps(light, tone->light);
    _mm_store_ps(to_shade, tone->to_shade);
    eight_bits colour = (eight_bits){0} + (int32_t)0xff000000;
    for (int i = 0; i < 3; i++) {
        eight channel = (light[i] + 0.5f) + to_shade[i] * *shade;
        colour |= __builtin_convertvector(channel, eight_bits) << (8 * i);
    }
    *(eight_bits *)pixels = colour;
}

/// Which of eight pixels have a sample: one bit each.
EIGHT_PART unsigned drawn_of(const float *depth)
{
    const __m128 empty = _mm_set1_ps(RASTER_EMPTY);
    int low = _mm_movemask_ps(_mm_cmplt_ps(_mm_loadu_ps(depth), empty));
    int high = _mm_movemask_ps(_mm_cmplt_ps(_mm_loadu_ps(depth + 4), empty));
    return (unsigned)(low | high << 4);
}

/// Which of eight pixels are of the region of the `first`: one bit each.
EIGHT_PART unsigned alike(const raster_code *code, int first)
{
    eight_bits same = (*(const eight_bits *)code >> 8) == (int32_t)(code[first] >> 8);
    __m128 half[2];
    memcpy(half, &same, sizeof half);
    return (unsigned)(_mm_movemask_ps(half[0]) | _mm_movemask_ps(half[1]) << 4);
}

/// Those of eight pixels that are drawn, region by region.
EIGHT_PART void paint_some(const struct tones *tones, const raster_code *code, const eight *shade,
                           unsigned drawn, uint32_t *pixels)
{
    while (drawn) {
        uint32_t colour[EIGHT];
        int first = __builtin_ctz(drawn);
        unsigned same = alike(code, first) & drawn;
        paint_region(&tones->region[code[first] >> 8], shade, colour);
        for (unsigned left = same; left; left &= left - 1)
            pixels[__builtin_ctz(left)] = colour[__builtin_ctz(left)];
        drawn &= ~same;
    }
}

EIGHT_CLONES static void colour_row(const struct raster *raster, const struct tones *tones, int y,
                                    const float *round_it_m, uint32_t *row)
{
    struct raster_span span = raster->span[y];
    size_t first = (size_t)y * raster->stride;
    const float *depth = raster->depth + first;
    const raster_code *code = raster->code + first;
    for (int x = span.from; x < span.to; x += EIGHT) {
        unsigned there = span.to - x < EIGHT ? (1u << (span.to - x)) - 1u : 255u;
        unsigned drawn = drawn_of(depth + x) & there;
        if (!drawn)
            continue;
        uint32_t *pixels = row + x;
        eight shade;
        find_shade(code + x, (ptrdiff_t)raster->stride, depth + x, (const eight *)(round_it_m + x),
                   &shade);
        if (drawn == 255 && alike(code + x, 0) == 255)
            paint_region(&tones->region[code[x] >> 8], &shade, pixels);
        else
            paint_some(tones, code + x, &shade, drawn, pixels);
    }
}

/// Four 16-bit channels.
static __m128i unpacked(uint32_t pixel)
{
    return _mm_unpacklo_epi8(_mm_cvtsi32_si128((int)pixel), _mm_setzero_si128());
}

/// So much of two others and the rest of a pixel; shares are parts of RASTER_WHOLE.
static uint32_t mixed(uint32_t pixel, uint32_t a, int a_share, uint32_t b, int b_share)
{
    int rest = RASTER_WHOLE - a_share - b_share;
    __m128i sum = _mm_mullo_epi16(unpacked(pixel), _mm_set1_epi16((short)rest));
    sum = _mm_add_epi16(sum, _mm_mullo_epi16(unpacked(a), _mm_set1_epi16((short)a_share)));
    sum = _mm_add_epi16(sum, _mm_mullo_epi16(unpacked(b), _mm_set1_epi16((short)b_share)));
    sum = _mm_srli_epi16(_mm_add_epi16(sum, _mm_set1_epi16(RASTER_WHOLE / 2 - 1)), 8);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(sum, sum));
}

/// Strips that lie on the figure.
static void colour_fine(const struct raster *raster, const struct tones *tones, int y,
                        uint32_t *row)
{
    const struct raster_mark *mark;
    for (int x = -1; (mark = raster_next_mark(raster, y, &x));)
        if (mark->fine) {
            uint32_t colour = packed(tones->region[mark->fine_colour].light);
            int share = __builtin_popcount(mark->fine) * (RASTER_WHOLE / 16);
            row[x] = mixed(row[x], colour, share, 0, 0);
        }
}

/// A pixel mixed with its neighbours before and after it, where it shows something of them.
static uint32_t mixed_along(const uint32_t *pixel, ptrdiff_t step, const uint8_t share[2])
{
    uint32_t before = share[0] ? pixel[-step] : 0, after = share[1] ? pixel[step] : 0;
    return mixed(*pixel, before, share[0], after, share[1]);
}

static int difference(uint32_t a, uint32_t b)
{
    return _mm_cvtsi128_si32(_mm_sad_epu8(_mm_cvtsi32_si128((int)a), _mm_cvtsi32_si128((int)b)));
}

/// Mix the marked pixels of row `y` with their neighbours across the outline, all as they are
/// coloured so far: those above, below and beside it too.
static void mix_marked(const struct raster *raster, int y, const uint32_t *row, ptrdiff_t stride)
{
    struct raster_mark *mark;
    for (int x = -1; (mark = raster_next_mark(raster, y, &x));) {
        bool is_across = mark->share[RASTER_LEFT] | mark->share[RASTER_RIGHT];
        bool is_down = mark->share[RASTER_ABOVE] | mark->share[RASTER_BELOW];
        uint32_t here = row[x], across = here, down = here;
        if (is_across)
            across = mixed_along(row + x, 1, mark->share + RASTER_LEFT);
        if (is_down)
            down = mixed_along(row + x, stride, mark->share + RASTER_ABOVE);
        // A corner of an outline is seen both ways, and counts once.
        mark->mixed = !is_down || (is_across && difference(across, here) > difference(down, here))
                          ? across
                          : down;
    }
}

static void write_marked(const struct raster *raster, int y, uint32_t *row)
{
    const struct raster_mark *mark;
    for (int x = -1; (mark = raster_next_mark(raster, y, &x));)
        row[x] = mark->mixed;
}

/// The shadow of row `y`, and the figure over it.
static void paint_row(const struct resolve *resolve, const struct tones *tones, int y,
                      uint32_t *row)
{
    const struct raster *raster = resolve->raster;
    struct rect shadow = resolve->shadow_box;
    struct raster_span span = raster->span[y], *painted = &resolve->painted[y];
    *painted = (struct raster_span){raster->width, 0};
    if (y >= shadow.y && y < shadow.y + shadow.height)
        *painted = shadow_paint_row(resolve->shadow, y, tones->shadow, raster, row);
    if (span.from >= span.to)
        return;
    painted->from = span.from < painted->from ? span.from : painted->from;
    painted->to = span.to > painted->to ? span.to : painted->to;
    colour_row(raster, tones, y, around_row(resolve->around, span.from, span.to, y), row);
    if (y >= raster->fine_rows.from && y < raster->fine_rows.to)
        colour_fine(raster, tones, y, row);
}

static bool holds_row(struct rect box, int y)
{
    return y >= box.y && y < box.y + box.height;
}

void resolve_pixels(const struct resolve *resolve, uint32_t *pixels, int stride_px)
{
    struct tones tones;
    make_tones(&tones, resolve->colours);
    const struct raster *raster = resolve->raster;
    struct rect box = rect_union(resolve->shadow_box, raster->box);
    ptrdiff_t stride = stride_px;
    // A row is mixed when the next one is coloured, and written when that is mixed.
    for (int y = box.y; y < box.y + box.height + 2; y++) {
        if (y < box.y + box.height)
            paint_row(resolve, &tones, y, pixels + y * stride);
        if (holds_row(raster->box, y - 1))
            mix_marked(raster, y - 1, pixels + (y - 1) * stride, stride);
        if (holds_row(raster->box, y - 2))
            write_marked(raster, y - 2, pixels + (y - 2) * stride);
    }
}
