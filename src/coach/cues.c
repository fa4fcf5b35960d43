/// Where words and bells stand in time.
#include "coach/cue_plan.h"
#include "coach/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// After its last line the final rest is left in peace.
static const double REST_WORDS_S = 12.0;
/// Who hears how to lie may have to lie down.
static const double BEGIN_GAP_S = 1.0;

const char *talk_name(enum talk talk)
{
    static const char *const names[TALK_COUNT] = {
        [TALK_FULL] = "full",
        [TALK_SHORT] = "short",
        [TALK_NAMES] = "names",
        [TALK_NONE] = "none",
    };
    return names[talk];
}

const char *cue_purpose_name(enum cue_purpose purpose)
{
    static const char *const names[PURPOSE_COUNT] = {
        [PURPOSE_BEGIN] = "begin",         [PURPOSE_NAME] = "name",
        [PURPOSE_SIDE] = "side",           [PURPOSE_COME_OUT] = "come out",
        [PURPOSE_GET_THERE] = "get there", [PURPOSE_BREATHE] = "breathe",
        [PURPOSE_DETAIL] = "detail",       [PURPOSE_HALF_TIME] = "half-time",
        [PURPOSE_SOON] = "soon",
    };
    return names[purpose];
}

bool timeline_is_other_side(const struct timeline *timeline, int step)
{
    struct pose_side at = timeline_step_pose(timeline, step);
    if (step == 0 || !at.pose->sided)
        return false;
    struct pose_side before = timeline_step_pose(timeline, step - 1);
    return at.pose == before.pose && at.side != before.side;
}

const char *timeline_begin(struct timeline *timeline, int step)
{
    const struct routine *routine = timeline->routine;
    const char *begin = routine->begin ? routine->begin : routine->start.pose->begin;
    return step == 0 ? words_expand(&timeline->arena, begin, routine->start.side) : NULL;
}

const char *timeline_title(struct timeline *timeline, int step)
{
    struct pose_side at = timeline_step_pose(timeline, step);
    const char *which = step == 0                               ? "First"
                        : step == timeline->routine->step_count ? "Last"
                                                                : "Next";
    const char *side = at.side == SIDE_RIGHT ? "right" : "left";
    char title[CONTENT_ID_MAX * 2];
    // A bare "Knees to chest" or "the left side" would sound as if it were to be done at once.
    if (timeline_is_other_side(timeline, step))
        snprintf(title, sizeof title, "Next: the same pose, to the %s.", side);
    else if (at.pose->sided)
        snprintf(title, sizeof title, "%s pose: %s, to the %s.", which, at.pose->name, side);
    else
        snprintf(title, sizeof title, "%s pose: %s.", which, at.pose->name);
    return arena_text(&timeline->arena, title);
}

double timeline_opening_s(struct timeline *timeline, int step)
{
    const struct speech *speech = &timeline->settings.speech;
    const char *begin = timeline_begin(timeline, step);
    return (begin ? speech_seconds(speech, begin) + BEGIN_GAP_S : 0.0) +
           speech_seconds(speech, timeline_title(timeline, step)) + SPEECH_GAP_S;
}

static void add_bell(struct cue_plan *plan, int step)
{
    const struct timeline *timeline = plan->timeline;
    struct pose_side at = timeline_step_pose(timeline, step);
    bool end = step == timeline->routine->step_count;
    bool other_side = !end && timeline_is_other_side(timeline, step);
    char *title = arena_alloc(plan->arena, CONTENT_ID_MAX * 2, 1);
    pose_side_title(at, title, CONTENT_ID_MAX * 2);
    const struct cue cue = {
        .kind = end          ? CUE_END_BELL
                : other_side ? CUE_SIDE_BELL
                             : CUE_BELL,
        .ear = !other_side             ? EAR_BOTH
               : at.side == SIDE_RIGHT ? EAR_RIGHT
                                       : EAR_LEFT,
        .tick = timeline->step_tick[step],
        .said_tick = timeline->step_tick[step],
        .step = step,
        .text = title,
    };
    cue_plan_add(plan, &cue);
}

