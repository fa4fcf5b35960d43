/// The voice of the shipped evening. CACHE, defined before, is the folder of its lines: each test
/// has its own.
#pragma once

#include "evening.h"

#include "sound/voice.h"

#include <string.h>
#include <time.h>

static struct evening evening;

static int set_up(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    make_empty_folder(CACHE);
    return evening_load(&evening, &settings) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    evening_finish(&evening);
    return 0;
}

static inline struct voice *create_voice(bool patient, const char *recordings)
{
    const struct voice_settings settings = {
        .cache_folder = CACHE, .patient = patient, .recordings = recordings};
    return voice_create(evening.timeline, &settings);
}

/// The line that says `text` first.
static inline int line_of(const char *text)
{
    int line = 0;
    for (int i = 0; i < timeline_cue_count(evening.timeline); i++) {
        const struct cue *cue = timeline_cue(evening.timeline, i);
        if (cue->kind != CUE_WORDS)
            continue;
        if (strcmp(cue->text, text) == 0)
            return line;
        line++;
    }
    fail_msg("nobody says \"%s\"", text);
    return -1;
}

/// Free it with mem_free.
static inline float *render(struct voice *voice, long long first, int frame_count)
{
    float *stereo = mem_alloc((size_t)frame_count, 2 * sizeof *stereo);
    voice_listen_at(voice, first);
    voice_add(voice, 0, first, frame_count, stereo);
    return stereo;
}

static inline void sleep_ms(long ms)
{
    const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}
