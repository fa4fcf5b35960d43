/// What the practice screen shows: the moment, and what the user did.
#pragma once

#include "coach/player.h"
#include "screens/device.h"

struct practice_view {
    const struct moment *moment;
    enum player_state state;
    float settle_s; ///< left until time goes on (PLAYER_SETTLING)
    bool captions;  ///< the words of the moment can be read
    bool again;     ///< the instruction is shown large
    bool muted;
    int volume_percent;
    float volume_shown;     ///< 0..1: the volume fades away after it was changed
    const char *notice;     ///< a short sentence; NULL: none
    enum device device;     ///< that has the key
    const char *notice_key; ///< that does what the notice says; NULL: none
    float notice_shown;     ///< 0..1: it comes and goes softly
};
