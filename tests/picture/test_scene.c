#include "picture/scene.h"

#include "picture/sample_theme.h"
#include "picture/shipped_content.h"

#include <string.h>

enum { WIDTH = 480, HEIGHT = 270 };

static const struct rect STAGE = {40, 20, 400, 225};
static const struct rect WHOLE = {0, 0, WIDTH, HEIGHT};
static bool is_whole(struct rect box)
{
    return memcmp(&box, &WHOLE, sizeof box) == 0;
}

static void assert_same_pixels(struct canvas *a, struct canvas *b)
{
    assert_memory_equal(canvas_pixels(a), canvas_pixels(b), (size_t)(canvas_stride(a) * a->height));
}

/// A scene that was looked at once, from the threshold that a practice has.
static struct scene *prepared(const struct moment *moment, const struct theme *theme)
{
    struct scene *scene = scene_create(WIDTH, HEIGHT, STAGE);
    scene_prepare(scene, moment, theme, 0.4f);
    return scene;
}

static void the_first_box_is_the_whole_canvas(void **state)
{
    (void)state;
    struct scene *scene = scene_create(WIDTH, HEIGHT, STAGE);
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    assert_true(is_whole(scene_prepare(scene, &moment, &theme, 0.5f)));
    scene_destroy(scene);
}

static void nothing_moved_gives_an_empty_box_unless_exactness_is_asked_for(void **state)
{
    (void)state;
    struct scene *scene = scene_create(WIDTH, HEIGHT, STAGE);
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    scene_prepare(scene, &moment, &theme, 0.5f);
    assert_true(rect_is_empty(scene_prepare(scene, &moment, &theme, 0.5f)));
    assert_false(rect_is_empty(scene_prepare(scene, &moment, &theme, 0.0f)));
    scene_destroy(scene);
}

static void breath_changes_a_part_camera_theme_and_wall_the_whole(void **state)
{
    (void)state;
    struct scene *scene = scene_create(WIDTH, HEIGHT, STAGE);
    struct theme day = sample_theme(1.0f), night = sample_theme(0.3f);
    struct moment moment = shipped_moment(&content, "cat_cow", 0.0f);
    scene_prepare(scene, &moment, &day, 0.0f);

    struct moment breathed = shipped_moment(&content, "cat_cow", 1.0f);
    breathed.view = moment.view;
    struct rect box = scene_prepare(scene, &breathed, &day, 0.25f);
    assert_false(rect_is_empty(box));
    assert_true(box.width * box.height < WIDTH * HEIGHT * 6 / 10);

    breathed.view.az_deg += 0.5f;
    assert_true(is_whole(scene_prepare(scene, &breathed, &day, 0.25f)));
    assert_true(is_whole(scene_prepare(scene, &breathed, &night, 0.25f)));
    breathed.wall_m = 0.93f;
    assert_true(rect_is_empty(scene_prepare(scene, &breathed, &night, 0.25f)));
    breathed.wall_alpha = 0.1f;
    assert_true(is_whole(scene_prepare(scene, &breathed, &night, 0.25f)));
    scene_destroy(scene);
}

static void a_camera_that_creeps_is_followed_in_steps_of_the_threshold(void **state)
{
    (void)state;
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    struct scene *scene = prepared(&moment, &theme);
    int redrawn = 0;
    for (int frame = 1; frame <= 60; frame++) {
        moment.t_s = frame / 60.0;
        moment.view.az_deg += 0.01f;
        redrawn += !rect_is_empty(scene_prepare(scene, &moment, &theme, 0.4f));
    }
    assert_in_range(redrawn, 2, 20);
    scene_destroy(scene);
}

/// How long the next picture may be waited for while all moves by `speed_px` a second.
static double wait_at(float speed_px)
{
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    struct scene *scene = prepared(&moment, &theme);
    float pixel_m = moment.view.span_m / (float)STAGE.width;
    for (int frame = 1; frame <= 10; frame++) {
        moment.t_s = frame / 60.0;
        moment.view.look_m.y += speed_px * pixel_m / 60.0f;
        scene_prepare(scene, &moment, &theme, 0.4f);
    }
    double wait_s = scene_wait_s(scene);
    scene_destroy(scene);
    return wait_s;
}

static void the_faster_it_moves_the_more_pictures_the_eye_wants(void **state)
{
    (void)state;
    assert_float_equal(wait_at(0.0f), 1.0 / 20.0, 1e-9);
    assert_float_equal(wait_at(15.0f), 1.0 / 20.0, 1e-9);
    assert_float_equal(wait_at(60.0f), 1.0 / 30.0, 1e-9);
    assert_float_equal(wait_at(400.0f), 1.0 / 60.0, 1e-9);
    // However many there are, what moves between two of them is little, or fast.
    for (float speed_px = 2.0f; speed_px < 180.0f; speed_px *= 1.5f)
        assert_true((double)speed_px * wait_at(speed_px) < 7.0);
}

