/// The canvas: an ARGB picture in memory that Cairo and our own code draw into, and a list of
/// boxes that changed since it was last shown. One picture for the window, stills, tests and film.
#pragma once

#include "base/err.h"
#include "picture/rect.h"

#include <cairo.h>
#include <stdint.h>

enum { CANVAS_CHANGED_MAX = 16 };

struct canvas {
    int width, height;        ///< pixels
    cairo_surface_t *surface; ///< CAIRO_FORMAT_ARGB32 (premultiplied), opaque once drawn
    cairo_t *cairo;
    int changed_count;
    struct rect changed[CANVAS_CHANGED_MAX]; ///< never overlapping the edge; merged when full
};

/// Somebody else's memory for the pixels of a canvas, as rows of XRGB.
struct canvas_memory {
    uint32_t *pixel; ///< NULL: there is none
    int width, height, stride;
    bool is_new; ///< what it held is lost
};

void canvas_init(struct canvas *canvas, int width, int height);

/// The same in that memory, which must outlive all drawing into the canvas.
void canvas_init_in(struct canvas *canvas, const struct canvas_memory *memory);
void canvas_finish(struct canvas *canvas);

/// Pixels as 0xAARRGGBB rows of canvas_stride() bytes. Call after drawing with Cairo (it flushes).
uint32_t *canvas_pixels(struct canvas *canvas);
int canvas_stride(const struct canvas *canvas);

/// Tell that the pixels in `rect` are new. Clipped to the canvas; boxes that overlap are merged.
void canvas_mark(struct canvas *canvas, struct rect rect);
void canvas_clear_changed(struct canvas *canvas);

/// Write a PNG, the same bytes every time. False with a sentence that names the file.
bool canvas_write_png(struct canvas *canvas, const char *path, struct err *err);
