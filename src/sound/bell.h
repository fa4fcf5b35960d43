/// One sound file in memory.
#pragma once

#include "base/err.h"

/// Frames a second of everything that is heard: files, mixing, film. The audio device may differ;
/// SDL converts.
enum { SOUND_RATE_HZ = 48000 };

/// Longest file that is taken: a bell is a few seconds, and a wrong file shall not fill the memory.
enum { BELL_SECONDS_MAX = 60 };

struct bell {
    int frame_count; ///< 0: silent
    float *stereo;   ///< left, right, left, right ...; full scale = 1
};

/// Decode a sound file (Ogg Vorbis, FLAC, WAV: what libsndfile reads) of 48 kHz, mono or stereo.
/// False with a sentence if it cannot be used; the bell is silent then.
bool bell_load(struct bell *bell, const char *path, struct err *err);

/// A silent or zeroed bell is fine.
void bell_finish(struct bell *bell);
