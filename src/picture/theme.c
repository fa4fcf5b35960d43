#include "picture/theme.h"

#include <assert.h>
#include <math.h>

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_BACKGROUND_TOP] = "background_top",
    [ROLE_BACKGROUND_BOTTOM] = "background_bottom",
    [ROLE_FLOOR] = "floor",
    [ROLE_MAT] = "mat",
    [ROLE_MAT_EDGE] = "mat_edge",
    [ROLE_WALL] = "wall",
    [ROLE_LAMP] = "lamp",
    [ROLE_LAMP_SHADE] = "lamp_shade",
    [ROLE_LAMP_LIGHT] = "lamp_light",
    [ROLE_MOON] = "moon",
    [ROLE_LEAF] = "leaf",
    [ROLE_LEAF_SHADE] = "leaf_shade",
    [ROLE_POT] = "pot",
    [ROLE_SKIN] = "skin",
    [ROLE_SKIN_SHADE] = "skin_shade",
    [ROLE_TOP] = "top",
    [ROLE_TOP_SHADE] = "top_shade",
    [ROLE_LEGGINGS] = "leggings",
    [ROLE_LEGGINGS_SHADE] = "leggings_shade",
    [ROLE_HAIR] = "hair",
    [ROLE_HAIR_SHADE] = "hair_shade",
    [ROLE_LINE] = "line",
    [ROLE_LIP] = "lip",
    [ROLE_SHADOW] = "shadow",
    [ROLE_TEXT] = "text",
    [ROLE_TEXT_QUIET] = "text_quiet",
    [ROLE_TITLE] = "title",
    [ROLE_RING] = "ring",
    [ROLE_RING_TRACK] = "ring_track",
    [ROLE_BREATH] = "breath",
    [ROLE_PANEL] = "panel",
    [ROLE_STICK] = "stick",
};

const char *theme_role_name(enum theme_role role)
{
    assert(role < ROLE_COUNT);
    return role_names[role];
}

static float mixed(float from, float to, float share)
{
    return from + (to - from) * share;
}

struct colour colour_mixed(struct colour from, struct colour to, float share)
{
    return (struct colour){mixed(from.r, to.r, share), mixed(from.g, to.g, share),
                           mixed(from.b, to.b, share)};
}

struct theme theme_mix(const struct theme *from, const struct theme *to, float share)
{
    if (share <= 0.0f)
        return *from;
    struct theme theme = *to;
    if (share >= 1.0f)
        return theme;
    for (int i = 0; i < ROLE_COUNT; i++)
        theme.colour[i] = colour_mixed(from->colour[i], to->colour[i], share);
    theme.shadow_strength = mixed(from->shadow_strength, to->shadow_strength, share);
    return theme;
}

static float linear(float channel)
{
    return channel <= 0.04045f ? channel / 12.92f : powf((channel + 0.055f) / 1.055f, 2.4f);
}

static float encoded(float light)
{
    return light <= 0.0031308f ? light * 12.92f : 1.055f * powf(light, 1.0f / 2.4f) - 0.055f;
}

struct theme theme_dimmed(const struct theme *theme, float share)
{
    struct theme dimmed = *theme;
    if (share >= 1.0f)
        return dimmed;
    for (int i = 0; i < ROLE_COUNT; i++) {
        struct colour *colour = &dimmed.colour[i];
        colour->r = encoded(linear(colour->r) * share);
        colour->g = encoded(linear(colour->g) * share);
        colour->b = encoded(linear(colour->b) * share);
    }
    return dimmed;
}
