/// The drawn figure: the layer's promises, on postures of the study.
#include "body/motion.h"
#include "body/study_postures.h"
#include "picture/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 480, HEIGHT = 270 };

static const struct figure_colours colours = {
    .skin = {{0.92f, 0.73f, 0.59f}, {0.84f, 0.60f, 0.46f}},
    .top = {{0.82f, 0.46f, 0.34f}, {0.70f, 0.36f, 0.26f}},
    .leggings = {{0.21f, 0.41f, 0.43f}, {0.15f, 0.32f, 0.34f}},
    .hair = {{0.31f, 0.23f, 0.19f}, {0.24f, 0.18f, 0.14f}},
    .line = {0.48f, 0.29f, 0.22f},
    .lip = {0.77f, 0.46f, 0.37f},
    .shadow = {0.2f, 0.15f, 0.1f},
    .shadow_strength = 0.5f,
};

static struct body body_of(enum study_id id)
{
    struct motion_key key;
    struct err err;
    assert_true(motion_key_solve(&key, &study_posture[id], NULL, &err));
    return key.body;
}

static struct camera camera_at(float az_deg, float el_deg, float span_m)
{
    struct view view = {az_deg, el_deg, {{0.0f, 0.3f, 0.0f}}, span_m};
    return camera_of_view(&view, (struct rect){0, 0, WIDTH, HEIGHT});
}

static uint32_t *pixels_of(const struct figure *figure)
{
    cairo_surface_flush(figure_layer(figure));
    return (uint32_t *)(void *)cairo_image_surface_get_data(figure_layer(figure));
}

static uint32_t *copy_of(const struct figure *figure, int width, int height)
{
    size_t bytes = (size_t)width * (size_t)height * 4;
    uint32_t *copy = malloc(bytes);
    assert_int_equal(cairo_image_surface_get_stride(figure_layer(figure)), width * 4);
    memcpy(copy, pixels_of(figure), bytes);
    return copy;
}

static int opaque_pixels(const struct figure *figure, int count)
{
    int opaque = 0;
    for (int i = 0; i < count; i++)
        opaque += pixels_of(figure)[i] >> 24 == 255;
    return opaque;
}

static void the_same_picture_whatever_was_drawn_before(void **state)
{
    (void)state;
    struct rect box, other_box, again_box;
    struct body body = body_of(STUDY_CAT), other = body_of(STUDY_SAVASANA);
    struct camera camera = camera_at(-16, 12, 2.3f), above = camera_at(0, 60, 2.6f);
    struct figure *fresh = figure_create(WIDTH, HEIGHT, &person_woman),
                  *used = figure_create(WIDTH, HEIGHT, &person_woman);
    figure_draw(fresh, &body, &camera, &colours, 0.0f, 0.0f, &box);
    figure_draw(used, &other, &above, &colours, 0.9f, 1.0f, &other_box);
    assert_true(memcmp(pixels_of(fresh), pixels_of(used), WIDTH * HEIGHT * 4) != 0);
    figure_draw(used, &body, &camera, &colours, 0.0f, 0.0f, &again_box);
    assert_memory_equal(pixels_of(fresh), pixels_of(used), WIDTH * HEIGHT * 4);
    assert_memory_equal(&box, &again_box, sizeof box);
    figure_destroy(fresh);
    figure_destroy(used);
}

/// How much redder a lying figure's pixels become by a red lamp at a place, all together. Nothing
/// else changes, but for a few corners of outlines that may be seen from another side.
static long redness(struct figure *figure, const struct body *body, const uint32_t *before,
                    vec3s lamp_m)
{
    struct rect box;
    struct camera camera = camera_at(0, 40, 2.6f);
    struct figure_colours warm = colours;
    warm.lamp[0] = (struct lamp){lamp_m, {1.0f, 0.0f, 0.0f}, 0.6f};
    long redder = 0, others = 0;
    figure_draw(figure, body, &camera, &warm, 0.0f, 0.0f, &box);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        uint32_t now = pixels_of(figure)[i], then = before[i];
        others += (now & 0xff00ffff) != (then & 0xff00ffff);
        redder += (long)(now >> 16 & 255) - (long)(then >> 16 & 255);
    }
    assert_true(others < 20);
    return redder;
}

static void a_lamp_warms_what_faces_it_and_nothing_far_away(void **state)
{
    (void)state;
    struct rect box;
    struct body body = body_of(STUDY_SAVASANA);
    struct camera camera = camera_at(0, 40, 2.6f);
    vec3s near_m = body.joint[JOINT_KNEE_R], behind_m = near_m, far_m = near_m;
    near_m.y += 0.4f;
    behind_m.y -= 0.4f;
    far_m.y += 3.0f;
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    figure_draw(figure, &body, &camera, &colours, 0.0f, 0.0f, &box);
    uint32_t *before = copy_of(figure, WIDTH, HEIGHT);
    long facing = redness(figure, &body, before, near_m);
    assert_true(facing > 10L * opaque_pixels(figure, WIDTH * HEIGHT));
    assert_true(redness(figure, &body, before, behind_m) < facing / 2);
    assert_int_equal(redness(figure, &body, before, far_m), 0);
    figure_draw(figure, &body, &camera, &colours, 0.0f, 0.0f, &box);
    assert_memory_equal(pixels_of(figure), before, WIDTH * HEIGHT * 4);
    free(before);
    figure_destroy(figure);
}

