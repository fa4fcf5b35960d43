#include "picture/room_light.h"
#include "picture/room_moon.h"
#include "picture/room_things.h"

#include "picture/shipped_content.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1920, HEIGHT = 1080 };

static const struct rect CANVAS = {0, 0, WIDTH, HEIGHT};

static void assert_whole_or_absent(float seen, const char *thing, const struct pose *pose)
{
    if (seen != 0.0f && seen != 1.0f)
        fail_msg("%.2f of the %s is seen in the view of %s", (double)seen, thing, pose->id);
}

static void lamp_and_plant_are_whole_or_absent_in_the_view_of_every_pose(void **state)
{
    (void)state;
    int lamps = 0, plants = 0;
    for (int i = 0; i < content.pose_count; i++)
        for (int side = 0; side < (content.pose[i].sided ? SIDE_COUNT : 1); side++) {
            struct moment moment = {0};
            struct err err;
            const struct pose *pose = &content.pose[i];
            struct pose_side at = {pose, (enum side)side};
            assert_true(moment_of_pose(at, 0.0f, &moment, &err));
            struct camera camera = camera_of_view(&moment.view, CANVAS);
            struct things_seen seen = moment.wall_m > 0.0f
                                          ? room_things_seen_in_corner(&camera, CANVAS)
                                          : room_things_seen_open(&camera, CANVAS);
            assert_whole_or_absent(seen.lamp, "lamp", pose);
            assert_whole_or_absent(seen.plant, "plant", pose);
            lamps += seen.lamp == 1.0f;
            plants += seen.plant == 1.0f;
        }
    assert_in_range(lamps, content.pose_count * 3 / 4, 2 * content.pose_count);
    assert_in_range(plants, 4, 2 * content.pose_count);
}

static struct camera camera_from(float az_deg, float el_deg)
{
    const struct view view = {
        .az_deg = az_deg, .el_deg = el_deg, .look_m = {{0.0f, 0.2f, 0.0f}}, .span_m = 4.4f};
    return camera_of_view(&view, CANVAS);
}

static void nothing_stands_before_the_mat_and_nothing_pops_up_as_one_walks_round(void **state)
{
    (void)state;
    for (int el = 5; el <= 35; el += 10) {
        struct camera camera = camera_from(-1.0f, (float)el);
        struct things_seen before = room_things_seen_open(&camera, CANVAS);
        for (int az = 0; az < 360; az++) {
            camera = camera_from((float)az, (float)el);
            struct things_seen seen = room_things_seen_open(&camera, CANVAS);
            assert_true(fabsf(seen.lamp - before.lamp) < 0.15f);
            assert_true(fabsf(seen.plant - before.plant) < 0.15f);
            if (az >= 60 && az <= 190) // from the feet's end and from behind, where they stand
                assert_true(seen.lamp == 0.0f && seen.plant == 0.0f);
            before = seen;
        }
    }
}

static void the_plant_is_gone_where_one_looks_down_on_it(void **state)
{
    (void)state;
    struct camera aside = camera_from(0.0f, 20.0f), above = camera_from(0.0f, 62.0f);
    assert_true(room_things_seen_open(&aside, CANVAS).plant == 1.0f);
    assert_true(room_things_seen_open(&above, CANVAS).plant == 0.0f);
    assert_true(room_things_seen_open(&above, CANVAS).lamp == 1.0f);
}

static cairo_surface_t *grey_picture(void)
{
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(picture);
    cairo_set_source_rgb(cairo, 0.1, 0.1, 0.1);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    return picture;
}

/// The mean red of 16 x 16 pixels round a point of the floor.
static float red_round(cairo_surface_t *picture, const struct camera *camera, vec3s point_m)
{
    float px[2], sum = 0.0f;
    camera_project(camera, point_m, px, NULL);
    cairo_surface_flush(picture);
    const uint32_t *pixel = (const uint32_t *)(const void *)cairo_image_surface_get_data(picture);
    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 16; x++)
            sum += (float)(pixel[((int)px[1] - 8 + y) * WIDTH + (int)px[0] - 8 + x] >> 16 & 255u);
    return sum / 256.0f;
}

static const struct room_light LIGHT = {.lamp = {{{0.5f, 0.1f, 0.0f}}, {0.6f, 0.4f, 0.2f}, 0.6f}};

static void the_lamps_light_fades_away_without_a_step(void **state)
{
    (void)state;
    cairo_surface_t *picture = grey_picture();
    struct camera camera = camera_from(0.0f, 40.0f);
    struct rows rows = rows_of(picture);
    room_light_paint(&rows, &camera, &LIGHT);
    float before = red_round(picture, &camera, (vec3s){{0.5f, 0.0f, 0.0f}});
    assert_true(before > 60.0f);
    for (int cm = 1; cm <= 190; cm++) {
        vec3s point_m = {{0.5f - 0.01f * (float)cm, 0.0f, 0.0f}};
        float here = red_round(picture, &camera, point_m);
        // The dither may be off by a tenth of a step of the colours.
        assert_true(here < before + 0.1f && here > before - 1.6f);
        before = here;
    }
    assert_true(before < 26.0f);
    cairo_surface_destroy(picture);
}

static void light_falls_on_a_wall_too(void **state)
{
    (void)state;
    cairo_surface_t *floor_alone = grey_picture(), *with_walls = grey_picture();
    struct camera camera = camera_from(-20.0f, 15.0f);
    struct room_light light = LIGHT;
    const vec3s on_wall_m = {{0.9f, 0.5f, 0.0f}};
    struct rows rows = rows_of(floor_alone), rows_with_walls = rows_of(with_walls);
    room_light_paint(&rows, &camera, &light);
    light.wall_m = 0.9f;
    light.back_wall_m = -1.3f;
    room_light_paint(&rows_with_walls, &camera, &light);
    assert_true(red_round(with_walls, &camera, on_wall_m) >
                red_round(floor_alone, &camera, on_wall_m) + 2.0f);
    cairo_surface_destroy(floor_alone);
    cairo_surface_destroy(with_walls);
}

static bool moon_is_seen_from(float az_deg, float el_deg)
{
    cairo_surface_t *plain = grey_picture(), *picture = grey_picture();
    struct camera camera = camera_from(az_deg, el_deg);
    struct rows rows = rows_of(picture);
    room_moon_paint(&rows, &camera, (struct colour){1.0f, 1.0f, 1.0f}, 1.0f);
    cairo_surface_flush(picture);
    bool same = memcmp(cairo_image_surface_get_data(plain), cairo_image_surface_get_data(picture),
                       (size_t)4 * WIDTH * HEIGHT) == 0;
    cairo_surface_destroy(plain);
    cairo_surface_destroy(picture);
    return !same;
}

static void the_moon_is_seen_from_the_front_alone(void **state)
{
    (void)state;
    assert_true(moon_is_seen_from(0.0f, 12.0f));
    assert_true(moon_is_seen_from(-14.0f, 12.0f));
    assert_false(moon_is_seen_from(0.0f, 62.0f));
    assert_false(moon_is_seen_from(180.0f, 12.0f));
    assert_false(moon_is_seen_from(90.0f, 12.0f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lamp_and_plant_are_whole_or_absent_in_the_view_of_every_pose),
        cmocka_unit_test(nothing_stands_before_the_mat_and_nothing_pops_up_as_one_walks_round),
        cmocka_unit_test(the_plant_is_gone_where_one_looks_down_on_it),
        cmocka_unit_test(the_lamps_light_fades_away_without_a_step),
        cmocka_unit_test(light_falls_on_a_wall_too),
        cmocka_unit_test(the_moon_is_seen_from_the_front_alone),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
