/// Whole-pixel boxes of the canvas.
#pragma once

#include <stdbool.h>

struct rect {
    int x, y, width, height; ///< pixels; empty if width or height <= 0
};

static inline bool rect_is_empty(struct rect rect)
{
    return rect.width <= 0 || rect.height <= 0;
}

struct rect rect_union(struct rect a,
                       struct rect b); ///< smallest box round both; empty ones ignored
struct rect rect_intersection(struct rect a, struct rect b);
bool rect_touches(struct rect a, struct rect b);
bool rect_holds(struct rect outer, struct rect inner); ///< all of it