static void nothing_is_drawn_outside_the_changed_box(void **state)
{
    (void)state;
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    for (int id = 0; id <= STUDY_SAVASANA_INHALED; id++) {
        struct body body = body_of((enum study_id)id);
        struct camera camera = camera_at(-16, 12, 2.6f);
        struct rect box;
        figure_draw(figure, &body, &camera, &colours, 0.93f, 1.0f, &box);
        const uint32_t *pixels = pixels_of(figure);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                bool inside =
                    x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
                if (!inside)
                    assert_int_equal(pixels[y * WIDTH + x], 0);
            }
        assert_true(opaque_pixels(figure, WIDTH * HEIGHT) > WIDTH * HEIGHT / 100);
    }
    figure_destroy(figure);
}

static void colours_are_premultiplied(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_LEGS_UP_WALL);
    struct camera camera = camera_at(-24, 12, 2.6f);
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    struct rect box;
    int half_covered = 0;
    figure_draw(figure, &body, &camera, &colours, 0.93f, 1.0f, &box);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        uint32_t pixel = pixels_of(figure)[i], alpha = pixel >> 24;
        half_covered += alpha > 0 && alpha < 255;
        for (int shift = 0; shift < 24; shift += 8)
            assert_true((pixel >> shift & 255) <= alpha);
    }
    assert_true(half_covered > 100);
    figure_destroy(figure);
}

static void outlines_have_many_steps_of_coverage(void **state)
{
    (void)state;
    struct figure_colours bare = colours;
    bare.shadow_strength = 0.0f;
    struct body body = body_of(STUDY_ALL_FOURS);
    struct camera camera = camera_at(0, 10, 2.3f);
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    struct rect box;
    bool seen[256] = {false};
    int steps = 0;
    figure_draw(figure, &body, &camera, &bare, 0.0f, 0.0f, &box);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        seen[pixels_of(figure)[i] >> 24] = true;
    for (int i = 0; i < 256; i++)
        steps += seen[i];
    assert_true(steps >= 16);
    figure_destroy(figure);
}

static void a_wall_that_is_not_there_takes_no_shadow(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_LEGS_UP_WALL);
    struct camera camera = camera_at(-24, 12, 2.6f);
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    struct rect box;
    figure_draw(figure, &body, &camera, &colours, 0.0f, 1.0f, &box);
    uint32_t *no_wall = copy_of(figure, WIDTH, HEIGHT);
    figure_draw(figure, &body, &camera, &colours, 0.93f, 0.0f, &box);
    assert_memory_equal(no_wall, pixels_of(figure), WIDTH * HEIGHT * 4);
    figure_draw(figure, &body, &camera, &colours, 0.93f, 1.0f, &box);
    assert_true(memcmp(no_wall, pixels_of(figure), WIDTH * HEIGHT * 4) != 0);
    free(no_wall);
    figure_destroy(figure);
}

static void a_figure_that_was_never_drawn_has_moved(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_CHILDS);
    struct camera camera = camera_at(-24, 20, 2.3f);
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    assert_true(figure_has_moved(figure, &body, &camera, 1.0f));
    figure_destroy(figure);
}

static void only_visible_movement_counts_as_moved(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_CHILDS);
    struct camera camera = camera_at(-24, 20, 2.3f);
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    struct rect box;
    figure_draw(figure, &body, &camera, &colours, 0.0f, 0.0f, &box);
    assert_false(figure_has_moved(figure, &body, &camera, 0.25f));

    struct body moved = body; // 10 mm are about 2 pixels here
    moved.joint[JOINT_FINGERS_L].y += 0.010f;
    assert_true(figure_has_moved(figure, &moved, &camera, 0.25f));
    assert_false(figure_has_moved(figure, &moved, &camera, 10.0f));

    struct body curled = body;
    curled.finger_curl_deg[SIDE_RIGHT] += 30.0f;
    assert_true(figure_has_moved(figure, &curled, &camera, 0.25f));

    struct body breathing = body;
    breathing.belly_m += 0.012f;
    assert_true(figure_has_moved(figure, &breathing, &camera, 0.25f));

    struct body turned = body;
    turned.bone[BONE_HEAD] = glms_mat3_mul(
        body.bone[BONE_HEAD], glms_mat4_pick3(glms_rotate_make(0.2f, (vec3s){{0, 1, 0}})));
    assert_true(figure_has_moved(figure, &turned, &camera, 0.25f));

    struct camera aside = camera_at(-23, 20, 2.3f);
    assert_true(figure_has_moved(figure, &body, &aside, 0.25f));
    figure_destroy(figure);
}

