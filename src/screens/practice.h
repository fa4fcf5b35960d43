/// The practice screen: the scene, what is said about it, and what the user asked for. Draws only
/// what has changed; the same state gives the same bytes whatever was drawn before.
#pragma once

#include "picture/scene.h"
#include "picture/type.h"
#include "screens/practice_layout.h"
#include "screens/practice_view.h"

struct practice;

/// `type` and `scene` must outlive it. `type` may be NULL if there are no fonts: then everything
/// but the words is drawn. The scene has the same size and practice_stage().
struct practice *practice_create(struct type *type, struct scene *scene, int width_px,
                                 int height_px);
void practice_destroy(struct practice *practice); ///< NULL is fine

/// Draw what differs from the last call into `canvas` and mark it changed there. `bare`: the scene
/// without any words. `threshold_px`: see scene_prepare. Call with the same canvas every time; the
/// first call draws everything.
void practice_draw(struct practice *practice, struct canvas *canvas,
                   const struct practice_view *view, const struct theme *theme, float threshold_px,
                   bool bare);

/// Draw everything at the next call: the canvas' pixels were lost.
void practice_forget(struct practice *practice);
