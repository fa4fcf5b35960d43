#include "coach/evening.h"

#include "coach/timeline_data.h"

#include <assert.h>
#include <math.h>

/// What a step is given that cannot be reached in its time, and how often at most.
static const double MORE_S = 15.0;
enum { MORE_MOST = 4 };

/// Compile `routine` in the place that is free, and make it the current one.
static bool change(struct evening *evening, const struct routine *routine,
                   const struct timeline_settings *settings, struct err *err)
{
    struct night *other = &evening->night[!evening->current];
    timeline_destroy(other->timeline);
    other->routine = *routine;
    other->timeline = timeline_create(evening->content, &other->routine, settings, err);
    if (!other->timeline)
        return false;
    evening->current = !evening->current;
    evening->settings = *settings;
    return true;
}

bool evening_init(struct evening *evening, const struct content *content,
                  const struct routine *routine, const struct timeline_settings *settings,
                  struct err *err)
{
    *evening = (struct evening){.content = content};
    return change(evening, routine, settings, err);
}

void evening_finish(struct evening *evening)
{
    timeline_destroy(evening->night[0].timeline);
    timeline_destroy(evening->night[1].timeline);
    *evening = (struct evening){0};
}

static const struct night *tonight(const struct evening *evening)
{
    return &evening->night[evening->current];
}

const struct timeline *evening_timeline(const struct evening *evening)
{
    return tonight(evening)->timeline;
}

/// Both timelines are of the same routine: their spans correspond one to one.
static long corresponding_tick(const struct timeline *before, const struct timeline *now, long tick)
{
    assert(timeline_span_count(before) == timeline_span_count(now));
    int index = timeline_span_at(before, (double)tick);
    const struct span *from = timeline_span(before, index), *to = timeline_span(now, index);
    double share = (double)(tick - from->start_tick) / (double)(from->end_tick - from->start_tick);
    return to->start_tick + lround(share * (double)(to->end_tick - to->start_tick));
}

bool evening_use(struct evening *evening, const struct timeline_settings *settings, long *tick,
                 struct err *err)
{
    const struct timeline *before = evening_timeline(evening);
    const struct routine routine = tonight(evening)->routine;
    if (!change(evening, &routine, settings, err))
        return false;
    *tick = corresponding_tick(before, evening_timeline(evening), *tick);
    return true;
}

static int step_at(const struct evening *evening, long tick)
{
    return timeline_step_at(evening_timeline(evening), (double)tick / TICKS_PER_S);
}

/// `routine` without the pose of `step` from there on.
static struct routine without(const struct routine *routine, int step)
{
    struct routine shorter = *routine;
    const struct pose *pose = routine->step[step].at.pose;
    shorter.step_count = step;
    for (int i = step; i < routine->step_count; i++)
        if (routine->step[i].at.pose != pose)
            shorter.step[shorter.step_count++] = routine->step[i];
    return shorter;
}

bool evening_may_leave_out(const struct evening *evening, long tick)
{
    const struct routine *routine = &tonight(evening)->routine;
    int step = step_at(evening, tick);
    return step < routine->step_count && without(routine, step).step_count > 0;
}

bool evening_leave_out(struct evening *evening, long *tick, struct err *err)
{
    assert(evening_may_leave_out(evening, *tick));
    int step = step_at(evening, *tick);
    struct routine shorter = without(&tonight(evening)->routine, step);
    const struct timeline_settings settings = evening->settings;
    bool changed = change(evening, &shorter, &settings, err);
    // The way to the next pose may be longer from here: then that step lasts longer too.
    for (int i = 0; i < MORE_MOST && !changed && step < shorter.step_count; i++) {
        shorter.step[step].seconds += MORE_S;
        changed = change(evening, &shorter, &settings, err);
    }
    if (!changed)
        return false;
    *tick = timeline_step_tick(evening_timeline(evening), step);
    return true;
}
