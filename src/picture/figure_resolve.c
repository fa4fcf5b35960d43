#include "picture/figure_resolve.h"

#include <assert.h>
#include <emmintrin.h>
#include <math.h>

enum { WIDEST = 8192 };

/// From this cosine to the light down to that one a surface goes from light to shade.
static const float LIT_COSINE = 0.12f, SHADED_COSINE = -0.25f;
static const float FORM_SHADE = 0.9f;
/// Shade on what lies this far behind its surroundings.
static const float CROSSING_FROM_M = 0.012f, CROSSING_TO_M = 0.060f, CROSSING_SHADE = 1.1f;
static const float FAR_FROM_M = 0.06f, FAR_TO_M = 0.55f;
/// 1 is the theme's shade; a little more only where form and crossing add up.
static const float DEEPEST_SHADE = 1.5f;
/// Cosines beyond these are all light or all shade: the raster's eight bits go to those between.
static const float LIGHT_RANGE = 0.5f;

float resolve_light(float cosine)
{
    return cosine / (2.0f * LIGHT_RANGE) + 0.5f;
}

/// A region's colour in the light and the way from there to the shade, 0..255 as B G R A.
struct tone {
    __m128 light, to_shade;
};

struct tones {
    struct tone region[REGION_COUNT];
    float form[256]; ///< shade by the raster's light
    __m128 shadow;   ///< premultiplied at full darkness
};

static float smooth(float from, float to, float x)
{
    return glm_smooth(glm_clamp((x - from) / (to - from), 0.0f, 1.0f));
}

static struct tone tone_of(struct colour light, struct colour shade)
{
    __m128 from = _mm_setr_ps(light.b, light.g, light.r, 1.0f);
    __m128 to = _mm_setr_ps(shade.b, shade.g, shade.r, 1.0f);
    __m128 scale = _mm_set1_ps(255.0f);
    return (struct tone){_mm_mul_ps(from, scale), _mm_mul_ps(_mm_sub_ps(to, from), scale)};
}

static void make_tones(struct tones *tones, const struct figure_colours *colours)
{
    tones->region[REGION_SKIN] = tone_of(colours->skin[0], colours->skin[1]);
    tones->region[REGION_TOP] = tone_of(colours->top[0], colours->top[1]);
    tones->region[REGION_LEGGINGS] = tone_of(colours->leggings[0], colours->leggings[1]);
    tones->region[REGION_HAIR] = tone_of(colours->hair[0], colours->hair[1]);
    tones->region[REGION_LINE] = tone_of(colours->line, colours->line);
    tones->region[REGION_LIP] = tone_of(colours->lip, colours->lip);
    for (int i = 0; i < 256; i++) {
        float cosine = (((float)i + 0.5f) / 255.0f - 0.5f) * 2.0f * LIGHT_RANGE;
        tones->form[i] = FORM_SHADE * (1.0f - smooth(SHADED_COSINE, LIT_COSINE, cosine));
    }
    float strength = colours->shadow_strength;
    tones->shadow =
        _mm_mul_ps(_mm_setr_ps(colours->shadow.b, colours->shadow.g, colours->shadow.r, 1.0f),
                   _mm_set1_ps(255.0f * strength));
}

static inline float smaller(float a, float b)
{
    return a < b ? a : b;
}

static inline __m128 smooth4(float from, float to, __m128 x)
{
    __m128 t = _mm_mul_ps(_mm_sub_ps(x, _mm_set1_ps(from)), _mm_set1_ps(1.0f / (to - from)));
    t = _mm_min_ps(_mm_max_ps(t, _mm_setzero_ps()), _mm_set1_ps(1.0f));
    return _mm_mul_ps(_mm_mul_ps(t, t), _mm_sub_ps(_mm_set1_ps(3.0f), _mm_add_ps(t, t)));
}

/// Shade of four samples from what they cross and how far away they are, without their form.
static inline __m128 depth_shade(const struct resolve *resolve, __m128 depth, __m128 round_it)
{
    __m128 crossing =
        _mm_mul_ps(smooth4(CROSSING_FROM_M, CROSSING_TO_M, _mm_sub_ps(depth, round_it)),
                   _mm_set1_ps(CROSSING_SHADE));
    __m128 behind = _mm_sub_ps(depth, _mm_set1_ps(resolve->trunk_depth_m));
    __m128 far = _mm_mul_ps(smooth4(FAR_FROM_M, FAR_TO_M, behind), _mm_set1_ps(resolve->far_shade));
    return _mm_add_ps(crossing, far);
}

