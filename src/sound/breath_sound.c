#include "sound/breath_sound.h"

#include "base/mem.h"
#include "sound/clip.h"
#include "sound/curve.h"
#include "sound/filter.h"

#include <math.h>
#include <stdint.h>

enum {
    PIECE_FRAMES = 512,
    /// Noise is repeated after so long: nobody hears it. The ears get the same noise at two places.
    LOOP_FRAMES = 11 * SOUND_RATE_HZ,
    EAR_FRAMES = 5 * SOUND_RATE_HZ
};

/// It comes in gently, and the breath is one's own again soon after the last pose.
static const double COME_IN_S = 8.0, GO_OUT_S = 20.0;
/// In the bells' key: D and the A above it.
static const double IN_HZ = 220.0, OUT_HZ = 146.83;
static const float WIND_GAIN = 0.025f, TONE_GAIN = 0.020f;

struct breath_sound {
    const struct timeline *timeline;
    enum breath_kind kind;
    float *dark, *bright; ///< noise loops of LOOP_FRAMES, each with an RMS of 1
};

const char *breath_kind_name(enum breath_kind kind)
{
    static const char *const names[BREATH_KIND_COUNT] = {
        [BREATH_WIND] = "wind",
        [BREATH_TONES] = "tones",
        [BREATH_SILENT] = "off",
    };
    return names[kind];
}

/// The same noise on every machine (xorshift64*).
static double noise(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)(int64_t)(*state * 0x2545f4914f6cdd1du) / 9223372036854775808.0;
}

/// A loop without a seam: the second round through the filters begins where it will end.
static float *make_wind(uint64_t seed, double middle_hz)
{
    struct filter filters[] = {
        filter_band_pass(SOUND_RATE_HZ, middle_hz, 0.6),
        filter_low_pass(SOUND_RATE_HZ, 2.5 * middle_hz, 0.707),
        filter_high_pass(SOUND_RATE_HZ, 0.4 * middle_hz, 0.707),
    };
    float *loop = mem_alloc(LOOP_FRAMES, sizeof *loop);
    double energy = 0.0;
    for (int round = 0; round < 2; round++) {
        uint64_t state = seed;
        for (int i = 0; i < LOOP_FRAMES; i++) {
            double sample = noise(&state);
            for (size_t f = 0; f < sizeof filters / sizeof *filters; f++)
                sample = filter_next(&filters[f], sample);
            loop[i] = (float)sample;
            energy += round == 1 ? sample * sample : 0.0;
        }
    }
    float scale = (float)(1.0 / sqrt(energy / LOOP_FRAMES));
    for (int i = 0; i < LOOP_FRAMES; i++)
        loop[i] *= scale;
    return loop;
}

struct breath_sound *breath_sound_create(const struct timeline *timeline, enum breath_kind kind)
{
    struct breath_sound *sound = mem_alloc(1, sizeof *sound);
    sound->timeline = timeline;
    sound->kind = kind;
    if (kind == BREATH_WIND) {
        sound->dark = make_wind(0x9e3779b97f4a7c15u, 380.0);
        sound->bright = make_wind(0xd1b54a32d192ed03u, 1150.0);
    }
    return sound;
}

void breath_sound_destroy(struct breath_sound *sound)
{
    if (!sound)
        return;
    mem_free(sound->dark);
    mem_free(sound->bright);
    mem_free(sound);
}

static double practice_share(const struct timeline *timeline, double t_s)
{
    double end_s = (double)timeline_practice_ticks(timeline) / TICKS_PER_S;
    double in = (double)motion_minimum_jerk((float)(t_s / COME_IN_S));
    double out = 1.0 - (double)motion_minimum_jerk((float)((t_s - end_s) / GO_OUT_S));
    return in * out * (double)timeline_loudness(timeline, t_s);
}

/// The flow of the air, 0..1: the speed of a minimum-jerk stroke over its greatest.
static double flow(const struct breath *breath)
{
    double u = (double)breath->progress;
    return 16.0 * u * u * (1.0 - u) * (1.0 - u);
}

