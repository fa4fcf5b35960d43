#include "platform/input.h"

#include "base/log.h"
#include "base/mem.h"

#include <SDL.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { PADS_MAX = 8 };

/// A stick asks for a direction beyond the first and lets it go below the second; triggers too.
static const float AXIS_ON = 0.6f, AXIS_OFF = 0.4f;
/// Worn sticks do not rest in the middle.
static const float TURN_DEAD = 0.22f;

/// Sticks and triggers that act like buttons.
enum axis_button { AXIS_LEFT, AXIS_RIGHT, AXIS_UP, AXIS_DOWN, AXIS_LT, AXIS_RT, AXIS_BUTTONS };

struct pad {
    SDL_GameController *controller; ///< NULL: free
    SDL_JoystickID id;
    bool used; ///< a button was pressed on it
    bool axis_down[AXIS_BUTTONS];
    float turn_x, turn_y;
};

/// The key or button that asked for something last.
struct pressed {
    bool key, button;
    SDL_Scancode scancode;
    SDL_JoystickID pad;
    int number; ///< of the button; beyond SDL's: an axis
};

struct input {
    bool pads_begun;
    bool key_repeats;      ///< of the key that went down last
    SDL_Scancode key_down; ///< that key
    bool remote;           ///< the keys come from a television's remote
    bool has_settings;
    struct settings settings;
    struct pressed pressed;
    struct pad pad[PADS_MAX];
};

struct input *input_create(void)
{
    struct input *input = mem_alloc(1, sizeof *input);
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
    // Buttons by what is printed on them: A accepts, wherever it is.
    SDL_SetHint(SDL_HINT_GAMECONTROLLER_USE_BUTTON_LABELS, "1");
    input->pads_begun = SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) == 0;
    if (!input->pads_begun)
        log_warning("gamepads cannot be used: %s", SDL_GetError());
    return input;
}

void input_destroy(struct input *input)
{
    if (!input)
        return;
    for (int i = 0; i < PADS_MAX; i++)
        if (input->pad[i].controller)
            SDL_GameControllerClose(input->pad[i].controller);
    if (input->pads_begun)
        SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
    mem_free(input);
}

void input_bind(struct input *input, const struct settings *settings)
{
    input->settings = *settings;
    input->has_settings = true;
}

int input_learn_pads(const char *path)
{
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    return file ? SDL_GameControllerAddMappingsFromRW(file, 1) : -1;
}

static const struct settings *settings_of(const struct input *input)
{
    return input->has_settings ? &input->settings : NULL;
}

static struct pad *find_pad(struct input *input, SDL_JoystickID id)
{
    for (int i = 0; i < PADS_MAX; i++)
        if (input->pad[i].controller && input->pad[i].id == id)
            return &input->pad[i];
    return NULL;
}

static void add_pad(struct input *input, int device)
{
    struct pad *pad = input->pad;
    while (pad < input->pad + PADS_MAX && pad->controller)
        pad++;
    if (pad == input->pad + PADS_MAX)
        return;
    SDL_GameController *controller = SDL_GameControllerOpen(device);
    if (!controller) {
        log_warning("a gamepad cannot be used: %s", SDL_GetError());
        return;
    }
    SDL_JoystickID id = SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(controller));
    if (find_pad(input, id)) {
        // SDL tells of a pad twice if it was there from the start; opening only counts.
        SDL_GameControllerClose(controller);
        return;
    }
    *pad = (struct pad){.controller = controller, .id = id};
    log_debug("gamepad \"%s\"", SDL_GameControllerName(controller));
}

/// A pad that nobody touched since the start may switch itself off: that is no reason to pause.
static struct input_event remove_pad(struct input *input, SDL_JoystickID id)
{
    struct pad *pad = find_pad(input, id);
    if (!pad)
        return (struct input_event){0};
    bool used = pad->used;
    SDL_GameControllerClose(pad->controller);
    *pad = (struct pad){0};
    return (struct input_event){.kind = used ? INPUT_PAD_LOST : INPUT_NOTHING};
}

static enum device device_of(const struct pad *pad)
{
    switch (SDL_GameControllerGetType(pad->controller)) {
    case SDL_CONTROLLER_TYPE_XBOX360:
    case SDL_CONTROLLER_TYPE_XBOXONE:
    case SDL_CONTROLLER_TYPE_AMAZON_LUNA:
    case SDL_CONTROLLER_TYPE_GOOGLE_STADIA:
    case SDL_CONTROLLER_TYPE_NVIDIA_SHIELD:
        return DEVICE_PAD_XBOX; // the same letters in the same places
    case SDL_CONTROLLER_TYPE_PS3:
    case SDL_CONTROLLER_TYPE_PS4:
    case SDL_CONTROLLER_TYPE_PS5:
        return DEVICE_PAD_PLAYSTATION;
    case SDL_CONTROLLER_TYPE_NINTENDO_SWITCH_PRO:
    case SDL_CONTROLLER_TYPE_NINTENDO_SWITCH_JOYCON_LEFT:
    case SDL_CONTROLLER_TYPE_NINTENDO_SWITCH_JOYCON_RIGHT:
    case SDL_CONTROLLER_TYPE_NINTENDO_SWITCH_JOYCON_PAIR:
        return DEVICE_PAD_NINTENDO;
    default:
        return DEVICE_PAD;
    }
}

