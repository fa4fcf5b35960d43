/// Redrawing parts gives the same picture as drawing it afresh, on every screen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/shipped.h"

static void assert_same_pixels(struct canvas *a, struct canvas *b, const char *where)
{
    size_t bytes = (size_t)(canvas_stride(a) * a->height);
    if (memcmp(canvas_pixels(a), canvas_pixels(b), bytes) != 0)
        fail_msg("pixels differ on %s", where);
}

/// Draw the same state on an empty canvas.
static void assert_like_fresh(struct user *user)
{
    struct canvas canvas;
    struct composer *composer = composer_create(user->type, app_layout(user->app));
    canvas_init(&canvas, user->width, user->height);
    app_draw(user->app, user->composer, &user->canvas, &user->theme, 0.0, 0.0f);
    app_draw(user->app, composer, &canvas, &user->theme, 0.0, 0.0f);
    assert_same_pixels(&user->canvas, &canvas, screen_name(app_screen(user->app)));
    composer_destroy(composer);
    canvas_finish(&canvas);
}

/// Something that a user might do.
static void do_something(struct user *user)
{
    static const enum action actions[] = {ACTION_UP,    ACTION_DOWN,      ACTION_DOWN,
                                          ACTION_RIGHT, ACTION_TURN_LEFT, ACTION_NEXT,
                                          ACTION_AGAIN, ACTION_VOLUME_UP, ACTION_DARKER};
    enum { COUNT = sizeof actions / sizeof *actions };
    user_press(user, actions[rand() % COUNT], (enum device)(rand() % DEVICE_COUNT));
    // Fades over from other pictures depend on these: let them pass.
    app_advance(user->app, APP_FADE_TICKS + rand() % 200);
    app_resize(user->app, user->width, user->height);
}

static void redrawn_parts_add_up_to_a_fresh_picture(void **state)
{
    (void)state;
    static const int sizes[][2] = {{640, 360}, {480, 360}};
    srand(11);
    for (int s = 0; s < 2; s++)
        for (int screen = 0; screen < SCREEN_COUNT; screen++) {
            struct settings settings = settings_default();
            struct user user;
            settings.mirror = screen % MIRROR_COUNT;
            settings.reduced_motion = screen % 2;
            user_begin(&user, sizes[s][0], sizes[s][1], &settings);
            app_open(user.app, (enum screen_id)screen);
            for (int i = 0; i < 12; i++) {
                assert_like_fresh(&user);
                do_something(&user);
            }
            user_finish(&user);
        }
}

static bool marked(const struct canvas *canvas, int x, int y)
{
    for (int i = 0; i < canvas->changed_count; i++) {
        const struct rect *box = &canvas->changed[i];
        if (x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height)
            return true;
    }
    return false;
}

static void every_pixel_that_changes_is_marked(void **state)
{
    (void)state;
    enum { WIDTH = 640, HEIGHT = 360 };
    static uint32_t before[WIDTH * HEIGHT];
    srand(5);
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        struct settings settings = settings_default();
        struct user user;
        user_begin(&user, WIDTH, HEIGHT, &settings);
        app_open(user.app, (enum screen_id)screen);
        for (int i = 0; i < 8; i++) {
            memcpy(before, canvas_pixels(&user.canvas), sizeof before);
            canvas_clear_changed(&user.canvas);
            app_draw(user.app, user.composer, &user.canvas, &user.theme, 0.0, 0.2f);
            const uint32_t *pixel = canvas_pixels(&user.canvas);
            for (int p = 0; p < WIDTH * HEIGHT; p++)
                if (pixel[p] != before[p] && !marked(&user.canvas, p % WIDTH, p / WIDTH))
                    fail_msg("pixel %d,%d is not marked", p % WIDTH, p / WIDTH);
            user_press(&user, rand() % 2 ? ACTION_DOWN : ACTION_RIGHT, DEVICE_KEYBOARD);
        }
        user_finish(&user);
    }
}

