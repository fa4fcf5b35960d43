/// Words of a hold. What has its time comes first: what is next, in and out, half-time. Details
/// fill what is left, evenly and with silence round them; those that find no place are left out.
#include "coach/cue_plan.h"
#include "coach/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/// "Soon" has been said so long before the change.
static const double SOON_BEFORE_S = 4.0;
/// Words of the breath begin so long before the breath does.
static const double BREATH_BEFORE_S = 0.4;
/// A breath's words are over so long before the breath is.
static const double BREATH_AFTER_S = 0.3;
/// Only in a hold of this length is half-time of interest.
static const double HALF_TIME_HOLD_S = 44.0;
/// Silence round a detail: what was said wants to be done.
static const double PEACE_S = 2.5;
/// Details come no faster than this, from start to start.
static const double DETAIL_GAP_S = 7.0;
/// The final rest: the longest silence between its lines, and the silence of its end.
static const double REST_GAP_S = 11.0, REST_SILENCE_S = 40.0;
/// Places that are tried, one after another.
static const double TRY_S = 0.25;

enum { GUIDED_BREATHS = 2 };

struct hold {
    const struct span *span;
    const struct stay *stay;
    double start_s, end_s;
};

static const char *expanded(struct cue_plan *plan, const char *text, struct pose_side at)
{
    return words_expand(plan->arena, text, at.side);
}

/// Say the line at the first place from `from_s` up to `to_s` that has peace round it.
static bool say_between(struct cue_plan *plan, const struct cue_line *line, double from_s,
                        double to_s, double peace_s, double *end_s)
{
    if (!line->text)
        return false;
    double length_s = cue_plan_seconds(plan, line->text);
    for (double at_s = from_s; at_s + length_s <= to_s; at_s += TRY_S) {
        if (cue_plan_say(plan, line, at_s, peace_s)) {
            *end_s = at_s + length_s;
            return true;
        }
    }
    return false;
}

static const char *next_words(struct cue_plan *plan, int next_step)
{
    const struct timeline *timeline = plan->timeline;
    struct pose_side next = timeline_step_pose(timeline, next_step);
    char words[CONTENT_ID_MAX * 2];
    if (timeline_is_other_side(timeline, next_step))
        snprintf(words, sizeof words, "Soon: the same, to the %s.",
                 next.side == SIDE_RIGHT ? "right" : "left");
    else if (next.pose->soon)
        return expanded(plan, next.pose->soon, next);
    else
        snprintf(words, sizeof words, "Soon: %s.", next.pose->name);
    return arena_text(plan->arena, words);
}

/// What comes next, and that nothing is to be done yet: who only listens would begin at once.
static const char *soon_words(struct cue_plan *plan, const struct hold *hold)
{
    const struct pose_side at = hold->stay->at;
    const char *next = next_words(plan, hold->span->step + 1);
    const char *meanwhile =
        at.pose->meanwhile ? expanded(plan, at.pose->meanwhile, at) : "For now, stay as you are.";
    size_t size = strlen(next) + strlen(meanwhile) + 2;
    char *both = arena_alloc(plan->arena, size, 1);
    snprintf(both, size, "%s %s", next, meanwhile);
    return words_caption_lines(both) <= CAPTION_LINES_MAX ? both : next;
}

/// Where the words of the next pose begin; the end of the hold if there are none.
static double say_soon(struct cue_plan *plan, const struct hold *hold)
{
    if (hold->span->kind == SPAN_REST)
        return hold->end_s;
    const struct cue_line line = {
        .text = soon_words(plan, hold),
        .purpose = PURPOSE_SOON,
        .step = hold->span->step,
    };
    double at_s = hold->end_s - SOON_BEFORE_S - cue_plan_seconds(plan, line.text);
    return cue_plan_say(plan, &line, at_s, SPEECH_GAP_S) ? at_s : hold->end_s;
}

