/// Who shows the poses is chosen on the settings screen, and seen from then on.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/shipped.h"

enum { WIDTH = 640, HEIGHT = 360 };

/// What is seen of the practice with this figure, by a composer that drew nothing before.
static uint32_t *fresh_picture(enum figure_kind kind)
{
    struct settings settings = settings_default();
    struct user user;
    settings.figure = (int)kind;
    user_begin(&user, WIDTH, HEIGHT, &settings);
    app_begin(user.app, 80.0);
    app_advance(user.app, APP_FADE_TICKS);
    user_look(&user);
    uint32_t *copy = malloc(WIDTH * HEIGHT * 4);
    memcpy(copy, canvas_pixels(&user.canvas), WIDTH * HEIGHT * 4);
    user_finish(&user);
    return copy;
}

static void choose_next(struct user *user, const char *label)
{
    app_open(user->app, SCREEN_SETTINGS);
    const struct menu *menu = app_menu(user->app);
    for (int i = 0; strcmp(menu->item[menu->focus].label, label) != 0; i++) {
        assert_true(i < menu->count);
        user_press(user, ACTION_DOWN, DEVICE_KEYBOARD);
    }
    user_press(user, ACTION_RIGHT, DEVICE_KEYBOARD);
}

static void another_figure_is_seen_at_the_next_look(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, WIDTH, HEIGHT, &settings);
    user_look(&user);
    uint32_t *before = malloc(WIDTH * HEIGHT * 4);
    memcpy(before, canvas_pixels(&user.canvas), WIDTH * HEIGHT * 4);
    settings.figure = FIGURE_STICK;
    app_use_settings(user.app, &settings);
    user_look(&user);
    assert_memory_not_equal(canvas_pixels(&user.canvas), before, WIDTH * HEIGHT * 4);
    settings.figure = FIGURE_WOMAN;
    app_use_settings(user.app, &settings);
    user_look(&user);
    assert_memory_equal(canvas_pixels(&user.canvas), before, WIDTH * HEIGHT * 4);
    free(before);
    user_finish(&user);
}

static void the_settings_screen_goes_round_the_figures(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, WIDTH, HEIGHT, &settings);
    static const enum figure_kind next[] = {FIGURE_MAN, FIGURE_STICK, FIGURE_WOMAN};
    for (int i = 0; i < FIGURE_COUNT; i++) {
        choose_next(&user, "Figure");
        assert_int_equal(app_settings(user.app)->figure, next[i]);
        assert_true(app_take_requests(user.app) & APP_REQUEST_SETTINGS);
    }
    user_finish(&user);
}

static void
a_figure_chosen_during_the_practice_is_drawn_as_if_it_had_always_been_there(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, WIDTH, HEIGHT, &settings);
    app_begin(user.app, 80.0);
    app_advance(user.app, APP_FADE_TICKS);
    user_look(&user);
    for (int kind = FIGURE_COUNT - 1; kind >= 0; kind--) {
        uint32_t *fresh = fresh_picture((enum figure_kind)kind);
        settings = *app_settings(user.app);
        settings.figure = kind;
        app_use_settings(user.app, &settings);
        user_look(&user);
        assert_memory_equal(canvas_pixels(&user.canvas), fresh, WIDTH * HEIGHT * 4);
        free(fresh);
    }
    user_finish(&user);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_figure_is_seen_at_the_next_look),
        cmocka_unit_test(the_settings_screen_goes_round_the_figures),
        cmocka_unit_test(
            a_figure_chosen_during_the_practice_is_drawn_as_if_it_had_always_been_there),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
