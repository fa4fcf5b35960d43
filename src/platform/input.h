/// Keyboard, remote control, gamepads, pointer: SDL's events become what the user asks for.
#pragma once

#include "screens/bindings.h"

#include <SDL_events.h>
#include <stdbool.h>

struct input;

enum input_kind {
    INPUT_NOTHING,
    INPUT_ACTION,   ///< a key or button that asks for `action` went down
    INPUT_RELEASE,  ///< it went up again
    INPUT_LET_GO,   ///< whatever is held is let go: the window lost the keyboard
    INPUT_TURN,     ///< a stick turns the view by `x`, `y`
    INPUT_PAD_LOST, ///< a gamepad that was in use went away
    INPUT_POINTER_MOVED,
    INPUT_POINTER_PRESSED,
    INPUT_POINTER_RELEASED,
    INPUT_WHEEL, ///< `clicks`, + up
    INPUT_CLOSE  ///< the window was closed, or the session ends
};

struct input_event {
    enum input_kind kind;
    enum action action;
    enum device device;
    float x, y;               ///< -1..1, + right and up
    int pointer_x, pointer_y; ///< window coordinates
    int clicks;
};

/// Starts to listen to gamepads, also those that come later. Never NULL: if the system has none to
/// offer, the keyboard remains.
struct input *input_create(void);
void input_destroy(struct input *input);

/// Use what the settings bind; they are copied.
void input_bind(struct input *input, const struct settings *settings);

/// Learn gamepads from a file of the community's database (gamecontrollerdb.txt). Returns how many
/// it knew, -1 if there is no such file.
int input_learn_pads(const char *path);

/// What an event means in this mode. Keys that are held down tell it once.
struct input_event input_read(struct input *input, const SDL_Event *event, enum input_mode mode);

int input_pad_count(const struct input *input);
