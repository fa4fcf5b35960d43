#include "coach/small_timeline.h"

#include <math.h>
#include <string.h>

static void spans_follow_each_other_without_a_gap(void **state)
{
    (void)state;
    long tick = 0;
    for (int i = 0; i < timeline_span_count(timeline); i++) {
        const struct span *span = timeline_span(timeline, i);
        assert_int_equal(span->start_tick, tick);
        assert_true(span->end_tick > span->start_tick);
        tick = span->end_tick;
    }
    assert_int_equal(tick, timeline_total_ticks(timeline));
    assert_int_equal(timeline_practice_ticks(timeline), 80 * TICKS_PER_S);
    assert_int_equal(timeline_total_ticks(timeline), 110 * TICKS_PER_S);
}

static void getting_there_is_part_of_the_time_unless_it_is_added(void **state)
{
    (void)state;
    assert_int_equal(timeline_span(timeline, 0)->kind, SPAN_MOVE);
    assert_int_equal(timeline_span(timeline, 1)->end_tick, 20 * TICKS_PER_S);
    struct timeline_settings settings = timeline_settings_default();
    settings.moves_extra = true;
    struct timeline *longer = timeline_create(&content, &routine, &settings, NULL);
    const struct span *hold = timeline_span(longer, 1);
    assert_int_equal(hold->end_tick - hold->start_tick, 20 * TICKS_PER_S);
    long moves = 0;
    for (int i = 0; i < timeline_span_count(longer); i++) {
        const struct span *span = timeline_span(longer, i);
        moves += span->kind == SPAN_MOVE ? span->end_tick - span->start_tick : 0;
    }
    // 3 + 3 + 6 + 6 seconds of moves, two of the ways lead over a pose between; and time for words.
    assert_in_range(moves, 18 * TICKS_PER_S, 40 * TICKS_PER_S);
    assert_int_equal(timeline_practice_ticks(longer), 80 * TICKS_PER_S + moves);
    timeline_destroy(longer);
}

static double farthest_m(const struct body *a, const struct body *b)
{
    double most = 0.0;
    for (int j = 0; j < JOINT_COUNT; j++)
        most = fmax(most, glms_vec3_distance(a->joint[j], b->joint[j]));
    return most;
}

static void moves_and_holds_join_without_a_jump(void **state)
{
    (void)state;
    for (int i = 1; i < timeline_span_count(timeline); i++) {
        double t_s = (double)timeline_span(timeline, i)->start_tick / TICKS_PER_S;
        struct moment before, after;
        timeline_at(timeline, t_s - 1e-6, &before);
        timeline_at(timeline, t_s, &after);
        assert_true(farthest_m(&before.figure.body, &after.figure.body) < 0.0005);
        assert_float_equal(before.view.span_m, after.view.span_m, 1e-4);
        assert_float_equal(before.breath.fill, after.breath.fill, 1e-4);
    }
}

static void the_same_time_gives_the_same_moment_in_any_order(void **state)
{
    (void)state;
    struct moment first, again;
    timeline_at(timeline, 21.7, &first);
    for (double t_s = 110.0; t_s > 0.0; t_s -= 3.3)
        timeline_at(timeline, t_s, &again);
    timeline_at(timeline, 21.7, &again);
    assert_memory_equal(&first.figure.body, &again.figure.body, sizeof first.figure.body);
    assert_string_equal(first.words, again.words);
}

static const struct cue *cue_at(enum cue_kind kind, long tick)
{
    for (int i = 0; i < timeline_cue_count(timeline); i++)
        if (timeline_cue(timeline, i)->kind == kind && timeline_cue(timeline, i)->tick == tick)
            return timeline_cue(timeline, i);
    return NULL;
}

static void a_bell_for_each_pose_a_smaller_one_for_a_side_another_for_the_end(void **state)
{
    (void)state;
    assert_string_equal(cue_at(CUE_BELL, 0)->text, "Bent knees");
    assert_string_equal(cue_at(CUE_BELL, 20 * TICKS_PER_S)->text, "Look aside, right");
    assert_string_equal(cue_at(CUE_SIDE_BELL, 40 * TICKS_PER_S)->text, "Look aside, left");
    assert_non_null(cue_at(CUE_BELL, 60 * TICKS_PER_S));
    assert_non_null(cue_at(CUE_END_BELL, 80 * TICKS_PER_S));
}

