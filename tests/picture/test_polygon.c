#include "picture/polygon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIZE = 40 };

static const struct colour WHITE = {1.0f, 1.0f, 1.0f};

/// A box, round one way or the other.
static void add_box(struct polygon *polygon, double left, double top, double right, double bottom,
                    bool other_way)
{
    const double corner[4][2] = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
    for (int i = 0; i < 4; i++) {
        const double *from = corner[i], *to = corner[(i + 1) % 4];
        polygon_add(polygon, other_way ? to : from, other_way ? from : to);
    }
}

/// A black picture with the polygon on it in white.
static cairo_surface_t *filled(const struct polygon *polygon, float alpha)
{
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIZE, SIZE);
    cairo_t *cairo = cairo_create(picture);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    polygon_fill(polygon, picture, WHITE, alpha);
    return picture;
}

static int value_at(cairo_surface_t *picture, int x, int y)
{
    const uint32_t *pixel = (const uint32_t *)(const void *)cairo_image_surface_get_data(picture);
    assert_int_equal(pixel[y * SIZE + x] >> 24, 255);
    return (int)(pixel[y * SIZE + x] & 255);
}

/// Values of all pixels, as shares of one.
static double sum(cairo_surface_t *picture)
{
    double total = 0.0;
    for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++)
            total += value_at(picture, x, y) / 255.0;
    return total;
}

static void a_pixel_takes_the_share_of_it_that_is_inside(void **state)
{
    (void)state;
    struct polygon polygon = {0};
    add_box(&polygon, 3.25, 4.5, 30.0, 20.0, false);
    cairo_surface_t *picture = filled(&polygon, 1.0f);
    assert_int_equal(value_at(picture, 10, 10), 255);
    assert_int_equal(value_at(picture, 2, 10), 0);
    assert_int_equal(value_at(picture, 30, 10), 0);
    assert_int_equal(value_at(picture, 10, 20), 0);
    assert_in_range(value_at(picture, 3, 10), 190, 192);
    assert_in_range(value_at(picture, 10, 4), 127, 128);
    assert_in_range(value_at(picture, 3, 4), 95, 97);
    cairo_surface_destroy(picture);
}

static void slanted_edges_keep_the_area(void **state)
{
    (void)state;
    struct polygon polygon = {0};
    const double corner[3][2] = {{2.3, 3.1}, {37.9, 5.6}, {11.2, 36.4}};
    for (int i = 0; i < 3; i++)
        polygon_add(&polygon, corner[i], corner[(i + 1) % 3]);
    double area = 0.5 * ((37.9 - 2.3) * (36.4 - 3.1) - (11.2 - 2.3) * (5.6 - 3.1));
    cairo_surface_t *picture = filled(&polygon, 1.0f);
    double difference = sum(picture) - area;
    assert_true(difference > -0.5 && difference < 0.5);
    cairo_surface_destroy(picture);
}

static void what_goes_round_the_other_way_is_a_hole(void **state)
{
    (void)state;
    struct polygon polygon = {0};
    add_box(&polygon, 5.0, 5.0, 35.0, 35.0, false);
    add_box(&polygon, 10.0, 10.0, 30.0, 30.0, true);
    cairo_surface_t *picture = filled(&polygon, 0.5f);
    assert_int_equal(value_at(picture, 20, 20), 0);
    assert_in_range(value_at(picture, 7, 20), 127, 128);
    assert_in_range(value_at(picture, 32, 20), 127, 128);
    cairo_surface_destroy(picture);
}

static void what_is_beside_the_picture_is_cut_off(void **state)
{
    (void)state;
    struct polygon polygon = {0};
    // A rhomb of which the left corner and the right are outside, and a box far away.
    const double corner[4][2] = {{-20.0, 20.0}, {20.0, -20.0}, {60.0, 20.0}, {20.0, 60.0}};
    for (int i = 0; i < 4; i++)
        polygon_add(&polygon, corner[i], corner[(i + 1) % 4]);
    add_box(&polygon, 1e5, -1e5, 2e5, 1e5, false);
    cairo_surface_t *picture = filled(&polygon, 1.0f);
    assert_true(sum(picture) == SIZE * SIZE);
    cairo_surface_destroy(picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pixel_takes_the_share_of_it_that_is_inside),
        cmocka_unit_test(slanted_edges_keep_the_area),
        cmocka_unit_test(what_goes_round_the_other_way_is_a_hole),
        cmocka_unit_test(what_is_beside_the_picture_is_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
