#include "picture/layer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 61, HEIGHT = 40 };

/// Any colours; `opaque`: as a picture, else as a layer: some of it opaque, some not there at all.
static cairo_surface_t *any_pixels(bool opaque)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    struct rows rows = rows_of(surface);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            static const uint32_t alphas[] = {0, 0, 255, 1, 128};
            uint32_t alpha = opaque ? 255 : alphas[(x / 7 + y) % 5], pixel = alpha << 24;
            for (int shift = 0; shift < 24; shift += 8)
                pixel |= ((uint32_t)rand() % 256 * alpha / 255) << shift;
            rows_at(&rows, y)[x] = pixel;
        }
    cairo_surface_mark_dirty(surface);
    return surface;
}

static cairo_surface_t *copy_of(cairo_surface_t *surface)
{
    cairo_surface_t *copy = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    struct rows from = rows_of(surface), to = rows_of(copy);
    memcpy(to.pixel, from.pixel, (size_t)to.stride_px * HEIGHT * sizeof *to.pixel);
    cairo_surface_mark_dirty(copy);
    return copy;
}

static void a_layer_gives_the_bytes_that_cairo_gives_and_none_outside_its_box(void **state)
{
    (void)state;
    static const struct rect boxes[] = {
        {0, 0, WIDTH, HEIGHT}, {3, 5, 17, 9}, {8, 0, 8, 1}, {59, 38, 2, 2}, {20, 20, 0, 0}};
    srand(7);
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        struct rect box = boxes[i];
        cairo_surface_t *layer = any_pixels(false), *picture = any_pixels(true);
        cairo_surface_t *wanted = copy_of(picture);
        cairo_t *cairo = cairo_create(wanted);
        cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
        cairo_set_source_surface(cairo, layer, 0, 0);
        cairo_fill(cairo);
        cairo_destroy(cairo);
        struct rows rows = rows_of(picture), rows_of_layer = rows_of(layer);
        struct rows rows_wanted = rows_of(wanted);
        layer_paint(&rows, &rows_of_layer, box);
        assert_memory_equal(rows.pixel, rows_wanted.pixel,
                            (size_t)rows.stride_px * HEIGHT * sizeof *rows.pixel);
        cairo_surface_destroy(layer);
        cairo_surface_destroy(picture);
        cairo_surface_destroy(wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_layer_gives_the_bytes_that_cairo_gives_and_none_outside_its_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
