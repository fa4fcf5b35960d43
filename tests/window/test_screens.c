/// The whole program in a real window: every screen reached, used and left by keys alone, by pads
/// of three makes alone, by the pointer alone, and by one button alone.
#include "window/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/one_user.h"

/// What the program shows is known from a second one that goes the same way: where its items are.
static struct running running;

static const char *const WORDS = "--window 640x360 --mute --theme night";

static int open_all(void **state)
{
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    set_up(state);
    return desk_open(state);
}

static int close_all(void **state)
{
    tear_down(state);
    return desk_close(state);
}

struct way {
    void (*choose)(const char *label); ///< until the program has said that it has seen it
    void (*pause)(void);
    enum device device;
};

static int index_of(const char *label)
{
    const struct menu *menu = app_menu(user.app);
    for (int i = 0; i < menu->count; i++)
        if (strcmp(menu->item[i].label, label) == 0)
            return i;
    fail_msg("no item \"%s\" on %s", label, screen_name(app_screen(user.app)));
    return -1;
}

static bool has_focus(const char *label)
{
    size_t length = strlen(label);
    const char *said = focus_said();
    return strncmp(said, label, length) == 0 && (said[length] == '.' || said[length] == ':');
}

/// The second program does the same.
static void follow(const char *label, enum action action, enum device device)
{
    if (label) {
        int item = app_menu(user.app)->item[index_of(label)].id;
        menu_focus(app_menu(user.app), item);
        if (screen_of(user.app)->focused)
            screen_of(user.app)->focused(user.app, item);
    }
    user_press(&user, action, device);
    user_look(&user);
}

/// Goes on until the program says that the focus is there. A machine that is slow may take a press
/// for a hold and go further than it was asked to, so what counts is what was said.
static void focus_by(const char *label, void (*down)(void))
{
    for (int tries = 0; !has_focus(label); tries++) {
        if (tries > 3 * MENU_ITEMS_MAX)
            fail_msg("the focus does not get to \"%s\"", label);
        down();
    }
}

static void key_down(void)
{
    press_key("Down");
    wait_for_words("\"release\"");
}

static void choose_by_keys(const char *label)
{
    focus_by(label, key_down);
    press_key("Return");
    wait_for_words("\"release\"");
}

static void pause_by_keys(void)
{
    press_key("space");
    wait_for_words("\"release\"");
}

static void pad_down(void)
{
    pad_press(&running, "dpdown");
}

static void choose_by_pad(const char *label)
{
    focus_by(label, pad_down);
    pad_press(&running, "a");
}

static void pause_by_pad(void)
{
    pad_press(&running, "leftshoulder");
}

static void choose_by_pointer(const char *label)
{
    struct menu *menu = app_menu(user.app);
    int wanted = index_of(label);
    for (int i = 0; i < 40 && rect_is_empty(menu->box[wanted]); i++) {
        assert_int_equal(system("xdotool click 5"), 0);
        wait_for_words("focus on");
        app_wheel(user.app, -1);
        user_look(&user);
    }
    const struct rect *box = &menu->box[wanted];
    click_at(box->x + box->width * 3 / 4, box->y + box->height / 2);
    wait_for_words("\"click\"");
}

static void pause_by_pointer(void)
{
    click_at(400, 150);
    wait_for_words("\"click\"");
}

static void hold_on_to(const char *label)
{
    char words[MENU_LABEL_BYTES + 16];
    const struct menu *menu = app_menu(user.app);
    bool value = menu->item[index_of(label)].kind == MENU_VALUE;
    snprintf(words, sizeof words, "focus on %s%s", label, value ? ":" : ".");
    hold_key_until("space", words);
    wait_for_words("\"release\"");
}

/// Hold until the focus is there, let go, press briefly.
static void choose_by_one_key(const char *label)
{
    for (int tries = 0; !has_focus(label); tries++) {
        // The focus goes on while somebody slow lets go; it comes round again.
        if (tries == 8)
            fail_msg("the focus never stays on \"%s\"", label);
        hold_on_to(label);
    }
    press_key("space");
    wait_for_words("\"release\"");
}

static void assert_on(enum screen_id id)
{
    assert_string_equal(screen_said(), screen_name(id));
    assert_int_equal(app_screen(user.app), id);
}

