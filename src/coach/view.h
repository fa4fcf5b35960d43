/// How the room is looked at. Part of a pose: the camera is chosen so that the pose can be read.
#pragma once

#include <cglm/struct.h>

struct view {
    float az_deg; ///< + moves the camera towards +X; 0 = straight along -Z
    float el_deg; ///< + moves it up
    vec3s look_m; ///< the point in the middle of the stage
    float span_m; ///< width of the view at that point, across the stage
};
