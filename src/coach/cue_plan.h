/// The list of cues while it is made: what may be said when.
#pragma once

#include "coach/timeline_data.h"

/// Words that have not found their place yet.
struct cue_line {
    const char *text; ///< with its slots filled in; NULL: nothing to say
    enum cue_purpose purpose;
    int step;
};

struct cue_plan {
    const struct timeline *timeline;
    struct arena *arena;
    int count, capacity;
    struct cue *cue; ///< not in order
};

void cue_plan_finish(struct cue_plan *plan);

struct cue *cue_plan_add(struct cue_plan *plan, const struct cue *cue);

/// Does this amount of talk say words of that purpose at all?
bool cue_plan_says(const struct cue_plan *plan, enum cue_purpose purpose);

double cue_plan_seconds(const struct cue_plan *plan, const char *text);

/// Say the line at `at_s`, if it can be said without coming nearer than `peace_s` to other words.
/// False if not. Lines without text, or that this amount of talk leaves out, are never said.
bool cue_plan_say(struct cue_plan *plan, const struct cue_line *line, double at_s, double peace_s);

/// The words of a hold: breath, details, half-time, what comes next.
void cue_plan_hold(struct cue_plan *plan, const struct span *span, const struct stay *stay);
