#include "picture/figure_resolve.h"

#include "picture/field_eight.h"
#include "picture/field_lanes.h"

#include <emmintrin.h>
#include <string.h>

/// From this cosine to the light down to that one a surface goes from light to shade.
static const float LIT_COSINE = 0.015f, SHADED_COSINE = -0.055f;
static const float FORM_SHADE = 0.80f;
/// A breath of half-tone on what looks aside tells fingers and toes apart.
static const float HALF_LIT_COSINE = 0.0f, FULL_COSINE = 0.75f, HALF_SHADE = 0.10f;
/// Shade on what lies this far behind its surroundings.
static const float CROSSING_FROM_M = 0.010f, CROSSING_TO_M = 0.019f, CROSSING_SHADE = 0.85f;
/// The light of far limbs, between light and shade.
static const float FAR_COSINE = -0.033f;
/// 1 is the theme's shade; a little more only where form and crossing add up.
static const float DEEPEST_SHADE = 1.25f;
/// Cosines beyond these are all light or all shade: the raster's eight bits go to those between.
static const float LIGHT_RANGE = 1.0f;

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

/// Strands are darker than shaded hair, so that they show on both tones.
static struct tone strand_of(const struct figure_colours *colours)
{
    struct tone hair = tone_of(colours->hair[0], colours->hair[1]);
    __m128 twice = _mm_mul_ps(hair.to_shade, _mm_set1_ps(1.7f));
    __m128 light = _mm_max_ps(_mm_add_ps(hair.light, twice), _mm_setzero_ps());
    return (struct tone){light, _mm_setzero_ps()};
}

