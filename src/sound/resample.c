#include "sound/resample.h"

#include "base/mem.h"

#include <math.h>
#include <samplerate.h>
#include <stddef.h>
#include <string.h>

/// Samples on each side of a place that a value between them is made of. At 90 % of the band half
/// of a tone is left, beyond the band -91 dB of it.
enum { SIDE = 28, TAPS = 2 * SIDE, BLOCK = 64, PHASES_MOST = 8 };
static const double CORNER = 0.90, KAISER = 8.6;

/// The modified Bessel function of order 0.
static double bessel(double x)
{
    double sum = 1.0, term = 1.0;
    for (int k = 1; k < 30; k++) {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

/// What the samples round a place weigh, which is `share` of the way from one to the next.
static void weigh(double share, float weight[TAPS])
{
    double sum = 0.0, exact[TAPS];
    for (int i = 0; i < TAPS; i++) {
        double away = i - (SIDE - 1) - share, edge = away / SIDE;
        double angle = 3.14159265358979323846 * CORNER * away;
        double sinc = fabs(angle) < 1e-9 ? 1.0 : sin(angle) / angle;
        exact[i] = sinc * bessel(KAISER * sqrt(fmax(0.0, 1.0 - edge * edge))) / bessel(KAISER);
        sum += exact[i];
    }
    for (int i = 0; i < TAPS; i++)
        weight[i] = (float)(exact[i] / sum);
}

/// Values at one share of the way, for a block of places of which `near` begins SIDE - 1 before the
/// first. The compiler takes several places at a time.
static void add_block(const float weight[TAPS], const float *near, float value[BLOCK])
{
    memset(value, 0, BLOCK * sizeof *value);
    for (int tap = 0; tap < TAPS; tap++)
        for (int i = 0; i < BLOCK; i++)
            value[i] += weight[tap] * near[tap + i];
}

/// A whole number of values for each sample. libsamplerate takes several times as long: with it, to
/// make lines ready was a fifth of what a hold costs.
static float *multiply_rate(const float *samples, int frame_count, int times, int *converted_count)
{
    int padded_count = frame_count + TAPS + BLOCK;
    float *padded = mem_alloc((size_t)padded_count, sizeof *padded);
    float *converted = mem_alloc((size_t)frame_count * (size_t)times + 1, sizeof *converted);
    float weight[PHASES_MOST][TAPS], value[BLOCK];
    memcpy(padded + SIDE - 1, samples, (size_t)frame_count * sizeof *padded);
    for (int phase = 0; phase < times; phase++)
        weigh((double)phase / times, weight[phase]);
    for (int first = 0; first < frame_count; first += BLOCK) {
        int count = frame_count - first < BLOCK ? frame_count - first : BLOCK;
        for (int phase = 0; phase < times; phase++) {
            add_block(weight[phase], padded + first, value);
            for (int i = 0; i < count; i++)
                converted[(first + i) * times + phase] = value[i];
        }
    }
    mem_free(padded);
    *converted_count = frame_count * times;
    return converted;
}

float *resample(const float *samples, int frame_count, int channels, int from_hz, int to_hz,
                int *converted_count)
{
    if (channels == 1 && from_hz > 0 && to_hz > 0 && to_hz % from_hz == 0 &&
        to_hz / from_hz <= PHASES_MOST)
        return multiply_rate(samples, frame_count, to_hz / from_hz, converted_count);
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
