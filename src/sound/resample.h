/// Sound at another rate: libsamplerate's quickest sinc converter (noise at -97 dB, flat to 80 % of
/// the band: of a 16 kHz voice, all but the top of its hisses).
#pragma once

/// Convert interleaved samples of `channels` channels from `from_hz` to `to_hz`. Returns new memory
/// (free with mem_free) and its length; NULL if the rates are no rates.
float *resample(const float *samples, int frame_count, int channels, int from_hz, int to_hz,
                int *converted_count);
