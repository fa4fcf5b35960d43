/// Small helpers of the sound tests: samples and their files.
#pragma once

#include "files.h"

#include <math.h>
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

/// The largest sample of either ear in the frames from `first` to before `end`.
static inline float loudest(const float *stereo, long long first, long long end)
{
    float most = 0.0f;
    for (long long i = 2 * first; i < 2 * end; i++)
        most = fmaxf(most, fabsf(stereo[i]));
    return most;
}
