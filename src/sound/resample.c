#include "sound/resample.h"

#include "base/mem.h"

#include <samplerate.h>
#include <stddef.h>

float *resample(const float *samples, int frame_count, int channels, int from_hz, int to_hz,
                int *converted_count)
{
    double ratio = (double)to_hz / from_hz;
    long room = (long)((double)frame_count * ratio) + 16;
    float *converted = mem_alloc((size_t)room * (size_t)channels, sizeof *converted);
    SRC_DATA data = {
        .data_in = samples,
        .data_out = converted,
        .input_frames = frame_count,
        .output_frames = room,
        .src_ratio = ratio,
    };
    if (src_simple(&data, SRC_SINC_FASTEST, channels) != 0) {
        mem_free(converted);
        return NULL;
    }
    *converted_count = (int)data.output_frames_gen;
    return converted;
}