static const struct cue *words_cue(const char *text)
{
    for (int i = 0; i < timeline_cue_count(timeline); i++)
        if (strcmp(timeline_cue(timeline, i)->text, text) == 0)
            return timeline_cue(timeline, i);
    fail_msg("nobody says \"%s\"", text);
    return NULL;
}

static void words_name_the_side_and_come_before_the_move(void **state)
{
    (void)state;
    const struct cue *name = words_cue("Next pose: Look aside, to the right."),
                     *turn = words_cue("Turn right.");
    assert_true(name->tick > 20 * TICKS_PER_S && name->said_tick < turn->tick);
    assert_true(turn->tick < turn->move_tick);
    struct moment moment;
    timeline_at(timeline, (double)turn->move_tick / TICKS_PER_S, &moment);
    assert_string_equal(moment.words, "Turn right.");
    assert_int_equal(words_cue("Next: the same pose, to the left.")->ear, EAR_LEFT);
    assert_int_equal(name->ear, EAR_RIGHT);
}

static void words_never_overlap(void **state)
{
    (void)state;
    const struct cue *before = NULL;
    for (int i = 0; i < timeline_cue_count(timeline); i++) {
        const struct cue *cue = timeline_cue(timeline, i);
        if (cue->kind != CUE_WORDS)
            continue;
        assert_true(cue->end_tick > cue->tick);
        assert_true(!before || before->end_tick <= cue->tick);
        before = cue;
    }
    assert_true(before->end_tick <= timeline_total_ticks(timeline));
}

static void the_end_fades_evenly_to_black_and_silence(void **state)
{
    (void)state;
    struct moment moment;
    timeline_at(timeline, 79.9, &moment);
    assert_float_equal(moment.light, 1.0f, 0.0);
    float before = 1.0f;
    for (double t_s = 80.0; t_s <= 110.0; t_s += 0.1) {
        timeline_at(timeline, t_s, &moment);
        assert_true(moment.light <= before);
        assert_true(before - moment.light < 0.01f);
        assert_float_equal(moment.light, moment.loudness, 0.0);
        before = moment.light;
    }
    timeline_at(timeline, 108.5, &moment);
    assert_float_equal(moment.light, 0.0f, 0.0);
}

static void the_time_left_counts_down_to_the_end_of_the_practice(void **state)
{
    (void)state;
    struct moment moment;
    timeline_at(timeline, 25.0, &moment);
    assert_float_equal(moment.total_left_s, 55.0, 1e-9);
    assert_float_equal(moment.step_left_s, 15.0, 1e-9);
    assert_float_equal(moment.step_progress, 0.25, 1e-6);
    assert_true(pose_side_equal(moment.next, small_at(SMALL_SIDED, SIDE_LEFT)));
    timeline_at(timeline, 90.0, &moment);
    assert_float_equal(moment.total_left_s, 0.0, 0.0);
    assert_null(moment.next.pose);
}

static void a_step_too_short_for_its_moves_is_refused(void **state)
{
    (void)state;
    struct routine hasty = routine;
    hasty.step[2].seconds = 12.0;
    struct timeline_settings settings = timeline_settings_default();
    struct err err;
    assert_null(timeline_create(&content, &hasty, &settings, &err));
    assert_string_equal(err.text,
                        "small.yaml: step 3 (Look aside, left) lasts 12 s, but getting there takes "
                        "9.4 s, which leaves less than 10 s to stay");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_follow_each_other_without_a_gap),
        cmocka_unit_test(getting_there_is_part_of_the_time_unless_it_is_added),
        cmocka_unit_test(moves_and_holds_join_without_a_jump),
        cmocka_unit_test(the_same_time_gives_the_same_moment_in_any_order),
        cmocka_unit_test(a_bell_for_each_pose_a_smaller_one_for_a_side_another_for_the_end),
        cmocka_unit_test(words_name_the_side_and_come_before_the_move),
        cmocka_unit_test(words_never_overlap),
        cmocka_unit_test(the_end_fades_evenly_to_black_and_silence),
        cmocka_unit_test(the_time_left_counts_down_to_the_end_of_the_practice),
        cmocka_unit_test(a_step_too_short_for_its_moves_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
