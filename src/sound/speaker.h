/// The voice of the machine: flite, in this process. One speaker talks at a time.
#pragma once

#include "base/err.h"

#include <stdint.h>

enum speaker { SPEAKER_SLT, SPEAKER_RMS, SPEAKER_COUNT };

/// "slt" (a woman's voice, the default: it moves less in pitch and hisses less than the other),
/// "rms" (a man's).
const char *speaker_name(enum speaker speaker);

/// What a speaker said: mono, 16-bit.
struct speech_sound {
    int rate_hz, sample_count;
    int16_t *sample; ///< owned; free with speech_sound_finish
};

/// Say `text`, `pace` times as slow as the voice is by itself (about 1.25 is unhurried). False with
/// a sentence if nothing came of it. Threads wait for each other: flite has one state for all.
bool speaker_say(enum speaker speaker, const char *text, float pace, struct speech_sound *said,
                 struct err *err);

void speech_sound_finish(struct speech_sound *said);
