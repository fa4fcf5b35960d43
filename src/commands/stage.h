/// The stage of what is shown in a window: canvas and composer of the window's size, and a theme.
#pragma once

#include "base/err.h"
#include "picture/theme.h"
#include "picture/type.h"
#include "screens/app.h"

struct stage {
    struct type *type;
    struct theme theme;
    struct canvas canvas;
    uint32_t *place;               ///< of its pixels; NULL: its own
    struct practice_layout layout; ///< of the composer
    struct composer *composer;     ///< NULL until the first stage_fit
};

/// Loads the fonts and a theme. False after the mistake was printed. Finish it either way.
bool stage_init(struct stage *stage, const char *theme_name);
void stage_finish(struct stage *stage);

/// Makes the canvas as large as the window (at least SIZE_MIN_PX), and lays the app out for it.
/// True if size or layout were different: then everything is drawn at the next stage_draw.
/// `memory`: where it is drawn, if that has its size; NULL: in memory of its own.
bool stage_fit(struct stage *stage, struct app *app, int width_px, int height_px,
               const struct canvas_memory *memory);

/// From now on this is drawn in another light. Call it before stage_fit: words may get another
/// size.
void stage_take_theme(struct stage *stage, const struct theme *theme);

/// Draws what changed and marks it in the canvas. Returns after how many seconds the next call has
/// to come so that the eye misses nothing.
double stage_draw(struct stage *stage, struct app *app, double fraction);
