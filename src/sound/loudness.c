#include "sound/loudness.h"

#include <ebur128.h>
#include <math.h>

enum { RATE_HZ = 48000, LEAST_FRAMES = 2 * RATE_HZ };

bool loudness_of_line(const float *mono, int sample_count, double *lufs)
{
    if (sample_count <= 0)
        return false;
    ebur128_state *meter = ebur128_init(1, RATE_HZ, EBUR128_MODE_I);
    if (!meter)
        return false;
    ebur128_set_channel(meter, 0, EBUR128_DUAL_MONO);
    // Blocks of 0.4 s are measured: less than a few of them say nothing.
    int fed = 0;
    while (fed < LEAST_FRAMES && ebur128_add_frames_float(meter, mono, (size_t)sample_count) == 0)
        fed += sample_count;
    bool heard = ebur128_loudness_global(meter, lufs) == 0 && isfinite(*lufs);
    ebur128_destroy(&meter);
    return heard;
}
