/// A bed of quiet sound under everything: a loop without a seam.
#pragma once

#include "sound/clip.h"

/// A bed's file is so much longer than its loop: its end is the beginning once more, so that the
/// two can be faded over and no codec's edge is heard.
enum { BED_SEAM_FRAMES = SOUND_RATE_HZ };

struct bed {
    struct clip loop; ///< silent: no bed
};

/// Load a bed. False with a sentence; the bed is silent then.
bool bed_load(struct bed *bed, const char *path, struct err *err);
void bed_finish(struct bed *bed);

/// Add the loop as it is at `first_frame` of the timeline, each frame with its gain.
void bed_add(const struct bed *bed, long long first_frame, const float *gain, int frame_count,
             float *stereo);
