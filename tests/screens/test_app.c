/// Every screen is reached, used and left: by keys, by pads of three makes, by the pointer, and by
/// one button alone.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "screens/one_user.h"

static void assert_on(enum screen_id id)
{
    if (app_screen(user.app) != id)
        fail_msg("on %s, not on %s", screen_name(app_screen(user.app)), screen_name(id));
}

static const char *focus(void)
{
    const struct menu *menu = app_menu(user.app);
    return menu->count ? menu->item[menu->focus].label : "";
}

static int index_of(const char *label)
{
    const struct menu *menu = app_menu(user.app);
    for (int i = 0; i < menu->count; i++)
        if (strcmp(menu->item[i].label, label) == 0)
            return i;
    fail_msg("no item \"%s\" on %s", label, screen_name(app_screen(user.app)));
    return -1;
}

static void assert_told(const char *title, const char *line)
{
    struct heading heading = {0};
    screen_start.head(user.app, &heading);
    assert_string_equal(heading.title, title);
    assert_string_equal(heading.line[0], line);
}

/// A way to work the program: everything a person does, they do through these.
struct way {
    void (*choose)(const char *label);
    void (*back)(void);
    void (*pause)(void);
};

static enum device held_device;

static void choose_by_arrows(const char *label)
{
    const struct menu *menu = app_menu(user.app);
    int wanted = index_of(label), presses = 0;
    while (menu->focus != wanted) {
        user_press(&user, ACTION_DOWN, held_device);
        assert_true(++presses <= menu->count);
    }
    user_press(&user, ACTION_CONFIRM, held_device);
}

static void back_by_button(void)
{
    user_press(&user, ACTION_BACK, held_device);
}

static void pause_by_button(void)
{
    user_press(&user, device_is_pad(held_device) ? ACTION_PAUSE : ACTION_TOGGLE, held_device);
}

static void click(struct rect box)
{
    int x = box.x + box.width * 3 / 4, y = box.y + box.height / 2;
    app_pointer_move(user.app, x, y);
    app_pointer_press(user.app, x, y);
    app_pointer_release(user.app, x, y);
    app_advance(user.app, 10);
}

static void choose_by_pointer(const char *label)
{
    const struct menu *menu = app_menu(user.app);
    user_look(&user);
    // The wheel brings hidden items into sight.
    for (int i = 0; i < 40 && rect_is_empty(menu->box[index_of(label)]); i++) {
        app_wheel(user.app, -1);
        user_look(&user);
    }
    click(menu->box[index_of(label)]);
}

static void back_by_pointer(void)
{
    choose_by_pointer(app_screen(user.app) == SCREEN_PAUSE ? "Go on" : "Back");
}

static void pause_by_pointer(void)
{
    click(app_layout(user.app)->stage);
}

/// Hold the only button until the focus has come to the item, let go, press briefly.
static void choose_by_one_button(const char *label)
{
    const struct menu *menu = app_menu(user.app);
    int wanted = index_of(label), tenths = 0;
    app_press(user.app, ACTION_CONFIRM, held_device);
    while (menu->focus != wanted) {
        app_advance(user.app, TICKS_PER_S / 10);
        assert_true(++tenths < 10 * menu->count + 10);
    }
    if (tenths > 0)
        app_release(user.app);
    if (tenths > 0)
        app_press(user.app, ACTION_CONFIRM, held_device);
    app_advance(user.app, 10);
    app_release(user.app);
    app_advance(user.app, 10);
}

static void back_by_one_button(void)
{
    choose_by_one_button(app_screen(user.app) == SCREEN_PAUSE ? "Go on" : "Back");
}

static void pause_by_one_button(void)
{
    // What the one button asks for while the practice runs.
    user_press(&user, ACTION_TOGGLE, held_device);
}

/// What is watched begins with what was chosen, not with the way there.
static void assert_in_its_pose(void)
{
    struct moment moment;
    screen_watch.look(user.app, 0.0, &moment);
    assert_int_equal(moment.kind, SPAN_HOLD);
    assert_ptr_equal(moment.at.pose, user.app->watch.pose);
}

