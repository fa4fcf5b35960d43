#include "screens/bindings.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int keys_of(const struct binding *binding)
{
    int count = 0;
    while (count < BINDING_KEYS_MAX && binding->key[count])
        count++;
    return count;
}

static int buttons_of(const struct binding *binding)
{
    int count = 0;
    while (count < BINDING_BUTTONS_MAX && binding->button[count])
        count++;
    return count;
}

static void every_action_has_a_name_and_a_key(void **state)
{
    (void)state;
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        enum action action = (enum action)i, found;
        const struct binding *practice = binding_of_action(INPUT_PRACTICE, action);
        const struct binding *screen = binding_of_action(INPUT_SCREEN, action);
        assert_true(practice || screen);
        assert_true(keys_of(practice ? practice : screen) >= 1);
        assert_true(strlen((practice ? practice : screen)->help) >= 4);
        assert_true(action_of_name(action_name(action), &found) && found == action);
    }
    enum action none;
    assert_true(action_of_name("none", &none) && none == ACTION_NONE);
    assert_false(action_of_name("fly", &none));
}

static void every_key_and_button_finds_its_own_action(void **state)
{
    (void)state;
    for (const struct binding *b = binding_table; b->action; b++) {
        for (int i = 0; i < keys_of(b); i++)
            assert_int_equal(binding_action_of_key(NULL, b->mode, b->key[i]), b->action);
        for (int i = 0; i < buttons_of(b); i++)
            assert_int_equal(binding_action_of_button(NULL, b->mode, b->button[i]), b->action);
    }
}

static void sdl_knows_all_names(void **state)
{
    (void)state;
    for (const struct binding *b = binding_table; b->action; b++) {
        for (int i = 0; i < keys_of(b); i++)
            if (SDL_GetKeyFromName(b->key[i]) == SDLK_UNKNOWN)
                fail_msg("no key %s", b->key[i]);
        for (int i = 0; i < buttons_of(b); i++)
            if (SDL_GameControllerGetButtonFromString(b->button[i]) ==
                    SDL_CONTROLLER_BUTTON_INVALID &&
                SDL_GameControllerGetAxisFromString(b->button[i]) == SDL_CONTROLLER_AXIS_INVALID)
                fail_msg("no button %s", b->button[i]);
    }
}

