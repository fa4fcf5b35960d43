/// Which beats are drawn, by a clock that the test moves.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/cadence.h"

#include <math.h>

static const double BEAT_S = 1.0 / 60.0;
static const double FAST_S = 1.0 / 60.0, SLOW_S = 1.0 / 30.0, CREEPING_S = 1.0 / 20.0;

/// The next beat of the display, a little early or late.
static bool next_beat(struct cadence *cadence, bool asked)
{
    static const double late_beats[] = {0.0, 0.2, -0.1, 0.0, 0.1};
    static int beat = 0;
    beat++;
    return cadence_beat(cadence, (beat + late_beats[beat % 5]) * BEAT_S, asked);
}

/// What a run of beats looked like.
struct run {
    int drawn, late;
    int shortest, longest; ///< beats from one picture to the next
    int changes;           ///< of that distance
};

/// Every picture takes `work_s[i % count]`; the first `skipped` of them are not counted.
static struct run run_beats(struct cadence *cadence, int beats, int skipped, double wait_s,
                            const double *work_s, int count)
{
    struct run run = {.shortest = beats};
    int since = 0, before = 0;
    for (int beat = 0, pictures = 0; beat < beats; beat++) {
        since++;
        if (!next_beat(cadence, false))
            continue;
        bool late = cadence_drawn(cadence, wait_s, work_s[pictures % count], BEAT_S);
        if (pictures++ >= skipped) {
            run.drawn++;
            run.late += late;
            run.shortest = since < run.shortest ? since : run.shortest;
            run.longest = since > run.longest ? since : run.longest;
            run.changes += before != 0 && since != before;
            before = since;
        }
        since = 0;
    }
    return run;
}

static void assert_even(const struct run *run, int beats)
{
    assert_true(run->drawn > 0);
    assert_int_equal(run->shortest, beats);
    assert_int_equal(run->longest, beats);
}

static void what_moves_is_drawn_as_often_as_the_eye_wants_and_evenly(void **state)
{
    (void)state;
    static const double waits_s[] = {FAST_S, SLOW_S, CREEPING_S};
    const double work_s = 0.4 * BEAT_S;
    for (int i = 0; i < 3; i++) {
        struct cadence cadence = cadence_start();
        struct run run = run_beats(&cadence, 600, 10, waits_s[i], &work_s, 1);
        assert_even(&run, i + 1);
        assert_int_equal(run.late, 0);
    }
}

static void a_machine_that_is_too_slow_draws_half_as_many_evenly(void **state)
{
    (void)state;
    // Some fit into a beat, others do not: drawn as they come they would stutter.
    static const double work_s[] = {0.9 * BEAT_S, 1.2 * BEAT_S, 1.4 * BEAT_S};
    struct cadence cadence = cadence_start();
    struct run run = run_beats(&cadence, 3600, 12, FAST_S, work_s, 3);
    assert_even(&run, 2);
    assert_int_equal(run.late, 0);
    // Twice as slow again.
    static const double slower_s[] = {1.9 * BEAT_S, 2.4 * BEAT_S, 2.8 * BEAT_S};
    run = run_beats(&cadence, 3600, 12, FAST_S, slower_s, 3);
    assert_even(&run, 3);
}

static void a_late_picture_now_and_then_changes_nothing(void **state)
{
    (void)state;
    static const double work_s[] = {3.0 * BEAT_S, 0.5 * BEAT_S, 0.5 * BEAT_S, 0.5 * BEAT_S};
    struct cadence cadence = cadence_start();
    struct run run = run_beats(&cadence, 3600, 0, FAST_S, work_s, 4);
    assert_even(&run, 1);
}

static void with_clear_headroom_for_a_while_every_beat_is_drawn_again(void **state)
{
    (void)state;
    const double heavy_s = 1.5 * BEAT_S, close_s = 0.9 * BEAT_S, light_s = 0.4 * BEAT_S;
    struct cadence cadence = cadence_start();
    run_beats(&cadence, 60, 0, FAST_S, &heavy_s, 1);
    // That it would just do is not enough.
    struct run run = run_beats(&cadence, 3600, 1, FAST_S, &close_s, 1);
    assert_even(&run, 2);
    run = run_beats(&cadence, 60, 1, FAST_S, &light_s, 1);
    assert_even(&run, 2);
    run_beats(&cadence, 120, 0, FAST_S, &light_s, 1);
    run = run_beats(&cadence, 600, 1, FAST_S, &light_s, 1);
    assert_even(&run, 1);
}

static void one_heavy_picture_among_many_light_ones_does_not_keep_it_slow(void **state)
{
    (void)state;
    const double heavy_s = 1.5 * BEAT_S;
    static const double mixed_s[] = {1.2 * BEAT_S, 0.4 * BEAT_S, 0.4 * BEAT_S, 0.4 * BEAT_S,
                                     0.4 * BEAT_S, 0.4 * BEAT_S, 0.4 * BEAT_S, 0.4 * BEAT_S};
    struct cadence cadence = cadence_start();
    run_beats(&cadence, 60, 0, FAST_S, &heavy_s, 1);
    assert_int_equal(cadence.load, 2);
    run_beats(&cadence, 1200, 0, FAST_S, mixed_s, 8);
    assert_int_equal(cadence.load, 1);
}

