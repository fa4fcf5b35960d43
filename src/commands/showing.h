/// Pictures without a window: a canvas, and everything that draws a moment into it.
#pragma once

#include "coach/timeline.h"
#include "commands/options.h"
#include "picture/canvas.h"

struct showing;

/// The names of the themes, for a command line; NULL-terminated.
extern const char *const showing_themes[];
/// The same of the figures.
extern const char *const showing_figures[];

/// `bare`: the room and the figure alone, filling the picture. NULL after a printed sentence.
struct showing *showing_create(struct size size, const char *theme_name, bool bare);
void showing_destroy(struct showing *showing); ///< NULL is fine

/// From now on this figure is shown, one of showing_figures; at first it is the woman.
void showing_set_figure(struct showing *showing, const char *name);

/// From now on words have this size; a theme may need them a step larger, as in the program. At
/// first 100 %.
void showing_set_text(struct showing *showing, int percent);

/// Draw a moment as it is seen while playing. The same moment gives the same bytes.
void showing_draw(struct showing *showing, const struct moment *moment);

/// The picture drawn last; belongs to the showing.
struct canvas *showing_canvas(struct showing *showing);
