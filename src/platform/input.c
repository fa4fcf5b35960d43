#include "platform/input.h"

#include "base/log.h"
#include "base/mem.h"

#include <SDL.h>
#include <ctype.h>
#include <string.h>

enum { PADS_MAX = 8 };

struct pad {
    SDL_GameController *controller; ///< NULL: free
    SDL_JoystickID id;
    bool used; ///< a button was pressed on it
};

struct input {
    bool pads_begun;
    bool key_repeats; ///< of the key that was pressed last
    struct pad pad[PADS_MAX];
};

struct input *input_create(void)
{
    struct input *input = mem_alloc(1, sizeof *input);
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
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

static struct input_event as_event(enum action action)
{
    return (struct input_event){
        .kind = action == ACTION_NONE ? INPUT_NOTHING : INPUT_ACTION,
        .action = action,
    };
}

static bool may_repeat(enum action action)
{
    return action == ACTION_VOLUME_UP || action == ACTION_VOLUME_DOWN;
}

/// Signs like "?" and "+" are read as text: which key makes them depends on the keyboard's layout.
static bool is_sign(const char *name)
{
    return name[0] != '\0' && name[1] == '\0' && ispunct((unsigned char)name[0]);
}

static struct input_event read_key(struct input *input, const SDL_KeyboardEvent *key,
                                   enum input_mode mode)
{
    const char *name = SDL_GetKeyName(key->keysym.sym);
    input->key_repeats = key->repeat != 0;
    // Alt+Tab and the like belong to the desktop.
    if ((key->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) || is_sign(name))
        return (struct input_event){0};
    enum action action = binding_action_of_key(mode, name);
    if (key->repeat && !may_repeat(action))
        return (struct input_event){0};
    return as_event(action);
}

static struct input_event read_text(const struct input *input, const char *text,
                                    enum input_mode mode)
{
    enum action action = is_sign(text) ? binding_action_of_key(mode, text) : ACTION_NONE;
    if (input->key_repeats && !may_repeat(action))
        return (struct input_event){0};
    return as_event(action);
}

static struct input_event read_button(struct input *input, const SDL_ControllerButtonEvent *button,
                                      enum input_mode mode)
{
    struct pad *pad = find_pad(input, button->which);
    const char *name = SDL_GameControllerGetStringForButton(button->button);
    if (!pad || !name)
        return (struct input_event){0};
    pad->used = true;
    return as_event(binding_action_of_button(mode, name));
}

struct input_event input_read(struct input *input, const SDL_Event *event, enum input_mode mode)
{
    switch (event->type) {
    case SDL_KEYDOWN:
        return read_key(input, &event->key, mode);
    case SDL_TEXTINPUT:
        return read_text(input, event->text.text, mode);
    case SDL_CONTROLLERDEVICEADDED:
        add_pad(input, event->cdevice.which);
        return (struct input_event){0};
    case SDL_CONTROLLERDEVICEREMOVED:
        return remove_pad(input, event->cdevice.which);
    case SDL_CONTROLLERBUTTONDOWN:
        return read_button(input, &event->cbutton, mode);
    case SDL_MOUSEMOTION:
        return (struct input_event){.kind = INPUT_POINTER_MOVED};
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
