/// Small helpers of the sound tests: sound files.
#pragma once

#include "files.h"

#include <sndfile.h>

static inline void write_wav(const char *path, int rate_hz, int channels, const float *samples,
                             int frame_count)
{
    SF_INFO info = {
        .samplerate = rate_hz,
        .channels = channels,
        .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT,
    };
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    assert_non_null(file);
    assert_int_equal(sf_writef_float(file, samples, frame_count), frame_count);
    sf_close(file);
}
