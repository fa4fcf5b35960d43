/// Keys, and a virtual gamepad that SDL cannot tell from a real one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/input.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

static struct input *input;

static int begin(void **state)
{
    (void)state;
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return -1;
    input = input_create();
    return 0;
}

static int end(void **state)
{
    (void)state;
    input_destroy(input);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return 0;
}

static struct input_event press(SDL_Keycode sym, Uint16 mod, Uint8 repeat, enum input_mode mode)
{
    SDL_Event event = {
        .key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = sym, .mod = mod}}};
    return input_read(input, &event, mode);
}

static void assert_action(struct input_event event, enum action action)
{
    assert_int_equal(event.kind, INPUT_ACTION);
    assert_int_equal(event.action, action);
}

static void every_binding_of_the_table_is_reached(void **state)
{
    (void)state;
    for (const struct binding *b = binding_table; b->action != ACTION_NONE; b++) {
        for (int i = 0; i < BINDING_KEYS_MAX && b->key[i]; i++) {
            SDL_Keycode sym = SDL_GetKeyFromName(b->key[i]);
            if (sym == SDLK_UNKNOWN)
                fail_msg("SDL knows no key \"%s\"", b->key[i]);
            if (strlen(b->key[i]) > 1 || (b->key[i][0] >= 'A' && b->key[i][0] <= 'Z')) {
                assert_action(press(sym, KMOD_NONE, 0, b->mode), b->action);
                continue;
            }
            SDL_Event text = {.text = {.type = SDL_TEXTINPUT}};
            text.text.text[0] = b->key[i][0];
            assert_int_equal(press(sym, KMOD_NONE, 0, b->mode).kind, INPUT_NOTHING);
            assert_action(input_read(input, &text, b->mode), b->action);
        }
        for (int i = 0; i < BINDING_BUTTONS_MAX && b->button[i]; i++)
            if (SDL_GameControllerGetButtonFromString(b->button[i]) ==
                SDL_CONTROLLER_BUTTON_INVALID)
                fail_msg("SDL knows no button \"%s\"", b->button[i]);
    }
}

