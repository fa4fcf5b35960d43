/// Keyboard, gamepads, pointer: SDL's events become what the user asks for.
#pragma once

#include "screens/bindings.h"

#include <SDL_events.h>
#include <stdbool.h>

struct input;

enum input_kind {
    INPUT_NOTHING,
    INPUT_ACTION,   ///< the user asks for `action`
    INPUT_PAD_LOST, ///< a gamepad that was in use went away
    INPUT_POINTER_MOVED,
    INPUT_CLOSE ///< the window was closed, or the session ends
};

struct input_event {
    enum input_kind kind;
    enum action action;
};

/// Starts to listen to gamepads, also those that come later. Never NULL: if the system has none to
/// offer, the keyboard remains.
struct input *input_create(void);
void input_destroy(struct input *input);

/// What an event means in this mode. Keys that are held down repeat only the volume.
struct input_event input_read(struct input *input, const SDL_Event *event, enum input_mode mode);

int input_pad_count(const struct input *input);