static struct input_event as_event(enum action action, enum device device)
{
    return (struct input_event){
        .kind = action == ACTION_NONE ? INPUT_NOTHING : INPUT_ACTION,
        .action = action,
        .device = device,
    };
}

/// Signs like "?" and "+" are read as text: which key makes them depends on the keyboard's layout.
static bool is_sign(const char *name)
{
    return name[0] != '\0' && name[1] == '\0' && ispunct((unsigned char)name[0]);
}

/// A remote is a keyboard to the system. It gives itself away by a key that keyboards have not, and
/// a keyboard by one that remotes have not.
static enum device device_of_key(struct input *input, const char *name)
{
    if (binding_is_remote_key(name))
        input->remote = true;
    else if (!binding_is_on_remote(name))
        input->remote = false;
    return input->remote ? DEVICE_REMOTE : DEVICE_KEYBOARD;
}

/// What a key asks for. One that asks for nothing does not take the place of one that is held.
static struct input_event press_key(struct input *input, const char *name, enum input_mode mode)
{
    enum action action = binding_action_of_key(settings_of(input), mode, name);
    if (action != ACTION_NONE)
        input->pressed = (struct pressed){.key = true, .scancode = input->key_down};
    return as_event(action, device_of_key(input, name));
}

static struct input_event read_key(struct input *input, const SDL_KeyboardEvent *key,
                                   enum input_mode mode)
{
    const char *name = SDL_GetKeyName(key->keysym.sym);
    input->key_repeats = key->repeat != 0;
    input->key_down = key->keysym.scancode;
    // Alt+Tab and the like belong to the desktop.
    bool desktop = key->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI);
    if (desktop || key->repeat || is_sign(name))
        return (struct input_event){0};
    return press_key(input, name, mode);
}

static struct input_event read_text(struct input *input, const char *text, enum input_mode mode)
{
    if (!is_sign(text) || input->key_repeats)
        return (struct input_event){0};
    return press_key(input, text, mode);
}

static struct input_event read_key_up(struct input *input, const SDL_KeyboardEvent *key)
{
    if (!input->pressed.key || input->pressed.scancode != key->keysym.scancode)
        return (struct input_event){0};
    input->pressed = (struct pressed){0};
    return (struct input_event){.kind = INPUT_RELEASE,
                                .device = input->remote ? DEVICE_REMOTE : DEVICE_KEYBOARD};
}

static struct input_event press_button(struct input *input, struct pad *pad, int number,
                                       const char *name, enum input_mode mode)
{
    if (!pad || !name)
        return (struct input_event){0};
    enum action action = binding_action_of_button(settings_of(input), mode, name);
    pad->used = true;
    if (action != ACTION_NONE)
        input->pressed = (struct pressed){.button = true, .pad = pad->id, .number = number};
    return as_event(action, device_of(pad));
}

static struct input_event release_button(struct input *input, const struct pad *pad, int number)
{
    const struct pressed *pressed = &input->pressed;
    if (!pad || !pressed->button || pressed->pad != pad->id || pressed->number != number)
        return (struct input_event){0};
    input->pressed = (struct pressed){0};
    return (struct input_event){.kind = INPUT_RELEASE, .device = device_of(pad)};
}

static struct input_event read_button(struct input *input, const SDL_ControllerButtonEvent *button,
                                      enum input_mode mode)
{
    struct pad *pad = find_pad(input, button->which);
    if (button->type == SDL_CONTROLLERBUTTONUP)
        return release_button(input, pad, button->button);
    return press_button(input, pad, button->button,
                        SDL_GameControllerGetStringForButton(button->button), mode);
}

/// A stick or trigger that acts like a button goes down or up, or does neither.
static struct input_event read_axis_button(struct input *input, struct pad *pad,
                                           enum axis_button which, float value,
                                           enum input_mode mode)
{
    static const char *const names[AXIS_BUTTONS] = {"dpleft", "dpright",     "dpup",
                                                    "dpdown", "lefttrigger", "righttrigger"};
    bool down = value > (pad->axis_down[which] ? AXIS_OFF : AXIS_ON);
    int number = SDL_CONTROLLER_BUTTON_MAX + (int)which;
    if (down == pad->axis_down[which])
        return (struct input_event){0};
    pad->axis_down[which] = down;
    // A stick that is touched in the dark is no wish; a trigger is.
    if (mode == INPUT_PRACTICE && which <= AXIS_DOWN)
        return (struct input_event){0};
    return down ? press_button(input, pad, number, names[which], mode)
                : release_button(input, pad, number);
}