/// The buttons of a text are told when it has been set.
static void wait_for_buttons(void)
{
    unsigned number;
    char words[MENU_LABEL_BYTES + 16];
    const char *spoken = app_spoken(user.app, &number);
    snprintf(words, sizeof words, "focus on %s", spoken);
    if (app_menu(user.app)->across && strcmp(focus_said(), spoken) != 0)
        wait_for_words(words);
}

/// A press that came late was a hold, and the focus is elsewhere now: once more.
static void go(const struct way *way, const char *label, enum screen_id id)
{
    for (int tries = 0; tries == 0 || (tries < 5 && !has_focus(label)); tries++) {
        way->choose(label);
        if (strcmp(screen_said(), screen_name(id)) == 0)
            break;
    }
    follow(label, ACTION_CONFIRM, way->device);
    assert_on(id);
    wait_for_buttons();
}

/// What it changes is said as the second program would say it.
static void use(const struct way *way, const char *label)
{
    unsigned number;
    way->choose(label);
    follow(label, ACTION_CONFIRM, way->device);
    const char *spoken = app_spoken(user.app, &number);
    bool stays = strncmp(spoken, label, strlen(label)) == 0;
    for (int tries = 0; stays && !has_focus(label) && tries < 5; tries++)
        way->choose(label);
    assert_string_equal(focus_said(), spoken);
}

static void take_a_break(const struct way *way)
{
    way->pause();
    follow(NULL, ACTION_PAUSE, way->device);
    assert_on(SCREEN_PAUSE);
}

static void visit_everything(const struct way *way)
{
    go(way, "Settings", SCREEN_SETTINGS);
    use(way, "Loudness");
    go(way, "Back", SCREEN_START);
    go(way, "Help and questions", SCREEN_HELP);
    go(way, "Keys and buttons", SCREEN_KEYS);
    use(way, "Next page");
    go(way, "Back", SCREEN_HELP);
    go(way, "How the evening goes", SCREEN_READ);
    go(way, "Back", SCREEN_HELP);
    go(way, "Back", SCREEN_START);
    go(way, "Poses", SCREEN_POSES);
    go(way, "Cat and cow", SCREEN_WATCH);
    use(way, "Turn");
    go(way, "About this pose", SCREEN_ABOUT);
    go(way, "Back", SCREEN_WATCH);
    go(way, "Back", SCREEN_POSES);
    go(way, "Back", SCREEN_START);
    go(way, "Begin", SCREEN_BEFORE);
    go(way, "Begin", SCREEN_PRACTICE);
    take_a_break(way);
    go(way, "Go on", SCREEN_PRACTICE);
    take_a_break(way);
    go(way, "Leave", SCREEN_START);
    way->choose("Leave");
    wait_for_words("left at tick");
    assert_int_equal(play_end(&running), 0);
}

static void by_keys_alone(void **state)
{
    (void)state;
    const struct way way = {choose_by_keys, pause_by_keys, DEVICE_KEYBOARD};
    running = repose_start(WORDS);
    visit_everything(&way);
}

static void by_pads_of_three_makes_alone(void **state)
{
    static const char *const makes[] = {"xbox", "playstation", "nintendo"};
    const struct way way = {choose_by_pad, pause_by_pad, DEVICE_PAD_XBOX};
    for (int i = 0; i < 3; i++) {
        running = repose_start_with_pad(WORDS);
        pad_plug(&running, makes[i]);
        visit_everything(&way);
        end(state);
        begin(state);
    }
}

static void by_the_pointer_alone(void **state)
{
    (void)state;
    const struct way way = {choose_by_pointer, pause_by_pointer, DEVICE_POINTER};
    running = repose_start(WORDS);
    visit_everything(&way);
}

static void by_one_key_alone(void **state)
{
    (void)state;
    const struct way way = {choose_by_one_key, pause_by_keys, DEVICE_KEYBOARD};
    running = repose_start(WORDS);
    visit_everything(&way);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(by_keys_alone, begin, end),
        cmocka_unit_test_setup_teardown(by_pads_of_three_makes_alone, begin, end),
        cmocka_unit_test_setup_teardown(by_the_pointer_alone, begin, end),
        cmocka_unit_test_setup_teardown(by_one_key_alone, begin, end),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
