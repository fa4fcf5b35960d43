/// Far limbs are drawn in shade as a whole, so that each pair's two can be told apart; so is what
/// lies between legs that are close to each other.
#pragma once

#include "body/skeleton.h"
#include "picture/camera.h"
#include "picture/figure_skin.h"
#include "picture/raster.h"

/// How a vertex of the legs may lose its light, each 0..1.
struct leg_shade {
    float far[SIDE_COUNT]; ///< with the leg of that side
    float between, groin;  ///< between the thighs; and if hips are bent
    uint16_t vertex;
};

struct far_limbs {
    const struct skin *skin;
    struct leg_shade *leg;
    int leg_count;
};

void far_limbs_create(struct far_limbs *far, const struct skin *skin); ///< skin must outlive it
void far_limbs_destroy(struct far_limbs *far);

/// Takes the light from vertices of limbs that lie behind, or under, those of the other side, from
/// what lies between the thighs, and from what garments' edges lie on. `vertex`: the posed skin's,
/// on the canvas.
void far_limbs_shade(const struct far_limbs *limbs, const struct body *body,
                     const struct camera *camera, struct raster_vertex *vertex);
