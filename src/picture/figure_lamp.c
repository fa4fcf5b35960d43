#include "picture/figure_lamp.h"

#include "picture/lamp_falloff.h"
#include "picture/room_tint.h"

/// At this distance half of the light is left; from the second on there is none.
static const float HALF_M = 0.80f, END_M = 2.6f;
/// A lamp of paper is no point: what looks a little aside has some of its light too.
static const float WRAP = 0.25f;
/// What of it shows in full light, and how much more in full shade.
static const float IN_LIGHT = 0.60f, MORE_IN_SHADE = 0.40f;

bool figure_lamp_is_on(const struct lamp lamp[LAMPS])
{
    for (int i = 0; i < LAMPS; i++)
        if (lamp[i].strength > 0.0f)
            return true;
    return false;
}

/// 0..1 of a lamp's light at places that look along normals.
static lanes light_at(const struct lamp *lamp, struct points at_m, struct points normal)
{
    struct points way = points_from(at_m, lamp->at_m);
    lanes way2 = way.x * way.x + way.y * way.y + way.z * way.z;
    lanes toward = -(way.x * normal.x + way.y * normal.y + way.z * normal.z);
    lanes facing = (toward / lanes_sqrt(way2 + 1e-6f) + WRAP) / (1.0f + WRAP);
    facing = lanes_clamp(facing, 0.0f, 1.0f);
    return facing * facing * (3.0f - 2.0f * facing) * lamp_falloff(way2, HALF_M, END_M);
}

/// What lies between the thighs is hidden from a lamp by them: 0 there, 1 elsewhere.
static float openness(const struct skin *skin, int i)
{
    static const float BETWEEN_M = 0.05f, BESIDE_M = 0.14f;
    float aside_m = fabsf(skin->vertex[i].at[2]);
    return 1.0f - skin->seat[i] * (1.0f - glm_smoothstep(BETWEEN_M, BESIDE_M, aside_m));
}

void figure_lamp_light(const struct lamp lamp[LAMPS], const struct skin *skin, float *glow)
{
    for (int i = 0; i < skin->vertex_count; i += 4) {
        struct points at_m = points_of((const float(*)[4])skin->at + i);
        struct points normal = points_of((const float(*)[4])skin->normal + i);
        lanes sum = lanes_set(0.0f);
        for (int k = 0; k < LAMPS; k++)
            if (lamp[k].strength > 0.0f)
                sum += lamp[k].strength * light_at(&lamp[k], at_m, normal);
        _mm_storeu_ps(glow + i, (__m128)sum);
    }
    for (int i = 0; i < skin->vertex_count; i++)
        if (skin->seat[i] > 0.0f && glow[i] > 0.0f)
            glow[i] *= openness(skin, i);
}

/// The lamps' colour, ready for a row. The lighter it is, the lighter is the room without it, and
/// the less shows of it.
static struct tint tint_of(const struct lamp *lamp, int y)
{
    struct tint tint;
    static const float FULL = 7.0f;
    float luminance = 0.30f * lamp->colour.r + 0.59f * lamp->colour.g + 0.11f * lamp->colour.b;
    tint_set_row(&tint, lamp->colour, y);
    tint.r *= FULL * (1.0f - luminance);
    tint.g *= FULL * (1.0f - luminance);
    tint.b *= FULL * (1.0f - luminance);
    return tint;
}

/// A channel of four pixels that begins at `shift`, with so much more of it.
#define LIT(pixels, shift, more, threshold)                                                        \
    (__builtin_convertvector(                                                                      \
         FOUR_MIN(__builtin_convertvector((pixels) >> (shift)&255, four) + (more) + (threshold),   \
                  255.0f),                                                                         \
         four_bits)                                                                                \
     << (shift))
#define FOUR_MIN(a, b) ((four)_mm_min_ps((__m128)(a), _mm_set1_ps(b)))

/// In two fours, as tint_eight.
EIGHT_PART void light_eight(const struct tint *tint, const eight *glow, eight_bits *pixels)
{
    const int32_t alpha = -0x1000000;
    for (int i = 0; i < 2; i++) {
        four_bits *at = (four_bits *)pixels + i;
        four_bits from = *at;
        four part = ((const four *)glow)[i], threshold = ((const four *)&tint->threshold)[i];
        *at = LIT(from, 0, tint->b * part, threshold) | LIT(from, 8, tint->g * part, threshold) |
              LIT(from, 16, tint->r * part, threshold) | (from & alpha);
    }
}

/// How much of the lamps' light eight samples show; false if none.
EIGHT_PART bool find_glow(const struct raster *raster, size_t at, eight *glow)
{
    static const float LEAST = 0.002f;
    const eight zero = {0.0f};
    eight_bits is_lit = (*(const eight_bits *)(raster->key + at) != RASTER_EMPTY) &
                        (*(const eight *)(raster->glow + at) > LEAST);
    if (!eight_any(&is_lit))
        return false;
    eight light =
        __builtin_convertvector(*(const eight_bits *)(raster->key + at) & RASTER_LIGHT, eight);
    eight shown = (IN_LIGHT + MORE_IN_SHADE) - light * (MORE_IN_SHADE / 255.0f);
    *glow = EIGHT_IF(is_lit, *(const eight *)(raster->glow + at) * shown, zero);
    return true;
}

EIGHT_CLONES static void light_row(const struct tint *tint, const struct raster *raster, int y,
                                   uint32_t *row)
{
    const struct raster_span span = raster->span[y];
    for (int x = span.from & ~(EIGHT - 1); x < span.to; x += EIGHT) {
        eight glow;
        if (!find_glow(raster, (size_t)y * raster->stride + (size_t)x, &glow))
            continue;
        if (x + EIGHT <= raster->width) {
            light_eight(tint, &glow, (eight_bits *)(row + x));
            continue;
        }
        // The last columns of a canvas may be less than eight.
        uint32_t last[EIGHT] = {0};
        size_t bytes = (size_t)(raster->width - x) * sizeof *last;
        memcpy(last, row + x, bytes);
        light_eight(tint, &glow, (eight_bits *)last);
        memcpy(row + x, last, bytes);
    }
}

void figure_lamp_paint_row(const struct lamp lamp[LAMPS], const struct raster *raster, int y,
                           uint32_t *pixels)
{
    const struct lamp *brightest = lamp[1].strength > lamp[0].strength ? &lamp[1] : &lamp[0];
    const struct tint tint = tint_of(brightest, y);
    light_row(&tint, raster, y, pixels);
}