static inline __m128 shaded(const struct tones *tones, raster_code code, float shade)
{
    const struct tone *tone = &tones->region[code >> 8];
    shade = smaller(shade + tones->form[code & 255], DEEPEST_SHADE);
    return _mm_add_ps(tone->light, _mm_mul_ps(tone->to_shade, _mm_set1_ps(shade)));
}

static inline uint32_t packed(__m128 colour)
{
    __m128i words = _mm_cvtps_epi32(colour);
    words = _mm_packs_epi32(words, words);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(words, words));
}

/// The mean of a pixel's samples, premultiplied by the share that is covered.
static __m128 resolve_edge(const struct resolve *resolve, const struct tones *tones,
                           const struct raster_edge *edge, float round_it)
{
    _Alignas(16) float shade[4];
    __m128 sum = _mm_setzero_ps();
    for (int i = 0; i < RASTER_SAMPLES; i += 4) {
        __m128 depth = _mm_load_ps(edge->depth + i);
        _mm_store_ps(shade, depth_shade(resolve, depth, _mm_set1_ps(round_it)));
        for (int lane = 0; lane < 4; lane++)
            if (edge->depth[i + lane] < RASTER_EMPTY)
                sum = _mm_add_ps(sum, shaded(tones, edge->code[i + lane], shade[lane]));
    }
    return _mm_mul_ps(sum, _mm_set1_ps(1.0f / RASTER_SAMPLES));
}

static void shadow_pixels(const struct resolve *resolve, const struct tones *tones, struct rect box,
                          int y, uint32_t *row)
{
    float darkness[WIDEST];
    struct rect span =
        rect_intersection(resolve->shadow_box, (struct rect){box.x, y, box.width, 1});
    for (int x = box.x; x < box.x + box.width; x++)
        row[x] = 0;
    if (rect_is_empty(span))
        return;
    shadow_row(resolve->shadow, span.x, y, span.width, darkness);
    for (int i = 0; i < span.width; i++)
        if (darkness[i] > 0.002f)
            row[span.x + i] =
                packed(_mm_mul_ps(tones->shadow, _mm_set1_ps(smaller(darkness[i], 1.0f))));
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

static void figure_pixels(const struct resolve *resolve, const struct tones *tones, int y,
                          uint32_t *row)
{
    const struct raster *raster = resolve->raster;
    struct raster_span span = raster->span[y];
    _Alignas(16) float shade[4];
    size_t first = (size_t)y * (size_t)raster->width;
    const float *depth = raster->depth + first;
    const raster_code *code = raster->code + first;
    if (span.from >= span.to)
        return;
    const float *round_it = around_row(resolve->around, span.from, span.to, y);
    for (int x = span.from; x < span.to; x++) {
        int lane = (x - span.from) & 3;
        if (lane == 0)
            _mm_store_ps(shade,
                         depth_shade(resolve, _mm_loadu_ps(depth + x), _mm_loadu_ps(round_it + x)));
        if (raster_is_edge(raster, x, y)) {
            int edge = raster->edge_of_pixel[first + (size_t)x];
            __m128 colour = resolve_edge(resolve, tones, &raster->edge[edge], round_it[x]);
            row[x] = packed(over(colour, row[x]));
        } else if (depth[x] < RASTER_EMPTY) {
            row[x] = packed(shaded(tones, code[x], shade[lane]));
        }
    }
}

void resolve_pixels(const struct resolve *resolve, struct rect box, uint32_t *pixels, int stride_px)
{
    struct tones tones;
    assert(box.x + box.width + 4 <= WIDEST);
    make_tones(&tones, resolve->colours);
    struct rect drawn = resolve->raster->box;
    for (int y = box.y; y < box.y + box.height; y++) {
        uint32_t *row = pixels + (size_t)y * (size_t)stride_px;
        shadow_pixels(resolve, &tones, box, y, row);
        if (y >= drawn.y && y < drawn.y + drawn.height)
            figure_pixels(resolve, &tones, y, row);
    }
}
