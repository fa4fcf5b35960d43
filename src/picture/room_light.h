/// The pool of light that the lamp throws on floor and walls.
#pragma once

#include "picture/camera.h"
#include "picture/lamp.h"
#include "picture/rows.h"

struct room_light {
    struct lamp lamp;
    float floor_y_m;
    float wall_m;      ///< x of a wall that faces -X, with a back wall; 0: the floor alone
    float back_wall_m; ///< z of the back wall
};

/// What the rows of the canvas show is lit as if it were floor or wall.
void room_light_paint(const struct rows *rows, const struct camera *camera,
                      const struct room_light *light);
