/// A piece of sound in memory.
#pragma once

#include "base/err.h"

/// Frames a second of everything that is heard: files, mixing, film. The audio device may differ;
/// SDL converts.
enum { SOUND_RATE_HZ = 48000 };

/// Longest file that is taken: a bell is a few seconds, a bed less than a minute, and a wrong file
/// shall not fill the memory.
enum { CLIP_SECONDS_MAX = 60 };

struct clip {
    int frame_count; ///< 0: silent
    float *stereo;   ///< left, right, left, right ...; full scale = 1
};

/// Decode a sound file (Ogg Vorbis, FLAC, WAV: what libsndfile reads), mono or stereo; what has
/// not 48 kHz is converted. False with a sentence if it cannot be used; the clip is silent then.
bool clip_load(struct clip *clip, const char *path, struct err *err);

/// Seconds of a sound file, from its header alone; negative if it cannot be used.
double clip_file_seconds(const char *path);

/// A silent or zeroed clip is fine.
void clip_finish(struct clip *clip);

/// Add the clip's frames from `offset` on (may be negative or beyond the end: silence).
void clip_add(const struct clip *clip, long long offset, float gain_left, float gain_right,
              int frame_count, float *stereo);
