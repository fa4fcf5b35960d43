/// Tonight's practice, a pose by itself, and the views of both.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "coach/calm_view.h"
#include "coach/evening.h"
#include "coach/orbit.h"
#include "coach/rehearsal.h"
#include "picture/shipped_moment.h"
#include "store/routine_file.h"

static struct content content;
static struct arena arena;
static struct routine routine;
static struct evening evening;

static int set_up(void **state)
{
    (void)state;
    struct problems problems = {0};
    load_shipped_content(&content);
    assert_true(
        routine_load(&routine, &content, SOURCE_DIR "/routines/bedtime.yaml", &arena, &problems));
    problems_finish(&problems);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    arena_finish(&content.arena);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    struct err err;
    struct timeline_settings settings = timeline_settings_default();
    assert_true(evening_init(&evening, &content, &routine, &settings, &err));
    return 0;
}

static int end(void **state)
{
    (void)state;
    evening_finish(&evening);
    return 0;
}

static void assert_same_place(const struct timeline *a, long a_tick, const struct timeline *b,
                              long b_tick)
{
    struct moment one, other;
    timeline_at(a, (double)a_tick / TICKS_PER_S, &one);
    timeline_at(b, (double)b_tick / TICKS_PER_S, &other);
    assert_int_equal(one.step, other.step);
    assert_int_equal(one.kind, other.kind);
    assert_true(pose_side_equal(one.at, other.at));
}

static void other_settings_keep_the_place(void **state)
{
    (void)state;
    for (int i = 0; i <= 40; i++) {
        struct err err;
        struct timeline_settings settings = timeline_settings_default();
        const struct timeline *before = evening_timeline(&evening);
        long there = (timeline_total_ticks(before) - 1) * i / 40, tick = there;
        settings.moves_extra = i % 2 == 0;
        assert_true(evening_use(&evening, &settings, &tick, &err));
        // What was before still stands: sound may be made of it.
        assert_same_place(before, there, evening_timeline(&evening), tick);
    }
}

static void a_pose_that_is_left_out_takes_its_other_side_along(void **state)
{
    (void)state;
    struct err err;
    long practice = timeline_practice_ticks(evening_timeline(&evening));
    long tick = timeline_step_tick(evening_timeline(&evening), 1) + 10;
    assert_true(evening_leave_out(&evening, &tick, &err));
    const struct timeline *now = evening_timeline(&evening);
    assert_int_equal(timeline_routine(now)->step_count, routine.step_count - 2);
    assert_int_equal(tick, timeline_step_tick(now, 1));
    for (int i = 0; i < timeline_routine(now)->step_count; i++)
        assert_true(timeline_routine(now)->step[i].at.pose != routine.step[1].at.pose);
    assert_true(timeline_practice_ticks(now) < practice);
}

static void every_pose_can_be_left_out_but_the_last_one(void **state)
{
    (void)state;
    // From the front and from the back: whatever is left can still be gone through.
    for (int way = 0; way < 2; way++) {
        struct err err;
        int left = 0;
        const struct timeline *now = evening_timeline(&evening);
        long tick = way == 0 ? 0 : timeline_practice_ticks(now) - 1;
        while (evening_may_leave_out(&evening, tick)) {
            if (!evening_leave_out(&evening, &tick, &err))
                fail_msg("%s", err.text);
            now = evening_timeline(&evening);
            tick = way == 0 ? 0 : timeline_practice_ticks(now) - 1;
            left++;
        }
        assert_true(left >= 5);
        assert_true(timeline_routine(now)->step_count >= 1);
        assert_false(evening_may_leave_out(&evening, timeline_practice_ticks(now) + 1));
        end(state);
        begin(state);
    }
}