static void add_opening(struct cue_plan *plan, struct timeline *timeline, int step)
{
    const struct cue_line begin = {timeline_begin(timeline, step), PURPOSE_BEGIN, step};
    const struct cue_line title = {
        .text = timeline_title(timeline, step),
        .purpose = timeline_is_other_side(timeline, step) ? PURPOSE_SIDE : PURPOSE_NAME,
        .step = step,
    };
    double at_s = (double)timeline->step_tick[step] / TICKS_PER_S + passage_opening_s();
    if (cue_plan_say(plan, &begin, at_s, SPEECH_GAP_S))
        at_s += cue_plan_seconds(plan, begin.text) + BEGIN_GAP_S;
    cue_plan_say(plan, &title, at_s, SPEECH_GAP_S);
}

static void add_passage_words(struct cue_plan *plan, const struct span *span,
                              const struct passage *passage)
{
    double start_s = (double)span->start_tick / TICKS_PER_S;
    for (int i = 0; i < passage->words_count; i++) {
        const struct passage_words *words = &passage->words[i];
        const struct cue_line line = {
            .text = words->text,
            .purpose = words->leaving ? PURPOSE_COME_OUT : PURPOSE_GET_THERE,
            .step = span->step,
        };
        // The passage has left them their time; half a tick is lost by rounding.
        if (cue_plan_say(plan, &line, start_s + words->t_s, 0.9 * SPEECH_GAP_S)) {
            struct cue *cue = &plan->cue[plan->count - 1];
            cue->move_tick = span->start_tick + lround(words->move_s * TICKS_PER_S);
            cue->move_end_tick = span->start_tick + lround(words->move_end_s * TICKS_PER_S);
        }
    }
}

static int by_tick(const void *a, const void *b)
{
    const struct cue *left = a, *right = b;
    if (left->tick != right->tick)
        return left->tick < right->tick ? -1 : 1;
    return (left->kind > right->kind) - (left->kind < right->kind);
}

/// Loudspeakers do not turn with her: a side is heard from its side only while she lies as at the
/// start, the head towards -x and her right towards +z, within 45 degrees.
static bool lies_as_at_the_start(const struct timeline *timeline, long tick)
{
    struct moment moment;
    timeline_at(timeline, (double)tick / TICKS_PER_S, &moment);
    const vec3s *joint = moment.figure.body.joint;
    vec3s up = glms_vec3_normalize(glms_vec3_sub(joint[JOINT_C7], joint[JOINT_PELVIS]));
    vec3s right =
        glms_vec3_normalize(glms_vec3_sub(joint[JOINT_SHOULDER_R], joint[JOINT_SHOULDER_L]));
    return up.x < -0.7f && right.z > 0.7f;
}

static void point_ears(struct cue_plan *plan)
{
    for (int i = 0; i < plan->count; i++) {
        struct cue *cue = &plan->cue[i];
        if (cue->kind == CUE_WORDS && cue->ear != EAR_BOTH &&
            !lies_as_at_the_start(plan->timeline, (cue->tick + cue->said_tick) / 2))
            cue->ear = EAR_BOTH;
    }
}

/// Words stay on the screen until the next ones, the last ones of the final rest for a while.
static void close_words(struct cue_plan *plan, long total_ticks)
{
    long rest_words_ticks = lround(REST_WORDS_S * TICKS_PER_S);
    long next_tick = -1;
    for (int i = plan->count - 1; i >= 0; i--) {
        struct cue *cue = &plan->cue[i];
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
    struct cue_plan plan = {.timeline = timeline, .arena = &timeline->arena};
    for (int step = 0; step <= timeline->routine->step_count; step++) {
        add_bell(&plan, step);
        add_opening(&plan, timeline, step);
    }
    for (int i = 0; i < timeline->span_count; i++)
        if (timeline->span[i].kind == SPAN_MOVE)
            add_passage_words(&plan, &timeline->span[i], timeline->passage[i]);
    for (int i = 0; i < timeline->span_count; i++)
        if (timeline->span[i].kind != SPAN_MOVE)
            cue_plan_hold(&plan, &timeline->span[i], timeline->stay[i]);
    qsort(plan.cue, (size_t)plan.count, sizeof *plan.cue, by_tick);
    close_words(&plan, timeline_total_ticks(timeline));
    point_ears(&plan);
    timeline->cue_count = plan.count;
    timeline->cue = arena_alloc(&timeline->arena, (size_t)plan.count, sizeof *timeline->cue);
    for (int i = 0; i < plan.count; i++)
        timeline->cue[i] = plan.cue[i];
    cue_plan_finish(&plan);
}
