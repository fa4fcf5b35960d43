/// What the user holds: it decides which keys or buttons the screens name.
#pragma once

#include <stdbool.h>

enum device {
    DEVICE_KEYBOARD,
    DEVICE_REMOTE, ///< of a television: a keyboard of few keys
    DEVICE_POINTER,
    DEVICE_PAD, ///< of an unknown make: buttons are told by their place
    DEVICE_PAD_XBOX,
    DEVICE_PAD_PLAYSTATION,
    DEVICE_PAD_NINTENDO,
    DEVICE_COUNT
};

static inline bool device_is_pad(enum device device)
{
    return device >= DEVICE_PAD;
}
