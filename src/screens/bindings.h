/// Which key and which gamepad button asks for which action: one table for the input, the help
/// overlay and the README.
#pragma once

#include "screens/action.h"

#include <stddef.h>

enum input_mode {
    INPUT_PRACTICE,
    INPUT_QUESTION ///< while the practice asks whether to leave
};

enum { BINDING_KEYS_MAX = 4, BINDING_BUTTONS_MAX = 2 };

struct binding {
    enum input_mode mode;
    enum action action;
    const char *key[BINDING_KEYS_MAX];       ///< as SDL_GetKeyName says; the first two are shown
    const char *button[BINDING_BUTTONS_MAX]; ///< as SDL_GameControllerGetStringForButton says
    const char *help;                        ///< "Pause or go on"
};

/// Ends with an entry of ACTION_NONE.
extern const struct binding binding_table[];

/// ACTION_NONE if nothing is bound to it. Names are compared without regard to case.
enum action binding_action_of_key(enum input_mode mode, const char *key_name);
enum action binding_action_of_button(enum input_mode mode, const char *button_name);

/// The entry of an action in a mode, NULL if it has none.
const struct binding *binding_of_action(enum input_mode mode, enum action action);

/// What is printed on the key or button: "Return" is "Enter", "dpup" is "D-pad up". Empty for
/// media keys, which need no telling.
const char *binding_key_label(const char *key_name);
const char *binding_button_label(const char *button_name);

/// The shown keys of a binding, "Space or Enter", and its buttons; empty if there are none.
void binding_keys_text(const struct binding *binding, char *text, size_t size);
void binding_buttons_text(const struct binding *binding, char *text, size_t size);
