#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coach/content.h"
#include "platform/clock.h"

#include <math.h>

static void uneven_frames_add_up_to_exact_ticks(void **state)
{
    (void)state;
    // 420 s in frames of 1 to 40 ms, some of them dropped: no tick may be lost or made up.
    struct ticker ticker = ticker_start(1000.0);
    double now_s = 1000.0;
    long ticks = 0;
    for (unsigned seed = 1; now_s < 1420.0;) {
        seed = seed * 1664525u + 1013904223u;
        now_s = fmin(now_s + 0.001 + (seed >> 16) * (0.039 / 65536.0), 1420.0);
        ticks += ticker_advance(&ticker, now_s);
        assert_true(ticker.fraction >= 0.0 && ticker.fraction < 1.0);
    }
    assert_int_equal(lround((double)ticks + ticker.fraction), 420L * TICKS_PER_S);
    assert_float_equal(ticker.stalled_s, 0.0, 0.0);
}

static void a_long_stall_counts_as_a_second(void **state)
{
    (void)state;
    struct ticker ticker = ticker_start(5.0);
    assert_int_equal(ticker_advance(&ticker, 3605.0), TICKS_PER_S);
    assert_float_equal(ticker.stalled_s, 3599.0, 1e-6);
    assert_int_equal(ticker_advance(&ticker, 3605.5), TICKS_PER_S / 2);
}

static void time_never_goes_back(void **state)
{
    (void)state;
    struct ticker ticker = ticker_start(5.0);
    assert_int_equal(ticker_advance(&ticker, 4.0), 0);
    assert_int_equal(ticker_advance(&ticker, 4.5), TICKS_PER_S / 2);
}

static void frames_come_at_absolute_deadlines(void **state)
{
    (void)state;
    struct pacer pacer = pacer_start(0.010, 0.0);
    // Work of 3 ms a frame: the deadlines stay on the grid.
    for (int i = 1; i <= 100; i++) {
        double next_s = pacer_next(&pacer, (i - 1) * 0.010 + 0.003);
        assert_float_equal(next_s, i * 0.010, 1e-9);
    }
}

static void after_a_slow_frame_the_pace_catches_up(void **state)
{
    (void)state;
    struct pacer pacer = pacer_start(0.010, 0.0);
    assert_float_equal(pacer_next(&pacer, 0.025), 0.010, 1e-9);
    assert_float_equal(pacer_next(&pacer, 0.026), 0.020, 1e-9);
    assert_float_equal(pacer_next(&pacer, 0.027), 0.030, 1e-9);
}

static void after_more_than_four_frames_the_pace_starts_anew(void **state)
{
    (void)state;
    struct pacer pacer = pacer_start(0.010, 0.0);
    assert_float_equal(pacer_next(&pacer, 0.100), 0.100, 1e-9);
}

static void sleeping_lasts_until_the_deadline(void **state)
{
    (void)state;
    double until_s = clock_now_s() + 0.02;
    clock_sleep_until(until_s);
    assert_true(clock_now_s() >= until_s);
    double before_s = clock_now_s();
    clock_sleep_until(before_s - 5.0);
    assert_true(clock_now_s() - before_s < 0.02);
}

static void the_process_knows_what_it_costs(void **state)
{
    (void)state;
    double before_s = clock_cpu_s();
    volatile double sum = 0.0;
    for (int i = 0; i < 5000000; i++)
        sum += i;
    assert_true(clock_cpu_s() > before_s);
    assert_in_range(clock_peak_memory_bytes(), 1 << 20, 1L << 34);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uneven_frames_add_up_to_exact_ticks),
        cmocka_unit_test(a_long_stall_counts_as_a_second),
        cmocka_unit_test(time_never_goes_back),
        cmocka_unit_test(frames_come_at_absolute_deadlines),
        cmocka_unit_test(after_a_slow_frame_the_pace_catches_up),
        cmocka_unit_test(after_more_than_four_frames_the_pace_starts_anew),
        cmocka_unit_test(sleeping_lasts_until_the_deadline),
        cmocka_unit_test(the_process_knows_what_it_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
