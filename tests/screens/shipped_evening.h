/// The shipped routine as a timeline, for tests of what is shown of it.
#pragma once

#include "picture/shipped_moment.h"
#include "store/routine_file.h"

struct evening {
    struct content content;
    struct arena arena;
    struct routine routine;
    struct timeline *timeline;
};

static inline void evening_load(struct evening *evening)
{
    struct problems problems = {0};
    struct err err = {0};
    *evening = (struct evening){0};
    load_shipped_content(&evening->content);
    assert_true(routine_load(&evening->routine, &evening->content,
                             SOURCE_DIR "/routines/bedtime.yaml", &evening->arena, &problems));
    problems_finish(&problems);
    struct timeline_settings settings = timeline_settings_default();
    evening->timeline = timeline_create(&evening->content, &evening->routine, &settings, &err);
    if (!evening->timeline)
        fail_msg("%s", err.text);
}

static inline void evening_finish(struct evening *evening)
{
    timeline_destroy(evening->timeline);
    arena_finish(&evening->arena);
    arena_finish(&evening->content.arena);
}