static void a_remote_control_drives_everything(void **state)
{
    (void)state;
    static const struct {
        enum input_mode mode;
        const char *key;
        enum action action;
    } wanted[] = {
        {INPUT_PRACTICE, "AudioPlay", ACTION_TOGGLE},   {INPUT_PRACTICE, "Select", ACTION_TOGGLE},
        {INPUT_PRACTICE, "Menu", ACTION_PAUSE},         {INPUT_PRACTICE, "AudioStop", ACTION_PAUSE},
        {INPUT_PRACTICE, "AC Back", ACTION_PAUSE},      {INPUT_PRACTICE, "AudioNext", ACTION_NEXT},
        {INPUT_PRACTICE, "AudioPrev", ACTION_PREVIOUS}, {INPUT_SCREEN, "Select", ACTION_CONFIRM},
        {INPUT_SCREEN, "AC Back", ACTION_BACK},         {INPUT_SCREEN, "Up", ACTION_UP},
        {INPUT_SCREEN, "AudioPlay", ACTION_TOGGLE},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_int_equal(binding_action_of_key(NULL, wanted[i].mode, wanted[i].key),
                         wanted[i].action);
}

static void any_button_pauses_in_the_dark(void **state)
{
    (void)state;
    for (int button = 0; button < SDL_CONTROLLER_BUTTON_MAX; button++) {
        const char *name = SDL_GameControllerGetStringForButton((SDL_GameControllerButton)button);
        enum action action = binding_action_of_button(NULL, INPUT_PRACTICE, name);
        assert_int_equal(action, strcmp(name, "a") == 0 ? ACTION_TOGGLE : ACTION_PAUSE);
    }
    assert_int_equal(binding_action_of_button(NULL, INPUT_PRACTICE, "lefttrigger"), ACTION_PAUSE);
    assert_int_equal(binding_action_of_button(NULL, INPUT_SCREEN, "guide"), ACTION_NONE);
}

static void unknown_keys_ask_for_nothing(void **state)
{
    (void)state;
    assert_int_equal(binding_action_of_key(NULL, INPUT_PRACTICE, "F7"), ACTION_NONE);
    assert_int_equal(binding_action_of_key(NULL, INPUT_PRACTICE, ""), ACTION_NONE);
}

static void own_bindings_come_first(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    static const struct settings_binding own[] = {
        {"next_pose", "X"}, {"none", "Space"}, {"mute", "pad y"}, {"confirm", "pad x"}};
    settings.binding_count = 4;
    memcpy(settings.binding, own, sizeof own);
    assert_int_equal(binding_action_of_key(&settings, INPUT_PRACTICE, "x"), ACTION_NEXT);
    assert_int_equal(binding_action_of_key(&settings, INPUT_PRACTICE, "Space"), ACTION_NONE);
    assert_int_equal(binding_action_of_key(&settings, INPUT_PRACTICE, "Return"), ACTION_TOGGLE);
    assert_int_equal(binding_action_of_button(&settings, INPUT_PRACTICE, "y"), ACTION_MUTE);
    // An action that a mode does not have leaves the button what it was there.
    assert_int_equal(binding_action_of_button(&settings, INPUT_PRACTICE, "x"), ACTION_PAUSE);
    assert_int_equal(binding_action_of_button(&settings, INPUT_SCREEN, "x"), ACTION_CONFIRM);
    // A key of the same name is no button.
    assert_int_equal(binding_action_of_button(&settings, INPUT_SCREEN, "space"), ACTION_NONE);
}

static void labels_say_what_is_printed(void **state)
{
    (void)state;
    const struct binding *toggle = binding_of_action(INPUT_PRACTICE, ACTION_TOGGLE);
    const struct binding *mute = binding_of_action(INPUT_PRACTICE, ACTION_MUTE);
    static const struct {
        enum device device;
        const char *name, *label;
    } shown[] = {{DEVICE_KEYBOARD, "Space", "Space"}, {DEVICE_POINTER, "Space", "Space"},
                 {DEVICE_REMOTE, "Select", "OK"},     {DEVICE_PAD, "a", "lower button"},
                 {DEVICE_PAD_XBOX, "a", "A"},         {DEVICE_PAD_PLAYSTATION, "a", "Cross"},
                 {DEVICE_PAD_NINTENDO, "a", "A"}};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const char *name = binding_shown(toggle, shown[i].device, 0);
        assert_string_equal(name, shown[i].name);
        assert_string_equal(binding_label(shown[i].device, name), shown[i].label);
    }
    assert_string_equal(binding_label(DEVICE_KEYBOARD, binding_shown(toggle, DEVICE_KEYBOARD, 1)),
                        "Enter");
    assert_null(binding_shown(toggle, DEVICE_KEYBOARD, 2));
    assert_string_equal(binding_shown(toggle, DEVICE_REMOTE, 1), "AudioPlay");
    assert_null(binding_shown(toggle, DEVICE_REMOTE, 2));
    assert_string_equal(binding_shown(mute, DEVICE_KEYBOARD, 0), "M");
    assert_null(binding_shown(mute, DEVICE_PAD_XBOX, 0));
}

static void a_remote_is_known_by_the_keys_that_only_it_has(void **state)
{
    (void)state;
    assert_true(binding_is_remote_key("Select") && binding_is_remote_key("AC Back"));
    assert_false(binding_is_remote_key("Return") || binding_is_remote_key("AudioPlay"));
    assert_true(binding_is_on_remote("Return") && binding_is_on_remote("Up"));
    assert_false(binding_is_on_remote("Space") || binding_is_on_remote("Escape"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_action_has_a_name_and_a_key),
        cmocka_unit_test(every_key_and_button_finds_its_own_action),
        cmocka_unit_test(sdl_knows_all_names),
        cmocka_unit_test(a_remote_control_drives_everything),
        cmocka_unit_test(any_button_pauses_in_the_dark),
        cmocka_unit_test(unknown_keys_ask_for_nothing),
        cmocka_unit_test(own_bindings_come_first),
        cmocka_unit_test(labels_say_what_is_printed),
        cmocka_unit_test(a_remote_is_known_by_the_keys_that_only_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