static void small_and_odd_canvases_show_the_figure(void **state)
{
    (void)state;
    static const int sizes[][2] = {{320, 180}, {97, 53}, {3, 2}, {1, 1}};
    struct body body = body_of(STUDY_BRIDGE_HIGH);
    for (int i = 0; i < 4; i++) {
        int width = sizes[i][0], height = sizes[i][1];
        struct view view = {14, 12, {{0.0f, 0.24f, 0.0f}}, 2.2f};
        struct camera camera = camera_of_view(&view, (struct rect){0, 0, width, height});
        struct figure *figure = figure_create(width, height, &person_woman);
        struct rect box;
        figure_draw(figure, &body, &camera, &colours, 0.0f, 0.0f, &box);
        assert_true(box.x >= 0 && box.y >= 0 && box.x + box.width <= width &&
                    box.y + box.height <= height);
        if (width >= 97)
            assert_true(opaque_pixels(figure, width * height) > width * height / 50);
        figure_destroy(figure);
    }
}

static void extreme_cameras_do_no_harm(void **state)
{
    (void)state;
    static const float views[][3] = {{0, 90, 2.3f},   {180, 0, 2.3f},   {0, -90, 2.3f},
                                     {45, 30, 0.02f}, {-90, 10, 0.3f},  {180, 89, 60.0f},
                                     {0, 0, 0.0001f}, {90, 0, 5000.0f}, {0, 45, 0.8f}};
    struct body body = body_of(STUDY_ALL_FOURS);
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct camera camera = camera_at(views[i][0], views[i][1], views[i][2]);
        struct rect box;
        figure_draw(figure, &body, &camera, &colours, 0.93f, 1.0f, &box);
        assert_true(box.width >= 0 && box.x >= 0 && box.x + box.width <= WIDTH);
        assert_true(box.height >= 0 && box.y >= 0 && box.y + box.height <= HEIGHT);
    }
    figure_destroy(figure);
}

static void a_figure_outside_of_the_picture_leaves_it_empty(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_SAVASANA);
    struct view view = {0, 10, {{40.0f, 0.3f, 0.0f}}, 2.3f};
    struct camera camera = camera_of_view(&view, (struct rect){0, 0, WIDTH, HEIGHT});
    struct figure *figure = figure_create(WIDTH, HEIGHT, &person_woman);
    struct rect box;
    figure_draw(figure, &body, &camera, &colours, 0.0f, 0.0f, &box);
    assert_true(rect_is_empty(box));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        assert_int_equal(pixels_of(figure)[i], 0);
    figure_destroy(figure);
}

/// The pixels that folds change, in a body seen from above.
static int folded_pixels(struct figure *with, struct figure *without, const struct body *body)
{
    struct camera camera = camera_at(0, 70, 2.3f);
    struct rect box;
    int changed = 0;
    figure_draw(with, body, &camera, &colours, 0.0f, 0.0f, &box);
    figure_draw(without, body, &camera, &colours, 0.0f, 0.0f, &box);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        changed += pixels_of(with)[i] != pixels_of(without)[i];
    return changed;
}

static void cloth_folds_more_and_more_in_a_twist_and_lies_smooth_in_savasana(void **state)
{
    (void)state;
    enum { STEPS = 48 };
    static const struct person *const persons[] = {&person_woman, &person_man};
    struct motion_key flat, twisted;
    struct err err;
    assert_true(motion_key_solve(&flat, &study_posture[STUDY_SAVASANA], NULL, &err));
    assert_true(motion_key_solve(&twisted, &study_posture[STUDY_TWIST_RIGHT], NULL, &err));
    for (int i = 0; i < 2; i++) {
        struct person smooth = *persons[i];
        smooth.fold_count = 0;
        struct figure *with = figure_create(WIDTH, HEIGHT, persons[i]);
        struct figure *without = figure_create(WIDTH, HEIGHT, &smooth);
        int before = folded_pixels(with, without, &flat.body);
        int all = folded_pixels(with, without, &twisted.body);
        assert_int_equal(before, 0);
        assert_true(all > 100);
        for (int step = 1; step <= STEPS; step++) {
            struct motion_sample sample;
            motion_between(&flat, &twisted, (float)step / STEPS, &sample);
            int now = folded_pixels(with, without, &sample.body);
            assert_true(abs(now - before) < all / 5);
            before = now;
        }
        figure_destroy(with);
        figure_destroy(without);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_picture_whatever_was_drawn_before),
        cmocka_unit_test(a_lamp_warms_what_faces_it_and_nothing_far_away),
        cmocka_unit_test(nothing_is_drawn_outside_the_changed_box),
        cmocka_unit_test(colours_are_premultiplied),
        cmocka_unit_test(outlines_have_many_steps_of_coverage),
        cmocka_unit_test(a_wall_that_is_not_there_takes_no_shadow),
        cmocka_unit_test(a_figure_that_was_never_drawn_has_moved),
        cmocka_unit_test(only_visible_movement_counts_as_moved),
        cmocka_unit_test(small_and_odd_canvases_show_the_figure),
        cmocka_unit_test(extreme_cameras_do_no_harm),
        cmocka_unit_test(a_figure_outside_of_the_picture_leaves_it_empty),
        cmocka_unit_test(cloth_folds_more_and_more_in_a_twist_and_lies_smooth_in_savasana),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
