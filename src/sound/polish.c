#include "sound/polish.h"

#include "base/mem.h"
#include "sound/filter.h"
#include "sound/loudness.h"
#include "sound/resample.h"
#include "sound/room.h"

#include <math.h>
#include <string.h>

/// What is quieter than this share of the loudest sample is not yet, or no longer, the voice ...
static const float SILENCE_SHARE = 0.01f;
/// ... but breath and soft consonants around it are kept that long.
static const double LEAD_S = 0.03, TRAIL_S = 0.08;
static const double FADE_IN_S = 0.025, FADE_OUT_S = 0.06;
/// No line is louder than this at any sample: -9 dBFS.
static const float PEAK_MOST = 0.355f;
static const float ROOM_WET = 0.16f;

struct samples {
    float *sample;
    int count;
};

static struct samples trimmed(const float *mono, int count, int rate_hz)
{
    float loudest = 0.0f;
    for (int i = 0; i < count; i++)
        loudest = fmaxf(loudest, fabsf(mono[i]));
    int first = 0, end = count;
    while (first < end && fabsf(mono[first]) <= SILENCE_SHARE * loudest)
        first++;
    while (end > first && fabsf(mono[end - 1]) <= SILENCE_SHARE * loudest)
        end--;
    if (first == end)
        return (struct samples){0};
    int lead = (int)(LEAD_S * rate_hz), trail = (int)(TRAIL_S * rate_hz);
    first = first > lead ? first - lead : 0;
    end = end + trail < count ? end + trail : count;
    struct samples kept = {mem_alloc((size_t)(end - first), sizeof(float)), end - first};
    memcpy(kept.sample, mono + first, (size_t)kept.count * sizeof *mono);
    return kept;
}

/// The vocoder's boom and buzz go; warmth and what makes words clear come forward. Against the
/// long-term spectrum of people who speak, slt has 5 dB too much at its pitch and 5 dB too little
/// at 2 to 4 kHz; rms hisses.
static void balance(struct samples *voice, enum polish polish)
{
    bool dark = polish == POLISH_DARK;
    struct filter filters[] = {
        filter_high_pass(SOUND_RATE_HZ, 75.0, 0.707),
        filter_bell(SOUND_RATE_HZ, dark ? 170.0 : 110.0, 0.9, dark ? -3.5 : -1.5),
        filter_bell(SOUND_RATE_HZ, 420.0, 0.8, 1.5),
        filter_bell(SOUND_RATE_HZ, 2600.0, 0.7, dark ? 4.0 : 0.0),
        filter_high_shelf(SOUND_RATE_HZ, 5600.0, dark ? -2.0 : -5.0),
    };
    // Sample by sample: one filter need not wait for another that is ahead of it.
    for (int i = 0; i < voice->count; i++) {
        float sample = voice->sample[i];
        for (size_t f = 0; f < sizeof filters / sizeof *filters; f++)
            sample = (float)filter_next(&filters[f], (double)sample);
        voice->sample[i] = sample;
    }
}

/// Where the band of hisses is loud beside the whole voice, it is turned down.
static void soften_hisses(struct samples *voice)
{
    static const double HISS_HZ = 4500.0, SHARE_MOST = 0.22, FOLLOW_S = 0.004, VOICE_S = 0.25;
    struct filter band = filter_high_pass(SOUND_RATE_HZ, HISS_HZ, 0.707);
    double follow = 1.0 - exp(-1.0 / (FOLLOW_S * SOUND_RATE_HZ));
    double slow = 1.0 - exp(-1.0 / (VOICE_S * SOUND_RATE_HZ));
    double hiss = 0.0, whole = 0.0;
    for (int i = 0; i < voice->count; i++) {
        double sample = (double)voice->sample[i], high = filter_next(&band, sample);
        hiss += follow * (fabs(high) - hiss);
        // The voice's own level falls slowly, so that it is still known within an s.
        whole += (fabs(sample) > whole ? follow : slow) * (fabs(sample) - whole);
        double most = SHARE_MOST * whole;
        if (hiss > most)
            voice->sample[i] = (float)(sample - high * (1.0 - most / hiss));
    }
}

