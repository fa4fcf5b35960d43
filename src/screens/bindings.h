/// Which key and which gamepad button asks for which action: one table for the input, the help
/// and the README. The settings file may add to it.
#pragma once

#include "coach/settings.h"
#include "screens/action.h"
#include "screens/device.h"

#include <stddef.h>

enum input_mode {
    INPUT_PRACTICE, ///< the practice runs: nobody looks at the keys
    INPUT_SCREEN    ///< something can be chosen
};

enum { BINDING_KEYS_MAX = 7, BINDING_BUTTONS_MAX = 2 };

struct binding {
    enum input_mode mode;
    enum action action;
    const char *key[BINDING_KEYS_MAX];       ///< as SDL_GetKeyName says; the first two are shown
    const char *button[BINDING_BUTTONS_MAX]; ///< as SDL_GameControllerGetStringForButton says
    const char *help;                        ///< "Pause or go on"
};

/// Ends with an entry of ACTION_NONE.
extern const struct binding binding_table[];

/// ACTION_NONE if nothing is bound to it. What `settings` (may be NULL) bind comes first: their
/// input "pad a" is the pad's button a. Names are compared without regard to case. While the
/// practice runs, every button that means nothing else pauses.
enum action binding_action_of_key(const struct settings *settings, enum input_mode mode,
                                  const char *key_name);
enum action binding_action_of_button(const struct settings *settings, enum input_mode mode,
                                     const char *button_name);

/// The entry of an action in a mode, NULL if it has none.
const struct binding *binding_of_action(enum input_mode mode, enum action action);

/// What is printed on a key or button of the device: "Enter" on the key "Return", "OK" on the
/// "Select" of a remote, "A" or "Cross" on a pad's "a". SDL names buttons by what is printed on
/// them, so "a" is the right one of Nintendo's diamond and the lower one of the others.
const char *binding_label(enum device device, const char *name);

/// The SDL name of the key or button of `device` that is to be told first, second ...; NULL if it
/// has no more. Who points is told the keys.
const char *binding_shown(const struct binding *binding, enum device device, int index);

/// True if only a remote has this key; what a remote shares with keyboards is none of them.
bool binding_is_remote_key(const char *key_name);
/// True if a remote may have this key too.
bool binding_is_on_remote(const char *key_name);