static float stroke_gain(const void *source, double t_s, bool inhaling)
{
    const struct breath_sound *sound = source;
    struct breath breath = timeline_breath(sound->timeline, t_s);
    if (breath.inhaling != inhaling)
        return 0.0f;
    return (float)(practice_share(sound->timeline, t_s) * flow(&breath));
}

static float in_gain(const void *source, double t_s)
{
    return stroke_gain(source, t_s, true);
}

static float out_gain(const void *source, double t_s)
{
    return stroke_gain(source, t_s, false);
}

/// How bright the wind is: rising to the top of the inhale, falling through the exhale.
static float brightness(const struct breath *breath)
{
    return breath->inhaling ? 0.35f + 0.65f * breath->progress : 0.30f * (1.0f - breath->progress);
}

static float wind_gain(const struct breath_sound *sound, double t_s, bool bright)
{
    struct breath breath = timeline_breath(sound->timeline, t_s);
    float share = brightness(&breath);
    double level = practice_share(sound->timeline, t_s) * flow(&breath);
    // Both ends of the colour are equally loud to the ear, not to the meter.
    return (float)level * (bright ? 0.7f * sqrtf(share) : sqrtf(1.0f - share));
}

static float dark_gain(const void *source, double t_s)
{
    return wind_gain(source, t_s, false);
}

static float bright_gain(const void *source, double t_s)
{
    return wind_gain(source, t_s, true);
}

static int loop_index(long long frame, int ear)
{
    long long index = (frame + ear * EAR_FRAMES) % LOOP_FRAMES;
    return (int)(index < 0 ? index + LOOP_FRAMES : index);
}

static void add_wind(const struct breath_sound *sound, long long first_frame, int frame_count,
                     float *stereo)
{
    float dark[PIECE_FRAMES], bright[PIECE_FRAMES];
    curve_fill(dark_gain, sound, first_frame, frame_count, dark);
    curve_fill(bright_gain, sound, first_frame, frame_count, bright);
    for (int i = 0; i < frame_count; i++) {
        for (int ear = 0; ear < 2; ear++) {
            int at = loop_index(first_frame + i, ear);
            stereo[2 * i + ear] +=
                WIND_GAIN * (dark[i] * sound->dark[at] + bright[i] * sound->bright[at]);
        }
    }
}

static float tone(long long frame, double hz)
{
    double phase = 2.0 * 3.14159265358979323846 * fmod((double)frame * hz / SOUND_RATE_HZ, 1.0);
    return (float)(sin(phase) + 0.22 * sin(2.0 * phase) + 0.06 * sin(3.0 * phase));
}

static void add_tones(const struct breath_sound *sound, long long first_frame, int frame_count,
                      float *stereo)
{
    float in[PIECE_FRAMES], out[PIECE_FRAMES];
    curve_fill(in_gain, sound, first_frame, frame_count, in);
    curve_fill(out_gain, sound, first_frame, frame_count, out);
    for (int i = 0; i < frame_count; i++) {
        float sample = 0.0f;
        if (in[i] > 0.0f)
            sample += in[i] * tone(first_frame + i, IN_HZ);
        // The lower tone needs more to sound as loud.
        if (out[i] > 0.0f)
            sample += 1.5f * out[i] * tone(first_frame + i, OUT_HZ);
        stereo[2 * i] += TONE_GAIN * sample;
        stereo[2 * i + 1] += TONE_GAIN * sample;
    }
}

void breath_sound_add(const struct breath_sound *sound, long long first_frame, int frame_count,
                      float *stereo)
{
    if (sound->kind == BREATH_SILENT)
        return;
    while (frame_count > 0) {
        int count = frame_count < PIECE_FRAMES ? frame_count : PIECE_FRAMES;
        if (sound->kind == BREATH_WIND)
            add_wind(sound, first_frame, count, stereo);
        else
            add_tones(sound, first_frame, count, stereo);
        first_frame += count;
        stereo += 2 * count;
        frame_count -= count;
    }
}

bool breath_sound_is_heard(const struct breath_sound *sound)
{
    return sound->kind != BREATH_SILENT;
}
