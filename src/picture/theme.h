/// Colours by role. Themes are files (assets/themes/*.yaml), read by store/.
#pragma once

#include <stdbool.h>

/// sRGB, 0..1.
struct colour {
    float r, g, b;
};

/// The colour `share` of the way from one to the other, 0..1.
struct colour colour_mixed(struct colour from, struct colour to, float share);

enum theme_role {
    ROLE_BACKGROUND_TOP,
    ROLE_BACKGROUND_BOTTOM,
    ROLE_FLOOR, ///< the round rug: the floor itself is the backdrop
    ROLE_MAT,
    ROLE_MAT_EDGE,
    ROLE_WALL,
    ROLE_LAMP, ///< a paper lamp on the floor
    ROLE_LAMP_SHADE,
    ROLE_LAMP_LIGHT, ///< floor and walls close to the lamp
    ROLE_MOON,       ///< the disc far behind
    ROLE_LEAF,
    ROLE_LEAF_SHADE,
    ROLE_POT,
    ROLE_SKIN,
    ROLE_SKIN_SHADE,
    ROLE_TOP,
    ROLE_TOP_SHADE,
    ROLE_LEGGINGS,
    ROLE_LEGGINGS_SHADE,
    ROLE_HAIR,
    ROLE_HAIR_SHADE,
    ROLE_LINE,
    ROLE_LIP,
    ROLE_SHADOW,
    ROLE_TEXT,       ///< what has to be read
    ROLE_TEXT_QUIET, ///< what may be read
    ROLE_TITLE,      ///< what leads: a screen's title, and what has the focus
    ROLE_RING,       ///< the part of the ring that has passed
    ROLE_RING_TRACK, ///< the part to come
    ROLE_BREATH,     ///< the disc that swells with the breath
    ROLE_PANEL,      ///< behind overlays
    ROLE_STICK,      ///< the stick figure; its far limbs are nearer to the mat's colour
    ROLE_COUNT
};

struct theme {
    char id[24];
    char name[32];
    struct colour colour[ROLE_COUNT];
    float shadow_strength; ///< 0..1
    /// Words stand that many steps larger than the user chose: where the colours cannot give all
    /// the contrast that small letters need.
    int text_steps;
};

/// The theme `share` of the way from one to the other, 0..1: for a change without a jump in
/// brightness. The ends are equal to `from` and `to`; between them it has the name of `to`.
struct theme theme_mix(const struct theme *from, const struct theme *to, float share);

/// The theme in `share` of its light, 0..1: every colour multiplied in linear light. Dimming the
/// colours instead of the drawn picture keeps the dither of the backdrop, so that nothing bands.
struct theme theme_dimmed(const struct theme *theme, float share);

/// Key in a theme's file: "background_top".
const char *theme_role_name(enum theme_role role);
