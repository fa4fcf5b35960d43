/// The words of every shipped routine, at every amount of talk: who only listens is told in time
/// what to do, one thing at a time.
#include "coach/words.h"
#include "every_routine.h"

#include <math.h>
#include <string.h>

static void check_alone(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue, *before = NULL;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL; before = cue) {
        if (cue->said_tick <= cue->tick)
            complain(cue, "takes no time");
        if (before && seconds(cue->tick - before->said_tick) < 0.3)
            complain(cue, "comes too close after the words before");
        if (cue->tick < timeline_step_tick(timeline, cue->step) ||
            cue->said_tick > step_end(timeline, cue->step))
            complain(cue, "is cut by a change of pose");
        if (seconds(cue->said_tick - cue->tick) < speech_estimate_s(cue->text) - 0.01)
            complain(cue, "has too little time to be said");
        if (words_caption_lines(cue->text) > CAPTION_LINES_MAX)
            complain(cue, "does not fit a caption");
    }
}

static void words_are_alone_whole_and_short_enough_to_be_read(void **state)
{
    (void)state;
    for_every_timeline(check_alone);
    for_every_way(check_alone);
}

static float farthest_m(const struct body *a, const struct body *b)
{
    float most = 0.0f;
    for (int j = 0; j < JOINT_COUNT; j++)
        most = fmaxf(most, glms_vec3_distance(a->joint[j], b->joint[j]));
    return most;
}

static void check_in_time(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    int first_step = -1;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        if (!leads_a_move(cue))
            continue;
        if (seconds(cue->move_tick - cue->tick) < 0.5)
            complain(cue, "begins after the body");
        if (2 * cue->said_tick > cue->move_tick + cue->move_end_tick)
            complain(cue, "ends after half of the move");
        if (cue->step == first_step)
            continue;
        // Up to the first words of a step, and a breath longer, the body only breathes.
        first_step = cue->step;
        struct body rest, still;
        body_at(timeline, timeline_step_tick(timeline, cue->step), &rest);
        body_at(timeline, cue->move_tick, &still);
        if (farthest_m(&rest, &still) > 0.02f)
            complain(cue, "comes when the body has moved already");
    }
}

static void what_to_do_is_said_before_it_is_done(void **state)
{
    (void)state;
    for_every_timeline(check_in_time);
    for_every_way(check_in_time);
}

static bool may_say(enum talk talk, enum cue_purpose purpose)
{
    bool name = purpose == PURPOSE_BEGIN || purpose == PURPOSE_NAME || purpose == PURPOSE_SIDE;
    bool detail = purpose == PURPOSE_DETAIL || purpose == PURPOSE_HALF_TIME;
    return talk == TALK_FULL || (talk == TALK_SHORT && !detail) || (talk == TALK_NAMES && name);
}

static void check_purposes(const struct timeline *timeline, enum talk talk)
{
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (!may_say(talk, cue->purpose))
            complain(cue, cue_purpose_name(cue->purpose));
}

static void less_talk_says_less(void **state)
{
    (void)state;
    for_every_timeline(check_purposes);
}

static const struct cue *find(const struct timeline *timeline, int step, enum cue_purpose purpose)
{
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (cue->step == step && cue->purpose == purpose)
            return cue;
    return NULL;
}

static bool starts_with(const struct cue *cue, const char *words)
{
    return strncmp(cue->text, words, strlen(words)) == 0;
}

static void check_announced(const struct timeline *timeline, enum talk talk)
{
    int steps = timeline_routine(timeline)->step_count;
    for (int step = 0; talk != TALK_NONE && step <= steps; step++) {
        const struct cue *name = find(timeline, step, PURPOSE_NAME);
        name = name ? name : find(timeline, step, PURPOSE_SIDE);
        assert_non_null(name);
        const struct cue *begin = find(timeline, step, PURPOSE_BEGIN);
        long from_tick = begin ? begin->said_tick : timeline_step_tick(timeline, step);
        if (seconds(name->said_tick - from_tick) > 6.0)
            complain(name, "names the pose too late");
        if (!starts_with(name, step == 0 ? "First" : step == steps ? "Last" : "Next"))
            complain(name, "sounds as if it were to be done at once");
        if (talk == TALK_NAMES || step == steps)
            continue;
        const struct cue *soon = find(timeline, step, PURPOSE_SOON);
        if (!soon)
            fail_msg("step %d: nobody says what is next", step + 1);
        double before_s = seconds(step_end(timeline, step) - soon->said_tick);
        if (before_s < 2.0 || before_s > 8.0)
            complain(soon, "comes at the wrong time");
        if (!starts_with(soon, "Soon: ") || !strstr(soon->text, " For now, "))
            complain(soon, "does not say that nothing is to be done yet");
    }
}

static void each_pose_is_named_and_the_next_one_announced(void **state)
{
    (void)state;
    for_every_timeline(check_announced);
}

static void check_half_time(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (cue->purpose == PURPOSE_HALF_TIME && !strstr(cue->text, "this pose") &&
            !strstr(cue->text, "this side"))
            complain(cue, "does not say half of what");
}

