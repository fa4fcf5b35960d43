/// The shipped bedtime routine for the sound tests.
#pragma once

#include "support.h"

#include "base/mem.h"
#include "sound/mixer.h"
#include "store/content_folder.h"
#include "store/routine_file.h"

#define SOUNDS SOURCE_DIR "/assets/sounds"

struct evening {
    struct content content;
    struct routine routine;
    struct arena arena;
    struct timeline *timeline;
};

/// False after the mistakes were printed.
static inline bool evening_load(struct evening *evening, const struct timeline_settings *settings)
{
    struct problems problems = {0};
    *evening = (struct evening){0};
    bool good = content_load(&evening->content, SOURCE_DIR "/routines", &problems) &&
                routine_load(&evening->routine, &evening->content,
                             SOURCE_DIR "/routines/bedtime.yaml", &evening->arena, &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    struct err err = {0};
    if (good)
        evening->timeline = timeline_create(&evening->content, &evening->routine, settings, &err);
    if (good && !evening->timeline)
        print_error("%s\n", err.text);
    return evening->timeline != NULL;
}

static inline void evening_finish(struct evening *evening)
{
    timeline_destroy(evening->timeline);
    arena_finish(&evening->arena);
    arena_finish(&evening->content.arena);
}

/// Seconds of the timeline as frames.
static inline long long evening_frame(double t_s)
{
    return (long long)(t_s * SOUND_RATE_HZ + 0.5);
}
