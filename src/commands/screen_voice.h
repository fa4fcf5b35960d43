/// The voice of the screens: says what has the focus, if the user has a voice and wants that.
#pragma once

#include "screens/app.h"
#include "sound/announcer.h"

struct screen_voice {
    struct announcer *announcer; ///< NULL: silent
    unsigned number;             ///< of what was said last
};

void screen_voice_open(struct screen_voice *voice);
void screen_voice_close(struct screen_voice *voice); ///< a zeroed one is fine

/// Call it every frame.
void screen_voice_follow(struct screen_voice *voice, const struct app *app);
