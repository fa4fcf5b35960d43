#include "platform/wake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void frames_and_hitches_are_no_sleep(void **state)
{
    (void)state;
    struct wake wake = {0};
    static const double gaps_s[] = {0.016, 0.05, 0.3, 2.0, 4.9};
    double now_s = 1e6;
    assert_false(wake_slept_at(&wake, now_s));
    for (int i = 0; i < 5; i++)
        assert_false(wake_slept_at(&wake, now_s += gaps_s[i]));
}

static void a_sleep_is_told_once(void **state)
{
    (void)state;
    struct wake wake = {0};
    wake_slept_at(&wake, 100.0);
    assert_true(wake_slept_at(&wake, 100.0 + 8.0 * 3600.0));
    assert_false(wake_slept_at(&wake, 100.02 + 8.0 * 3600.0));
}

static void the_start_of_the_program_is_no_awakening(void **state)
{
    (void)state;
    struct wake wake = {0};
    assert_false(wake_slept(&wake));
    assert_false(wake_slept(&wake));
    assert_true(wake.last_s > 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_and_hitches_are_no_sleep),
        cmocka_unit_test(a_sleep_is_told_once),
        cmocka_unit_test(the_start_of_the_program_is_no_awakening),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