/// Words with one stroke of the breath: they begin with it, or a little before, and end within it.
static void say_stroke(struct cue_plan *plan, const struct hold *hold, const char *text,
                       double start_s, double stroke_s)
{
    const struct cue_line line = {text, PURPOSE_BREATHE, hold->span->step};
    double end_s;
    say_between(plan, &line, start_s - BREATH_BEFORE_S, start_s + stroke_s - BREATH_AFTER_S,
                SPEECH_GAP_S, &end_s);
}

static void say_breaths(struct cue_plan *plan, const struct hold *hold)
{
    const struct pose *pose = hold->stay->at.pose;
    const char *in = expanded(plan, pose->breathe_in, hold->stay->at);
    const char *out = expanded(plan, pose->breathe_out, hold->stay->at);
    double at_s = hold->start_s;
    for (int stroke = 0; stroke < 2 * GUIDED_BREATHS; stroke++) {
        // In the middle of the first tick of the stroke there is no doubt which one it is.
        struct breath breath = timeline_breath(plan->timeline, at_s + 0.5 / TICKS_PER_S);
        if (at_s >= hold->end_s - (double)breath.stroke_s)
            return;
        bool first = stroke < 2;
        const char *text = breath.inhaling ? (first || !in ? in : "Breathe in.")
                                           : (first || !out ? out : "Breathe out.");
        if (text)
            say_stroke(plan, hold, text, at_s, (double)breath.stroke_s);
        at_s += (double)breath.stroke_s;
    }
}

static const char *half_words(struct cue_plan *plan, const struct hold *hold)
{
    const struct pose_side at = hold->stay->at;
    if (at.pose->half)
        return expanded(plan, at.pose->half, at);
    return at.pose->sided ? "Half of this side is done. Stay as you are."
                          : "Half of this pose is done. Stay as you are.";
}

static void say_half_time(struct cue_plan *plan, const struct hold *hold)
{
    double length_s = hold->end_s - hold->start_s, middle_s = hold->start_s + 0.5 * length_s;
    double end_s;
    if (hold->span->kind == SPAN_REST || length_s < HALF_TIME_HOLD_S)
        return;
    const struct cue_line line = {
        .text = half_words(plan, hold),
        .purpose = PURPOSE_HALF_TIME,
        .step = hold->span->step,
    };
    say_between(plan, &line, middle_s, middle_s + 0.1 * length_s, PEACE_S, &end_s);
}

static const char *detail_words(struct cue_plan *plan, const struct hold *hold, int index)
{
    const struct pose *pose = hold->stay->at.pose;
    const struct routine *routine = plan->timeline->routine;
    int step = hold->span->step;
    const char *own = step < routine->step_count ? routine->step[step].say : NULL;
    return expanded(plan, index == 0 && own ? own : pose->line[index], hold->stay->at);
}

static void say_details(struct cue_plan *plan, const struct hold *hold, double until_s)
{
    const int count = hold->stay->at.pose->line_count;
    bool rest = hold->span->kind == SPAN_REST;
    if (rest)
        until_s = fmax(hold->end_s - REST_SILENCE_S, 0.5 * (hold->start_s + hold->end_s));
    double gap_s = (until_s - hold->start_s) / (count + 1);
    gap_s = fmax(rest ? fmin(gap_s, REST_GAP_S) : gap_s, DETAIL_GAP_S);
    double from_s = hold->start_s + 1.0;
    for (int i = 0; i < count; i++) {
        const struct cue_line line = {detail_words(plan, hold, i), PURPOSE_DETAIL,
                                      hold->span->step};
        double end_s, target_s = fmax(from_s, hold->start_s + 1.0 + i * gap_s);
        if (say_between(plan, &line, target_s, until_s - PEACE_S, PEACE_S, &end_s))
            from_s = end_s;
    }
}

void cue_plan_hold(struct cue_plan *plan, const struct span *span, const struct stay *stay)
{
    const struct hold hold = {
        .span = span,
        .stay = stay,
        .start_s = (double)span->start_tick / TICKS_PER_S,
        .end_s = (double)span->end_tick / TICKS_PER_S,
    };
    double soon_s = say_soon(plan, &hold);
    say_breaths(plan, &hold);
    say_half_time(plan, &hold);
    say_details(plan, &hold, soon_s);
}
