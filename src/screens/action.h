/// What the user can ask for, whatever key or button asked it.
#pragma once

#include <stdbool.h>

enum action {
    ACTION_NONE,
    ACTION_TOGGLE, ///< pause, go on
    ACTION_PAUSE,  ///< pause, never go on: what a button found by chance in the dark does
    ACTION_NEXT,
    ACTION_PREVIOUS,
    ACTION_AGAIN, ///< say the instruction again, and show it large
    ACTION_VOLUME_UP,
    ACTION_VOLUME_DOWN,
    ACTION_MUTE,
    ACTION_THEME,
    ACTION_DARKER,
    ACTION_LIGHTER,
    ACTION_FULLSCREEN,
    ACTION_HELP,
    ACTION_TURN_LEFT, ///< look at the figure from further left
    ACTION_TURN_RIGHT,
    ACTION_TURN_UP,
    ACTION_TURN_DOWN,
    ACTION_UP, ///< on the screens: to the item above
    ACTION_DOWN,
    ACTION_LEFT, ///< a step less, or back
    ACTION_RIGHT,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_CONFIRM,
    ACTION_BACK,
    ACTION_COUNT
};

/// "pause", "next": for the settings file. "none" for ACTION_NONE, which unbinds a key.
const char *action_name(enum action action);

/// False if there is no such action.
bool action_of_name(const char *name, enum action *action);
