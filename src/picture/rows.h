/// Rows of a picture. What covers much of it is painted band by band, one thing after the other in
/// each: a band stays in the processor's cache, a picture does not.
#pragma once

#include <cairo.h>
#include <stdint.h>

/// From `from` to before `to`.
struct rows {
    uint32_t *pixel; ///< the picture's first row; ARGB32, premultiplied
    long stride_px;
    int width, from, to;
};

/// All rows. Tell cairo_surface_mark_dirty when they are painted.
static inline struct rows rows_of(cairo_surface_t *picture)
{
    cairo_surface_flush(picture);
    return (struct rows){.pixel = (uint32_t *)(void *)cairo_image_surface_get_data(picture),
                         .stride_px = cairo_image_surface_get_stride(picture) / 4,
                         .width = cairo_image_surface_get_width(picture),
                         .to = cairo_image_surface_get_height(picture)};
}

static inline uint32_t *rows_at(const struct rows *rows, int y)
{
    return rows->pixel + y * rows->stride_px;
}