static void half_time_is_half_of_something(void **state)
{
    (void)state;
    for_every_timeline(check_half_time);
}

/// Of a minute, so much is for staying.
static const double SHORTEST_HOLD_S = 20.0;

/// Who has been told to do something has a moment for it, and a pose stays one.
static void check_unhurried(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue, *before = NULL;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL; before = cue)
        if (before && leads_a_move(before) && seconds(cue->tick - before->said_tick) < 0.65)
            complain(cue, "follows before the words before it can be done");
    for (int i = 0; i < timeline_span_count(timeline); i++) {
        const struct span *span = timeline_span(timeline, i);
        double length_s = seconds(span->end_tick - span->start_tick);
        if (span->kind == SPAN_HOLD && length_s < SHORTEST_HOLD_S)
            fail_msg("step %d: only %.1f s are left to stay", span->step + 1, length_s);
    }
}

static void there_is_time_to_do_what_is_said_and_to_stay(void **state)
{
    (void)state;
    for_every_timeline(check_unhurried);
}

static void check_breath_words(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        if (cue->purpose != PURPOSE_BREATHE)
            continue;
        struct moment moment;
        // Words may begin a little before the breath; at their end it is surely under way.
        timeline_at(timeline, seconds(cue->said_tick), &moment);
        bool in = strncmp(cue->text, "Breathe in", 10) == 0 || strcmp(cue->text, "In.") == 0;
        if (moment.kind != SPAN_HOLD || moment.breath.cycle > 1 || moment.breath.inhaling != in)
            complain(cue, "does not go with the breath");
    }
}

static void in_and_out_are_said_with_the_first_breaths_only(void **state)
{
    (void)state;
    for_every_timeline(check_breath_words);
}

static void check_breath_pace(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    double before_s = 0.0;
    for (double t_s = 0.0; t_s < seconds(timeline_practice_ticks(timeline)); t_s += 0.5) {
        struct breath breath = timeline_breath(timeline, t_s);
        double stroke_s = (double)breath.stroke_s;
        assert_true(!breath.inhaling || stroke_s >= BREATH_IN_LEAST_S - 1e-3);
        assert_true(breath.inhaling || stroke_s <= BREATH_OUT_MOST_S + 1e-3);
        if (t_s > 120.0 && breath.inhaling)
            before_s = stroke_s;
    }
    assert_true(before_s > 3.0);
}

static void the_breath_is_comfortable_everywhere(void **state)
{
    (void)state;
    for_every_timeline(check_breath_pace);
}

static void the_body_moves_the_same_whatever_is_said(void **state)
{
    (void)state;
    for (int r = 0; r < routine_count; r++) {
        struct timeline *full = create(&routines[r], TALK_FULL);
        struct timeline *none = create(&routines[r], TALK_NONE);
        assert_int_equal(timeline_total_ticks(full), timeline_total_ticks(none));
        for (long tick = 0; tick < timeline_total_ticks(full); tick += 997) {
            struct body a, b;
            body_at(full, tick, &a);
            body_at(none, tick, &b);
            assert_memory_equal(&a, &b, sizeof a);
        }
        timeline_destroy(full);
        timeline_destroy(none);
    }
}

static void check_peaceful_end(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (seconds(timeline_total_ticks(timeline) - cue->said_tick) < 30.0)
            complain(cue, "disturbs the last half minute");
}

static void nobody_speaks_in_the_last_half_minute(void **state)
{
    (void)state;
    for_every_timeline(check_peaceful_end);
}

/// Somebody who takes three times as long as the estimate.
static double slow(void *user, const char *text)
{
    (void)user;
    return strstr(text, "shins") ? 3.0 * speech_estimate_s(text) : 0.0;
}

static void the_body_waits_for_a_slow_recording(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    settings.speech.seconds = slow;
    struct err err;
    struct timeline *timeline = timeline_create(&content, &routines[0], &settings, &err);
    if (!timeline)
        fail_msg("%s", err.text);
    check_alone(timeline, TALK_FULL);
    check_in_time(timeline, TALK_FULL);
    bool heard = false;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        heard |= strstr(cue->text, "shins") && seconds(cue->said_tick - cue->tick) > 6.0;
    assert_true(heard);
    timeline_destroy(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_alone_whole_and_short_enough_to_be_read),
        cmocka_unit_test(what_to_do_is_said_before_it_is_done),
        cmocka_unit_test(less_talk_says_less),
        cmocka_unit_test(each_pose_is_named_and_the_next_one_announced),
        cmocka_unit_test(half_time_is_half_of_something),
        cmocka_unit_test(there_is_time_to_do_what_is_said_and_to_stay),
        cmocka_unit_test(in_and_out_are_said_with_the_first_breaths_only),
        cmocka_unit_test(the_breath_is_comfortable_everywhere),
        cmocka_unit_test(the_body_moves_the_same_whatever_is_said),
        cmocka_unit_test(nobody_speaks_in_the_last_half_minute),
        cmocka_unit_test(the_body_waits_for_a_slow_recording),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