static void every_pose_can_be_rehearsed_there_and_back(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    for (int i = 0; i < content.pose_count; i++) {
        const struct pose *pose = &content.pose[i];
        struct rehearsal rehearsal = {0};
        struct moment first, there, last;
        struct err err;
        if (!rehearsal_init(&rehearsal, &content, pose, routine.start, &settings, &err))
            fail_msg("%s: %s", pose->id, err.text);
        timeline_at(rehearsal.timeline, 0.0, &first);
        timeline_at(rehearsal.timeline, (double)rehearsal_pose_tick(&rehearsal) / TICKS_PER_S,
                    &there);
        timeline_at(rehearsal.timeline, (double)(rehearsal.end_tick - 1) / TICKS_PER_S, &last);
        assert_ptr_equal(there.at.pose, pose);
        assert_int_equal(there.kind, SPAN_HOLD);
        assert_true(glms_vec3_distance(first.figure.body.joint[JOINT_HEAD],
                                       last.figure.body.joint[JOINT_HEAD]) < 0.02f);
        // Nothing of it is dark.
        assert_true(last.light == 1.0f);
        rehearsal_finish(&rehearsal);
    }
}

static void the_calm_camera_stands_still_or_fades(void **state)
{
    (void)state;
    const struct timeline *timeline = evening_timeline(&evening);
    double end_s = (double)timeline_total_ticks(timeline) / TICKS_PER_S;
    struct calm_view before = calm_view_at(timeline, 0.0);
    for (double t_s = 0.1; t_s < end_s; t_s += 0.1) {
        struct calm_view now = calm_view_at(timeline, t_s);
        bool same = memcmp(&now.view, &before.view, sizeof now.view) == 0;
        // The view itself changes only where another one had been faded in over it.
        if (!same && before.second_share < 0.98f)
            fail_msg("the camera jumps at %.1f s", t_s);
        if (!same)
            assert_memory_equal(&now.view, &before.second, sizeof now.view);
        assert_true(now.second_share >= 0.0f && now.second_share <= 1.0f);
        before = now;
    }
}

static void the_view_goes_round_and_comes_back_by_itself(void **state)
{
    (void)state;
    struct orbit orbit = {0};
    for (int i = 0; i < 36; i++)
        orbit_turn(&orbit, 10.0f, 0.0f);
    assert_false(orbit_is_turned(&orbit));
    orbit_turn(&orbit, 190.0f, 300.0f);
    assert_true(orbit.az_deg == -170.0f);
    orbit_advance(&orbit, 3 * TICKS_PER_S);
    assert_true(orbit.az_deg == -170.0f);
    float last = orbit.az_deg;
    for (int i = 0; i < 10 * TICKS_PER_S; i++) {
        orbit_advance(&orbit, 1);
        // The short way, never back, never fast.
        assert_true(orbit.az_deg >= last && orbit.az_deg - last < 2.0f);
        last = orbit.az_deg;
    }
    assert_false(orbit_is_turned(&orbit));
}

static void from_every_side_the_figure_is_in_view(void **state)
{
    (void)state;
    const struct timeline *timeline = evening_timeline(&evening);
    for (int step = 0; step < routine.step_count; step++) {
        struct moment moment;
        timeline_at(timeline, (double)timeline_step_tick(timeline, step + 1) / TICKS_PER_S - 5.0,
                    &moment);
        for (int i = 0; i < 24; i++) {
            struct orbit orbit = {0};
            struct view view = moment.view;
            orbit_turn(&orbit, 15.0f * (float)i, i % 2 ? 20.0f : -30.0f);
            orbit_apply(&orbit, &moment.figure.body, &view);
            assert_true(view.span_m >= moment.view.span_m);
            assert_true(view.el_deg > 0.0f && view.el_deg < 90.0f);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(other_settings_keep_the_place, begin, end),
        cmocka_unit_test_setup_teardown(a_pose_that_is_left_out_takes_its_other_side_along, begin,
                                        end),
        cmocka_unit_test_setup_teardown(every_pose_can_be_left_out_but_the_last_one, begin, end),
        cmocka_unit_test(every_pose_can_be_rehearsed_there_and_back),
        cmocka_unit_test_setup_teardown(the_calm_camera_stands_still_or_fades, begin, end),
        cmocka_unit_test(the_view_goes_round_and_comes_back_by_itself),
        cmocka_unit_test_setup_teardown(from_every_side_the_figure_is_in_view, begin, end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
