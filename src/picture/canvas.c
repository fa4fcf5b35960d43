#include "picture/canvas.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

void canvas_init(struct canvas *canvas, int width, int height)
{
    assert(width > 0 && height > 0);
    *canvas = (struct canvas){.width = width, .height = height};
    canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    assert(cairo_surface_status(canvas->surface) == CAIRO_STATUS_SUCCESS);
    canvas->cairo = cairo_create(canvas->surface);
}

void canvas_init_in(struct canvas *canvas, const struct canvas_memory *memory)
{
    *canvas = (struct canvas){.width = memory->width, .height = memory->height};
    canvas->surface =
        cairo_image_surface_create_for_data((unsigned char *)memory->pixel, CAIRO_FORMAT_ARGB32,
                                            memory->width, memory->height, memory->stride);
    assert(cairo_surface_status(canvas->surface) == CAIRO_STATUS_SUCCESS);
    canvas->cairo = cairo_create(canvas->surface);
}

void canvas_finish(struct canvas *canvas)
{
    if (canvas->cairo)
        cairo_destroy(canvas->cairo);
    if (canvas->surface)
        cairo_surface_destroy(canvas->surface);
    *canvas = (struct canvas){0};
}

uint32_t *canvas_pixels(struct canvas *canvas)
{
    cairo_surface_flush(canvas->surface);
    return (uint32_t *)(void *)cairo_image_surface_get_data(canvas->surface);
}

int canvas_stride(const struct canvas *canvas)
{
    return cairo_image_surface_get_stride(canvas->surface);
}

static void remove_changed(struct canvas *canvas, int index)
{
    canvas->changed[index] = canvas->changed[--canvas->changed_count];
}

void canvas_mark(struct canvas *canvas, struct rect rect)
{
    rect = rect_intersection(rect, (struct rect){0, 0, canvas->width, canvas->height});
    if (rect_is_empty(rect))
        return;
    // A box that grows by a merge may touch boxes that were passed before: start again.
    for (int i = 0; i < canvas->changed_count;) {
        if (!rect_touches(rect, canvas->changed[i])) {
            i++;
            continue;
        }
        rect = rect_union(rect, canvas->changed[i]);
        remove_changed(canvas, i);
        i = 0;
    }
    if (canvas->changed_count < CANVAS_CHANGED_MAX) {
        canvas->changed[canvas->changed_count++] = rect;
        return;
    }
    rect = rect_union(rect, canvas->changed[0]);
    remove_changed(canvas, 0);
    canvas_mark(canvas, rect);
}

void canvas_clear_changed(struct canvas *canvas)
{
    canvas->changed_count = 0;
}

bool canvas_write_png(struct canvas *canvas, const char *path, struct err *err)
{
    // The canvas is opaque: without alpha the file is smaller and nothing can shine through.
    cairo_surface_t *opaque = cairo_image_surface_create_for_data(
        (unsigned char *)canvas_pixels(canvas), CAIRO_FORMAT_RGB24, canvas->width, canvas->height,
        canvas_stride(canvas));
    errno = 0;
    cairo_status_t status = cairo_surface_write_to_png(opaque, path);
    int cause = errno;
    cairo_surface_destroy(opaque);
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    return err_set(err, "cannot write the picture %s: %s", path,
                   cause ? strerror(cause) : cairo_status_to_string(status));
}
