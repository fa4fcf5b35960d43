#include "sound/sound.h"

#include "base/log.h"
#include "base/mem.h"
#include "sound/bed.h"
#include "sound/curve.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BELL_COUNT = 3 };

struct ring {
    const struct clip *bell;
    long long first_frame;
    float gain[2]; ///< left, right
};

struct sound {
    const struct timeline *timeline;
    long long end_frame; ///< of the timeline
    struct clip bell[BELL_COUNT];
    int ring_count;
    struct ring *ring; ///< in order of time
    struct bed bed;
    struct breath_sound *breath;
    struct voice *voice;
};

static const char *const bell_files[BELL_COUNT] = {
    [CUE_BELL] = "bell.ogg",
    [CUE_SIDE_BELL] = "side_bell.ogg",
    [CUE_END_BELL] = "end_bell.ogg",
};

static const char *const bed_files[BED_KIND_COUNT] = {
    [BED_DRONE] = "bed_drone.ogg",
    [BED_RAIN] = "bed_rain.ogg",
};

/// A bell is at most 6 LU louder than the bed (tests/sound/test_levels.c).
static const float BELL_GAIN = 0.66f;
/// The side bell from its side: 5 dB between the ears.
static const float NEAR_EAR = 1.22f, FAR_EAR = 0.69f;
/// The bed comes out of silence.
static const double BED_COME_IN_S = 6.0;
/// What is left of a part while the voice speaks.
static const float DUCKED[SOUND_PART_COUNT] = {
    [SOUND_VOICE] = 1.0f,
    [SOUND_BELLS] = 0.7f,
    [SOUND_BREATH] = 0.4f,
    [SOUND_BED] = 0.63f,
};

const char *sound_part_name(enum sound_part part)
{
    static const char *const names[SOUND_PART_COUNT] = {
        [SOUND_VOICE] = "voice",
        [SOUND_BELLS] = "bells",
        [SOUND_BREATH] = "breath",
        [SOUND_BED] = "bed",
    };
    return names[part];
}

const char *bed_kind_name(enum bed_kind kind)
{
    static const char *const names[BED_KIND_COUNT] = {
        [BED_DRONE] = "drone",
        [BED_RAIN] = "rain",
        [BED_NONE] = "none",
    };
    return names[kind];
}

static bool is_bell(const struct cue *cue)
{
    return cue->kind == CUE_BELL || cue->kind == CUE_SIDE_BELL || cue->kind == CUE_END_BELL;
}

static void load_files(struct sound *sound, const struct sound_settings *settings)
{
    char path[4096];
    struct err err;
    for (int i = 0; i < BELL_COUNT; i++) {
        snprintf(path, sizeof path, "%s/%s", settings->folder, bell_files[i]);
        if (!clip_load(&sound->bell[i], path, &err))
            log_warning("%s; this bell stays silent", err.text);
    }
    if (settings->bed == BED_NONE)
        return;
    snprintf(path, sizeof path, "%s/%s", settings->folder, bed_files[settings->bed]);
    if (!bed_load(&sound->bed, path, &err))
        log_warning("%s; there is no bed of sound", err.text);
}

static void place_rings(struct sound *sound)
{
    int cue_count = timeline_cue_count(sound->timeline);
    sound->ring = mem_alloc((size_t)cue_count + 1, sizeof *sound->ring);
    for (int i = 0; i < cue_count; i++) {
        const struct cue *cue = timeline_cue(sound->timeline, i);
        if (!is_bell(cue))
            continue;
        struct ring *ring = &sound->ring[sound->ring_count++];
        ring->bell = &sound->bell[cue->kind];
        ring->first_frame = (long long)cue->tick * SOUND_FRAMES_PER_TICK;
        ring->gain[0] = cue->ear == EAR_LEFT ? NEAR_EAR : cue->ear == EAR_RIGHT ? FAR_EAR : 1.0f;
        ring->gain[1] = cue->ear == EAR_RIGHT ? NEAR_EAR : cue->ear == EAR_LEFT ? FAR_EAR : 1.0f;
    }
}

