#include "sound/sound.h"

#include "base/log.h"
#include "base/mem.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { BELL_COUNT = 3 };

/// Loudness is asked for at these frames of the timeline and goes straight between them: the fade
/// takes a minute, and asking costs as much as a whole moment.
enum { LOUDNESS_GRID_FRAMES = SOUND_RATE_HZ / 10 };

struct ring {
    const struct bell *bell;
    long long first_frame;
};

struct sound {
    const struct timeline *timeline;
    long long fade_frame; ///< from here on loudness may be below 1
    struct bell bell[BELL_COUNT];
    int ring_count;
    struct ring *ring; ///< in order of time
};

static const char *const file_names[BELL_COUNT] = {
    [CUE_BELL] = "bell.ogg",
    [CUE_SIDE_BELL] = "side_bell.ogg",
    [CUE_END_BELL] = "end_bell.ogg",
};

static bool is_bell(const struct cue *cue)
{
    return cue->kind == CUE_BELL || cue->kind == CUE_SIDE_BELL || cue->kind == CUE_END_BELL;
}

static void load_bells(struct sound *sound, const char *folder)
{
    for (int i = 0; i < BELL_COUNT; i++) {
        char path[4096];
        struct err err;
        snprintf(path, sizeof path, "%s/%s", folder, file_names[i]);
        if (!bell_load(&sound->bell[i], path, &err))
            log_warning("%s; this bell stays silent", err.text);
    }
}

static void place_rings(struct sound *sound)
{
    int cue_count = timeline_cue_count(sound->timeline);
    sound->ring = mem_alloc((size_t)cue_count + 1, sizeof *sound->ring);
    for (int i = 0; i < cue_count; i++) {
        const struct cue *cue = timeline_cue(sound->timeline, i);
        if (is_bell(cue)) {
            sound->ring[sound->ring_count++] = (struct ring){
                .bell = &sound->bell[cue->kind],
                .first_frame = (long long)cue->tick * SOUND_FRAMES_PER_TICK,
            };
        }
    }
}

struct sound *sound_create(const struct timeline *timeline, const char *folder)
{
    struct sound *sound = mem_alloc(1, sizeof *sound);
    sound->timeline = timeline;
    sound->fade_frame = (long long)timeline_practice_ticks(timeline) * SOUND_FRAMES_PER_TICK;
    load_bells(sound, folder);
    place_rings(sound);
    return sound;
}

void sound_destroy(struct sound *sound)
{
    if (!sound)
        return;
    for (int i = 0; i < BELL_COUNT; i++)
        bell_finish(&sound->bell[i]);
    mem_free(sound->ring);
    mem_free(sound);
}

static float grid_loudness(const struct sound *sound, long long grid)
{
    struct moment moment;
    timeline_at(sound->timeline, (double)grid * LOUDNESS_GRID_FRAMES / SOUND_RATE_HZ, &moment);
    return moment.loudness;
}

/// Times loudness, from `first_frame`, where the fade has begun.
static void apply_loudness(const struct sound *sound, long long first_frame, int frame_count,
                           float *stereo)
{
    long long grid = -1;
    float before = 1.0f, after = 1.0f;
    for (int i = 0; i < frame_count; i++) {
        long long frame = first_frame + i;
        if (frame < sound->fade_frame)
            continue;
        if (frame / LOUDNESS_GRID_FRAMES != grid) {
            before = grid == -1 ? grid_loudness(sound, frame / LOUDNESS_GRID_FRAMES) : after;
            grid = frame / LOUDNESS_GRID_FRAMES;
            after = grid_loudness(sound, grid + 1);
        }
        float share = (float)(frame % LOUDNESS_GRID_FRAMES) / LOUDNESS_GRID_FRAMES;
        float loudness = before + (after - before) * share;
        stereo[2 * i] *= loudness;
        stereo[2 * i + 1] *= loudness;
    }
}

static void add_ring(const struct ring *ring, long long first_frame, int frame_count, float *stereo)
{
    long long offset = first_frame - ring->first_frame;
    long long from = offset < 0 ? -offset : 0;
    long long to = ring->bell->frame_count - offset;
    to = to < frame_count ? to : frame_count;
    for (long long i = from; i < to; i++) {
        stereo[2 * i] += ring->bell->stereo[2 * (offset + i)];
        stereo[2 * i + 1] += ring->bell->stereo[2 * (offset + i) + 1];
    }
}

static bool rings_between(const struct ring *ring, long long first_frame, long long end_frame)
{
    return ring->first_frame < end_frame &&
           ring->first_frame + ring->bell->frame_count > first_frame;
}

void sound_render(const struct sound *sound, long long first_frame, int frame_count, float *stereo)
{
    assert(frame_count >= 0);
    memset(stereo, 0, (size_t)frame_count * 2 * sizeof *stereo);
    bool rings = false;
    for (int i = 0; i < sound->ring_count; i++) {
        if (rings_between(&sound->ring[i], first_frame, first_frame + frame_count)) {
            add_ring(&sound->ring[i], first_frame, frame_count, stereo);
            rings = true;
        }
    }
    if (rings && first_frame + frame_count > sound->fade_frame)
        apply_loudness(sound, first_frame, frame_count, stereo);
}

bool sound_is_silent(const struct sound *sound, long long first_frame, long long end_frame)
{
    for (int i = 0; i < sound->ring_count; i++)
        if (rings_between(&sound->ring[i], first_frame, end_frame))
            return false;
    return true;
}