/// Through the whole program: to every screen, something there, and back.
static void visit_everything(const struct way *way)
{
    struct menu *menu = NULL;
    assert_on(SCREEN_START);

    way->choose("Settings");
    assert_on(SCREEN_SETTINGS);
    int voice = app_settings(user.app)->voice;
    way->choose("Voice");
    assert_int_not_equal(app_settings(user.app)->voice, voice);
    way->back();
    assert_on(SCREEN_START);
    assert_string_equal(focus(), "Settings");

    way->choose("Help and questions");
    assert_on(SCREEN_HELP);
    way->choose("Keys and buttons");
    assert_on(SCREEN_KEYS);
    user_look(&user);
    way->choose("Next page");
    user_look(&user);
    assert_int_equal(user.app->reader.page, 1);
    way->back();
    assert_on(SCREEN_HELP);
    way->choose("I missed a night");
    assert_on(SCREEN_READ);
    user_look(&user);
    // A text of one page has no way on, and nobody is told that it has.
    unsigned number;
    assert_string_equal(app_spoken(user.app, &number), "Back.");
    way->back();
    assert_on(SCREEN_HELP);
    assert_string_equal(focus(), "I missed a night");
    way->back();

    way->choose("Poses");
    assert_on(SCREEN_POSES);
    way->choose("Bridge");
    assert_on(SCREEN_WATCH);
    assert_string_equal(user.app->watch.pose->id, "bridge");
    assert_in_its_pose();
    app_advance(user.app, TICKS_PER_S);
    double tick = user.app->watch.tick;
    assert_true(tick >= TICKS_PER_S);
    way->choose("Time");
    assert_true(user.app->watch.tick > tick);
    assert_false(user.app->watch.running);
    way->choose("Turn");
    assert_true(orbit_is_turned(&user.app->orbit));
    way->choose("About this pose");
    assert_on(SCREEN_ABOUT);
    user_look(&user);
    way->back();
    assert_on(SCREEN_WATCH);
    way->back();
    assert_on(SCREEN_POSES);
    way->back();
    assert_on(SCREEN_START);

    way->choose("Begin");
    assert_on(SCREEN_BEFORE);
    user_look(&user);
    way->choose("Begin");
    assert_on(SCREEN_PRACTICE);
    assert_true(app_is_playing(user.app));
    assert_int_equal(app_settings(user.app)->introduced, 1);

    app_advance(user.app, 10 * TICKS_PER_S);
    way->pause();
    assert_on(SCREEN_PAUSE);
    assert_string_equal(focus(), "Go on");
    long paused = app_tick(user.app);
    app_advance(user.app, 10 * TICKS_PER_S);
    assert_int_equal(app_tick(user.app), paused);
    // The pointer asks for more of it, buttons for the next: the same.
    way->choose("Change pose");
    assert_on(SCREEN_PAUSE);
    assert_true(app_tick(user.app) > paused);
    int theme = app_settings(user.app)->theme;
    way->choose("Light");
    assert_int_not_equal(app_settings(user.app)->theme, theme);
    way->choose("Skip this pose tonight");
    assert_on(SCREEN_PAUSE);
    assert_true(app_take_requests(user.app) & APP_REQUEST_TIMELINE);
    way->choose("Settings");
    assert_on(SCREEN_SETTINGS);
    way->back();
    assert_on(SCREEN_PAUSE);
    way->choose("Go on");
    assert_on(SCREEN_PRACTICE);
    assert_int_equal(app_state(user.app), PLAYER_SETTLING);
    app_advance(user.app, 4 * TICKS_PER_S);
    assert_true(app_is_playing(user.app));

    way->pause();
    way->choose("Leave");
    assert_on(SCREEN_START);
    way->choose("Begin");
    assert_on(SCREEN_PRACTICE);
    app_seek(user.app, 1e6);
    app_advance(user.app, 1);
    assert_on(SCREEN_END);
    menu = app_menu(user.app);
    assert_int_equal(menu->count, 0);
}

static void keys_alone_reach_use_and_leave_everything(void **state)
{
    (void)state;
    const struct way way = {choose_by_arrows, back_by_button, pause_by_button};
    held_device = DEVICE_KEYBOARD;
    visit_everything(&way);
    user_press(&user, ACTION_CONFIRM, held_device);
    assert_on(SCREEN_START);
    user_press(&user, ACTION_BACK, held_device);
    user_press(&user, ACTION_BACK, held_device);
    assert_true(app_take_requests(user.app) & APP_REQUEST_QUIT);
}

static void pads_of_three_makes_reach_use_and_leave_everything(void **state)
{
    const enum device pads[] = {DEVICE_PAD_XBOX, DEVICE_PAD_PLAYSTATION, DEVICE_PAD_NINTENDO};
    const struct way way = {choose_by_arrows, back_by_button, pause_by_button};
    for (int i = 0; i < 3; i++) {
        held_device = pads[i];
        visit_everything(&way);
        end(state);
        begin(state);
    }
}

static void the_pointer_alone_reaches_uses_and_leaves_everything(void **state)
{
    (void)state;
    const struct way way = {choose_by_pointer, back_by_pointer, pause_by_pointer};
    visit_everything(&way);
    click((struct rect){0, 0, 640, 360});
    assert_on(SCREEN_START);
    choose_by_pointer("Leave");
    assert_true(app_take_requests(user.app) & APP_REQUEST_QUIT);
}

