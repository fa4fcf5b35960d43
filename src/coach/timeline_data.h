/// What a compiled timeline consists of: for the files that build it and that read it.
#pragma once

#include "coach/passage.h"
#include "coach/stay.h"
#include "coach/timeline.h"

enum {
    TIMELINE_STEPS_MAX = ROUTINE_STEPS_MAX + 1, ///< the final rest counts as one
    TIMELINE_SPANS_MAX = 2 * TIMELINE_STEPS_MAX
};

struct timeline {
    const struct content *content;
    const struct routine *routine;
    struct timeline_settings settings;
    struct arena arena;

    int span_count;
    struct span span[TIMELINE_SPANS_MAX];
    const struct stay *stay[TIMELINE_SPANS_MAX]; ///< of SPAN_HOLD and SPAN_REST
    struct passage *passage[TIMELINE_SPANS_MAX]; ///< of SPAN_MOVE

    long step_tick[TIMELINE_STEPS_MAX + 1]; ///< starts; the last entry is the end of everything
    int cue_count;
    struct cue *cue; ///< in order of time
};

/// The tick at `t_s` and its part that has passed, within the timeline.
double timeline_tick_at(const struct timeline *timeline, double t_s);

/// Index of the span that `tick` is in.
int timeline_span_at(const struct timeline *timeline, double tick);

/// Fill in the cues once spans and steps are known.
void timeline_plan_cues(struct timeline *timeline);

/// How one lies at the very start, said before the first title. In the timeline's arena; NULL if
/// nothing is said, or if it is not the first step.
const char *timeline_begin(struct timeline *timeline, int step);

/// What is said when a step begins: which pose, or its other side. In the timeline's arena.
const char *timeline_title(struct timeline *timeline, int step);

/// Seconds that both take together, with the silence after each.
double timeline_opening_s(struct timeline *timeline, int step);

/// True if the step is the other side of the step before.
bool timeline_is_other_side(const struct timeline *timeline, int step);

/// The pose of a step; of the final rest for step_count.
struct pose_side timeline_step_pose(const struct timeline *timeline, int step);
