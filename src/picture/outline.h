/// Flat shapes in the room, drawn as crisp polygons: perspective keeps straight lines straight.
#pragma once

#include "picture/camera.h"
#include "picture/theme.h"

#include <cairo.h>

enum { OUTLINE_POINTS_MAX = 120 };

struct outline {
    int count;
    vec3s point_m[OUTLINE_POINTS_MAX]; ///< world, in order round a convex shape
};

/// Extent of a rectangle on the floor, metres.
struct floor_area {
    float left, right; ///< x
    float far, near;   ///< z
};

/// The area with everything moved outward (inward if negative).
struct floor_area floor_area_grown(struct floor_area area, float by_m);

/// A rectangle at height `y_m` with round corners.
struct outline outline_rounded(struct floor_area area, float corner_m, float y_m);

/// A level circle.
struct outline outline_circle(vec3s middle_m, float radius_m);

/// Four corners.
struct outline outline_quad(vec3s a, vec3s b, vec3s c, vec3s d);

/// Add the outline to Cairo's path. What lies behind the camera is cut off.
void outline_trace(const struct outline *outline, const struct camera *camera, cairo_t *cairo);

void outline_fill(const struct outline *outline, const struct camera *camera, cairo_t *cairo,
                  struct colour colour, float alpha);
