/// Compiles a routine: stays are solved once each, passages join them, spans put both on ticks.
#include "coach/timeline_data.h"

#include <assert.h>
#include <math.h>

/// A hold shorter than this is no practice: the routine's author should hear of it.
static const double LEAST_HOLD_S = 10.0;

struct timeline_settings timeline_settings_default(void)
{
    return (struct timeline_settings){.breath = breath_course_default()};
}

struct pose_side timeline_step_pose(const struct timeline *timeline, int step)
{
    const struct routine *routine = timeline->routine;
    return step < routine->step_count ? routine->step[step].at : routine->rest;
}

static double step_seconds(const struct routine *routine, int step)
{
    return step < routine->step_count ? routine->step[step].seconds : routine->rest_s;
}

/// The stay of a pose: solved once, however often the routine returns to it.
static const struct stay *stay_of(struct timeline *timeline, struct pose_side at, struct err *err)
{
    for (int i = 0; i < timeline->span_count; i++)
        if (timeline->stay[i] && pose_side_equal(timeline->stay[i]->at, at))
            return timeline->stay[i];
    struct stay *stay = arena_alloc(&timeline->arena, 1, sizeof *stay);
    return stay_solve(stay, at, err) ? stay : NULL;
}

static long add_span(struct timeline *timeline, enum span_kind kind, int step, long start_tick,
                     double seconds)
{
    assert(timeline->span_count < TIMELINE_SPANS_MAX);
    long end_tick = start_tick + lround(seconds * TICKS_PER_S);
    timeline->span[timeline->span_count++] =
        (struct span){.kind = kind, .step = step, .start_tick = start_tick, .end_tick = end_tick};
    return end_tick;
}

/// True if the passage leaves its step enough time to stay.
static bool leaves_a_hold(const struct timeline *timeline, int step, double moving_s)
{
    bool extra = timeline->settings.moves_extra && step < timeline->routine->step_count;
    return extra || step_seconds(timeline->routine, step) - moving_s >= LEAST_HOLD_S;
}

/// True if any of the routine's poses needs a wall.
static bool has_wall(const struct timeline *timeline)
{
    for (int step = 0; step <= timeline->routine->step_count; step++) {
        struct pose_side at = timeline_step_pose(timeline, step);
        if (at.pose->posture[at.side].wall_m > 0.0f)
            return true;
    }
    return false;
}

/// The way to a step's pose. Returns its length in seconds, or a negative number on failure.
static double plan_passage(struct timeline *timeline, int step, long start_tick,
                           const struct stay *from, const struct stay *to, struct err *err)
{
    if (pose_side_equal(from->at, to->at))
        return 0.0;
    struct passage_plan plan = {
        .content = timeline->content,
        .from = from,
        .to = to,
        .opening_s = timeline_opening_s(timeline, step),
        .speech = &timeline->settings.speech,
        .wall = has_wall(timeline),
    };
    struct passage *passage = arena_alloc(&timeline->arena, 1, sizeof *passage);
    if (!passage_create(passage, &timeline->arena, &plan, err))
        return -1.0;
    if (!leaves_a_hold(timeline, step, passage->seconds)) {
        passage_finish(passage);
        plan.hurried = true;
        if (!passage_create(passage, &timeline->arena, &plan, err))
            return -1.0;
    }
    int index = timeline->span_count;
    add_span(timeline, SPAN_MOVE, step, start_tick, passage->seconds);
    timeline->span[index].motion = &passage->motion;
    timeline->passage[index] = passage;
    return passage->seconds;
}

static void plan_hold(struct timeline *timeline, int step, long start_tick, double seconds,
                      const struct stay *stay)
{
    bool is_rest = step == timeline->routine->step_count;
    int index = timeline->span_count;
    add_span(timeline, is_rest ? SPAN_REST : SPAN_HOLD, step, start_tick, seconds);
    timeline->span[index].arrive = &stay->arrive;
    timeline->span[index].exhale = &stay->exhale;
    timeline->span[index].inhale = &stay->inhale;
    timeline->stay[index] = stay;
}

