/// Every tick of every shipped routine: what a body may not do, it does not do.
#include "coach/audit_table.h"
#include "commands/studio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const shipped_routines[] = {"bedtime", "gentle"};

enum { ROUTINES = sizeof shipped_routines / sizeof *shipped_routines };

static struct audit_table table[ROUTINES];

static int walk(void **state)
{
    (void)state;
    for (int i = 0; i < ROUTINES; i++) {
        struct studio studio = {0};
        if (!studio_load_routine(&studio, shipped_routines[i]))
            return -1;
        audit_routine(&table[i], studio.timeline);
        studio_finish(&studio);
    }
    return 0;
}

static void judge(const struct audit_row *row, enum audit_id id)
{
    const struct audit_worst *worst = &row->audit.worst[id];
    float most = audit_limits[id].most;
    if (worst->value > most)
        fail_msg("%s: %s %.2f %s, more than %.2f: %s %s at %.2f s", row->name,
                 audit_limits[id].name, (double)worst->value, audit_limits[id].unit, (double)most,
                 worst->part ? worst->part : "", worst->other ? worst->other : "", worst->t_s);
}

static void judge_all(enum audit_id id)
{
    for (int i = 0; i < ROUTINES; i++)
        for (int row = 0; row < table[i].count; row++)
            judge(&table[i].row[row], id);
}

static void bones_keep_their_length(void **state)
{
    (void)state;
    judge_all(AUDIT_BONES);
}

static void no_joint_goes_where_no_joint_goes(void **state)
{
    (void)state;
    judge_all(AUDIT_RANGE);
}

static void pins_hold_and_do_not_slide(void **state)
{
    (void)state;
    judge_all(AUDIT_PINS);
    judge_all(AUDIT_SLIP);
    judge_all(AUDIT_DRAG);
}

static void nobody_hurries_or_jerks(void **state)
{
    (void)state;
    judge_all(AUDIT_SPEED);
    judge_all(AUDIT_ACCELERATION);
    judge_all(AUDIT_JUMP);
    judge_all(AUDIT_SMOOTHNESS);
}

static void floor_wall_and_body_are_firm(void **state)
{
    (void)state;
    judge_all(AUDIT_FLOOR);
    judge_all(AUDIT_WALL);
    judge_all(AUDIT_THROUGH);
}

static void holds_are_balanced(void **state)
{
    (void)state;
    int holds = 0;
    for (int i = 0; i < ROUTINES; i++)
        for (int row = 0; row < table[i].count; row++)
            holds += table[i].row[row].holds;
    assert_int_equal(holds, 8 + 10);
    judge_all(AUDIT_BALANCE);
}

static void seven_minutes_are_seven_minutes(void **state)
{
    (void)state;
    struct studio studio = {0};
    assert_true(studio_load_routine(&studio, "bedtime"));
    assert_int_equal(timeline_practice_ticks(studio.timeline), 50400);
    const struct span *rest =
        timeline_span(studio.timeline, timeline_span_count(studio.timeline) - 1);
    assert_int_equal(rest->kind, SPAN_REST);
    assert_int_equal(rest->end_tick - rest->start_tick, 90 * TICKS_PER_S);
    assert_int_equal(timeline_total_ticks(studio.timeline), rest->end_tick);
    assert_int_equal(studio.routine.step_count, 7);
    for (int step = 0; step <= 7; step++)
        assert_int_equal(timeline_step_tick(studio.timeline, step), step * 60 * TICKS_PER_S);
    studio_finish(&studio);
}

static void every_pose_has_time_to_be_felt(void **state)
{
    (void)state;
    for (int i = 0; i < ROUTINES; i++) {
        struct studio studio = {0};
        assert_true(studio_load_routine(&studio, shipped_routines[i]));
        for (int s = 0; s < timeline_span_count(studio.timeline); s++) {
            const struct span *span = timeline_span(studio.timeline, s);
            double seconds = (double)(span->end_tick - span->start_tick) / TICKS_PER_S;
            if (span->kind == SPAN_HOLD && seconds < 22.0)
                fail_msg("%s: step %d is held for %.1f s only", shipped_routines[i], span->step + 1,
                         seconds);
        }
        studio_finish(&studio);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_minutes_are_seven_minutes),
        cmocka_unit_test(every_pose_has_time_to_be_felt),
        cmocka_unit_test(bones_keep_their_length),
        cmocka_unit_test(no_joint_goes_where_no_joint_goes),
        cmocka_unit_test(pins_hold_and_do_not_slide),
        cmocka_unit_test(nobody_hurries_or_jerks),
        cmocka_unit_test(floor_wall_and_body_are_firm),
        cmocka_unit_test(holds_are_balanced),
    };
    return cmocka_run_group_tests(tests, walk, NULL);
}
