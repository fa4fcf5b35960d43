#include "screens/practice_control.h"

#include "screens/shipped_evening.h"

static struct evening evening;

static int set_up(void **state)
{
    (void)state;
    evening_load(&evening);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    evening_finish(&evening);
    return 0;
}

static struct practice_control started(void)
{
    struct practice_control control;
    practice_control_init(&control, evening.timeline, 10.0, 60, false);
    return control;
}

static struct practice_view view_of(const struct practice_control *control)
{
    static struct moment moment;
    timeline_at(evening.timeline, player_time_s(&control->player, 0.0), &moment);
    return practice_control_view(control, &moment);
}

static void a_pause_stops_time_and_going_on_settles_for_three_seconds(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_int_equal(practice_control_act(&control, ACTION_TOGGLE), PRACTICE_REQUEST_NONE);
    practice_control_advance(&control, 10000);
    assert_int_equal(control.player.tick, 1200);
    assert_int_equal(view_of(&control).state, PLAYER_PAUSED);

    practice_control_act(&control, ACTION_TOGGLE);
    practice_control_advance(&control, 120);
    assert_int_equal(control.player.tick, 1200);
    assert_float_equal(view_of(&control).settle_s, 2.0, 1e-6);
    practice_control_advance(&control, 240 + 7);
    assert_int_equal(control.player.tick, 1207);
    assert_int_equal(view_of(&control).state, PLAYER_PLAYING);
}

static void leaving_asks_once_and_holds_time_meanwhile(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_int_equal(practice_control_act(&control, ACTION_LEAVE), PRACTICE_REQUEST_NONE);
    assert_true(view_of(&control).leave_question);
    assert_int_equal(practice_control_mode(&control), INPUT_QUESTION);
    practice_control_advance(&control, 600);
    assert_int_equal(control.player.tick, 1200);
    // Nothing but an answer counts now.
    assert_int_equal(practice_control_act(&control, ACTION_NEXT), PRACTICE_REQUEST_NONE);
    assert_int_equal(practice_control_act(&control, ACTION_THEME), PRACTICE_REQUEST_NONE);
    assert_int_equal(control.player.tick, 1200);
    assert_int_equal(practice_control_act(&control, ACTION_CONFIRM), PRACTICE_REQUEST_QUIT);
}

static void staying_goes_on_only_if_it_was_going(void **state)
{
    (void)state;
    struct practice_control control = started();
    practice_control_act(&control, ACTION_LEAVE);
    practice_control_act(&control, ACTION_CANCEL);
    assert_int_equal(practice_control_mode(&control), INPUT_PRACTICE);
    assert_int_equal(control.player.state, PLAYER_SETTLING);

    practice_control_act(&control, ACTION_TOGGLE);
    assert_int_equal(control.player.state, PLAYER_PAUSED);
    practice_control_act(&control, ACTION_LEAVE);
    practice_control_act(&control, ACTION_CANCEL);
    assert_int_equal(control.player.state, PLAYER_PAUSED);
}

static void the_way_back_closes_the_help_first(void **state)
{
    (void)state;
    struct practice_control control = started();
    practice_control_act(&control, ACTION_HELP);
    assert_true(view_of(&control).help);
    practice_control_act(&control, ACTION_LEAVE);
    assert_false(view_of(&control).help);
    assert_false(view_of(&control).leave_question);
    practice_control_act(&control, ACTION_HELP);
    practice_control_act(&control, ACTION_HELP);
    assert_false(view_of(&control).help);
}

static void when_it_is_over_leaving_needs_no_question(void **state)
{
    (void)state;
    struct practice_control control = started();
    practice_control_advance(&control, timeline_total_ticks(evening.timeline));
    assert_int_equal(control.player.state, PLAYER_OVER);
    assert_int_equal(practice_control_act(&control, ACTION_LEAVE), PRACTICE_REQUEST_QUIT);
}

static void a_lost_pad_pauses_and_says_so_until_it_goes_on(void **state)
{
    (void)state;
    struct practice_control control = started();
    practice_control_pad_lost(&control);
    assert_int_equal(control.player.state, PLAYER_PAUSED);
    assert_true(view_of(&control).pad_lost);
    practice_control_act(&control, ACTION_TOGGLE);
    assert_false(view_of(&control).pad_lost);
    assert_int_equal(control.player.state, PLAYER_SETTLING);
    practice_control_pad_lost(&control);
    assert_int_equal(control.player.state, PLAYER_PAUSED);
}

