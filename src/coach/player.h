/// The player only moves t. What the user did (paused, skipped) is all the state there is.
#pragma once

#include "coach/timeline.h"

enum player_state {
    PLAYER_PLAYING,
    PLAYER_PAUSED,
    PLAYER_SETTLING, ///< resumed: three seconds to lie down again before time goes on
    PLAYER_OVER
};

struct player {
    const struct timeline *timeline;
    enum player_state state;
    long tick;             ///< whole ticks of practice time that have passed
    long settle_tick;      ///< ticks left of the settling
    long words_again_tick; ///< ticks left during which the instruction is shown again, large
};

enum { PLAYER_SETTLE_TICKS = 3 * TICKS_PER_S };

void player_init(struct player *player, const struct timeline *timeline, double start_s);

/// Time goes on by whole ticks: practice time while playing, the settling while settling.
void player_advance(struct player *player, long ticks);

void player_pause(struct player *player);
void player_resume(struct player *player); ///< settles first
void player_toggle(struct player *player);

/// To the start of the next step; from the last step to the final rest. Keeps the state.
void player_next(struct player *player);
/// To the start of this step, or of the one before within its first three seconds.
void player_previous(struct player *player);
/// Show (and later say) the instruction of the moment again.
void player_again(struct player *player);

/// Practice time `fraction` of a tick after the last whole tick, for drawing between ticks.
double player_time_s(const struct player *player, double fraction);
