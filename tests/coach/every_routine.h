/// Every shipped routine, compiled at every amount of talk, and every way between neighbours, for
/// tests of their words.
#pragma once

#include "coach/timeline.h"
#include "store/content_folder.h"
#include "store/routine_file.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { ROUTINES_MAX = 32 };

static struct content content;
static struct arena arena;
static int routine_count;
static struct routine routines[ROUTINES_MAX];

static inline int set_up(void **state)
{
    (void)state;
    struct problems problems = {0};
    glob_t found;
    bool good = content_load(&content, SOURCE_DIR "/routines", &problems);
    if (glob(SOURCE_DIR "/routines/*.yaml", 0, NULL, &found) != 0)
        return -1;
    for (size_t i = 0; good && i < found.gl_pathc && routine_count < ROUTINES_MAX; i++) {
        const char *path = arena_text(&arena, found.gl_pathv[i]);
        good = routine_load(&routines[routine_count++], &content, path, &arena, &problems);
    }
    globfree(&found);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    return good && routine_count > 0 ? 0 : -1;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    arena_finish(&content.arena);
    return 0;
}

static inline struct timeline *create(const struct routine *routine, enum talk talk)
{
    struct timeline_settings settings = timeline_settings_default();
    settings.talk = talk;
    struct err err;
    struct timeline *timeline = timeline_create(&content, routine, &settings, &err);
    if (!timeline)
        fail_msg("%s", err.text);
    return timeline;
}

typedef void check_timeline(const struct timeline *timeline, enum talk talk);

static inline void for_every_timeline(check_timeline *check)
{
    for (int i = 0; i < routine_count; i++) {
        for (int talk = 0; talk < TALK_COUNT; talk++) {
            struct timeline *timeline = create(&routines[i], (enum talk)talk);
            check(timeline, (enum talk)talk);
            timeline_destroy(timeline);
        }
    }
}

static inline void check_way(check_timeline *check, struct pose_side from, struct pose_side to)
{
    const struct routine routine = {
        .id = "way",
        .file = "way.yaml",
        .start = from,
        .step_count = 1,
        .step = {{.at = to, .seconds = 60.0}},
        .rest = to,
        .rest_s = 90.0,
    };
    struct timeline *timeline = create(&routine, TALK_FULL);
    check(timeline, TALK_FULL);
    timeline_destroy(timeline);
}

/// From each pose to each neighbour: also words that no shipped routine comes past.
static inline void for_every_way(check_timeline *check)
{
    for (int i = 0; i < content.move_count; i++) {
        const struct move *move = &content.move[i];
        check_way(check, move->from, move->to);
        if (move->backward)
            check_way(check, move->to, move->from);
    }
}

static inline double seconds(long ticks)
{
    return (double)ticks / TICKS_PER_S;
}

static inline void complain(const struct cue *cue, const char *what)
{
    fail_msg("\"%s\" at %.2f s %s", cue->text, seconds(cue->tick), what);
}

/// The next words from `index` on; NULL after the last.
static inline const struct cue *next_words(const struct timeline *timeline, int *index)
{
    while (*index < timeline_cue_count(timeline)) {
        const struct cue *cue = timeline_cue(timeline, (*index)++);
        if (cue->kind == CUE_WORDS)
            return cue;
    }
    return NULL;
}

static inline void body_at(const struct timeline *timeline, long tick, struct body *body)
{
    struct moment moment;
    timeline_at(timeline, seconds(tick), &moment);
    *body = moment.figure.body;
}

static inline bool leads_a_move(const struct cue *cue)
{
    return cue->purpose == PURPOSE_GET_THERE || cue->purpose == PURPOSE_COME_OUT;
}

static inline long step_end(const struct timeline *timeline, int step)
{
    return step < timeline_routine(timeline)->step_count ? timeline_step_tick(timeline, step + 1)
                                                         : timeline_total_ticks(timeline);
}

/// When the words at `index` have been obeyed: until others ask for something else, or until the
/// body has arrived. A title is true at the end of its step; other words are so at once.
static inline long done_tick(const struct timeline *timeline, int index)
{
    const struct cue *cue = timeline_cue(timeline, index), *next;
    if (cue->purpose == PURPOSE_NAME)
        return step_end(timeline, cue->step) - 1;
    if (!leads_a_move(cue))
        return cue->said_tick;
    for (int i = index + 1; (next = next_words(timeline, &i)) != NULL;)
        if (leads_a_move(next) && next->step == cue->step)
            return next->move_tick;
    for (int i = 0; i < timeline_span_count(timeline); i++) {
        const struct span *span = timeline_span(timeline, i);
        if (span->start_tick <= cue->move_tick && cue->move_tick < span->end_tick)
            return span->end_tick;
    }
    return cue->move_end_tick;
}