static void what_is_light_only_when_drawn_seldom_does_not_flip_to_and_fro(void **state)
{
    (void)state;
    struct cadence cadence = cadence_start();
    int changes = 0, before = 0;
    for (int beat = 0; beat < 60 * 600; beat++) {
        if (!next_beat(&cadence, false))
            continue;
        cadence_drawn(&cadence, FAST_S, (cadence.beats == 1 ? 1.2 : 0.5) * BEAT_S, BEAT_S);
        changes += before != 0 && cadence.beats != before;
        before = cadence.beats;
    }
    // Ten minutes. Without patience it would be every second.
    assert_in_range(changes, 1, 40);
}

static void
what_gets_faster_is_followed_at_once_and_what_hardly_changes_keeps_its_beat(void **state)
{
    (void)state;
    struct cadence cadence = cadence_start();
    const double work_s = 0.3 * BEAT_S;
    run_beats(&cadence, 60, 0, CREEPING_S, &work_s, 1);
    assert_int_equal(cadence.beats, 3);
    while (!next_beat(&cadence, false))
        ;
    cadence_drawn(&cadence, FAST_S, work_s, BEAT_S);
    assert_true(next_beat(&cadence, false));
    // To and fro over the limit of slow.
    int beats = 0, pictures = 0;
    for (; beats < 600; beats++)
        if (next_beat(&cadence, false))
            cadence_drawn(&cadence, ++pictures % 2 ? SLOW_S : FAST_S, work_s, BEAT_S);
    assert_int_equal(pictures, beats);
}

static void a_key_is_answered_in_the_beat_in_which_it_comes(void **state)
{
    (void)state;
    struct cadence cadence = cadence_start();
    const double work_s = 1.5 * BEAT_S;
    run_beats(&cadence, 600, 0, CREEPING_S, &work_s, 1);
    while (!next_beat(&cadence, false))
        ;
    cadence_drawn(&cadence, CREEPING_S, work_s, BEAT_S);
    assert_false(next_beat(&cadence, false));
    assert_true(next_beat(&cadence, true));
    cadence_drawn(&cadence, CREEPING_S, work_s, BEAT_S);
    assert_true(next_beat(&cadence, true));
}

static void what_a_key_sets_in_motion_is_drawn_at_once(void **state)
{
    (void)state;
    struct cadence cadence = cadence_start();
    const double work_s = 0.3 * BEAT_S;
    run_beats(&cadence, 60, 0, CREEPING_S, &work_s, 1);
    assert_true(next_beat(&cadence, true));
    cadence_drawn(&cadence, CREEPING_S, work_s, BEAT_S);
    for (int beat = 0; beat < 10; beat++) {
        assert_true(next_beat(&cadence, false));
        cadence_drawn(&cadence, CREEPING_S, work_s, BEAT_S);
    }
    struct run run = run_beats(&cadence, 60, 12, CREEPING_S, &work_s, 1);
    assert_even(&run, 3);
}

static void where_nothing_moves_any_more_the_last_picture_does_not_wait(void **state)
{
    (void)state;
    struct cadence cadence = cadence_start();
    const double work_s = 0.1 * BEAT_S;
    run_beats(&cadence, 60, 0, CREEPING_S, &work_s, 1);
    while (!next_beat(&cadence, false))
        ;
    cadence_drawn(&cadence, SLOW_S, work_s, BEAT_S);
    // Paused: from here on there are no more than twenty beats a second.
    assert_true(cadence_beat(&cadence, cadence.begun_s + 0.05, false));
    cadence_drawn(&cadence, CREEPING_S, work_s, 0.05);
    assert_true(cadence_beat(&cadence, cadence.begun_s + 0.05, false));
}

static void a_slower_display_gets_no_fewer_than_twenty_pictures_a_second(void **state)
{
    (void)state;
    static const double displays_hz[] = {24.0, 30.0, 37.5, 50.0, 59.94, 60.3};
    static const double waits_s[] = {FAST_S, SLOW_S, CREEPING_S};
    for (size_t i = 0; i < sizeof displays_hz / sizeof *displays_hz; i++)
        for (int speed = 0; speed < 3; speed++) {
            struct cadence cadence = cadence_start();
            double beat_s = 1.0 / displays_hz[i];
            for (int beat = 0; beat < 60; beat++)
                if (cadence_beat(&cadence, beat * beat_s, false))
                    cadence_drawn(&cadence, waits_s[speed], 0.1 * beat_s, beat_s);
            assert_true(cadence.beats * beat_s <= fmax(beat_s, 1.05 * waits_s[speed]));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_moves_is_drawn_as_often_as_the_eye_wants_and_evenly),
        cmocka_unit_test(a_machine_that_is_too_slow_draws_half_as_many_evenly),
        cmocka_unit_test(a_late_picture_now_and_then_changes_nothing),
        cmocka_unit_test(with_clear_headroom_for_a_while_every_beat_is_drawn_again),
        cmocka_unit_test(one_heavy_picture_among_many_light_ones_does_not_keep_it_slow),
        cmocka_unit_test(what_is_light_only_when_drawn_seldom_does_not_flip_to_and_fro),
        cmocka_unit_test(
            what_gets_faster_is_followed_at_once_and_what_hardly_changes_keeps_its_beat),
        cmocka_unit_test(a_key_is_answered_in_the_beat_in_which_it_comes),
        cmocka_unit_test(where_nothing_moves_any_more_the_last_picture_does_not_wait),
        cmocka_unit_test(what_a_key_sets_in_motion_is_drawn_at_once),
        cmocka_unit_test(a_slower_display_gets_no_fewer_than_twenty_pictures_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
