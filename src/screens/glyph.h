/// Keys and buttons as they look on what the user holds, drawn from letters and plain shapes.
#pragma once

#include "screens/device.h"
#include "screens/painter.h"

/// A key ("Return") of a keyboard or a button ("a") of a pad, as SDL names it.
struct glyph {
    enum device device;
    const char *name;
};

/// Width in pixels beside letters of `size_px`.
int glyph_width(const struct painter *painter, struct glyph glyph, int size_px);

/// Draw it from `x` on, in the middle of `box`.
void glyph_draw(const struct painter *painter, struct glyph glyph, int x, struct rect box,
                int size_px);
