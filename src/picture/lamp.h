/// A lamp that shines on the room and on the figure.
#pragma once

#include "picture/theme.h"

#include <cglm/struct.h>

struct lamp {
    vec3s at_m;
    struct colour colour;
    float strength; ///< 0..1: how near to that colour what is close to it comes; 0: it is dark
};

/// That of the open room and that of the corner, of which one goes as the other comes.
enum { LAMPS = 2 };
