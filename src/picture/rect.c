#include "picture/rect.h"

#include "base/whole.h"

struct rect rect_union(struct rect a, struct rect b)
{
    if (rect_is_empty(a))
        return b;
    if (rect_is_empty(b))
        return a;
    int left = smaller_int(a.x, b.x), top = smaller_int(a.y, b.y);
    int right = larger_int(a.x + a.width, b.x + b.width);
    int bottom = larger_int(a.y + a.height, b.y + b.height);
    return (struct rect){left, top, right - left, bottom - top};
}

struct rect rect_intersection(struct rect a, struct rect b)
{
    int left = larger_int(a.x, b.x), top = larger_int(a.y, b.y);
    int right = smaller_int(a.x + a.width, b.x + b.width);
    int bottom = smaller_int(a.y + a.height, b.y + b.height);
    struct rect both = {left, top, right - left, bottom - top};
    return rect_is_empty(both) ? (struct rect){0, 0, 0, 0} : both;
}

bool rect_touches(struct rect a, struct rect b)
{
    return !rect_is_empty(rect_intersection(a, b));
}

bool rect_holds(struct rect outer, struct rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}
