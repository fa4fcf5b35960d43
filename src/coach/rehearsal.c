#include "coach/rehearsal.h"

/// Two breaths in the pose, and time to lie down again: the rest must be longer than the way back.
static const double STAY_S = 20.0, REST_S = 120.0;

bool rehearsal_init(struct rehearsal *rehearsal, const struct content *content,
                    const struct pose *pose, struct pose_side from,
                    const struct timeline_settings *settings, struct err *err)
{
    struct timeline_settings own = *settings;
    own.moves_extra = true;
    rehearsal->routine = (struct routine){
        .id = pose->id,
        .file = pose->file,
        .title = pose->name,
        .start = from,
        .rest = from,
        .rest_s = REST_S,
    };
    int sides = pose->sided ? 2 : 1;
    for (int i = 0; i < sides; i++)
        rehearsal->routine.step[i] =
            (struct routine_step){{pose, i == 0 ? SIDE_RIGHT : SIDE_LEFT}, STAY_S, NULL};
    rehearsal->routine.step_count = sides;
    rehearsal->timeline = timeline_create(content, &rehearsal->routine, &own, err);
    if (!rehearsal->timeline)
        return false;
    int last = timeline_span_count(rehearsal->timeline) - 1;
    rehearsal->end_tick = timeline_span(rehearsal->timeline, last)->start_tick;
    return true;
}

void rehearsal_finish(struct rehearsal *rehearsal)
{
    timeline_destroy(rehearsal->timeline);
    *rehearsal = (struct rehearsal){0};
}

long rehearsal_pose_tick(const struct rehearsal *rehearsal)
{
    int i = 0;
    while (timeline_span(rehearsal->timeline, i)->kind == SPAN_MOVE)
        i++;
    return timeline_span(rehearsal->timeline, i)->start_tick;
}
