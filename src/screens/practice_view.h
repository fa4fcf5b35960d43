/// What the practice screen shows: the moment, and what the user did.
#pragma once

#include "coach/player.h"
#include "screens/device.h"

/// A short word, and the keys that do what it says.
struct practice_notice {
    const char *words;
    const char *key[2]; ///< NULL: none
};

enum { PRACTICE_NOTICES_MAX = 3 };

struct practice_view {
    const struct moment *moment;
    enum player_state state;
    float settle_s; ///< left until time goes on (PLAYER_SETTLING)
    bool captions;  ///< the words of the moment can be read
    bool again;     ///< the instruction is shown large
    bool muted;
    int volume_percent;
    float volume_shown; ///< 0..1: the volume fades away after it was changed
    enum device device; ///< that has the keys
    struct practice_notice notice[PRACTICE_NOTICES_MAX]; ///< the most important first
    int notice_count;
    float notice_shown; ///< 0..1: they come and go softly
};
