#include "coach/player.h"
#include "coach/small_timeline.h"

static struct player player;

static int begin(void **state)
{
    (void)state;
    player_init(&player, timeline, 0.0);
    return 0;
}

static void ticks_add_up_exactly_however_they_come(void **state)
{
    (void)state;
    long given = 0;
    for (long ticks = 0; given + ticks < 9000; ticks = (ticks * 7 + 3) % 41) {
        player_advance(&player, ticks);
        given += ticks;
        assert_int_equal(player.tick, given);
    }
}

static void a_pause_takes_no_time_and_resuming_settles_for_three_seconds(void **state)
{
    (void)state;
    player_advance(&player, 500);
    player_pause(&player);
    player_advance(&player, 100000);
    assert_int_equal(player.tick, 500);
    player_resume(&player);
    player_advance(&player, 3 * TICKS_PER_S - 1);
    assert_int_equal(player.state, PLAYER_SETTLING);
    assert_int_equal(player.tick, 500);
    player_advance(&player, 1 + 7);
    assert_int_equal(player.state, PLAYER_PLAYING);
    assert_int_equal(player.tick, 507);
}

static void a_pause_while_settling_begins_the_settling_anew(void **state)
{
    (void)state;
    player_pause(&player);
    player_resume(&player);
    player_advance(&player, 200);
    player_toggle(&player);
    assert_int_equal(player.state, PLAYER_PAUSED);
    player_toggle(&player);
    player_advance(&player, 3 * TICKS_PER_S);
    assert_int_equal(player.state, PLAYER_PLAYING);
    assert_int_equal(player.tick, 0);
}

static void next_and_previous_go_to_the_starts_of_steps(void **state)
{
    (void)state;
    player_next(&player);
    assert_int_equal(player.tick, 20 * TICKS_PER_S);
    player_advance(&player, 10 * TICKS_PER_S);
    player_previous(&player);
    assert_int_equal(player.tick, 20 * TICKS_PER_S);
    player_advance(&player, TICKS_PER_S);
    player_previous(&player);
    assert_int_equal(player.tick, 0);
    player_previous(&player);
    assert_int_equal(player.tick, 0);
}

static void next_leads_to_the_final_rest_and_not_beyond(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++)
        player_next(&player);
    assert_int_equal(player.tick, 80 * TICKS_PER_S);
    assert_int_equal(player.state, PLAYER_PLAYING);
}

static void skipping_while_paused_stays_paused(void **state)
{
    (void)state;
    player_pause(&player);
    player_next(&player);
    assert_int_equal(player.state, PLAYER_PAUSED);
    assert_int_equal(player.tick, 20 * TICKS_PER_S);
}

static void the_evening_is_over_on_its_last_tick(void **state)
{
    (void)state;
    player_advance(&player, 110 * TICKS_PER_S - 1);
    assert_int_equal(player.state, PLAYER_PLAYING);
    player_advance(&player, 1000);
    assert_int_equal(player.state, PLAYER_OVER);
    assert_int_equal(player.tick, 110 * TICKS_PER_S);
    player_previous(&player);
    assert_int_equal(player.state, PLAYER_PLAYING);
}

static void between_ticks_time_goes_on_only_while_playing(void **state)
{
    (void)state;
    player_advance(&player, 12);
    assert_true(player_time_s(&player, 0.5) == 12.5 / TICKS_PER_S);
    player_pause(&player);
    assert_true(player_time_s(&player, 0.5) == 12.0 / TICKS_PER_S);
}

static void again_shows_the_words_for_a_while(void **state)
{
    (void)state;
    player_again(&player);
    player_advance(&player, 5 * TICKS_PER_S);
    assert_true(player.words_again_tick > 0);
    player_advance(&player, 5 * TICKS_PER_S);
    assert_int_equal(player.words_again_tick, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(ticks_add_up_exactly_however_they_come, begin),
        cmocka_unit_test_setup(a_pause_takes_no_time_and_resuming_settles_for_three_seconds, begin),
        cmocka_unit_test_setup(a_pause_while_settling_begins_the_settling_anew, begin),
        cmocka_unit_test_setup(next_and_previous_go_to_the_starts_of_steps, begin),
        cmocka_unit_test_setup(next_leads_to_the_final_rest_and_not_beyond, begin),
        cmocka_unit_test_setup(skipping_while_paused_stays_paused, begin),
        cmocka_unit_test_setup(the_evening_is_over_on_its_last_tick, begin),
        cmocka_unit_test_setup(between_ticks_time_goes_on_only_while_playing, begin),
        cmocka_unit_test_setup(again_shows_the_words_for_a_while, begin),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
