/// The light of the screens: what reaches the eye from each of them, theme by theme.
#pragma once

#include "commands/studio.h"
#include "screens/app.h"

/// The most melanopic lux (see light_table.h) of a screen with these settings, in the light of
/// `theme`: as it is when one comes there, and with the focus on each of its items. Negative after
/// a printed sentence. The studio holds content and routine.
float light_of_screen(const struct studio *studio, enum screen_id screen, const char *theme,
                      const struct settings *settings);

/// Prints a table of all screens with a figure, one of showing_figures. Returns the exit code:
/// EXIT_FAILED if a theme's promise is broken.
int light_screens_print(const struct studio *studio, const char *figure);
