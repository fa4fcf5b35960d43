#include "coach/cue_plan.h"

#include "coach/words.h"

#include <math.h>

/// Nearer than this to a whole tick, times count as the same.
static const double SAME_S = 1e-6;

struct cue *cue_plan_add(struct cue_plan *plan, const struct cue *cue)
{
    if (plan->count == plan->capacity) {
        plan->capacity = plan->capacity > 0 ? 2 * plan->capacity : 64;
        plan->cue = mem_realloc(plan->cue, (size_t)plan->capacity, sizeof *plan->cue);
    }
    plan->cue[plan->count] = *cue;
    return &plan->cue[plan->count++];
}

void cue_plan_finish(struct cue_plan *plan)
{
    mem_free(plan->cue);
    *plan = (struct cue_plan){0};
}

bool cue_plan_says(const struct cue_plan *plan, enum cue_purpose purpose)
{
    switch (plan->timeline->settings.talk) {
    case TALK_FULL:
        return true;
    case TALK_SHORT:
        return purpose != PURPOSE_DETAIL && purpose != PURPOSE_HALF_TIME;
    case TALK_NAMES:
        return purpose == PURPOSE_BEGIN || purpose == PURPOSE_NAME || purpose == PURPOSE_SIDE;
    case TALK_NONE:
    case TALK_COUNT:
        break;
    }
    return false;
}

double cue_plan_seconds(const struct cue_plan *plan, const char *text)
{
    return speech_seconds(&plan->timeline->settings.speech, text);
}

static bool is_free(const struct cue_plan *plan, double from_s, double to_s)
{
    for (int i = 0; i < plan->count; i++) {
        const struct cue *cue = &plan->cue[i];
        if (cue->kind == CUE_WORDS && (double)cue->tick / TICKS_PER_S < to_s - SAME_S &&
            (double)cue->said_tick / TICKS_PER_S > from_s + SAME_S)
            return false;
    }
    return true;
}

static enum ear ear_of_words(const char *text)
{
    enum side side;
    if (!words_side(text, &side))
        return EAR_BOTH;
    return side == SIDE_RIGHT ? EAR_RIGHT : EAR_LEFT;
}

bool cue_plan_say(struct cue_plan *plan, const struct cue_line *line, double at_s, double peace_s)
{
    if (!line->text || !cue_plan_says(plan, line->purpose))
        return false;
    double end_s = at_s + cue_plan_seconds(plan, line->text);
    if (at_s < 0.0 || !is_free(plan, at_s - peace_s, end_s + peace_s))
        return false;
    const struct cue cue = {
        .kind = CUE_WORDS,
        .purpose = line->purpose,
        .ear = ear_of_words(line->text),
        .tick = lround(at_s * TICKS_PER_S),
        .said_tick = lround(end_s * TICKS_PER_S),
        .step = line->step,
        .text = line->text,
    };
    cue_plan_add(plan, &cue);
    return true;
}
