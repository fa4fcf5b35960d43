/// Flat shapes with straight edges, filled on a picture. Where an edge runs through a pixel, as
/// much of the pixel takes the colour as lies inside. Cairo would take several times as long for
/// the shapes of the room, which are large and drawn anew for each frame while the camera moves.
#pragma once

#include "picture/rows.h"
#include "picture/theme.h"

#include <stdbool.h>

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

/// Draws closed lines into a polygon: begin with nothing but that set.
struct polygon_pen {
    struct polygon *polygon;
    double first_px[2], at_px[2];
    bool is_down;
};

void polygon_pen_to(struct polygon_pen *pen, double x_px, double y_px);

/// Back to where the line began; nothing if none did. The next place begins another one.
void polygon_pen_close(struct polygon_pen *pen);

struct filling;

/// Begin to fill it with `alpha` of the colour in a picture of that size; its places are moved by
/// `offset_px`. Then filling_paint it, band by band from the top down, and filling_end it.
struct filling *filling_begin(const struct polygon *polygon, int width, int height,
                              const double offset_px[2], struct colour colour, float alpha);

/// The next rows: those before them must have been painted, or be left out for good.
void filling_paint(struct filling *filling, const struct rows *rows);
void filling_end(struct filling *filling);

/// Fill it with `alpha` of the colour. `picture`: ARGB32. Its device offset, which groups of Cairo
/// have, counts; clips do not.
void polygon_fill(const struct polygon *polygon, cairo_surface_t *picture, struct colour colour,
                  float alpha);