/// Creases are darker than shaded skin, so that they show on both tones.
static struct tone crease_of(const struct figure_colours *colours)
{
    struct tone skin = tone_of(colours->skin[0], colours->skin[1]);
    __m128 deeper = _mm_mul_ps(skin.to_shade, _mm_set1_ps(1.6f));
    __m128 light = _mm_max_ps(_mm_add_ps(skin.light, deeper), _mm_setzero_ps());
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
    tones->region[REGION_STRAND] = strand_of(colours);
    tones->region[REGION_BROW] = brow_of(colours);
    tones->region[REGION_LIP] = tone_of(colours->lip, colours->lip);
    tones->region[REGION_CREASE] = crease_of(colours);
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

/// Shade of eight samples: of their form, and of what crosses before them.
EIGHT_PART void find_shade(const raster_code *code, const float *depth_m, const eight *round_it_m,
                           eight *shade)
{
    const eight deepest = (eight){0.0f} + DEEPEST_SHADE;
    eight lit = __builtin_convertvector(*(const eight_bits *)code & 255, eight), full = lit;
    eight crossing = *(const eight *)depth_m - *round_it_m;
    ease(255.0f * resolve_light(SHADED_COSINE), 255.0f * resolve_light(LIT_COSINE), &lit);
    ease(255.0f * resolve_light(HALF_LIT_COSINE), 255.0f * resolve_light(FULL_COSINE), &full);
    ease(CROSSING_FROM_M, CROSSING_TO_M, &crossing);
    eight form = (FORM_SHADE + HALF_SHADE) - (lit * FORM_SHADE + full * HALF_SHADE);
    eight sum = form + crossing * CROSSING_SHADE;
    *shade = EIGHT_MIN(sum, deepest);
}

EIGHT_PART __m128 shaded(const struct tone *tone, float shade)
{
    return _mm_add_ps(tone->light, _mm_mul_ps(tone->to_shade, _mm_set1_ps(shade)));
}

/// The region of the first sample that shows one, REGION_COUNT if none does.
EIGHT_PART unsigned first_region(const struct raster_edge *edge)
{
    for (int i = 0; i < RASTER_SAMPLES; i++)
        if (edge->depth[i] < RASTER_EMPTY)
            return edge->code[i] >> 8;
    return REGION_COUNT;
}

EIGHT_PART float sum_of(const eight *values)
{
    lanes half[2];
    memcpy(half, values, sizeof half);
    return lanes_sum(half[0] + half[1]);
}

EIGHT_PART bool is_any(const eight_bits *mask)
{
    __m128 half[2];
    memcpy(half, mask, sizeof half);
    return _mm_movemask_ps(_mm_or_ps(half[0], half[1])) != 0;
}

/// The mean of a pixel's samples, premultiplied by the share that is covered. Samples of one
/// region, mostly all, are summed together.
EIGHT_PART __m128 resolve_edge(const struct tones *tones, const struct raster_edge *edge,
                               float round_it_m)
{
    unsigned region = first_region(edge);
    if (region == REGION_COUNT)
        return _mm_setzero_ps();
    const eight zero = {0.0f}, one = zero + 1.0f, round_them_m = zero + round_it_m;
    eight count = zero, shades = zero;
    __m128 others = _mm_setzero_ps();
    for (int i = 0; i < RASTER_SAMPLES; i += EIGHT) {
        eight shade;
        find_shade(edge->code + i, edge->depth + i, &round_them_m, &shade);
        eight_bits drawn = *(const eight *)(edge->depth + i) < RASTER_EMPTY;
        eight_bits same = ((*(const eight_bits *)(edge->code + i) >> 8) == (int32_t)region) & drawn;
        count += EIGHT_IF(same, one, zero);
        shades += EIGHT_IF(same, shade, zero);
        eight_bits left = drawn & ~same;
        if (!is_any(&left))
            continue;
        for (int lane = 0; lane < EIGHT; lane++)
            if (left[lane])
                others = _mm_add_ps(others,
                                    shaded(&tones->region[edge->code[i + lane] >> 8], shade[lane]));
    }
    const struct tone *tone = &tones->region[region];
    __m128 sum = _mm_mul_ps(tone->light, _mm_set1_ps(sum_of(&count)));
    sum = _mm_add_ps(sum, _mm_mul_ps(tone->to_shade, _mm_set1_ps(sum_of(&shades))));
    return _mm_mul_ps(_mm_add_ps(sum, others), _mm_set1_ps(1.0f / RASTER_SAMPLES));
}

EIGHT_PART __m128 over(__m128 colour, uint32_t below)
{
    __m128i zero = _mm_setzero_si128();
    __m128i words = _mm_unpacklo_epi8(_mm_cvtsi32_si128((int)below), zero);
    __m128 under = _mm_cvtepi32_ps(_mm_unpacklo_epi16(words, zero));
    __m128 alpha = _mm_shuffle_ps(colour, colour, _MM_SHUFFLE(3, 3, 3, 3));
    __m128 left = _mm_sub_ps(_mm_set1_ps(1.0f), _mm_mul_ps(alpha, _mm_set1_ps(1.0f / 255.0f)));
    return _mm_add_ps(colour, _mm_mul_ps(under, left));
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

EIGHT_PART bool is_one_region(const raster_code *code)
{
    const eight_bits *codes = (const eight_bits *)code;
    eight_bits differs = (*codes >> 8) != (int32_t)(code[0] >> 8);
    return !is_any(&differs);
}

EIGHT_CLONES static void resolve_row(const struct raster *raster, const struct tones *tones, int y,
                                     const float *round_it_m, uint32_t *row)
{
    struct raster_span span = raster->span[y];
    size_t first = (size_t)y * raster->stride;
    const float *depth = raster->depth + first;
    const raster_code *code = raster->code + first;
    for (int x = span.from; x < span.to; x += EIGHT) {
        unsigned there = span.to - x < EIGHT ? (1u << (span.to - x)) - 1u : 255u;
        unsigned edges = raster_edges(raster, x, y) & there, drawn = drawn_of(depth + x) & there;
        if (!drawn && !edges)
            continue;
        uint32_t *pixels = row + x;
        eight shade;
        find_shade(code + x, depth + x, (const eight *)(round_it_m + x), &shade);
        if (drawn == 255 && !edges && is_one_region(code + x)) {
            paint_region(&tones->region[code[x] >> 8], &shade, pixels);
            continue;
        }
        for (unsigned left = drawn & ~edges; left; left &= left - 1) {
            int i = __builtin_ctz(left);
            pixels[i] = packed(shaded(&tones->region[code[x + i] >> 8], shade[i]));
        }
        for (unsigned left = edges; left; left &= left - 1) {
            int i = __builtin_ctz(left);
            const struct raster_edge *edge =
                &raster->edge[raster->edge_of_pixel[first + (size_t)(x + i)]];
            pixels[i] = packed(over(resolve_edge(tones, edge, round_it_m[x + i]), pixels[i]));
        }
    }
}

void resolve_pixels(const struct resolve *resolve, uint32_t *pixels, int stride_px)
{
    struct tones tones;
    make_tones(&tones, resolve->colours);
    const struct raster *raster = resolve->raster;
    struct rect shadow = resolve->shadow_box, box = rect_union(shadow, raster->box);
    for (int y = box.y; y < box.y + box.height; y++) {
        uint32_t *row = pixels + (size_t)y * (size_t)stride_px;
        struct raster_span span = raster->span[y], *painted = &resolve->painted[y];
        *painted = (struct raster_span){raster->width, 0};
        if (y >= shadow.y && y < shadow.y + shadow.height)
            *painted = shadow_paint_row(resolve->shadow, y, tones.shadow, raster, row);
        if (span.from >= span.to)
            continue;
        painted->from = span.from < painted->from ? span.from : painted->from;
        painted->to = span.to > painted->to ? span.to : painted->to;
        resolve_row(raster, &tones, y, around_row(resolve->around, span.from, span.to, y), row);
    }
}
