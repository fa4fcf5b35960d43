/// A gain that goes from one value to another along half a cosine, so that no change clicks.
#pragma once

#include <stdbool.h>

struct ramp {
    float from, to;
    int length_frames; ///< of the change that is under way; 0 = at rest
    int done_frames;
};

/// At rest at `value`.
struct ramp ramp_at(float value);

/// Head for `target`, from wherever the gain is now, within `length_frames` (> 0). Does nothing
/// if that is where it goes already, so it may be called again and again.
void ramp_head_for(struct ramp *ramp, float target, int length_frames);

/// The gain of this frame; moves on to the next frame.
float ramp_next(struct ramp *ramp);

/// The gains of the next frames.
void ramp_fill(struct ramp *ramp, int frame_count, float *gain);

/// The gain of the next frame, without moving on.
float ramp_value(const struct ramp *ramp);
