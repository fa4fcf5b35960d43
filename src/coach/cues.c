/// Where words and bells stand in time.
#include "coach/timeline_data.h"
#include "coach/words.h"

#include <math.h>
#include <stdlib.h>

/// Words in a hold come at an even, unhurried pace: calm reading is 12 characters a second, and
/// there must be time to do what was said.
static const double LEAST_GAP_S = 7.0, MOST_GAP_S = 14.0;
/// After its last line the final rest is left in peace.
static const double REST_WORDS_S = 12.0;

enum { CUES_MAX = TIMELINE_STEPS_MAX * (PASSAGE_WORDS_MAX + POSE_LINES_MAX + 1) };

struct cue_list {
    struct arena *arena;
    int count;
    struct cue *cue;
};

static void add_cue(struct cue_list *list, enum cue_kind kind, double tick, int step,
                    const char *text)
{
    list->cue[list->count++] =
        (struct cue){.kind = kind, .tick = lround(tick), .step = step, .text = text};
}

static void add_bell(struct cue_list *list, const struct timeline *timeline, int step)
{
    struct pose_side at = timeline_step_pose(timeline, step);
    struct pose_side before =
        step > 0 ? timeline_step_pose(timeline, step - 1) : timeline->routine->start;
    long tick = timeline->step_tick[step];
    char *title = arena_alloc(list->arena, CONTENT_ID_MAX * 2, 1);
    pose_side_title(at, title, CONTENT_ID_MAX * 2);
    enum cue_kind kind = step == timeline->routine->step_count                  ? CUE_END_BELL
                         : step > 0 && at.pose == before.pose && at.pose->sided ? CUE_SIDE_BELL
                                                                                : CUE_BELL;
    add_cue(list, kind, (double)tick, step, title);
}

static void add_passage_words(struct cue_list *list, const struct span *span,
                              const struct passage *passage)
{
    for (int i = 0; i < passage->words_count; i++)
        add_cue(list, CUE_WORDS, (double)span->start_tick + passage->words[i].t_s * TICKS_PER_S,
                span->step, passage->words[i].text);
}

static void add_hold_words(struct cue_list *list, const struct timeline *timeline,
                           const struct span *span, const struct stay *stay)
{
    const struct pose *pose = stay->at.pose;
    const struct routine *routine = timeline->routine;
    if (pose->line_count == 0)
        return;
    double length_s = (double)(span->end_tick - span->start_tick) / TICKS_PER_S;
    double gap_s = fmin(fmax(length_s / pose->line_count, LEAST_GAP_S), MOST_GAP_S);
    for (int i = 0; i < pose->line_count && i * gap_s + LEAST_GAP_S <= length_s; i++) {
        const char *line = pose->line[i];
        if (i == 0 && span->step < routine->step_count && routine->step[span->step].say)
            line = routine->step[span->step].say;
        add_cue(list, CUE_WORDS, (double)span->start_tick + i * gap_s * TICKS_PER_S, span->step,
                words_expand(list->arena, line, stay->at.side));
    }
}

static int by_tick(const void *a, const void *b)
{
    const struct cue *left = a, *right = b;
    if (left->tick != right->tick)
        return left->tick < right->tick ? -1 : 1;
    return (left->kind > right->kind) - (left->kind < right->kind);
}

/// Words last until the next ones, the last ones of the final rest for a while.
static void close_words(struct cue_list *list, long total_ticks)
{
    long rest_words_ticks = lround(REST_WORDS_S * TICKS_PER_S);
    long next_tick = -1;
    for (int i = list->count - 1; i >= 0; i--) {
        struct cue *cue = &list->cue[i];
        cue->end_tick = cue->tick;
        if (cue->kind != CUE_WORDS)
            continue;
        cue->end_tick = next_tick >= 0 ? next_tick : cue->tick + rest_words_ticks;
        if (cue->end_tick > total_ticks)
            cue->end_tick = total_ticks;
        next_tick = cue->tick;
    }
}

void timeline_plan_cues(struct timeline *timeline)
{
    struct cue *all = mem_alloc(CUES_MAX, sizeof *all);
    struct cue_list list = {.arena = &timeline->arena, .cue = all};
    for (int step = 0; step <= timeline->routine->step_count; step++)
        add_bell(&list, timeline, step);
    for (int i = 0; i < timeline->span_count; i++) {
        const struct span *span = &timeline->span[i];
        if (span->kind == SPAN_MOVE)
            add_passage_words(&list, span, timeline->passage[i]);
        else
            add_hold_words(&list, timeline, span, timeline->stay[i]);
    }
    qsort(all, (size_t)list.count, sizeof *all, by_tick);
    close_words(&list, timeline_total_ticks(timeline));
    timeline->cue_count = list.count;
    timeline->cue = arena_alloc(&timeline->arena, (size_t)list.count, sizeof *timeline->cue);
    for (int i = 0; i < list.count; i++)
        timeline->cue[i] = all[i];
    mem_free(all);
}
