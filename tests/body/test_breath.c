/// The breath as a closed form of time.
#include "body/breath.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void ten_seconds_are_one_breath_of_four_and_six(void **state)
{
    (void)state;
    struct breath_pace pace = breath_pace_default();
    assert_int_equal(breath_cycles(&pace, 60.0), 6);
    struct breath breath = breath_at(&pace, 60.0, 2.0);
    assert_true(breath.inhaling);
    assert_int_equal(breath.cycle, 0);
    assert_int_equal(breath.cycles, 6);
    assert_float_equal(breath.progress, 0.5f, 1e-5f);
    assert_float_equal(breath.fill, 0.5f, 1e-5f);
    assert_float_equal(breath.stroke_s, 4.0f, 1e-5f);
    breath = breath_at(&pace, 60.0, 37.0);
    assert_false(breath.inhaling);
    assert_int_equal(breath.cycle, 3);
    assert_float_equal(breath.fill, 0.5f, 1e-5f);
    assert_float_equal(breath.stroke_s, 6.0f, 1e-5f);
}

static void a_stretch_starts_and_ends_empty(void **state)
{
    (void)state;
    struct breath_pace pace = breath_pace_default();
    for (double length_s = 3.0; length_s < 70.0; length_s += 3.7) {
        assert_float_equal(breath_at(&pace, length_s, 0.0).fill, 0.0f, 1e-6f);
        struct breath last = breath_at(&pace, length_s, length_s);
        assert_float_equal(last.fill, 0.0f, 1e-6f);
        assert_int_equal(last.cycle, last.cycles - 1);
        assert_float_equal(breath_at(&pace, length_s, length_s + 5.0).fill, 0.0f, 1e-6f);
        assert_float_equal(breath_at(&pace, length_s, -5.0).fill, 0.0f, 1e-6f);
    }
}

static void whole_cycles_fit_whatever_the_length(void **state)
{
    (void)state;
    struct breath_pace pace = {.in_s = 4.0f, .out_s = 5.0f};
    assert_int_equal(breath_cycles(&pace, 0.5), 1);
    assert_int_equal(breath_cycles(&pace, 13.0), 1);
    assert_int_equal(breath_cycles(&pace, 14.0), 2);
    struct breath breath = breath_at(&pace, 14.0, 7.0 + 1e-9);
    assert_int_equal(breath.cycle, 1);
    assert_true(breath.inhaling);
    assert_float_equal(breath.stroke_s, 7.0f * 4.0f / 9.0f, 1e-5f);
}

static void the_fill_never_jumps(void **state)
{
    (void)state;
    struct breath_pace pace = {.in_s = 3.0f, .out_s = 7.0f};
    float before = 0.0f;
    for (int tick = 0; tick <= 6000; tick++) {
        float fill = breath_at(&pace, 60.0, tick * 0.01).fill;
        assert_true(fill >= 0.0f && fill <= 1.0f);
        // The steepest a minimum-jerk stroke of 3 s can be: 1.875 / 3 a second.
        assert_true(fabsf(fill - before) <= 0.01f * 1.876f / 3.0f);
        before = fill;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_seconds_are_one_breath_of_four_and_six),
        cmocka_unit_test(a_stretch_starts_and_ends_empty),
        cmocka_unit_test(whole_cycles_fit_whatever_the_length),
        cmocka_unit_test(the_fill_never_jumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
