/// Storms: whatever is pressed, turned, pointed at or unplugged, in whatever order, from every
/// screen. (The sanitizers find what asserts do not.)
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/shipped.h"

enum { INPUTS = 10000, WIDTH = 320, HEIGHT = 180 };

static enum device any_device(void)
{
    return (enum device)(rand() % DEVICE_COUNT);
}

static void do_anything(struct app *app)
{
    int x = rand() % (WIDTH + 40) - 20, y = rand() % (HEIGHT + 40) - 20;
    switch (rand() % 16) {
    case 0:
        app_release_all(app);
        break;
    case 1:
        app_turn(app, (float)(rand() % 3 - 1), (float)(rand() % 3 - 1));
        break;
    case 2:
        app_pointer_move(app, x, y);
        break;
    case 3:
        app_pointer_press(app, x, y);
        break;
    case 4:
        app_pointer_release(app, x, y);
        break;
    case 5:
        app_wheel(app, rand() % 21 - 10);
        break;
    case 6:
        if (rand() % 20 == 0)
            app_pad_lost(app);
        break;
    case 7:
        if (rand() % 50 == 0)
            app_seek(app, rand() % 600 - 20);
        break;
    default:
        app_press(app, (enum action)(rand() % ACTION_COUNT), any_device());
        if (rand() % 4)
            app_release(app);
        break;
    }
}

/// What must hold whatever happens.
static void check(struct app *app)
{
    const struct menu *menu = app_menu(app);
    const struct settings *settings = app_settings(app);
    assert_true(menu->count == 0 || (menu->focus >= 0 && menu->focus < menu->count));
    for (int id = 0; id < SET_COUNT; id++) {
        const struct setting *setting = &setting_table[id];
        int value = settings_get(settings, (enum setting_id)id);
        assert_true(value >= setting->least && value <= setting->most);
    }
    assert_true(app_tick(app) >= 0 && app_tick(app) <= timeline_total_ticks(app_timeline(app)));
    assert_true(!app_is_playing(app) || app_screen(app) == SCREEN_PRACTICE);
}

static void look(struct user *user)
{
    const struct practice_layout *layout = app_layout(user->app);
    static struct practice_layout fitted;
    if (memcmp(layout, &fitted, sizeof fitted) != 0) {
        user_fit(user);
        fitted = *app_layout(user->app);
    }
    user_look(user);
}

/// By keys, as a user would: back, out of the pause by its last item, out of the dark by any key.
static void go_home(struct user *user)
{
    for (int i = 0; i < 12 && app_screen(user->app) != SCREEN_START; i++) {
        enum screen_id at = app_screen(user->app);
        if (at == SCREEN_PAUSE)
            user_press(user, ACTION_UP, DEVICE_KEYBOARD);
        bool chooses = at == SCREEN_PAUSE || at == SCREEN_END;
        user_press(user, chooses ? ACTION_CONFIRM : ACTION_BACK, DEVICE_KEYBOARD);
    }
}

static void a_storm_from_every_screen_leaves_a_program_that_works(void **state)
{
    (void)state;
    srand(77);
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        struct settings settings = settings_default();
        struct user user;
        user_begin(&user, WIDTH, HEIGHT, &settings);
        app_open(user.app, (enum screen_id)screen);
        for (int i = 0; i < INPUTS; i++) {
            do_anything(user.app);
            app_advance(user.app, rand() % 4 ? rand() % 12 : rand() % 400);
            check(user.app);
            app_take_requests(user.app);
            if (i % 50 == 0)
                look(&user);
        }
        // All is let go, and the way home is open from wherever that ended.
        app_release_all(user.app);
        app_pointer_release(user.app, -1, -1);
        look(&user);
        go_home(&user);
        assert_int_equal(app_screen(user.app), SCREEN_START);
        long volume = app_settings(user.app)->volume;
        app_advance(user.app, 100 * TICKS_PER_S);
        assert_int_equal(app_settings(user.app)->volume, volume);
        user_finish(&user);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_storm_from_every_screen_leaves_a_program_that_works),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
