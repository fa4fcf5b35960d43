#include "picture/backdrop.h"
#include "picture/room.h"

#include "picture/sample_theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 480, HEIGHT = 270 };

static const struct rect STAGE = {0, 0, WIDTH, HEIGHT};

static struct room_look look_of(float az_deg, float el_deg, float wall_m, float wall_alpha)
{
    struct view view = {
        .az_deg = az_deg, .el_deg = el_deg, .look_m = {{0.1f, 0.3f, 0.0f}}, .span_m = 2.6f};
    struct theme theme = sample_theme(1.0f);
    struct room_look look = {
        .camera = camera_of_view(&view, STAGE), .wall_m = wall_m, .wall_alpha = wall_alpha};
    memcpy(look.colour, theme.colour, sizeof look.colour);
    return look;
}

static cairo_surface_t *new_picture(void)
{
    return cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
}

static const uint32_t *pixels(cairo_surface_t *picture)
{
    cairo_surface_flush(picture);
    return (const uint32_t *)(const void *)cairo_image_surface_get_data(picture);
}

/// The room in one colour of its own at a point of the floor.
static uint32_t pixel_at(cairo_surface_t *picture, const struct room_look *look, vec3s point_m)
{
    float px[2];
    camera_project(&look->camera, point_m, px, NULL);
    assert_in_range((int)px[0], 0, WIDTH - 1);
    assert_in_range((int)px[1], 0, HEIGHT - 1);
    return pixels(picture)[(int)px[1] * WIDTH + (int)px[0]];
}

static void assert_colour(uint32_t pixel, struct colour colour)
{
    float channel[3] = {colour.r, colour.g, colour.b};
    for (int i = 0; i < 3; i++) {
        int is = (int)(pixel >> (16 - 8 * i) & 255u), wanted = (int)(channel[i] * 255.0f + 0.5f);
        assert_in_range(is + 2, wanted, wanted + 4);
    }
}

static void paint(struct room *room, const struct room_look *look, cairo_surface_t *picture)
{
    cairo_t *cairo = cairo_create(picture);
    room_set_look(room, look);
    room_paint(room, cairo, STAGE);
    cairo_destroy(cairo);
}

static void mat_and_rug_lie_where_the_body_does(void **state)
{
    (void)state;
    struct room *room = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *picture = new_picture();
    struct room_look look = look_of(0.0f, 50.0f, 0.0f, 0.0f);
    paint(room, &look, picture);
    // Far from the lamp, whose light changes colours.
    assert_colour(pixel_at(picture, &look, (vec3s){{-0.4f, 0.0f, 0.0f}}), look.colour[ROLE_MAT]);
    assert_colour(pixel_at(picture, &look, (vec3s){{-0.8f, 0.0f, 0.2f}}), look.colour[ROLE_MAT]);
    assert_colour(pixel_at(picture, &look, (vec3s){{-0.4f, 0.0f, 0.6f}}), look.colour[ROLE_FLOOR]);
    // An arm stretched sideways in the twist.
    assert_colour(pixel_at(picture, &look, (vec3s){{-0.35f, 0.0f, -0.9f}}),
                  look.colour[ROLE_FLOOR]);
    cairo_surface_destroy(picture);
    room_destroy(room);
}

static void a_wall_stands_where_it_is_and_hides_the_rug(void **state)
{
    (void)state;
    struct room *room = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *picture = new_picture();
    struct room_look look = look_of(-20.0f, 12.0f, 0.93f, 1.0f);
    paint(room, &look, picture);
    assert_colour(pixel_at(picture, &look, (vec3s){{0.93f, 0.7f, 0.2f}}), look.colour[ROLE_WALL]);
    uint32_t floor = pixel_at(picture, &look, (vec3s){{-0.5f, 0.0f, 0.7f}});
    look = look_of(-20.0f, 12.0f, 0.0f, 0.0f);
    paint(room, &look, picture);
    assert_colour(pixel_at(picture, &look, (vec3s){{-0.5f, 0.0f, 0.7f}}), look.colour[ROLE_FLOOR]);
    assert_int_not_equal(floor, pixel_at(picture, &look, (vec3s){{-0.5f, 0.0f, 0.7f}}));
    cairo_surface_destroy(picture);
    room_destroy(room);
}

static long largest_step(const uint32_t *a, const uint32_t *b)
{
    long largest = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        for (int shift = 0; shift < 24; shift += 8) {
            long step = labs((long)(a[i] >> shift & 255u) - (long)(b[i] >> shift & 255u));
            largest = step > largest ? step : largest;
        }
    return largest;
}

static void a_wall_comes_into_sight_without_a_jump(void **state)
{
    (void)state;
    struct room *room = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *before = new_picture(), *after = new_picture();
    struct room_look look = look_of(-20.0f, 12.0f, 0.0f, 0.0f);
    paint(room, &look, before);
    for (int i = 1; i <= 40; i++) {
        look = look_of(-20.0f, 12.0f, 0.93f, (float)i / 40.0f);
        paint(room, &look, after);
        assert_in_range(largest_step(pixels(before), pixels(after)), 0, 8);
        paint(room, &look, before);
    }
    cairo_surface_destroy(before);
    cairo_surface_destroy(after);
    room_destroy(room);
}

