/// What the practice screen shows: the moment, and what the user did.
#pragma once

#include "coach/player.h"

struct practice_view {
    const struct moment *moment;
    enum player_state state;
    float settle_s; ///< left until time goes on (PLAYER_SETTLING)
    bool help, leave_question;
    bool again; ///< the instruction is shown large
    bool muted;
    int volume_percent;
    float volume_shown; ///< 0..1: the volume fades away after it was changed
    bool pad_lost;      ///< paused because a gamepad went away
    const char *notice; ///< a short sentence instead of "Paused"; may be NULL
};
