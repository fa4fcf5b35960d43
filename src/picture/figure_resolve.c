#include "picture/figure_resolve.h"

#include "picture/field_lanes.h"

#include <emmintrin.h>
#include <math.h>

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

static inline uint32_t packed(__m128 colour)
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
    tones->region[REGION_TOP_TRIM] = trim_of(tones->region[REGION_TOP]);
    tones->region[REGION_LEGGINGS_TRIM] = trim_of(tones->region[REGION_LEGGINGS]);
    __m128 shadow = tone_of(colours->shadow, colours->shadow).light;
    _mm_store_ps(tones->shadow, _mm_mul_ps(shadow, _mm_set1_ps(colours->shadow_strength)));
}

static inline __m128 smooth4(float from, float to, __m128 x)
{
    __m128 t = _mm_mul_ps(_mm_sub_ps(x, _mm_set1_ps(from)), _mm_set1_ps(1.0f / (to - from)));
    t = _mm_min_ps(_mm_max_ps(t, _mm_setzero_ps()), _mm_set1_ps(1.0f));
    return _mm_mul_ps(_mm_mul_ps(t, t), _mm_sub_ps(_mm_set1_ps(3.0f), _mm_add_ps(t, t)));
}

/// Shade of four samples: of their form, and of what crosses before them.
static inline __m128 shade_of(__m128i code, __m128 depth, __m128 round_it)
{
    __m128 light = _mm_cvtepi32_ps(_mm_and_si128(code, _mm_set1_epi32(255)));
    __m128 lit =
        smooth4(255.0f * resolve_light(SHADED_COSINE), 255.0f * resolve_light(LIT_COSINE), light);
    __m128 full = smooth4(255.0f * resolve_light(HALF_LIT_COSINE),
                          255.0f * resolve_light(FULL_COSINE), light);
    __m128 form = _mm_sub_ps(_mm_set1_ps(FORM_SHADE + HALF_SHADE),
                             _mm_add_ps(_mm_mul_ps(lit, _mm_set1_ps(FORM_SHADE)),
                                        _mm_mul_ps(full, _mm_set1_ps(HALF_SHADE))));
    __m128 crossing = smooth4(CROSSING_FROM_M, CROSSING_TO_M, _mm_sub_ps(depth, round_it));
    __m128 shade = _mm_add_ps(form, _mm_mul_ps(crossing, _mm_set1_ps(CROSSING_SHADE)));
    return _mm_min_ps(shade, _mm_set1_ps(DEEPEST_SHADE));
}

static inline __m128 shaded(const struct tone *tone, float shade)
{
    return _mm_add_ps(tone->light, _mm_mul_ps(tone->to_shade, _mm_set1_ps(shade)));
}

/// The region of the first sample that shows one, REGION_COUNT if none does.
static unsigned first_region(const struct raster_edge *edge)
{
    for (int i = 0; i < RASTER_SAMPLES; i++)
        if (edge->depth[i] < RASTER_EMPTY)
            return edge->code[i] >> 8;
    return REGION_COUNT;
}

/// The mean of a pixel's samples, premultiplied by the share that is covered. Samples of one
/// region, mostly all, are summed together.
static __m128 resolve_edge(const struct tones *tones, const struct raster_edge *edge,
                           float round_it)
{
    unsigned region = first_region(edge);
    if (region == REGION_COUNT)
        return _mm_setzero_ps();
    __m128 count = _mm_setzero_ps(), shades = _mm_setzero_ps(), others = _mm_setzero_ps();
    for (int i = 0; i < RASTER_SAMPLES; i += 4) {
        __m128i code = _mm_load_si128((const __m128i *)(edge->code + i));
        __m128 depth = _mm_load_ps(edge->depth + i);
        __m128 shade = shade_of(code, depth, _mm_set1_ps(round_it));
        __m128 drawn = _mm_cmplt_ps(depth, _mm_set1_ps(RASTER_EMPTY));
        __m128 same =
            _mm_castsi128_ps(_mm_cmpeq_epi32(_mm_srli_epi32(code, 8), _mm_set1_epi32((int)region)));
        same = _mm_and_ps(same, drawn);
        count = _mm_add_ps(count, _mm_and_ps(same, _mm_set1_ps(1.0f)));
        shades = _mm_add_ps(shades, _mm_and_ps(same, shade));
        int left = _mm_movemask_ps(_mm_andnot_ps(same, drawn));
        if (!left)
            continue;
        _Alignas(16) float shade_of_lane[4];
        _mm_store_ps(shade_of_lane, shade);
        for (int lane = 0; lane < 4; lane++)
            if (left >> lane & 1)
                others = _mm_add_ps(
                    others, shaded(&tones->region[edge->code[i + lane] >> 8], shade_of_lane[lane]));
    }
    const struct tone *tone = &tones->region[region];
    __m128 sum = _mm_mul_ps(tone->light, _mm_set1_ps(lanes_sum((lanes)count)));
    sum = _mm_add_ps(sum, _mm_mul_ps(tone->to_shade, _mm_set1_ps(lanes_sum((lanes)shades))));
    return _mm_mul_ps(_mm_add_ps(sum, others), _mm_set1_ps(1.0f / RASTER_SAMPLES));
}