static void the_same_state_again_draws_nothing(void **state)
{
    (void)state;
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        struct settings settings = settings_default();
        struct user user;
        user_begin(&user, 640, 360, &settings);
        app_open(user.app, (enum screen_id)screen);
        app_draw(user.app, user.composer, &user.canvas, &user.theme, 0.0, 0.2f);
        assert_int_equal(user.canvas.changed_count, 1);
        canvas_clear_changed(&user.canvas);
        app_draw(user.app, user.composer, &user.canvas, &user.theme, 0.0, 0.2f);
        if (user.canvas.changed_count != 0)
            fail_msg("%s draws again", screen_name((enum screen_id)screen));
        composer_forget(user.composer);
        app_draw(user.app, user.composer, &user.canvas, &user.theme, 0.0, 0.2f);
        assert_int_equal(user.canvas.changed_count, 1);
        assert_int_equal(user.canvas.changed[0].width, 640);
        user_finish(&user);
    }
}

static void count_drawing(const struct painter *painter, const struct part *part, void *user)
{
    (void)painter, (void)part;
    ++*(int *)user;
}

static void a_part_over_a_scene_that_moves_is_drawn_once(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, 640, 360, &settings);
    app_begin(user.app, 0.0);
    int drawn = 0;
    struct moment moment;
    timeline_at(app_timeline(user.app), 30.0, &moment);
    struct picture picture = {
        .moment = &moment, .light = 1.0f, .draw = count_drawing, .user = &drawn};
    picture_add(&picture, (struct part){.box = {10, 10, 50, 50}, .fingerprint = 1});
    struct composer *composer = composer_create(user.type, app_layout(user.app));
    for (int i = 0; i < 6; i++) {
        // At first the camera turns, then only the part is another one.
        if (i < 3)
            moment.view.az_deg += 5.0f;
        picture.part[0].fingerprint++;
        drawn = 0;
        composer_draw(composer, &user.canvas, &picture, &user.theme, 0.2f);
        assert_int_equal(drawn, 1);
    }
    composer_destroy(composer);
    user_finish(&user);
}

static bool words_rest(const struct moment *moment)
{
    for (int i = 0; i < moment->words_beside_count; i++)
        if (moment->words_beside[i].away_s < 4.5)
            return false;
    return true;
}

/// A second of a hold in which no words come or go.
static double quiet_second(struct app *app)
{
    struct moment moment;
    for (double t_s = 20.0; t_s < 300.0; t_s += 1.0) {
        timeline_at(app_timeline(app), t_s, &moment);
        if (moment.kind == SPAN_HOLD && words_rest(&moment) && moment.step_left_s > 8.0)
            return t_s;
    }
    fail_msg("words come and go all the time");
    return 0.0;
}

static void a_passing_second_redraws_only_clock_dial_and_figure(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, 1280, 720, &settings);
    app_begin(user.app, quiet_second(user.app));
    app_advance(user.app, TICKS_PER_S);
    user_look(&user);
    app_advance(user.app, TICKS_PER_S);
    app_draw(user.app, user.composer, &user.canvas, &user.theme, 0.0, 0.25f);
    const struct practice_layout *layout = app_layout(user.app);
    assert_true(marked(&user.canvas, layout->dial.x, layout->dial.y));
    assert_true(marked(&user.canvas, layout->total.x, layout->total.y));
    assert_false(marked(&user.canvas, layout->title.x, layout->title.y));
    assert_false(marked(&user.canvas, layout->words.x, layout->words.y + layout->words.height - 1));
    assert_false(marked(&user.canvas, 0, 0));
    user_finish(&user);
}

static long brightness(struct canvas *canvas)
{
    long sum = 0;
    const uint32_t *pixel = canvas_pixels(canvas);
    for (int i = 0; i < canvas->width * canvas->height; i++)
        sum += (pixel[i] >> 16 & 255u) + (pixel[i] >> 8 & 255u) + (pixel[i] & 255u);
    return sum;
}