static bool plan_step(struct timeline *timeline, int step, const struct stay **here,
                      struct err *err)
{
    const struct routine *routine = timeline->routine;
    const struct stay *to = stay_of(timeline, timeline_step_pose(timeline, step), err);
    if (!to)
        return false;
    long start_tick = timeline->step_tick[step];
    double moving_s = plan_passage(timeline, step, start_tick, *here, to, err);
    if (moving_s < 0.0)
        return false;
    // The final rest is never shortened by the way there: it is what everything leads to.
    bool extra = timeline->settings.moves_extra || step == routine->step_count;
    double whole_s = step_seconds(routine, step) + (extra ? moving_s : 0.0);
    if (whole_s - moving_s < LEAST_HOLD_S) {
        char title[CONTENT_ID_MAX * 2];
        pose_side_title(to->at, title, sizeof title);
        return err_set(err,
                       "%s: step %d (%s) lasts %.0f s, but getting there takes %.1f s, which "
                       "leaves less than %.0f s to stay",
                       routine->file, step + 1, title, whole_s, moving_s, LEAST_HOLD_S);
    }
    long end_tick = start_tick + lround(whole_s * TICKS_PER_S);
    long hold_tick = start_tick + lround(moving_s * TICKS_PER_S);
    plan_hold(timeline, step, hold_tick, (double)(end_tick - hold_tick) / TICKS_PER_S, to);
    timeline->step_tick[step + 1] = end_tick;
    *here = to;
    return true;
}

struct timeline *timeline_create(const struct content *content, const struct routine *routine,
                                 const struct timeline_settings *settings, struct err *err)
{
    struct timeline *timeline = mem_alloc(1, sizeof *timeline);
    timeline->content = content;
    timeline->routine = routine;
    timeline->settings = *settings;
    timeline->settings.moves_extra |= routine->moves_extra;
    const struct stay *here = stay_of(timeline, routine->start, err);
    bool planned = here != NULL;
    for (int step = 0; planned && step <= routine->step_count; step++)
        planned = plan_step(timeline, step, &here, err);
    if (!planned) {
        timeline_destroy(timeline);
        return NULL;
    }
    timeline_plan_cues(timeline);
    return timeline;
}

void timeline_destroy(struct timeline *timeline)
{
    if (!timeline)
        return;
    for (int i = 0; i < timeline->span_count; i++)
        if (timeline->passage[i])
            passage_finish(timeline->passage[i]);
    arena_finish(&timeline->arena);
    mem_free(timeline);
}

const struct routine *timeline_routine(const struct timeline *timeline)
{
    return timeline->routine;
}

long timeline_practice_ticks(const struct timeline *timeline)
{
    return timeline->step_tick[timeline->routine->step_count];
}

long timeline_total_ticks(const struct timeline *timeline)
{
    return timeline->step_tick[timeline->routine->step_count + 1];
}

double timeline_total_s(const struct timeline *timeline)
{
    return (double)timeline_total_ticks(timeline) / TICKS_PER_S;
}

long timeline_step_tick(const struct timeline *timeline, int step)
{
    assert(step >= 0 && step <= timeline->routine->step_count);
    return timeline->step_tick[step];
}

int timeline_step_at(const struct timeline *timeline, double t_s)
{
    double tick = t_s * TICKS_PER_S;
    int step = 0;
    while (step < timeline->routine->step_count && tick >= (double)timeline->step_tick[step + 1])
        step++;
    return step;
}

int timeline_span_count(const struct timeline *timeline)
{
    return timeline->span_count;
}

double timeline_tick_at(const struct timeline *timeline, double t_s)
{
    assert(!isnan(t_s));
    double tick = t_s * TICKS_PER_S, whole = round(tick);
    // A whole tick that went through seconds and back is that tick, not a hair before it.
    if (fabs(tick - whole) < 1e-6)
        tick = whole;
    return fmin(fmax(tick, 0.0), (double)timeline_total_ticks(timeline));
}

int timeline_span_at(const struct timeline *timeline, double tick)
{
    int i = 0;
    while (i + 1 < timeline->span_count && tick >= (double)timeline->span[i + 1].start_tick)
        i++;
    return i;
}

const struct span *timeline_span(const struct timeline *timeline, int index)
{
    assert(index >= 0 && index < timeline->span_count);
    return &timeline->span[index];
}

int timeline_cue_count(const struct timeline *timeline)
{
    return timeline->cue_count;
}

const struct cue *timeline_cue(const struct timeline *timeline, int index)
{
    assert(index >= 0 && index < timeline->cue_count);
    return &timeline->cue[index];
}
