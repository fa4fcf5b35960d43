/// Reads a compiled timeline: (timeline, t) -> everything that is true at t.
#include "coach/timeline_data.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/// The final rest goes dark over its last minute: at most 3.2 % of the light in a second, and the
/// last two seconds are black.
static const double FADE_S = 60.0, BLACK_S = 2.0;

static double span_seconds(const struct span *span)
{
    return (double)(span->end_tick - span->start_tick) / TICKS_PER_S;
}

static struct breath span_breath(const struct timeline *timeline, const struct span *span,
                                 double into_s)
{
    return breath_on_course(&timeline->settings.breath, (double)span->start_tick / TICKS_PER_S,
                            span_seconds(span), into_s);
}

static void read_figure(const struct timeline *timeline, int index, double into_s,
                        struct moment *moment)
{
    const struct span *span = &timeline->span[index];
    moment->breath = span_breath(timeline, span, into_s);
    if (span->kind == SPAN_MOVE) {
        const struct passage *passage = timeline->passage[index];
        passage_sample(passage, into_s, &moment->breath, &moment->figure, &moment->view);
        passage_wall(passage, into_s, &moment->wall_m, &moment->wall_alpha);
        return;
    }
    const struct stay *stay = timeline->stay[index];
    stay_sample(stay, &moment->breath, &moment->figure);
    moment->view = stay->view;
    moment->wall_m = stay->arrive.posture.wall_m;
    moment->wall_alpha = moment->wall_m > 0.0f ? 1.0f : 0.0f;
}

/// What is further away than this does not matter to the words of the moment: the largest have come
/// by then.
static const double BESIDE_S = 12.0;

static void add_beside(struct moment *moment, const char *words, double from_tick, double to_tick)
{
    double tick = moment->t_s * TICKS_PER_S;
    double away_s = fmax(from_tick - tick, tick - to_tick) / TICKS_PER_S;
    bool here = from_tick <= tick && tick < to_tick;
    if (here || away_s > BESIDE_S || moment->words_beside_count == WORDS_BESIDE_MAX)
        return;
    moment->words_beside[moment->words_beside_count++] =
        (struct words_beside){words, fmax(0.0, away_s)};
}

static void read_words(const struct timeline *timeline, double tick, struct moment *moment)
{
    double silent_from = -BESIDE_S * TICKS_PER_S;
    for (int i = 0; i < timeline->cue_count; i++) {
        const struct cue *cue = &timeline->cue[i];
        if (cue->kind != CUE_WORDS)
            continue;
        double from = (double)cue->tick, to = (double)cue->end_tick;
        if (from > silent_from)
            add_beside(moment, NULL, silent_from, from);
        add_beside(moment, cue->text, from, to);
        if (from <= tick && tick < to)
            moment->words = cue->text;
        silent_from = to;
    }
    add_beside(moment, NULL, silent_from, INFINITY);
}

static float loudness_at(const struct timeline *timeline, const struct span *span, double tick)
{
    if (span->kind != SPAN_REST)
        return 1.0f;
    double left_s = ((double)timeline_total_ticks(timeline) - tick) / TICKS_PER_S;
    double fade_s = fmin(FADE_S, span_seconds(span));
    double u = (fade_s - left_s) / (fade_s - BLACK_S);
    return 1.0f - motion_minimum_jerk((float)u);
}

struct breath timeline_breath(const struct timeline *timeline, double t_s)
{
    double tick = timeline_tick_at(timeline, t_s);
    const struct span *span = &timeline->span[timeline_span_at(timeline, tick)];
    return span_breath(timeline, span, (tick - (double)span->start_tick) / TICKS_PER_S);
}

float timeline_loudness(const struct timeline *timeline, double t_s)
{
    double tick = timeline_tick_at(timeline, t_s);
    return loudness_at(timeline, &timeline->span[timeline_span_at(timeline, tick)], tick);
}

void timeline_at(const struct timeline *timeline, double t_s, struct moment *moment)
{
    double tick = timeline_tick_at(timeline, t_s);
    t_s = tick / TICKS_PER_S;
    int index = timeline_span_at(timeline, tick), steps = timeline->routine->step_count;
    const struct span *span = &timeline->span[index];
    int step = span->step;
    double start = (double)timeline->step_tick[step], end = (double)timeline->step_tick[step + 1];

    *moment = (struct moment){
        .t_s = t_s,
        .kind = span->kind,
        .step = step,
        .at = timeline_step_pose(timeline, step),
        .step_progress = (float)((tick - start) / (end - start)),
        .step_left_s = (end - tick) / TICKS_PER_S,
        .total_left_s = fmax(0.0, (double)timeline_practice_ticks(timeline) - tick) / TICKS_PER_S,
    };
    if (step > 0)
        moment->before = timeline_step_pose(timeline, step - 1);
    if (step < steps)
        moment->next = timeline_step_pose(timeline, step + 1);
    read_figure(timeline, index, t_s - (double)span->start_tick / TICKS_PER_S, moment);
    read_words(timeline, tick, moment);
    moment->light = moment->loudness = loudness_at(timeline, span, tick);
}

bool moment_of_pose(struct pose_side at, float fill, struct moment *moment, struct err *err)
{
    struct stay stay;
    if (!stay_solve(&stay, at, err))
        return false;
    *moment = (struct moment){
        .kind = SPAN_HOLD,
        .at = at,
        .view = stay.view,
        .wall_m = stay.arrive.posture.wall_m,
        .wall_alpha = stay.arrive.posture.wall_m > 0.0f ? 1.0f : 0.0f,
        // In the middle of a long hold: neither the first inhale nor the last exhale.
        .breath = {.inhaling = true, .cycle = 1, .cycles = 3, .progress = fill, .fill = fill},
        .words = at.pose->summary,
        .light = 1.0f,
        .loudness = 1.0f,
    };
    stay_sample(&stay, &moment->breath, &moment->figure);
    return true;
}
