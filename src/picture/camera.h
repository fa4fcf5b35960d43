/// A pinhole camera that looks at the room: 26 degrees across the span of a view.
#pragma once

#include "coach/view.h"
#include "picture/rect.h"

struct camera {
    vec3s position_m;
    vec3s forward, right, up; ///< orthonormal, world
    float distance_m;         ///< from the position to the point looked at
    float focal_px;           ///< pixels for one metre at one metre
    float centre_px[2];       ///< where the point looked at stands on the canvas
};

/// The camera that shows `view` in the middle of `stage`. The span is fitted to the width of the
/// largest 16:9 box inside the stage, so that a narrow or flat stage still shows all of it.
struct camera camera_of_view(const struct view *view, struct rect stage);

/// Canvas pixels of a world point; `depth_m` (may be NULL) is the distance along `forward`.
void camera_project(const struct camera *camera, vec3s point_m, float px[2], float *depth_m);

/// The way from the camera through a place of the canvas, one metre deep along `forward`.
vec3s camera_ray(const struct camera *camera, float x_px, float y_px);
