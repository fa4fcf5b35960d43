/// Flat shapes with straight edges, filled on a picture. Where an edge runs through a pixel, as
/// much of the pixel takes the colour as lies inside. Cairo would take several times as long for
/// the shapes of the room, which are large and drawn anew for each frame while the camera moves.
#pragma once

#include "picture/theme.h"

#include <cairo.h>

enum { POLYGON_EDGES_MAX = 1200 };

struct polygon_edge {
    double from_px[2], to_px[2]; ///< x and y
};

/// Closed outlines. Where two lie over each other what counts is how often they go round a place:
/// with the same turn it is inside, with opposite turns it is a hole.
struct polygon {
    int count;
    struct polygon_edge edge[POLYGON_EDGES_MAX];
};

void polygon_add(struct polygon *polygon, const double from_px[2], const double to_px[2]);

/// Fill it with `alpha` of the colour. `picture`: ARGB32. Its device offset, which groups of Cairo
/// have, counts; clips do not.
void polygon_fill(const struct polygon *polygon, cairo_surface_t *picture, struct colour colour,
                  float alpha);