static void the_last_light_fades_to_black_and_stays_so(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    long last = 0;
    user_begin(&user, 320, 180, &settings);
    double end_s = (double)timeline_total_ticks(app_timeline(user.app)) / TICKS_PER_S;
    app_begin(user.app, end_s - 70.0);
    app_advance(user.app, TICKS_PER_S);
    user_look(&user);
    last = brightness(&user.canvas);
    long first = last;
    for (int i = 0; i < 68; i++) {
        app_advance(user.app, TICKS_PER_S);
        user_look(&user);
        long now = brightness(&user.canvas);
        // Never brighter but for the breath, never darker by a tenth of what there was at first.
        assert_true(now < last + first / 50 && now > last - first / 10);
        last = now;
    }
    assert_int_equal(last, 0);
    app_advance(user.app, 5 * TICKS_PER_S);
    app_advance(user.app, APP_FADE_TICKS);
    user_look(&user);
    assert_int_equal(app_screen(user.app), SCREEN_END);
    assert_int_equal(brightness(&user.canvas), 0);
    assert_int_equal(canvas_pixels(&user.canvas)[0] >> 24, 255);
    assert_true(app_is_still(user.app));
    user_finish(&user);
}

static void another_screen_fades_in(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, 320, 180, &settings);
    user.theme.colour[ROLE_TEXT] = (struct colour){1.0f, 1.0f, 1.0f};
    user_look(&user);
    size_t bytes = (size_t)(canvas_stride(&user.canvas) * 180);
    uint32_t *before = malloc(bytes);
    memcpy(before, canvas_pixels(&user.canvas), bytes);
    app_go(user.app, SCREEN_SETTINGS);
    user_look(&user);
    // At first what was there, at last what is there now, and then nothing more.
    assert_memory_equal(before, canvas_pixels(&user.canvas), bytes);
    app_advance(user.app, APP_FADE_TICKS / 2);
    user_look(&user);
    assert_memory_not_equal(before, canvas_pixels(&user.canvas), bytes);
    app_advance(user.app, APP_FADE_TICKS);
    assert_like_fresh(&user);
    assert_true(app_is_still(user.app));
    free(before);
    user_finish(&user);
}

static void a_mirror_exchanges_left_and_right_of_the_scene(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user plain, mirrored;
    user_begin(&plain, 640, 360, &settings);
    settings.mirror = MIRROR_MIRROR;
    user_begin(&mirrored, 640, 360, &settings);
    struct rect stage = app_layout(plain.app)->stage;
    struct user *users[] = {&plain, &mirrored};
    for (int i = 0; i < 2; i++) {
        app_begin(users[i]->app, 30.0);
        app_advance(users[i]->app, APP_FADE_TICKS);
        user_look(users[i]);
    }
    // Each place of the stage against the same place, and against the one across the middle.
    long same = 0, across = 0, middle = stage.x + stage.width / 2;
    for (int y = stage.y; y < stage.y + stage.height; y++)
        for (int x = 0; x < stage.width / 3; x++) {
            const uint32_t *row[2] = {canvas_pixels(&plain.canvas) + y * 640,
                                      canvas_pixels(&mirrored.canvas) + y * 640};
            long left = row[0][middle - 1 - x] >> 16 & 255u;
            same += labs(left - (long)(row[1][middle - 1 - x] >> 16 & 255u));
            across += labs(left - (long)(row[1][middle + x] >> 16 & 255u));
        }
    assert_true(across * 10 < same);
    user_finish(&plain);
    user_finish(&mirrored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(redrawn_parts_add_up_to_a_fresh_picture),
        cmocka_unit_test(every_pixel_that_changes_is_marked),
        cmocka_unit_test(the_same_state_again_draws_nothing),
        cmocka_unit_test(a_part_over_a_scene_that_moves_is_drawn_once),
        cmocka_unit_test(a_passing_second_redraws_only_clock_dial_and_figure),
        cmocka_unit_test(the_last_light_fades_to_black_and_stays_so),
        cmocka_unit_test(another_screen_fades_in),
        cmocka_unit_test(a_mirror_exchanges_left_and_right_of_the_scene),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
