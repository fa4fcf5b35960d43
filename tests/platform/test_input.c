/// Keys, and a virtual gamepad that SDL cannot tell from a real one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/input.h"

#include <SDL.h>
#include <stdio.h>
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
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                               .repeat = repeat,
                               .keysym = {.sym = sym, .mod = mod, .scancode = sym & 0xff}}};
    return input_read(input, &event, mode);
}

static void assert_action(struct input_event event, enum action action)
{
    assert_int_equal(event.kind, INPUT_ACTION);
    assert_int_equal(event.action, action);
}

static struct input_event let_go(SDL_Keycode sym)
{
    SDL_Event event = {.key = {.type = SDL_KEYUP, .keysym = {.sym = sym, .scancode = sym & 0xff}}};
    return input_read(input, &event, INPUT_SCREEN);
}

static void every_key_of_the_table_is_reached(void **state)
{
    (void)state;
    for (const struct binding *b = binding_table; b->action != ACTION_NONE; b++)
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
}

static void a_held_key_tells_it_once(void **state)
{
    (void)state;
    assert_action(press(SDLK_UP, KMOD_NONE, 0, INPUT_PRACTICE), ACTION_VOLUME_UP);
    assert_int_equal(press(SDLK_UP, KMOD_NONE, 1, INPUT_PRACTICE).kind, INPUT_NOTHING);
    SDL_Event question_mark = {.text = {.type = SDL_TEXTINPUT, .text = "?"}};
    press(SDLK_SLASH, KMOD_SHIFT, 0, INPUT_PRACTICE);
    assert_action(input_read(input, &question_mark, INPUT_PRACTICE), ACTION_HELP);
    press(SDLK_SLASH, KMOD_SHIFT, 1, INPUT_PRACTICE);
    assert_int_equal(input_read(input, &question_mark, INPUT_PRACTICE).kind, INPUT_NOTHING);
}

static void only_the_key_that_asked_for_something_lets_go_of_it(void **state)
{
    (void)state;
    press(SDLK_RETURN, KMOD_NONE, 0, INPUT_SCREEN);
    // A key that means nothing comes and goes in between.
    press(SDLK_F9, KMOD_NONE, 0, INPUT_SCREEN);
    assert_int_equal(let_go(SDLK_F9).kind, INPUT_NOTHING);
    assert_int_equal(let_go(SDLK_RETURN).kind, INPUT_RELEASE);
    assert_int_equal(let_go(SDLK_RETURN).kind, INPUT_NOTHING);
    press(SDLK_RETURN, KMOD_NONE, 0, INPUT_SCREEN);
    SDL_Event lost = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST}};
    assert_int_equal(input_read(input, &lost, INPUT_SCREEN).kind, INPUT_LET_GO);
    assert_int_equal(let_go(SDLK_RETURN).kind, INPUT_NOTHING);
}

