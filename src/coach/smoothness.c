#include "coach/smoothness.h"

#include "base/mem.h"

#include <math.h>

static const double HIGHEST_HZ = 10.0, THRESHOLD = 0.05;

/// Magnitude of the spectrum at `turn` radians a sample, by Goertzel's recurrence.
static double magnitude(const float *speed, int count, double turn)
{
    double factor = 2.0 * cos(turn), before = 0.0, last = 0.0;
    for (int i = 0; i < count; i++) {
        double next = (double)speed[i] + factor * last - before;
        before = last;
        last = next;
    }
    return sqrt(fmax(0.0, last * last + before * before - factor * last * before));
}

static int padded_length(int count)
{
    int length = 16;
    while (length < 16 * count)
        length *= 2;
    return length;
}

float smoothness_sparc(const float *speed, int count, double rate_hz)
{
    int length = padded_length(count);
    int bins = (int)floor(HIGHEST_HZ * length / rate_hz) + 1, last = 0;
    double *size = mem_alloc((size_t)bins, sizeof *size);
    for (int i = 0; i < bins; i++) {
        size[i] = magnitude(speed, count, 2.0 * M_PI * i / length);
        if (size[i] >= THRESHOLD * size[0])
            last = i;
    }
    double arc = 0.0;
    for (int i = 1; i <= last; i++)
        arc += hypot(1.0 / last, (size[i] - size[i - 1]) / size[0]);
    mem_free(size);
    return (float)-arc;
}
