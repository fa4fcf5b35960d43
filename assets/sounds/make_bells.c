/// Make the three bells of Repose: additive synthesis of singing bowls, written as raw PCM.
///
///     make_bells bell|side_bell|end_bell > bell.raw
///
/// Output: 48 kHz, stereo, signed 16-bit little-endian, no header. make_bells.sh encodes it.
///
/// A bowl rings in a few modes. Each mode is a pair of tones a little apart, because no bowl is
/// quite round: their beating is the slow "wah-wah" that makes a bowl a bowl. Here the lower tone
/// of a pair leans to the left, the higher one to the right. Ratios and frequencies of the modes:
/// O. Inacio, L. Henrique, J. Antunes, The dynamics of Tibetan singing bowls (2006): 1 : 2.8 : 5.2
/// : 8.2, a 180 mm bowl at 219.6/220.6 Hz, a 152 mm bowl at 310/312 Hz. A struck bowl speaks within
/// 4 ms, which startles somebody who is half asleep; ours swells over 0.3 s instead (the startle
/// reflex fades with rise times above 25 ms and is gone at 200-300 ms).
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { RATE_HZ = 48000, MODE_COUNT = 4 };

struct mode {
    double ratio;   ///< of the lowest mode's frequency
    double beat_hz; ///< between the two tones of the pair
    double gain;    ///< of the lowest mode
    double efold;   ///< decay time, as a share of the lowest mode's
};

static const struct mode modes[MODE_COUNT] = {
    {1.0, 1.0, 1.0, 1.0},
    {2.8, 1.7, 0.50, 0.61},
    {5.2, 2.6, 0.20, 0.34},
    {8.2, 3.9, 0.07, 0.20},
};

struct bell {
    const char *name;
    double root_hz;
    double efold_s;  ///< of the lowest mode
    double length_s; ///< the end of it is faded out
    double swell_s;
    double gain;   ///< full scale = 1; chosen by measured loudness (see tests/sound/test_bells.c)
    double bright; ///< 1 = the modes' own gains; less: darker, each higher mode by this factor
};

static const struct bell bells[] = {
    {"bell", 293.66, 2.4, 11.0, 0.30, 0.140, 1.0},
    {"side_bell", 440.0, 1.5, 7.0, 0.25, 0.127, 0.8},
    {"end_bell", 220.0, 5.0, 22.0, 0.50, 0.070, 0.75},
};

static double swell(double t_s, double swell_s)
{
    return t_s < swell_s ? 0.5 - 0.5 * cos(M_PI * t_s / swell_s) : 1.0;
}

/// The last fifth of the bell goes down to true silence, so that the file's end is no click.
static double release(double t_s, double length_s)
{
    double share = (length_s - t_s) / (0.2 * length_s);
    return share < 1.0 ? 0.5 - 0.5 * cos(M_PI * share) : 1.0;
}

static void ring(const struct bell *bell, double t_s, double *left, double *right)
{
    *left = *right = 0.0;
    double tint = 1.0;
    for (int i = 0; i < MODE_COUNT; i++) {
        const struct mode *mode = &modes[i];
        double middle_hz = bell->root_hz * mode->ratio;
        double level = tint * mode->gain * exp(-t_s / (bell->efold_s * mode->efold));
        double low = sin(2.0 * M_PI * (middle_hz - mode->beat_hz / 2.0) * t_s);
        double high = sin(2.0 * M_PI * (middle_hz + mode->beat_hz / 2.0) * t_s);
        *left += level * (0.6 * low + 0.4 * high);
        *right += level * (0.4 * low + 0.6 * high);
        tint *= bell->bright;
    }
}

static void put_sample(double value)
{
    int16_t sample = (int16_t)lrint(value * 32767.0);
    putchar(sample & 0xff);
    putchar((sample >> 8) & 0xff);
}

static int write_bell(const struct bell *bell)
{
    long frames = lrint(bell->length_s * RATE_HZ);
    for (long i = 0; i < frames; i++) {
        double t_s = (double)i / RATE_HZ;
        double shape = bell->gain * swell(t_s, bell->swell_s) * release(t_s, bell->length_s);
        double left, right;
        ring(bell, t_s, &left, &right);
        put_sample(shape * left);
        put_sample(shape * right);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

int main(int count, char **words)
{
    for (size_t i = 0; count == 2 && i < sizeof bells / sizeof *bells; i++)
        if (strcmp(words[1], bells[i].name) == 0)
            return write_bell(&bells[i]);
    fprintf(stderr, "usage: make_bells bell|side_bell|end_bell > FILE.raw\n");
    return 2;
}