static void nothing_that_has_moved_visibly_is_left_out_however_slow_it_is(void **state)
{
    (void)state;
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    struct scene *scene = prepared(&moment, &theme);
    float pixel_m = moment.view.span_m / (float)STAGE.width;
    int drawn = 0;
    // A pixel and a half in a minute.
    for (int frame = 1; frame <= 1200; frame++) {
        moment.t_s = frame / 20.0;
        moment.view.look_m.y += 1.5f / 1200.0f * pixel_m;
        drawn += !rect_is_empty(scene_prepare(scene, &moment, &theme, 0.4f));
    }
    assert_in_range(drawn, 2, 4);
    scene_destroy(scene);
}

static void a_view_turned_in_a_pause_is_followed_in_steps_of_the_threshold(void **state)
{
    (void)state;
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    struct scene *scene = prepared(&moment, &theme);
    float pixel_m = moment.view.span_m / (float)STAGE.width;
    for (int frame = 1; frame <= 20; frame++) {
        moment.view.look_m.y += 0.9f * pixel_m;
        assert_true(is_whole(scene_prepare(scene, &moment, &theme, 0.4f)));
    }
    scene_destroy(scene);
}

static void redrawn_boxes_add_up_to_a_fresh_picture(void **state)
{
    (void)state;
    static const struct {
        const char *pose;
        float fill;
        enum figure_kind figure;
    } steps[] = {{"cat_cow", 0.0f, FIGURE_WOMAN},      {"cat_cow", 0.3f, FIGURE_WOMAN},
                 {"cat_cow", 1.0f, FIGURE_STICK},      {"cat_cow", 0.8f, FIGURE_STICK},
                 {"cat_cow", 0.8f, FIGURE_MAN},        {"childs_pose", 0.0f, FIGURE_STICK},
                 {"legs_up_wall", 0.5f, FIGURE_STICK}, {"bridge", 1.0f, FIGURE_WOMAN}};
    struct scene *scene = scene_create(WIDTH, HEIGHT, STAGE);
    struct theme theme = sample_theme(1.0f);
    struct canvas kept;
    canvas_init(&kept, WIDTH, HEIGHT);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct moment moment = shipped_moment(&content, steps[i].pose, steps[i].fill);
        scene_set_figure(scene, steps[i].figure);
        scene_paint(scene, &kept, scene_prepare(scene, &moment, &theme, 0.0f));

        struct scene *fresh = scene_create(WIDTH, HEIGHT, STAGE);
        struct canvas canvas;
        canvas_init(&canvas, WIDTH, HEIGHT);
        scene_set_figure(fresh, steps[i].figure);
        scene_paint(fresh, &canvas, scene_prepare(fresh, &moment, &theme, 0.0f));
        assert_same_pixels(&kept, &canvas);
        canvas_finish(&canvas);
        scene_destroy(fresh);
    }
    canvas_finish(&kept);
    scene_destroy(scene);
}

static void nothing_is_painted_outside_the_box(void **state)
{
    (void)state;
    struct scene *scene = scene_create(WIDTH, HEIGHT, STAGE);
    struct theme theme = sample_theme(1.0f);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    struct canvas canvas;
    canvas_init(&canvas, WIDTH, HEIGHT);
    scene_prepare(scene, &moment, &theme, 0.0f);
    const struct rect box = {200, 100, 77, 31};
    scene_paint(scene, &canvas, box);
    const uint32_t *pixel = canvas_pixels(&canvas);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool inside =
                x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
            assert_int_equal(pixel[y * WIDTH + x] >> 24, inside ? 255 : 0);
        }
    canvas_finish(&canvas);
    scene_destroy(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_box_is_the_whole_canvas),
        cmocka_unit_test(nothing_moved_gives_an_empty_box_unless_exactness_is_asked_for),
        cmocka_unit_test(breath_changes_a_part_camera_theme_and_wall_the_whole),
        cmocka_unit_test(a_camera_that_creeps_is_followed_in_steps_of_the_threshold),
        cmocka_unit_test(a_view_turned_in_a_pause_is_followed_in_steps_of_the_threshold),
        cmocka_unit_test(the_faster_it_moves_the_more_pictures_the_eye_wants),
        cmocka_unit_test(nothing_that_has_moved_visibly_is_left_out_however_slow_it_is),
        cmocka_unit_test(redrawn_boxes_add_up_to_a_fresh_picture),
        cmocka_unit_test(nothing_is_painted_outside_the_box),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
