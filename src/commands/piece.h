/// A piece of a routine, as --from and --to name it.
#pragma once

#include "coach/timeline.h"
#include "commands/options.h"

/// All of the routine if zeroed.
struct piece {
    double from_s, to_s; ///< to_s 0: to the end
};

struct option piece_option_from(struct piece *piece);
struct option piece_option_to(struct piece *piece);

/// How many frames it has, rounded.
long long piece_frames(const struct piece *piece, int frames_per_s);

/// Ends it with the timeline. False with a printed sentence if the timeline has not one frame of
/// it.
bool piece_fit(struct piece *piece, const struct timeline *timeline, int frames_per_s);
