/// Make the two beds of Repose, quiet sound that lies under a whole practice, as raw PCM.
///
///     make_beds drone|rain > bed.raw
///
/// Output: 48 kHz, stereo, signed 16-bit little-endian, no header. make_beds.sh encodes it.
///
/// A bed repeats itself after LOOP_S without a seam: every tone of the drone has a whole number of
/// periods in it, and the rain is noise that goes twice round through its filters, so that they
/// begin as they will end. After the loop the file holds its first second once more, for the
/// player to fade over (src/sound/bed.c).
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 48000, LOOP_S = 40, LOOP_FRAMES = LOOP_S * RATE_HZ, SEAM_FRAMES = RATE_HZ };

static const double TURN = 6.283185307179586;

struct bed {
    double *left, *right; ///< LOOP_FRAMES each
};

/// Partials of a low D with its fifth: the key of the bells (D, A). Each is a pair that beats
/// slowly, and swells by itself.
static const struct partial {
    double hz, gain, beat_loops, swell_loops, lean;
} partials[] = {
    {73.42, 0.50, 5, 1, 0.0},    {110.00, 0.42, 7, 2, -0.3},  {146.83, 0.55, 9, 3, 0.3},
    {220.00, 0.34, 11, 2, 0.5},  {293.66, 0.22, 13, 3, -0.5}, {440.00, 0.09, 15, 4, 0.6},
    {587.33, 0.05, 17, 5, -0.6},
};

/// The nearest frequency with a whole number of periods in the loop.
static double looping_hz(double hz)
{
    return round(hz * LOOP_S) / LOOP_S;
}

static void add_partial(struct bed *bed, const struct partial *partial, int index)
{
    double hz = looping_hz(partial->hz), beat_hz = partial->beat_loops / LOOP_S;
    for (long i = 0; i < LOOP_FRAMES; i++) {
        double t_s = (double)i / RATE_HZ;
        double swell =
            0.85 + 0.15 * sin(TURN * (partial->swell_loops * t_s / LOOP_S + 0.37 * index));
        double low = sin(TURN * hz * t_s + index), high = sin(TURN * (hz + beat_hz) * t_s);
        double level = partial->gain * swell;
        bed->left[i] += level * (1.0 - partial->lean) * (0.8 * low + 0.2 * high);
        bed->right[i] += level * (1.0 + partial->lean) * (0.2 * low + 0.8 * high);
    }
}

static void make_drone(struct bed *bed)
{
    for (int i = 0; i < (int)(sizeof partials / sizeof *partials); i++)
        add_partial(bed, &partials[i], i);
}

/// xorshift64*: the same noise every time.
static double noise(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)(int64_t)(*state * 0x2545f4914f6cdd1dULL) / 9223372036854775808.0;
}

/// Rain on leaves far away: pink noise (P. Kellet's filter) without its lowest and highest part.
static void make_rain_side(double *side, uint64_t seed)
{
    double pink[3] = {0}, low = 0.0, soft = 0.0;
    double low_share = 1.0 - exp(-TURN * 160.0 / RATE_HZ);
    double soft_share = 1.0 - exp(-TURN * 2600.0 / RATE_HZ);
    for (int round = 0; round < 2; round++) {
        uint64_t state = seed;
        for (long i = 0; i < LOOP_FRAMES; i++) {
            double white = noise(&state);
            pink[0] = 0.99765 * pink[0] + white * 0.0990460;
            pink[1] = 0.96300 * pink[1] + white * 0.2965164;
            pink[2] = 0.57000 * pink[2] + white * 1.0526913;
            double sample = pink[0] + pink[1] + pink[2] + white * 0.1848;
            low += low_share * (sample - low);
            soft += soft_share * (sample - low - soft);
            side[i] = soft;
        }
    }
}

/// It comes and goes a little, as rain does; the ears have nearly the same rain.
static void make_rain(struct bed *bed)
{
    double *both = calloc(LOOP_FRAMES, sizeof *both);
    if (!both)
        abort();
    make_rain_side(both, 11);
    make_rain_side(bed->left, 23);
    make_rain_side(bed->right, 47);
    for (long i = 0; i < LOOP_FRAMES; i++) {
        double turn = TURN * (double)i / LOOP_FRAMES;
        double gust =
            1.0 + 0.10 * sin(2 * turn) + 0.07 * sin(5 * turn + 1) + 0.05 * sin(9 * turn + 2);
        bed->left[i] = gust * (0.7 * bed->left[i] + 0.6 * both[i]);
        bed->right[i] = gust * (0.7 * bed->right[i] + 0.6 * both[i]);
    }
    free(both);
}

static void put_sample(double value)
{
    int16_t sample = (int16_t)lrint(value * 32767.0);
    putchar(sample & 0xff);
    putchar((sample >> 8) & 0xff);
}

/// `gain` is chosen by measured loudness (see tests/sound/test_levels.c).
static int write_bed(const struct bed *bed, double gain)
{
    for (long i = 0; i < LOOP_FRAMES + SEAM_FRAMES; i++) {
        put_sample(gain * bed->left[i % LOOP_FRAMES]);
        put_sample(gain * bed->right[i % LOOP_FRAMES]);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

int main(int count, char **words)
{
    struct bed bed = {calloc(LOOP_FRAMES, sizeof(double)), calloc(LOOP_FRAMES, sizeof(double))};
    if (!bed.left || !bed.right)
        abort();
    if (count == 2 && strcmp(words[1], "drone") == 0) {
        make_drone(&bed);
        return write_bed(&bed, 0.0340);
    }
    if (count == 2 && strcmp(words[1], "rain") == 0) {
        make_rain(&bed);
        return write_bed(&bed, 0.0150);
    }
    fprintf(stderr, "usage: make_beds drone|rain > FILE.raw\n");
    return 2;
}