static void a_pad_lost_during_the_question_keeps_it_paused(void **state)
{
    (void)state;
    struct practice_control control = started();
    practice_control_act(&control, ACTION_LEAVE);
    practice_control_pad_lost(&control);
    practice_control_act(&control, ACTION_CANCEL);
    assert_int_equal(control.player.state, PLAYER_PAUSED);
    assert_true(view_of(&control).pad_lost);
}

static void volume_stays_in_its_range_shows_itself_and_fades(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_float_equal(view_of(&control).volume_shown, 0.0, 1e-6);
    for (int i = 0; i < 30; i++)
        practice_control_act(&control, ACTION_VOLUME_UP);
    assert_int_equal(view_of(&control).volume_percent, 100);
    assert_float_equal(view_of(&control).volume_shown, 1.0, 1e-6);
    practice_control_advance(&control, 270);
    assert_true(view_of(&control).volume_shown > 0.0f && view_of(&control).volume_shown < 1.0f);
    practice_control_advance(&control, 30);
    assert_float_equal(view_of(&control).volume_shown, 0.0, 1e-6);
    for (int i = 0; i < 30; i++)
        practice_control_act(&control, ACTION_VOLUME_DOWN);
    assert_int_equal(view_of(&control).volume_percent, 0);
}

static void muting_silences_and_louder_sounds_again(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_float_equal(practice_control_volume(&control), 0.6, 1e-6);
    practice_control_act(&control, ACTION_MUTE);
    assert_float_equal(practice_control_volume(&control), 0.0, 1e-6);
    assert_true(view_of(&control).muted);
    practice_control_act(&control, ACTION_MUTE);
    assert_float_equal(practice_control_volume(&control), 0.6, 1e-6);
    practice_control_act(&control, ACTION_MUTE);
    practice_control_act(&control, ACTION_VOLUME_UP);
    assert_float_equal(practice_control_volume(&control), 0.65, 1e-6);
}

static void the_words_come_again_for_a_while(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_false(view_of(&control).again);
    practice_control_act(&control, ACTION_AGAIN);
    assert_true(view_of(&control).again);
    practice_control_advance(&control, 60 * TICKS_PER_S);
    assert_false(view_of(&control).again);
}

static void next_and_previous_walk_through_the_steps(void **state)
{
    (void)state;
    struct practice_control control = started();
    practice_control_act(&control, ACTION_NEXT);
    assert_int_equal(control.player.tick, timeline_step_tick(evening.timeline, 1));
    practice_control_act(&control, ACTION_PREVIOUS);
    assert_int_equal(control.player.tick, 0);
    for (int i = 0; i < 40; i++)
        practice_control_act(&control, ACTION_NEXT);
    assert_int_equal(control.player.tick, timeline_practice_ticks(evening.timeline));
}

static void theme_and_fullscreen_are_asked_of_the_platform(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_int_equal(practice_control_act(&control, ACTION_THEME), PRACTICE_REQUEST_THEME);
    assert_int_equal(practice_control_act(&control, ACTION_FULLSCREEN),
                     PRACTICE_REQUEST_FULLSCREEN);
}

static void the_screen_is_kept_awake_only_while_somebody_practises(void **state)
{
    (void)state;
    struct practice_control control = started();
    assert_true(practice_control_keeps_awake(&control));
    practice_control_act(&control, ACTION_TOGGLE);
    assert_false(practice_control_keeps_awake(&control));
    practice_control_act(&control, ACTION_TOGGLE);
    assert_true(practice_control_keeps_awake(&control));
    practice_control_advance(&control, timeline_practice_ticks(evening.timeline));
    assert_int_equal(control.player.state, PLAYER_PLAYING);
    assert_false(practice_control_keeps_awake(&control));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pause_stops_time_and_going_on_settles_for_three_seconds),
        cmocka_unit_test(leaving_asks_once_and_holds_time_meanwhile),
        cmocka_unit_test(staying_goes_on_only_if_it_was_going),
        cmocka_unit_test(the_way_back_closes_the_help_first),
        cmocka_unit_test(when_it_is_over_leaving_needs_no_question),
        cmocka_unit_test(a_lost_pad_pauses_and_says_so_until_it_goes_on),
        cmocka_unit_test(a_pad_lost_during_the_question_keeps_it_paused),
        cmocka_unit_test(volume_stays_in_its_range_shows_itself_and_fades),
        cmocka_unit_test(muting_silences_and_louder_sounds_again),
        cmocka_unit_test(the_words_come_again_for_a_while),
        cmocka_unit_test(next_and_previous_walk_through_the_steps),
        cmocka_unit_test(theme_and_fullscreen_are_asked_of_the_platform),
        cmocka_unit_test(the_screen_is_kept_awake_only_while_somebody_practises),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
