/// From a dry voice to one that is pleasant to lie beside: trimmed, without boom and sharp hisses,
/// clear at low volume, as loud as every other line, in a small room.
#pragma once

#include "sound/clip.h"

/// A line that is ready to be heard. 16 bit, because a whole evening of lines is kept: at -24 LUFS
/// their noise lies 70 dB below the voice.
struct spoken_line {
    int frame_count;       ///< with the room's tail
    int voice_frame_count; ///< without
    short *stereo;
};

/// Loudness of every line (EBU R128, of the speech alone).
#define VOICE_LUFS (-24.5)

enum polish {
    POLISH_DARK,    ///< a synthetic voice with little above 2 kHz (slt)
    POLISH_BRIGHT,  ///< a synthetic voice with sharp hisses (rms)
    POLISH_RECORDED ///< somebody's recording: only trimmed, levelled and faded
};

/// Polish `mono` of `rate_hz`. False with a sentence if there is no voice in it.
bool polish_line(const float *mono, int sample_count, int rate_hz, enum polish polish,
                 struct spoken_line *line, struct err *err);

void spoken_line_finish(struct spoken_line *line);