/// RMS of what is not silence.
static double spoken_level(const struct samples *voice)
{
    double loudest = 0.0, energy = 0.0;
    int count = 0;
    for (int i = 0; i < voice->count; i++)
        loudest = fmax(loudest, fabs((double)voice->sample[i]));
    for (int i = 0; i < voice->count; i++) {
        double sample = (double)voice->sample[i];
        if (fabs(sample) > 0.05 * loudest) {
            energy += sample * sample;
            count++;
        }
    }
    return sqrt(energy / (count > 0 ? count : 1));
}

/// Stressed syllables stand out less: nobody is called, somebody is told.
static void even_out(struct samples *voice)
{
    static const double RISE_S = 0.015, FALL_S = 0.18, LESS = 0.45;
    double rise = 1.0 - exp(-1.0 / (RISE_S * SOUND_RATE_HZ));
    double fall = 1.0 - exp(-1.0 / (FALL_S * SOUND_RATE_HZ));
    double level = spoken_level(voice), power = 0.0;
    if (level <= 0.0)
        return;
    for (int i = 0; i < voice->count; i++) {
        double sample = (double)voice->sample[i], now = sample * sample;
        power += (now > power ? rise : fall) * (now - power);
        double over = sqrt(power) / level;
        if (over > 1.0)
            voice->sample[i] = (float)(sample * pow(over, -LESS));
    }
}

static void fade_ends(struct samples *voice)
{
    int in = (int)(FADE_IN_S * SOUND_RATE_HZ), out = (int)(FADE_OUT_S * SOUND_RATE_HZ);
    for (int i = 0; i < in && i < voice->count; i++)
        voice->sample[i] *= 0.5f - 0.5f * cosf(3.14159265f * (float)i / (float)in);
    for (int i = 0; i < out && i < voice->count; i++)
        voice->sample[voice->count - 1 - i] *=
            0.5f - 0.5f * cosf(3.14159265f * (float)i / (float)out);
}

static bool set_level(struct samples *voice, struct err *err)
{
    double lufs;
    if (!loudness_of_line(voice->sample, voice->count, &lufs))
        return err_set(err, "there is no voice in it");
    double gain = pow(10.0, (VOICE_LUFS - lufs) / 20.0), loudest = 0.0;
    for (int i = 0; i < voice->count; i++)
        loudest = fmax(loudest, gain * fabs((double)voice->sample[i]));
    if (loudest > (double)PEAK_MOST)
        gain *= (double)PEAK_MOST / loudest;
    for (int i = 0; i < voice->count; i++)
        voice->sample[i] = (float)(gain * (double)voice->sample[i]);
    return true;
}

static void keep(const struct samples *voice, enum polish polish, struct spoken_line *line)
{
    int frame_count = voice->count + ROOM_TAIL_FRAMES;
    float *stereo = mem_alloc((size_t)frame_count, 2 * sizeof *stereo);
    room_place(voice->sample, voice->count, polish == POLISH_RECORDED ? 0.0f : ROOM_WET, stereo);
    line->frame_count = frame_count;
    line->voice_frame_count = voice->count;
    line->stereo = mem_alloc((size_t)frame_count, 2 * sizeof *line->stereo);
    for (int i = 0; i < 2 * frame_count; i++)
        line->stereo[i] = (short)lrintf(stereo[i] * 32767.0f);
    mem_free(stereo);
}

bool polish_line(const float *mono, int sample_count, int rate_hz, enum polish polish,
                 struct spoken_line *line, struct err *err)
{
    *line = (struct spoken_line){0};
    struct samples dry = trimmed(mono, sample_count, rate_hz), voice = {0};
    if (dry.count > 0)
        voice.sample = resample(dry.sample, dry.count, 1, rate_hz, SOUND_RATE_HZ, &voice.count);
    mem_free(dry.sample);
    if (!voice.sample)
        return err_set(err, "there is no voice in it");
    if (polish != POLISH_RECORDED) {
        balance(&voice, polish);
        soften_hisses(&voice);
        even_out(&voice);
    }
    fade_ends(&voice);
    bool good = set_level(&voice, err);
    if (good)
        keep(&voice, polish, line);
    mem_free(voice.sample);
    return good;
}

void spoken_line_finish(struct spoken_line *line)
{
    mem_free(line->stereo);
    *line = (struct spoken_line){0};
}