static void a_held_key_repeats_only_the_volume(void **state)
{
    (void)state;
    assert_action(press(SDLK_SPACE, KMOD_NONE, 0, INPUT_PRACTICE), ACTION_TOGGLE);
    assert_int_equal(press(SDLK_SPACE, KMOD_NONE, 1, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_RIGHT, KMOD_NONE, 1, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_action(press(SDLK_UP, KMOD_NONE, 1, INPUT_PRACTICE), ACTION_VOLUME_UP);
    SDL_Event question_mark = {.text = {.type = SDL_TEXTINPUT, .text = "?"}};
    press(SDLK_SLASH, KMOD_SHIFT, 0, INPUT_PRACTICE);
    assert_action(input_read(input, &question_mark, INPUT_PRACTICE), ACTION_HELP);
    press(SDLK_SLASH, KMOD_SHIFT, 1, INPUT_PRACTICE);
    assert_int_equal(input_read(input, &question_mark, INPUT_PRACTICE).kind, INPUT_NOTHING);
}

static void keys_of_the_desktop_are_left_alone(void **state)
{
    (void)state;
    assert_int_equal(press(SDLK_SPACE, KMOD_LALT, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_q, KMOD_LCTRL, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_RIGHT, KMOD_RGUI, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_F9, KMOD_NONE, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
}

static void the_question_has_its_own_keys(void **state)
{
    (void)state;
    assert_action(press(SDLK_RETURN, KMOD_NONE, 0, INPUT_PRACTICE), ACTION_TOGGLE);
    assert_action(press(SDLK_RETURN, KMOD_NONE, 0, INPUT_QUESTION), ACTION_CONFIRM);
    assert_action(press(SDLK_ESCAPE, KMOD_NONE, 0, INPUT_QUESTION), ACTION_CANCEL);
    assert_int_equal(press(SDLK_RIGHT, KMOD_NONE, 0, INPUT_QUESTION).kind, INPUT_NOTHING);
}

static void closing_the_window_is_told(void **state)
{
    (void)state;
    SDL_Event quit = {.type = SDL_QUIT};
    assert_int_equal(input_read(input, &quit, INPUT_PRACTICE).kind, INPUT_CLOSE);
    SDL_Event motion = {.type = SDL_MOUSEMOTION};
    assert_int_equal(input_read(input, &motion, INPUT_PRACTICE).kind, INPUT_POINTER_MOVED);
}

/// A gamepad that this test holds in its hands.
struct virtual_pad {
    int device;
    SDL_Joystick *joystick;
};

/// Reads what has happened; the last event that meant something.
static struct input_event pump(enum input_mode mode)
{
    struct input_event last = {0};
    SDL_Event event;
    SDL_JoystickUpdate();
    while (SDL_PollEvent(&event)) {
        struct input_event read = input_read(input, &event, mode);
        if (read.kind != INPUT_NOTHING && read.kind != INPUT_POINTER_MOVED)
            last = read;
    }
    return last;
}

static struct virtual_pad plug_in(void)
{
    SDL_VirtualJoystickDesc description = {
        .version = SDL_VIRTUAL_JOYSTICK_DESC_VERSION,
        .type = SDL_JOYSTICK_TYPE_GAMECONTROLLER,
        .naxes = SDL_CONTROLLER_AXIS_MAX,
        .nbuttons = SDL_CONTROLLER_BUTTON_MAX,
        .name = "Virtual gamepad",
    };
    struct virtual_pad pad = {.device = SDL_JoystickAttachVirtualEx(&description)};
    assert_true(pad.device >= 0);
    pad.joystick = SDL_JoystickOpen(pad.device);
    assert_non_null(pad.joystick);
    pump(INPUT_PRACTICE);
    return pad;
}

static void pull_out(struct virtual_pad *pad)
{
    SDL_JoystickClose(pad->joystick);
    assert_int_equal(SDL_JoystickDetachVirtual(pad->device), 0);
}

static struct input_event push(struct virtual_pad *pad, SDL_GameControllerButton button,
                               enum input_mode mode)
{
    SDL_JoystickSetVirtualButton(pad->joystick, button, 1);
    struct input_event event = pump(mode);
    SDL_JoystickSetVirtualButton(pad->joystick, button, 0);
    assert_int_equal(pump(mode).kind, INPUT_NOTHING);
    return event;
}

static void a_gamepad_may_come_at_any_time_and_its_buttons_act(void **state)
{
    (void)state;
    assert_int_equal(input_pad_count(input), 0);
    struct virtual_pad pad = plug_in();
    assert_int_equal(input_pad_count(input), 1);
    for (const struct binding *b = binding_table; b->action != ACTION_NONE; b++)
        for (int i = 0; i < BINDING_BUTTONS_MAX && b->button[i]; i++)
            assert_action(push(&pad, SDL_GameControllerGetButtonFromString(b->button[i]), b->mode),
                          b->action);
    pull_out(&pad);
    assert_int_equal(pump(INPUT_PRACTICE).kind, INPUT_PAD_LOST);
    assert_int_equal(input_pad_count(input), 0);
}

static void a_gamepad_that_comes_back_works_again(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct virtual_pad pad = plug_in();
        assert_action(push(&pad, SDL_CONTROLLER_BUTTON_A, INPUT_PRACTICE), ACTION_TOGGLE);
        pull_out(&pad);
        assert_int_equal(pump(INPUT_PRACTICE).kind, INPUT_PAD_LOST);
    }
}

static void an_untouched_gamepad_may_switch_itself_off(void **state)
{
    (void)state;
    struct virtual_pad pad = plug_in();
    pull_out(&pad);
    assert_int_equal(pump(INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(input_pad_count(input), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_binding_of_the_table_is_reached),
        cmocka_unit_test(a_held_key_repeats_only_the_volume),
        cmocka_unit_test(keys_of_the_desktop_are_left_alone),
        cmocka_unit_test(the_question_has_its_own_keys),
        cmocka_unit_test(closing_the_window_is_told),
        cmocka_unit_test(a_gamepad_may_come_at_any_time_and_its_buttons_act),
        cmocka_unit_test(a_gamepad_that_comes_back_works_again),
        cmocka_unit_test(an_untouched_gamepad_may_switch_itself_off),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
