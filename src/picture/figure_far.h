/// Far limbs are drawn in shade as a whole, so that each pair's two can be told apart; so is what
/// lies between legs that are close to each other.
#pragma once

#include "body/skeleton.h"
#include "picture/camera.h"
#include "picture/figure_skin.h"
#include "picture/raster.h"

/// Takes the light from vertices of limbs that lie behind, or under, those of the other side, and
/// from what lies between the thighs. `vertex`: the posed skin's, on the canvas.
void far_limbs_shade(const struct skin *skin, const struct body *body, const struct camera *camera,
                     struct raster_vertex *vertex);
