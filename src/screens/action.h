/// What the user can ask for, whatever key or button asked it.
#pragma once

enum action {
    ACTION_NONE,
    ACTION_TOGGLE, ///< pause, go on
    ACTION_NEXT,
    ACTION_PREVIOUS,
    ACTION_AGAIN, ///< show the instruction again, large
    ACTION_VOLUME_UP,
    ACTION_VOLUME_DOWN,
    ACTION_MUTE,
    ACTION_THEME,
    ACTION_FULLSCREEN,
    ACTION_HELP,
    ACTION_LEAVE, ///< asks first
    ACTION_CONFIRM,
    ACTION_CANCEL,
    ACTION_COUNT
};
