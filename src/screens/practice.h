/// The practice as it is seen while it plays, for pictures and films: the scene and what is said
/// about it, without anything that a user did.
#pragma once

#include "screens/composer.h"

struct practice;

/// `type` must outlive it. `type` may be NULL if there are no fonts: then everything but the words
/// is drawn. `bare`: the scene alone, filling the canvas.
struct practice *practice_create(struct type *type, int width_px, int height_px, bool bare);
void practice_destroy(struct practice *practice); ///< NULL is fine

/// At first it is the woman.
void practice_set_figure(struct practice *practice, enum figure_kind kind);

/// From now on words have this size; at first 100 %.
void practice_set_text(struct practice *practice, int percent);

/// See composer_wait_s.
double practice_wait_s(const struct practice *practice);

/// Draw what differs from the last call into `canvas` and mark it changed there. Call with the same
/// canvas every time; the first call draws everything.
void practice_draw(struct practice *practice, struct canvas *canvas, const struct moment *moment,
                   const struct theme *theme, float threshold_px);