/// One event can only tell one of two opposite directions: the one that is let go comes first.
static struct input_event read_stick(struct input *input, struct pad *pad, enum axis_button less,
                                     enum axis_button more, float value, enum input_mode mode)
{
    bool lessens = pad->axis_down[less] || (value < 0.0f && !pad->axis_down[more]);
    return read_axis_button(input, pad, lessens ? less : more, lessens ? -value : value, mode);
}

static float past_dead(float value)
{
    float beyond = fabsf(value) - TURN_DEAD;
    return beyond > 0.0f ? copysignf(beyond / (1.0f - TURN_DEAD), value) : 0.0f;
}

static struct input_event read_axis(struct input *input, const SDL_ControllerAxisEvent *axis,
                                    enum input_mode mode)
{
    struct pad *pad = find_pad(input, axis->which);
    float value = (float)axis->value / 32767.0f;
    if (!pad)
        return (struct input_event){0};
    switch (axis->axis) {
    case SDL_CONTROLLER_AXIS_LEFTX:
        return read_stick(input, pad, AXIS_LEFT, AXIS_RIGHT, value, mode);
    case SDL_CONTROLLER_AXIS_LEFTY:
        return read_stick(input, pad, AXIS_UP, AXIS_DOWN, value, mode);
    case SDL_CONTROLLER_AXIS_TRIGGERLEFT:
        return read_axis_button(input, pad, AXIS_LT, value, mode);
    case SDL_CONTROLLER_AXIS_TRIGGERRIGHT:
        return read_axis_button(input, pad, AXIS_RT, value, mode);
    case SDL_CONTROLLER_AXIS_RIGHTX:
        pad->turn_x = past_dead(value);
        break;
    case SDL_CONTROLLER_AXIS_RIGHTY:
        pad->turn_y = -past_dead(value);
        break;
    default:
        return (struct input_event){0};
    }
    return (struct input_event){
        .kind = INPUT_TURN, .device = device_of(pad), .x = pad->turn_x, .y = pad->turn_y};
}

static struct input_event read_pointer(const SDL_Event *event)
{
    struct input_event read = {.device = DEVICE_POINTER};
    if (event->type == SDL_MOUSEMOTION) {
        // A window that opens under a resting pointer is told so: nobody moved it.
        if (event->motion.xrel == 0 && event->motion.yrel == 0)
            return read;
        read.kind = INPUT_POINTER_MOVED;
        read.pointer_x = event->motion.x;
        read.pointer_y = event->motion.y;
        return read;
    }
    bool down = event->type == SDL_MOUSEBUTTONDOWN;
    if (event->button.button == SDL_BUTTON_LEFT) {
        read.kind = down ? INPUT_POINTER_PRESSED : INPUT_POINTER_RELEASED;
        read.pointer_x = event->button.x;
        read.pointer_y = event->button.y;
    } else if (down && event->button.button == SDL_BUTTON_RIGHT) {
        read.kind = INPUT_ACTION;
        read.action = ACTION_BACK;
    }
    return read;
}

static struct input_event read_window(struct input *input, const SDL_WindowEvent *window)
{
    if (window->event != SDL_WINDOWEVENT_FOCUS_LOST)
        return (struct input_event){0};
    input->pressed = (struct pressed){0};
    return (struct input_event){.kind = INPUT_LET_GO};
}

struct input_event input_read(struct input *input, const SDL_Event *event, enum input_mode mode)
{
    switch (event->type) {
    case SDL_KEYDOWN:
        return read_key(input, &event->key, mode);
    case SDL_KEYUP:
        return read_key_up(input, &event->key);
    case SDL_TEXTINPUT:
        return read_text(input, event->text.text, mode);
    case SDL_CONTROLLERDEVICEADDED:
        add_pad(input, event->cdevice.which);
        return (struct input_event){0};
    case SDL_CONTROLLERDEVICEREMOVED:
        return remove_pad(input, event->cdevice.which);
    case SDL_CONTROLLERBUTTONDOWN:
    case SDL_CONTROLLERBUTTONUP:
        return read_button(input, &event->cbutton, mode);
    case SDL_CONTROLLERAXISMOTION:
        return read_axis(input, &event->caxis, mode);
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return read_pointer(event);
    case SDL_MOUSEWHEEL:
        return (struct input_event){
            .kind = INPUT_WHEEL, .device = DEVICE_POINTER, .clicks = event->wheel.y};
    case SDL_WINDOWEVENT:
        return read_window(input, &event->window);
    case SDL_QUIT:
    case SDL_APP_TERMINATING:
        return (struct input_event){.kind = INPUT_CLOSE};
    default:
        return (struct input_event){0};
    }
}

int input_pad_count(const struct input *input)
{
    int count = 0;
    for (int i = 0; i < PADS_MAX; i++)
        count += input->pad[i].controller != NULL;
    return count;
}