static void one_button_alone_reaches_uses_and_leaves_everything(void **state)
{
    (void)state;
    const struct way way = {choose_by_one_button, back_by_one_button, pause_by_one_button};
    held_device = DEVICE_KEYBOARD;
    visit_everything(&way);
    user_press(&user, ACTION_CONFIRM, held_device);
    assert_on(SCREEN_START);
    choose_by_one_button("Leave");
    assert_true(app_take_requests(user.app) & APP_REQUEST_QUIT);
}

static void begin_is_one_press_away(void **state)
{
    (void)state;
    struct settings settings = *app_settings(user.app);
    settings.introduced = 1;
    app_use_settings(user.app, &settings);
    assert_string_equal(focus(), "Begin");
    user_press(&user, ACTION_CONFIRM, DEVICE_KEYBOARD);
    assert_on(SCREEN_PRACTICE);
    user_press(&user, ACTION_TOGGLE, DEVICE_KEYBOARD);
    assert_on(SCREEN_PAUSE);
    user_press(&user, ACTION_CONFIRM, DEVICE_KEYBOARD);
    assert_on(SCREEN_PRACTICE);
}

static void what_comes_before_is_shown_by_itself_once(void **state)
{
    (void)state;
    user_press(&user, ACTION_CONFIRM, DEVICE_KEYBOARD);
    assert_on(SCREEN_BEFORE);
    user_press(&user, ACTION_BACK, DEVICE_KEYBOARD);
    assert_on(SCREEN_START);
    assert_int_equal(app_settings(user.app)->introduced, 0);
    user_press(&user, ACTION_CONFIRM, DEVICE_KEYBOARD);
    // Page by page to the end: the last button begins.
    for (int i = 0; i < 20 && app_screen(user.app) == SCREEN_BEFORE; i++) {
        user_look(&user);
        user_press(&user, ACTION_CONFIRM, DEVICE_KEYBOARD);
    }
    assert_on(SCREEN_PRACTICE);
    assert_true(app_take_requests(user.app) & APP_REQUEST_SETTINGS);
}

static void a_lost_pad_pauses_and_says_so(void **state)
{
    (void)state;
    struct heading heading = {0};
    app_begin(user.app, 20.0);
    app_press(user.app, ACTION_VOLUME_UP, DEVICE_PAD_XBOX);
    app_pad_lost(user.app);
    assert_on(SCREEN_PAUSE);
    screen_pause.head(user.app, &heading);
    assert_non_null(strstr(heading.title, "gamepad"));
    // What it held is let go: time does not make it louder.
    int volume = app_settings(user.app)->volume;
    app_advance(user.app, 5 * TICKS_PER_S);
    assert_int_equal(app_settings(user.app)->volume, volume);
    app_resume(user.app);
    app_pause(user.app);
    heading = (struct heading){0};
    screen_pause.head(user.app, &heading);
    assert_string_equal(heading.title, "Paused");
}

static void held_keys_repeat_until_they_are_let_go(void **state)
{
    (void)state;
    app_open(user.app, SCREEN_SETTINGS);
    app_press(user.app, ACTION_DOWN, DEVICE_KEYBOARD);
    assert_int_equal(app_menu(user.app)->focus, 1);
    // However long the frame before took, the press is one.
    app_advance(user.app, TICKS_PER_S);
    assert_int_equal(app_menu(user.app)->focus, 1);
    app_advance(user.app, TICKS_PER_S);
    int after = app_menu(user.app)->focus;
    assert_in_range(after, 4, 9);
    app_release(user.app);
    app_advance(user.app, TICKS_PER_S);
    assert_int_equal(app_menu(user.app)->focus, after);
    app_press(user.app, ACTION_DOWN, DEVICE_KEYBOARD);
    app_release_all(user.app);
    app_advance(user.app, TICKS_PER_S);
    assert_int_equal(app_menu(user.app)->focus, after + 1);
}

static void a_setting_that_changes_the_evening_keeps_the_place(void **state)
{
    (void)state;
    struct moment before, after;
    app_begin(user.app, 100.0);
    app_practice_moment(user.app, 0.0, &before);
    app_take_requests(user.app);
    app_change_setting(user.app, SET_MOVES_EXTRA, 1);
    assert_true(app_take_requests(user.app) & APP_REQUEST_TIMELINE);
    app_practice_moment(user.app, 0.0, &after);
    assert_int_equal(before.step, after.step);
    assert_int_equal(before.kind, after.kind);
    assert_true(after.total_left_s > before.total_left_s);
    app_change_setting(user.app, SET_CAPTIONS, 1);
    assert_int_equal(app_take_requests(user.app), APP_REQUEST_SETTINGS);
}

