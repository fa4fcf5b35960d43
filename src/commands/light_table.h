/// The light of a routine as a table: what reaches the eye, theme by theme.
#pragma once

#include "commands/studio.h"

/// The screen and the seat that the light is reckoned for: a 55-inch television of 250 cd/m2, 3 m
/// away.
#define LIGHT_WHITE_CD_M2    250.0f
#define LIGHT_SOLID_ANGLE_SR 0.0894f

/// How a routine is shown.
struct light_look {
    const char *theme;
    const char *figure; ///< one of showing_figures
    int text_percent;   ///< size of words
};

/// What the frames of a routine come to in one look.
struct light_row {
    struct light_look look;
    float lux_mean, lux_most;         ///< melanopic EDI at the eye
    float luminance_most;             ///< mean over the picture, full white = 1
    float change_most;                ///< of the mean luminance within a second, full white = 1
    float change_share;               ///< the same, as a share of luminance_most
    double lux_most_s, change_most_s; ///< when
};

/// Nothing may change the picture's mean luminance by more within a second, but the user: share of
/// the evening's lightest picture in that theme. (What WCAG calls a flash begins at a tenth of full
/// white.)
#define LIGHT_CHANGE_LIMIT 0.1f

/// The melanopic lux that a theme promises to stay below; 0: nothing is promised.
float light_limit_lux(const char *theme);

/// Draws the evening of the studio's content and routine `fps` times a second, as somebody sees it
/// who touches nothing. False after a printed sentence.
bool light_measure(struct light_row *row, const struct studio *studio,
                   const struct light_look *look, int fps);

/// Prints the rows of all themes, with words as usual, larger and as large as can be, and a star at
/// what is beyond a limit. Returns the exit code.
int light_table_print(const struct studio *studio, const char *figure, int fps);
