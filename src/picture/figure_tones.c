#include "picture/figure_tones.h"

#include "picture/figure_shade.h"

#include <math.h>

/// A region's colour in full light and the way from there to the shade, 0..255 as B G R.
struct tone {
    float light[3], to_shade[3];
};

/// What faces the light is so many steps to the shade lighter than the theme's colour, which is
/// that of what looks half aside.
static const float FULL_LIGHT = 0.20f;

static struct tone tone_of(const struct colour pair[2])
{
    const float light[3] = {pair[0].b, pair[0].g, pair[0].r};
    const float shade[3] = {pair[1].b, pair[1].g, pair[1].r};
    struct tone tone;
    for (int i = 0; i < 3; i++) {
        float step = shade[i] - light[i];
        tone.light[i] = 255.0f * (light[i] - FULL_LIGHT * step);
        tone.to_shade[i] = 255.0f * (1.0f + FULL_LIGHT) * step;
    }
    return tone;
}

static struct tone even_tone_of(struct colour colour)
{
    return tone_of((const struct colour[2]){colour, colour});
}

/// So many times as far from the light as the shade is.
static struct tone stepped(struct tone tone, float times)
{
    for (int i = 0; i < 3; i++)
        tone.light[i] = fmaxf(tone.light[i] + times * tone.to_shade[i], 0.0f);
    return tone;
}

static struct tone without_shade(struct tone tone)
{
    return (struct tone){{tone.light[0], tone.light[1], tone.light[2]}, {0.0f}};
}

/// Brows are fainter than hair: the skin shows between.
static struct tone brow_of(const struct figure_colours *colours)
{
    static const float HAIR_SHARE = 0.62f;
    return even_tone_of(colour_mixed(colours->skin[0], colours->hair[0], HAIR_SHARE));
}

/// Lines are darker than what is shaded round them, so that they show on both tones.
static struct tone line_on(const struct colour pair[2], float times)
{
    return without_shade(stepped(tone_of(pair), times));
}

/// Trims are a little darker than their garment, in light as in shade.
static struct tone trim_of(const struct colour pair[2])
{
    static const float LIGHT_SHARE = 0.42f;
    return stepped(tone_of(pair), LIGHT_SHARE);
}

/// Whole numbers 0..255 as bits, rounded: without AVX2 GCC would convert them one by one.
#define ROUNDED(x) (((eight_bits)((x) + 0x1.8p23f)) & 255)

EIGHT_CLONES static void fill_shades(const struct tone *tone, uint32_t *pixels)
{
    const eight zero = {0.0f}, most = zero + 255.0f;
    for (int i = 0; i < TONES_OF_REGION; i += EIGHT) {
        eight shade = (first_eight + (float)i) * (1.0f / TONES_A_SHADE);
        eight_bits colour = (eight_bits){0} + (int32_t)0xff000000;
        for (int k = 0; k < 3; k++) {
            eight channel = tone->light[k] + tone->to_shade[k] * shade;
            channel = EIGHT_MIN(EIGHT_MAX(channel, zero), most);
            colour |= ROUNDED(channel) << (8 * k);
        }
        *(eight_bits *)(pixels + i) = colour;
    }
}

/// Which shade every light has.
EIGHT_CLONES static void find_shades(int32_t shade_of_light[TONES_OF_REGION])
{
    const eight no_slope = {0.0f};
    for (int i = 0; i < TONES_OF_REGION; i += EIGHT) {
        eight light = first_eight + (float)i, shade;
        shade_of_form(&light, &no_slope, &shade);
        shade *= TONES_A_SHADE;
        *(eight_bits *)(shade_of_light + i) = ROUNDED(shade);
    }
}

void tones_make(struct tones *tones, const struct figure_colours *colours)
{
    const struct tone of[REGION_COUNT] = {
        [REGION_SKIN] = tone_of(colours->skin),
        [REGION_TOP] = tone_of(colours->top),
        [REGION_LEGGINGS] = tone_of(colours->leggings),
        [REGION_HAIR] = tone_of(colours->hair),
        [REGION_LINE] = even_tone_of(colours->line),
        [REGION_STRAND] = line_on(colours->hair, 1.7f),
        [REGION_BROW] = brow_of(colours),
        [REGION_LIP] = even_tone_of(colours->lip),
        [REGION_CREASE] = line_on(colours->skin, 1.6f),
        // Folds show on light cloth and are lost in its shade.
        [REGION_TOP_FOLD] = line_on(colours->top, 1.0f),
        [REGION_LEGGINGS_FOLD] = line_on(colours->leggings, 1.0f),
        [REGION_TOP_TRIM] = trim_of(colours->top),
        [REGION_LEGGINGS_TRIM] = trim_of(colours->leggings),
    };
    int32_t shade_of_light[TONES_OF_REGION];
    find_shades(shade_of_light);
    for (int region = 0; region < REGION_COUNT; region++) {
        uint32_t *by_shade = tones->by_shade + region * TONES_OF_REGION;
        uint32_t *by_light = tones->by_light + region * TONES_OF_REGION;
        fill_shades(&of[region], by_shade);
        for (int light = 0; light < TONES_OF_REGION; light++)
            by_light[light] = by_shade[shade_of_light[light]];
    }
    const float shadow[4] = {colours->shadow.b, colours->shadow.g, colours->shadow.r, 1.0f};
    for (int i = 0; i < 4; i++)
        tones->shadow[i] = 255.0f * colours->shadow_strength * shadow[i];
}