static void the_view_turns_and_comes_back(void **state)
{
    (void)state;
    app_begin(user.app, 40.0);
    app_turn(user.app, 1.0f, 0.0f);
    app_advance(user.app, TICKS_PER_S);
    assert_true(orbit_is_turned(&user.app->orbit));
    assert_on(SCREEN_PRACTICE);
    app_turn(user.app, 0.0f, 0.0f);
    app_advance(user.app, 20 * TICKS_PER_S);
    app_advance(user.app, 20 * TICKS_PER_S);
    assert_false(orbit_is_turned(&user.app->orbit));
    // By dragging: that is no click, so it does not pause.
    app_pointer_press(user.app, 300, 150);
    app_pointer_move(user.app, 400, 170);
    app_pointer_release(user.app, 400, 170);
    assert_true(orbit_is_turned(&user.app->orbit));
    assert_on(SCREEN_PRACTICE);
}

static void the_screen_is_kept_on_only_while_somebody_practises(void **state)
{
    (void)state;
    assert_false(app_keeps_awake(user.app));
    app_begin(user.app, 10.0);
    assert_true(app_keeps_awake(user.app));
    app_pause(user.app);
    assert_false(app_keeps_awake(user.app));
    app_resume(user.app);
    assert_true(app_keeps_awake(user.app));
    app_seek(user.app, 430.0);
    assert_false(app_keeps_awake(user.app));
}

static void after_a_half_evening_one_may_go_on(void **state)
{
    (void)state;
    app_begin(user.app, 200.0);
    app_pause(user.app);
    choose_by_arrows("Leave");
    assert_on(SCREEN_START);
    assert_string_equal(focus(), "Begin");
    choose_by_arrows("Go on at 3:20");
    assert_on(SCREEN_PRACTICE);
    assert_in_range(app_tick(user.app), 200 * TICKS_PER_S, 201 * TICKS_PER_S);
}

static void the_focused_item_can_be_spoken(void **state)
{
    (void)state;
    unsigned first, second;
    assert_string_equal(app_spoken(user.app, &first), "Begin.");
    user_press(&user, ACTION_DOWN, DEVICE_KEYBOARD);
    assert_string_equal(app_spoken(user.app, &second), "Poses.");
    assert_int_not_equal(first, second);
    app_open(user.app, SCREEN_SETTINGS);
    assert_string_equal(app_spoken(user.app, &second), "Light: Night");
    app_begin(user.app, 0.0);
    assert_string_equal(app_spoken(user.app, &second), "");
}

static void broken_settings_are_told_at_the_start_until_the_first_press(void **state)
{
    (void)state;
    static const char title[] = "Seven quiet minutes for the back", line[] = "7 minutes, then rest";
    user.app->broken_settings = "The file is kept.";
    assert_told("The settings had a mistake", "The file is kept.");
    // It stands in nobody's way: the press does what it always does.
    user_press(&user, ACTION_DOWN, DEVICE_PAD_XBOX);
    assert_string_equal(focus(), "Poses");
    assert_told(title, line);
    user.app->broken_settings = "The file is kept.";
    app_pointer_press(user.app, 600, 20);
    app_pointer_release(user.app, 600, 20);
    assert_told(title, line);
    assert_on(SCREEN_START);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_alone_reach_use_and_leave_everything, begin, end),
        cmocka_unit_test_setup_teardown(pads_of_three_makes_reach_use_and_leave_everything, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_pointer_alone_reaches_uses_and_leaves_everything, begin,
                                        end),
        cmocka_unit_test_setup_teardown(one_button_alone_reaches_uses_and_leaves_everything, begin,
                                        end),
        cmocka_unit_test_setup_teardown(begin_is_one_press_away, begin, end),
        cmocka_unit_test_setup_teardown(what_comes_before_is_shown_by_itself_once, begin, end),
        cmocka_unit_test_setup_teardown(a_lost_pad_pauses_and_says_so, begin, end),
        cmocka_unit_test_setup_teardown(held_keys_repeat_until_they_are_let_go, begin, end),
        cmocka_unit_test_setup_teardown(a_setting_that_changes_the_evening_keeps_the_place, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_view_turns_and_comes_back, begin, end),
        cmocka_unit_test_setup_teardown(the_screen_is_kept_on_only_while_somebody_practises, begin,
                                        end),
        cmocka_unit_test_setup_teardown(after_a_half_evening_one_may_go_on, begin, end),
        cmocka_unit_test_setup_teardown(the_focused_item_can_be_spoken, begin, end),
        cmocka_unit_test_setup_teardown(broken_settings_are_told_at_the_start_until_the_first_press,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