struct sound *sound_create(const struct timeline *timeline, const struct sound_settings *settings)
{
    struct sound *sound = mem_alloc(1, sizeof *sound);
    sound->timeline = timeline;
    sound->end_frame = (long long)timeline_total_ticks(timeline) * SOUND_FRAMES_PER_TICK;
    load_files(sound, settings);
    place_rings(sound);
    sound->breath = breath_sound_create(timeline, settings->breath);
    sound->voice = voice_create(timeline, &settings->voice);
    return sound;
}

void sound_destroy(struct sound *sound)
{
    if (!sound)
        return;
    voice_destroy(sound->voice);
    breath_sound_destroy(sound->breath);
    bed_finish(&sound->bed);
    for (int i = 0; i < BELL_COUNT; i++)
        clip_finish(&sound->bell[i]);
    mem_free(sound->ring);
    mem_free(sound);
}

static bool rings_between(const struct ring *ring, long long first_frame, long long end_frame)
{
    return ring->first_frame < end_frame &&
           ring->first_frame + ring->bell->frame_count > first_frame;
}

static float loudness(const void *source, double t_s)
{
    const struct sound *sound = source;
    return timeline_loudness(sound->timeline, t_s);
}

static float bed_level(const void *source, double t_s)
{
    return motion_minimum_jerk((float)(t_s / BED_COME_IN_S)) * loudness(source, t_s);
}

static float presence(const void *source, double t_s)
{
    const struct sound *sound = source;
    return voice_presence(sound->voice, t_s);
}

static void add_bells(const struct sound *sound, long long first_frame, int frame_count,
                      float *stereo)
{
    bool rings = false;
    for (int i = 0; i < sound->ring_count; i++) {
        const struct ring *ring = &sound->ring[i];
        if (!rings_between(ring, first_frame, first_frame + frame_count))
            continue;
        clip_add(ring->bell, first_frame - ring->first_frame, BELL_GAIN * ring->gain[0],
                 BELL_GAIN * ring->gain[1], frame_count, stereo);
        rings = true;
    }
    if (!rings)
        return;
    float level[SOUND_PIECE_FRAMES];
    curve_fill(loudness, sound, first_frame, frame_count, level);
    for (int i = 0; i < frame_count; i++) {
        stereo[2 * i] *= level[i];
        stereo[2 * i + 1] *= level[i];
    }
}

static void add_bed(const struct sound *sound, long long first_frame, int frame_count,
                    float *stereo)
{
    float level[SOUND_PIECE_FRAMES];
    curve_fill(bed_level, sound, first_frame, frame_count, level);
    bed_add(&sound->bed, first_frame, level, frame_count, stereo);
}

static void add_voice(const struct sound *sound, long long since_frame, long long first_frame,
                      int frame_count, float *stereo)
{
    float level[SOUND_PIECE_FRAMES];
    voice_listen_at(sound->voice, first_frame);
    voice_add(sound->voice, since_frame, first_frame, frame_count, stereo);
    curve_fill(loudness, sound, first_frame, frame_count, level);
    for (int i = 0; i < frame_count; i++) {
        stereo[2 * i] *= level[i];
        stereo[2 * i + 1] *= level[i];
    }
}

/// One part of the timeline, full and without room for others, on silence.
static void add_part(const struct sound *sound, enum sound_part part, long long since_frame,
                     long long first_frame, int frame_count, float *stereo)
{
    switch (part) {
    case SOUND_VOICE:
        add_voice(sound, since_frame, first_frame, frame_count, stereo);
        break;
    case SOUND_BELLS:
        add_bells(sound, first_frame, frame_count, stereo);
        break;
    case SOUND_BREATH:
        breath_sound_add(sound->breath, first_frame, frame_count, stereo);
        break;
    case SOUND_BED:
        add_bed(sound, first_frame, frame_count, stereo);
        break;
    case SOUND_PART_COUNT:
        break;
    }
}

/// Cut off what lies outside the timeline: silence.
static int inside(const struct sound *sound, long long *first_frame, int *frame_count)
{
    int before = 0;
    if (*first_frame < 0)
        before = -*first_frame < *frame_count ? (int)-*first_frame : *frame_count;
    *first_frame += before;
    *frame_count -= before;
    long long left = sound->end_frame - *first_frame;
    if (left < *frame_count)
        *frame_count = left > 0 ? (int)left : 0;
    return before;
}