static __m128 over(__m128 colour, uint32_t below)
{
    __m128i zero = _mm_setzero_si128();
    __m128i words = _mm_unpacklo_epi8(_mm_cvtsi32_si128((int)below), zero);
    __m128 under = _mm_cvtepi32_ps(_mm_unpacklo_epi16(words, zero));
    __m128 alpha = _mm_shuffle_ps(colour, colour, _MM_SHUFFLE(3, 3, 3, 3));
    __m128 left = _mm_sub_ps(_mm_set1_ps(1.0f), _mm_mul_ps(alpha, _mm_set1_ps(1.0f / 255.0f)));
    return _mm_add_ps(colour, _mm_mul_ps(under, left));
}

/// One channel of four pixels of a region, as whole numbers.
static inline __m128i channel(__m128 light, __m128 to_shade, __m128 shade)
{
    return _mm_cvtps_epi32(_mm_add_ps(light, _mm_mul_ps(to_shade, shade)));
}

#define SPREAD(vector, lane) _mm_shuffle_ps(vector, vector, _MM_SHUFFLE(lane, lane, lane, lane))

/// Four whole pixels of one region.
static inline __m128i same_region(const struct tone *tone, __m128 shade)
{
    __m128i blue = channel(SPREAD(tone->light, 0), SPREAD(tone->to_shade, 0), shade);
    __m128i green = channel(SPREAD(tone->light, 1), SPREAD(tone->to_shade, 1), shade);
    __m128i red = channel(SPREAD(tone->light, 2), SPREAD(tone->to_shade, 2), shade);
    __m128i upper = _mm_or_si128(_mm_set1_epi32((int)0xff000000), _mm_slli_epi32(red, 16));
    return _mm_or_si128(upper, _mm_or_si128(_mm_slli_epi32(green, 8), blue));
}

/// Four pixels from inside the figure; those without any sample stay as they are.
static inline void mixed_regions(const struct tones *tones, const raster_code *code,
                                 const float *depth, __m128 shade4, int count, uint32_t *pixels)
{
    _Alignas(16) float shade[4];
    _mm_store_ps(shade, shade4);
    for (int i = 0; i < count; i++)
        if (depth[i] < RASTER_EMPTY)
            pixels[i] = packed(shaded(&tones->region[code[i] >> 8], shade[i]));
}

static inline bool is_one_region(__m128i code)
{
    __m128i region = _mm_srli_epi32(code, 8);
    __m128i first = _mm_shuffle_epi32(region, 0);
    return _mm_movemask_epi8(_mm_cmpeq_epi32(region, first)) == 0xffff;
}

static void resolve_row(const struct resolve *resolve, const struct tones *tones, int y,
                        uint32_t *row)
{
    const struct raster *raster = resolve->raster;
    struct raster_span span = raster->span[y];
    if (span.from >= span.to)
        return;
    size_t first = (size_t)y * (size_t)raster->width;
    const float *depth = raster->depth + first;
    const raster_code *code = raster->code + first;
    const float *round_it = around_row(resolve->around, span.from, span.to, y);
    for (int x = span.from; x < span.to; x += 4) {
        __m128 depth4 = _mm_loadu_ps(depth + x);
        unsigned edges = raster_edges(raster, x, y);
        int drawn = _mm_movemask_ps(_mm_cmplt_ps(depth4, _mm_set1_ps(RASTER_EMPTY)));
        if (!drawn && !edges)
            continue;
        __m128i code4 = _mm_loadu_si128((const __m128i *)(code + x));
        __m128 shade = shade_of(code4, depth4, _mm_loadu_ps(round_it + x));
        int count = span.to - x < 4 ? span.to - x : 4;
        if (drawn == 15 && !edges && count == 4 && is_one_region(code4)) {
            __m128i pixels = same_region(&tones->region[code[x] >> 8], shade);
            _mm_storeu_si128((__m128i *)(row + x), pixels);
            continue;
        }
        uint32_t below[4];
        for (int i = 0; i < count; i++)
            below[i] = row[x + i];
        mixed_regions(tones, code + x, depth + x, shade, count, row + x);
        for (int i = 0; i < count; i++)
            if (edges >> i & 1) {
                int edge = raster->edge_of_pixel[first + (size_t)(x + i)];
                __m128 colour = resolve_edge(tones, &raster->edge[edge], round_it[x + i]);
                row[x + i] = packed(over(colour, below[i]));
            }
    }
}

void resolve_pixels(const struct resolve *resolve, uint32_t *pixels, int stride_px)
{
    struct tones tones;
    make_tones(&tones, resolve->colours);
    struct rect box = resolve->shadow_box, drawn = resolve->raster->box;
    for (int y = box.y; y < box.y + box.height; y++)
        shadow_paint_row(resolve->shadow, y, tones.shadow, pixels + (size_t)y * (size_t)stride_px);
    for (int y = drawn.y; y < drawn.y + drawn.height; y++)
        resolve_row(resolve, &tones, y, pixels + (size_t)y * (size_t)stride_px);
}
