/// The drawn figure: a clothed body in depth with its contact shadow, as a layer of its own.
///
/// How it is made: figure_rig (the body's bones and fingers) -> figure_skin (a mesh that follows
/// them) -> figure_far (shade of far limbs, and between the legs) -> figure_fold (lines on strained
/// cloth) -> raster (depth buffer, and what outlines part) -> figure_resolve (two tones, mixed
/// across outlines). Whose body: figure_person.
#pragma once

#include "body/skeleton.h"
#include "picture/camera.h"
#include "picture/figure_person.h"
#include "picture/lamp.h"
#include "picture/rect.h"
#include "picture/theme.h"

#include <cairo.h>
#include <stdbool.h>

/// sRGB; [0] in the light, [1] in the shade.
struct figure_colours {
    struct colour skin[2], top[2], leggings[2], hair[2];
    struct colour line; ///< closed eyes
    struct colour lip;
    struct colour shadow;
    float shadow_strength; ///< 0..1
    struct lamp lamp[LAMPS];
};

/// Without a lamp.
struct figure_colours figure_colours_of_theme(const struct theme *theme);

struct figure;

/// A figure of `person` that draws on a canvas of this size. Free with figure_destroy.
struct figure *figure_create(int width_px, int height_px, const struct person *person);
void figure_destroy(struct figure *figure); ///< NULL is fine

/// Draw the figure and its shadow into the layer, afresh. `changed_px` receives the box outside
/// of which the layer is transparent (empty if nothing of the figure is on the canvas).
/// Same arguments, same bytes: what was drawn before does not matter.
/// `wall_x_m`: a wall that faces -X and takes a shadow, 0 for none; `wall_alpha` 0..1 its strength.
void figure_draw(struct figure *figure, const struct body *body, const struct camera *camera,
                 const struct figure_colours *colours, float wall_x_m, float wall_alpha,
                 struct rect *changed_px);

/// The layer last drawn, premultiplied ARGB32 of the canvas' size: paint it over the room,
/// clipped to `changed_px`. Belongs to the figure.
cairo_surface_t *figure_layer(const struct figure *figure);

/// Would a redraw visibly differ: has any part of the surface moved by `threshold_px` or more on
/// the canvas since the last figure_draw? True if nothing was drawn yet.
bool figure_has_moved(const struct figure *figure, const struct body *body,
                      const struct camera *camera, float threshold_px);
