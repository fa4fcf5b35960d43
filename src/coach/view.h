/// How the room is looked at. Part of a pose: the camera is chosen so that the pose can be read.
#pragma once

#include <cglm/struct.h>

/// What is seen across, for each metre of distance: twice the tangent of 13 degrees.
#define VIEW_WIDTH_A_METRE 0.46173638f

struct view {
    float az_deg; ///< + moves the camera towards +X; 0 = straight along -Z
    float el_deg; ///< + moves it up
    vec3s look_m; ///< the point in the middle of the stage
    float span_m; ///< width of the view at that point, across the stage
};
