/// Flat shapes in the room, drawn as crisp polygons: perspective keeps straight lines straight.
#pragma once

#include "picture/camera.h"
#include "picture/polygon.h"
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

/// Fill it on Cairo's picture, an ARGB32 one that is neither moved nor scaled but for a group's
/// offset. Clips do not count. What lies behind the camera is cut off.
void outline_fill(const struct outline *outline, const struct camera *camera, cairo_t *cairo,
                  struct colour colour, float alpha);

/// Each outline holds the next, and all go round the same way. What is between the first and the
/// second, the third and the fourth ... (or in a single one) in a picture of that size, to be
/// painted band by band: see polygon.h. NULL if there is nothing to paint.
struct filling *outline_filling(const struct outline outlines[], int count,
                                const struct camera *camera, int width, int height,
                                struct colour colour, float alpha);