static void a_wall_seen_from_behind_hides_nothing(void **state)
{
    (void)state;
    struct room *room = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *picture = new_picture();
    struct room_look look = look_of(60.0f, 20.0f, 0.93f, 1.0f);
    paint(room, &look, picture);
    assert_colour(pixel_at(picture, &look, (vec3s){{0.0f, 0.0f, 0.0f}}), look.colour[ROLE_MAT]);
    cairo_surface_destroy(picture);
    room_destroy(room);
}

static void the_same_look_gives_the_same_pixels_whatever_was_drawn_before(void **state)
{
    (void)state;
    struct room *fresh = room_create(WIDTH, HEIGHT, STAGE);
    struct room *used = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *a = new_picture(), *b = new_picture();
    struct room_look wanted = look_of(-24.0f, 20.0f, 0.93f, 0.6f);
    struct room_look others = look_of(14.0f, 60.0f, 0.0f, 0.0f);
    paint(fresh, &wanted, a);
    paint(used, &others, b);
    // Piece by piece, from the kept picture.
    cairo_t *cairo = cairo_create(b);
    assert_true(room_set_look(used, &wanted));
    assert_false(room_set_look(used, &wanted));
    for (int x = 0; x < WIDTH; x += 60)
        room_paint(used, cairo, (struct rect){x, 0, 60, HEIGHT});
    cairo_destroy(cairo);
    assert_memory_equal(pixels(a), pixels(b), sizeof(uint32_t) * WIDTH * HEIGHT);
    cairo_surface_destroy(a);
    cairo_surface_destroy(b);
    room_destroy(fresh);
    room_destroy(used);
}

static void nothing_is_painted_outside_the_box(void **state)
{
    (void)state;
    struct room *room = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *picture = new_picture();
    struct room_look look = look_of(0.0f, 30.0f, 0.0f, 0.0f);
    const struct rect box = {100, 50, 33, 21};
    cairo_t *cairo = cairo_create(picture);
    room_set_look(room, &look);
    room_paint(room, cairo, box);
    cairo_destroy(cairo);
    const uint32_t *pixel = pixels(picture);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool inside =
                x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
            assert_int_equal(pixel[y * WIDTH + x] >> 24, inside ? 255 : 0);
        }
    cairo_surface_destroy(picture);
    room_destroy(room);
}

static void the_backdrop_is_dithered_between_neighbouring_steps(void **state)
{
    (void)state;
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 64, 64);
    // 100.5 of 255 lies between two steps: half of the pixels take the one, half the other.
    struct colour colour = {100.5f / 255.0f, 100.25f / 255.0f, 100.0f / 255.0f};
    backdrop_fill(picture, (struct rect){0, 0, 64, 64}, colour, colour);
    const uint32_t *pixel = pixels(picture);
    long red = 0, green = 0, blue = 0;
    for (int i = 0; i < 64 * 64; i++) {
        red += pixel[i] >> 16 & 255u;
        green += pixel[i] >> 8 & 255u;
        blue += pixel[i] & 255u;
    }
    assert_in_range(red, 64 * 64 * 100 + 2000, 64 * 64 * 100 + 2096);
    assert_in_range(green, 64 * 64 * 100 + 976, 64 * 64 * 100 + 1072);
    assert_in_range(blue, 64 * 64 * 100 - 64, 64 * 64 * 100 + 64);
    cairo_surface_destroy(picture);
}

static void in_a_group_it_is_the_same_picture(void **state)
{
    (void)state;
    struct room *room = room_create(WIDTH, HEIGHT, STAGE);
    cairo_surface_t *plain = new_picture(), *grouped = new_picture();
    struct room_look look = look_of(0.0f, 14.0f, 0.0f, 0.0f);
    cairo_t *cairo = cairo_create(grouped);
    room_set_look(room, &look);
    cairo_push_group(cairo);
    room_paint(room, cairo, STAGE);
    cairo_pop_group_to_source(cairo);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    paint(room, &look, plain);
    assert_memory_equal(pixels(plain), pixels(grouped), WIDTH * HEIGHT * 4);
    cairo_surface_destroy(plain);
    cairo_surface_destroy(grouped);
    room_destroy(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mat_and_rug_lie_where_the_body_does),
        cmocka_unit_test(a_wall_stands_where_it_is_and_hides_the_rug),
        cmocka_unit_test(a_wall_comes_into_sight_without_a_jump),
        cmocka_unit_test(a_wall_seen_from_behind_hides_nothing),
        cmocka_unit_test(the_same_look_gives_the_same_pixels_whatever_was_drawn_before),
        cmocka_unit_test(nothing_is_painted_outside_the_box),
        cmocka_unit_test(the_backdrop_is_dithered_between_neighbouring_steps),
        cmocka_unit_test(in_a_group_it_is_the_same_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