static void keys_of_the_desktop_are_left_alone(void **state)
{
    (void)state;
    assert_int_equal(press(SDLK_SPACE, KMOD_LALT, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_q, KMOD_LCTRL, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_RIGHT, KMOD_RGUI, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
    assert_int_equal(press(SDLK_F9, KMOD_NONE, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
}

static void the_screens_have_their_own_keys(void **state)
{
    (void)state;
    assert_action(press(SDLK_RETURN, KMOD_NONE, 0, INPUT_PRACTICE), ACTION_TOGGLE);
    assert_action(press(SDLK_RETURN, KMOD_NONE, 0, INPUT_SCREEN), ACTION_CONFIRM);
    assert_action(press(SDLK_RIGHT, KMOD_NONE, 0, INPUT_PRACTICE), ACTION_NEXT);
    assert_action(press(SDLK_RIGHT, KMOD_NONE, 0, INPUT_SCREEN), ACTION_RIGHT);
    let_go(SDLK_RIGHT);
}

static void own_bindings_are_used(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    settings.binding_count = 1;
    settings.binding[0] = (struct settings_binding){"next_pose", "F9"};
    input_bind(input, &settings);
    assert_action(press(SDLK_F9, KMOD_NONE, 0, INPUT_PRACTICE), ACTION_NEXT);
    settings.binding_count = 0;
    input_bind(input, &settings);
    assert_int_equal(press(SDLK_F9, KMOD_NONE, 0, INPUT_PRACTICE).kind, INPUT_NOTHING);
}

static void a_remote_is_told_from_a_keyboard(void **state)
{
    (void)state;
    static const struct {
        SDL_Keycode sym;
        enum action action;
        enum device device;
    } presses[] = {{SDLK_DOWN, ACTION_DOWN, DEVICE_KEYBOARD},
                   {SDLK_SELECT, ACTION_CONFIRM, DEVICE_REMOTE},
                   {SDLK_DOWN, ACTION_DOWN, DEVICE_REMOTE},
                   {SDLK_RETURN, ACTION_CONFIRM, DEVICE_REMOTE},
                   {SDLK_AUDIOPLAY, ACTION_TOGGLE, DEVICE_REMOTE},
                   {SDLK_AUDIOFASTFORWARD, ACTION_PAGE_DOWN, DEVICE_REMOTE},
                   {SDLK_AC_BACK, ACTION_BACK, DEVICE_REMOTE},
                   {SDLK_ESCAPE, ACTION_BACK, DEVICE_KEYBOARD},
                   {SDLK_RETURN, ACTION_CONFIRM, DEVICE_KEYBOARD}};
    for (size_t i = 0; i < sizeof presses / sizeof *presses; i++) {
        struct input_event event = press(presses[i].sym, 0, 0, INPUT_SCREEN);
        assert_action(event, presses[i].action);
        assert_int_equal(event.device, presses[i].device);
        let_go(presses[i].sym);
    }
}

static void the_pointer_tells_where_it_is_and_the_right_button_goes_back(void **state)
{
    (void)state;
    SDL_Event down = {
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 7, .y = 9}};
    struct input_event read = input_read(input, &down, INPUT_SCREEN);
    assert_int_equal(read.kind, INPUT_POINTER_PRESSED);
    assert_int_equal(read.pointer_x, 7);
    assert_int_equal(read.pointer_y, 9);
    down.type = SDL_MOUSEBUTTONUP;
    assert_int_equal(input_read(input, &down, INPUT_SCREEN).kind, INPUT_POINTER_RELEASED);
    SDL_Event right = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_RIGHT}};
    assert_action(input_read(input, &right, INPUT_SCREEN), ACTION_BACK);
    SDL_Event wheel = {.wheel = {.type = SDL_MOUSEWHEEL, .y = -2}};
    assert_int_equal(input_read(input, &wheel, INPUT_SCREEN).clicks, -2);
}

static void closing_the_window_is_told(void **state)
{
    (void)state;
    SDL_Event quit = {.type = SDL_QUIT};
    assert_int_equal(input_read(input, &quit, INPUT_PRACTICE).kind, INPUT_CLOSE);
    SDL_Event motion = {.motion = {.type = SDL_MOUSEMOTION, .xrel = 1}};
    assert_int_equal(input_read(input, &motion, INPUT_PRACTICE).kind, INPUT_POINTER_MOVED);
    motion.motion.xrel = 0;
    assert_int_equal(input_read(input, &motion, INPUT_PRACTICE).kind, INPUT_NOTHING);
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

static struct virtual_pad plug_in_made_by(Uint16 vendor, Uint16 product)
{
    SDL_VirtualJoystickDesc description = {
        .version = SDL_VIRTUAL_JOYSTICK_DESC_VERSION,
        .type = SDL_JOYSTICK_TYPE_GAMECONTROLLER,
        .naxes = SDL_CONTROLLER_AXIS_MAX,
        .nbuttons = SDL_CONTROLLER_BUTTON_MAX,
        .vendor_id = vendor,
        .product_id = product,
        .name = "Virtual gamepad",
    };
    struct virtual_pad pad = {.device = SDL_JoystickAttachVirtualEx(&description)};
    assert_true(pad.device >= 0);
    pad.joystick = SDL_JoystickOpen(pad.device);
    assert_non_null(pad.joystick);
    // Triggers at rest stand at the low end.
    SDL_JoystickSetVirtualAxis(pad.joystick, SDL_CONTROLLER_AXIS_TRIGGERLEFT, -32768);
    SDL_JoystickSetVirtualAxis(pad.joystick, SDL_CONTROLLER_AXIS_TRIGGERRIGHT, -32768);
    pump(INPUT_PRACTICE);
    return pad;
}

static struct virtual_pad plug_in(void)
{
    return plug_in_made_by(0, 0);
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
    enum input_kind after = pump(mode).kind;
    assert_int_equal(after, event.kind == INPUT_ACTION ? INPUT_RELEASE : INPUT_NOTHING);
    return event;
}

static struct input_event lean(struct virtual_pad *pad, SDL_GameControllerAxis axis, int value,
                               enum input_mode mode)
{
    SDL_JoystickSetVirtualAxis(pad->joystick, axis, (Sint16)value);
    return pump(mode);
}

static void a_gamepad_may_come_at_any_time_and_its_buttons_act(void **state)
{
    (void)state;
    assert_int_equal(input_pad_count(input), 0);
    struct virtual_pad pad = plug_in();
    assert_int_equal(input_pad_count(input), 1);
    for (const struct binding *b = binding_table; b->action != ACTION_NONE; b++)
        for (int i = 0; i < BINDING_BUTTONS_MAX && b->button[i]; i++) {
            SDL_GameControllerButton button = SDL_GameControllerGetButtonFromString(b->button[i]);
            if (button != SDL_CONTROLLER_BUTTON_INVALID)
                assert_action(push(&pad, button, b->mode), b->action);
        }
    assert_action(push(&pad, SDL_CONTROLLER_BUTTON_LEFTSTICK, INPUT_PRACTICE), ACTION_PAUSE);
    pull_out(&pad);
    assert_int_equal(pump(INPUT_PRACTICE).kind, INPUT_PAD_LOST);
    assert_int_equal(input_pad_count(input), 0);
}

static void the_stick_moves_the_focus_once_until_it_is_let_go(void **state)
{
    (void)state;
    struct virtual_pad pad = plug_in();
    const SDL_GameControllerAxis y = SDL_CONTROLLER_AXIS_LEFTY, x = SDL_CONTROLLER_AXIS_LEFTX;
    assert_int_equal(lean(&pad, y, 9000, INPUT_SCREEN).kind, INPUT_NOTHING);
    assert_action(lean(&pad, y, 30000, INPUT_SCREEN), ACTION_DOWN);
    assert_int_equal(lean(&pad, y, 17000, INPUT_SCREEN).kind, INPUT_NOTHING);
    assert_int_equal(lean(&pad, y, 0, INPUT_SCREEN).kind, INPUT_RELEASE);
    assert_action(lean(&pad, y, -32768, INPUT_SCREEN), ACTION_UP);
    assert_int_equal(lean(&pad, y, 0, INPUT_SCREEN).kind, INPUT_RELEASE);
    assert_action(lean(&pad, x, -32768, INPUT_SCREEN), ACTION_LEFT);
    lean(&pad, x, 0, INPUT_SCREEN);
    // Touched in the dark, a stick does nothing; a trigger is a button like any other.
    assert_int_equal(lean(&pad, y, 32767, INPUT_PRACTICE).kind, INPUT_NOTHING);
    lean(&pad, y, 0, INPUT_PRACTICE);
    assert_action(lean(&pad, SDL_CONTROLLER_AXIS_TRIGGERLEFT, 32767, INPUT_PRACTICE), ACTION_PAUSE);
    lean(&pad, SDL_CONTROLLER_AXIS_TRIGGERLEFT, -32768, INPUT_PRACTICE);
    assert_action(lean(&pad, SDL_CONTROLLER_AXIS_TRIGGERLEFT, 32767, INPUT_SCREEN), ACTION_DARKER);
    pull_out(&pad);
    pump(INPUT_SCREEN);
}

static void the_other_stick_turns_the_view(void **state)
{
    (void)state;
    struct virtual_pad pad = plug_in();
    struct input_event turn = lean(&pad, SDL_CONTROLLER_AXIS_RIGHTX, 32767, INPUT_PRACTICE);
    assert_int_equal(turn.kind, INPUT_TURN);
    assert_true(turn.x > 0.99f && turn.y == 0.0f);
    // A worn stick that does not rest in the middle turns nothing.
    turn = lean(&pad, SDL_CONTROLLER_AXIS_RIGHTX, 5000, INPUT_PRACTICE);
    assert_true(turn.x == 0.0f);
    turn = lean(&pad, SDL_CONTROLLER_AXIS_RIGHTY, -32768, INPUT_PRACTICE);
    assert_true(turn.y > 0.99f);
    pull_out(&pad);
    pump(INPUT_SCREEN);
}

static void the_make_of_a_pad_is_known(void **state)
{
    (void)state;
    static const struct {
        Uint16 vendor, product;
        enum device device;
    } makes[] = {{0x045e, 0x02ea, DEVICE_PAD_XBOX},
                 {0x054c, 0x09cc, DEVICE_PAD_PLAYSTATION},
                 {0x057e, 0x2009, DEVICE_PAD_NINTENDO},
                 {0x1234, 0x5678, DEVICE_PAD}};
    for (size_t i = 0; i < sizeof makes / sizeof *makes; i++) {
        struct virtual_pad pad = plug_in_made_by(makes[i].vendor, makes[i].product);
        struct input_event event = push(&pad, SDL_CONTROLLER_BUTTON_START, INPUT_SCREEN);
        assert_int_equal(event.device, makes[i].device);
        pull_out(&pad);
        pump(INPUT_SCREEN);
    }
}

static void pads_are_learned_from_a_file(void **state)
{
    (void)state;
    static const char path[] = BINARY_DIR "/gamecontrollerdb.txt";
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("# a comment\n0300deadbeef00000000000000000000,Odd pad,a:b3,b:b1,platform:Linux,\n",
          file);
    fclose(file);
    assert_int_equal(input_learn_pads(path), 1);
    assert_int_equal(input_learn_pads(BINARY_DIR "/no-such-file.txt"), -1);
    remove(path);
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
        cmocka_unit_test(every_key_of_the_table_is_reached),
        cmocka_unit_test(a_held_key_tells_it_once),
        cmocka_unit_test(only_the_key_that_asked_for_something_lets_go_of_it),
        cmocka_unit_test(keys_of_the_desktop_are_left_alone),
        cmocka_unit_test(the_screens_have_their_own_keys),
        cmocka_unit_test(own_bindings_are_used),
        cmocka_unit_test(a_remote_is_told_from_a_keyboard),
        cmocka_unit_test(the_pointer_tells_where_it_is_and_the_right_button_goes_back),
        cmocka_unit_test(closing_the_window_is_told),
        cmocka_unit_test(a_gamepad_may_come_at_any_time_and_its_buttons_act),
        cmocka_unit_test(the_stick_moves_the_focus_once_until_it_is_let_go),
        cmocka_unit_test(the_other_stick_turns_the_view),
        cmocka_unit_test(the_make_of_a_pad_is_known),
        cmocka_unit_test(pads_are_learned_from_a_file),
        cmocka_unit_test(a_gamepad_that_comes_back_works_again),
        cmocka_unit_test(an_untouched_gamepad_may_switch_itself_off),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
