/// The scene: the room with the figure in it, drawn into a canvas where it changed.
/// (Words, ring and overlays are drawn over it by screens/.)
#pragma once

#include "coach/settings.h"
#include "coach/timeline.h"
#include "picture/camera.h"
#include "picture/canvas.h"
#include "picture/theme.h"

struct scene;

/// `stage`: the part of the canvas in which the camera centres the figure; the room fills all.
struct scene *scene_create(int width_px, int height_px, struct rect stage);
void scene_destroy(struct scene *scene);

/// From now on this figure is in it; at first it is the woman.
void scene_set_figure(struct scene *scene, enum figure_kind kind);

/// From now on the scene is drawn as a mirror shows it: right and left exchanged, about the middle
/// of the stage.
void scene_set_mirrored(struct scene *scene, bool mirrored);

/// Look at `moment` and find out what has to be redrawn. Returns the box whose pixels differ from
/// the last scene_prepare: the whole canvas if camera, theme or wall changed, else the figure's old
/// and new boxes, or an empty box if nothing has moved by `threshold_px` (0: always redraw).
struct rect scene_prepare(struct scene *scene, const struct moment *moment,
                          const struct theme *theme, float threshold_px);

/// For so long after what was prepared last the eye misses no other picture of the scene: a
/// sixtieth, a thirtieth or a twentieth of a second, as it moves.
double scene_wait_s(const struct scene *scene);

/// Draw room and figure, as prepared, into `box` of the canvas and no pixel outside it.
/// `moment.light` is not applied here.
void scene_paint(struct scene *scene, struct canvas *canvas, struct rect box);
