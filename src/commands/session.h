/// The program in a window, from its first picture to the dark.
#pragma once

#include "coach/settings.h"
#include "commands/hearing.h"
#include "commands/options.h"
#include "commands/preferences.h"
#include "commands/studio.h"

struct session_options {
    struct size window;              ///< 0x0: as the settings say
    struct preferences *preferences; ///< the user's, with what the command line overrides
    struct hearing_options hearing;
    bool screens; ///< begin on the start screen, else with the practice
    double start_s;
    double for_s; ///< seconds by the clock after which to stop; 0: until somebody leaves
    bool mute;
    bool stats;       ///< print play_stats at the end
    double started_s; ///< when the program was started (clock_now_s), for the stats
};

/// Plays the studio's routine. Returns the exit code, after a printed sentence if it failed.
int session_run(const struct session_options *options, const struct studio *studio);
