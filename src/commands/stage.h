/// The stage of a practice that is played: canvas, scene and practice screen of the window's size.
#pragma once

#include "base/err.h"
#include "picture/theme.h"
#include "picture/type.h"
#include "screens/practice.h"

struct stage {
    struct type *type;
    struct theme theme;
    struct canvas canvas;
    struct scene *scene; ///< NULL until the first stage_fit
    struct practice *practice;
};

/// Loads the fonts and a theme. False after the mistake was printed. Finish it either way.
bool stage_init(struct stage *stage, const char *theme_name);
void stage_finish(struct stage *stage);

/// Makes the canvas as large as the window (at least SIZE_MIN_PX). True if it had another size:
/// then everything is drawn at the next stage_draw.
bool stage_fit(struct stage *stage, int width_px, int height_px);

/// Takes another theme; if it cannot be loaded, keeps this one after the mistake was printed.
void stage_take_theme(struct stage *stage, const char *theme_name);

/// Draws what changed and marks it in the canvas.
void stage_draw(struct stage *stage, const struct practice_view *view);