static void mix_part(const struct sound *sound, const struct sound_mix *mix, enum sound_part part,
                     const float *present, int skipped, long long first_frame, int frame_count,
                     float *stereo)
{
    float alone[2 * SOUND_PIECE_FRAMES];
    memset(alone, 0, (size_t)frame_count * 2 * sizeof *alone);
    add_part(sound, part, mix->voice_since_frame, first_frame, frame_count, alone);
    for (int i = 0; i < frame_count; i++) {
        float gain = mix->gain[part] ? mix->gain[part][skipped + i] : 1.0f;
        float duck = mix->duck ? mix->duck[skipped + i] : 1.0f;
        gain *= 1.0f - (1.0f - DUCKED[part]) * duck * present[i];
        stereo[2 * i] += gain * alone[2 * i];
        stereo[2 * i + 1] += gain * alone[2 * i + 1];
    }
}

void sound_mix(const struct sound *sound, const struct sound_mix *mix, long long first_frame,
               int frame_count, float *stereo)
{
    assert(frame_count >= 0 && frame_count <= SOUND_PIECE_FRAMES);
    memset(stereo, 0, (size_t)frame_count * 2 * sizeof *stereo);
    int skipped = inside(sound, &first_frame, &frame_count);
    if (frame_count == 0)
        return;
    float present[SOUND_PIECE_FRAMES];
    curve_fill(presence, sound, first_frame, frame_count, present);
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        mix_part(sound, mix, (enum sound_part)part, present, skipped, first_frame, frame_count,
                 stereo + 2 * skipped);
}

static void render(const struct sound *sound, const struct sound_mix *mix, long long first_frame,
                   int frame_count, float *stereo)
{
    assert(frame_count >= 0);
    while (frame_count > 0) {
        int count = frame_count < SOUND_PIECE_FRAMES ? frame_count : SOUND_PIECE_FRAMES;
        sound_mix(sound, mix, first_frame, count, stereo);
        first_frame += count;
        stereo += 2 * count;
        frame_count -= count;
    }
}

void sound_render(const struct sound *sound, long long first_frame, int frame_count, float *stereo)
{
    const struct sound_mix mix = {.voice_since_frame = LLONG_MIN};
    render(sound, &mix, first_frame, frame_count, stereo);
}

void sound_render_part(const struct sound *sound, enum sound_part part, long long first_frame,
                       int frame_count, float *stereo)
{
    static const float silent[SOUND_PIECE_FRAMES];
    struct sound_mix mix = {.voice_since_frame = LLONG_MIN};
    for (int other = 0; other < SOUND_PART_COUNT; other++)
        if (other != (int)part)
            mix.gain[other] = silent;
    render(sound, &mix, first_frame, frame_count, stereo);
}

float sound_ducked(enum sound_part part)
{
    return DUCKED[part];
}

struct voice *sound_voice(const struct sound *sound)
{
    return sound->voice;
}

static bool has_line_between(const struct sound *sound, long long first_frame, long long end_frame)
{
    int line = voice_line_before(sound->voice, end_frame - 1);
    if (line < 0)
        return false;
    struct voice_slot slot = voice_slot(sound->voice, line);
    // The room is heard a little longer than the line.
    return slot.first_frame + slot.frame_count + SOUND_RATE_HZ > first_frame;
}

bool sound_is_silent(const struct sound *sound, long long first_frame, long long end_frame)
{
    if (end_frame <= 0 || first_frame >= sound->end_frame)
        return true;
    long long practice_end =
        (long long)timeline_practice_ticks(sound->timeline) * SOUND_FRAMES_PER_TICK;
    bool breathes =
        breath_sound_is_heard(sound->breath) && first_frame < practice_end + 30 * SOUND_RATE_HZ;
    if (sound->bed.loop.frame_count > 0 || breathes)
        return false;
    for (int i = 0; i < sound->ring_count; i++)
        if (rings_between(&sound->ring[i], first_frame, end_frame))
            return false;
    return !has_line_between(sound, first_frame, end_frame);
}
