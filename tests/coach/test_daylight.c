/// Sunrise and sunset against almanacs, and the light that follows them.
#include "coach/daylight.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/// Days of a year that is no leap year, from 0.
enum { MARCH_20 = 78, JUNE_21 = 171, DECEMBER_21 = 354 };

static struct tm at(int day, int hour, int minute, int summer_time)
{
    return (struct tm){.tm_yday = day, .tm_hour = hour, .tm_min = minute, .tm_isdst = summer_time};
}

static void assert_minutes(float minutes, int hour, int minute, float tolerance_min)
{
    float expected = (float)(60 * hour + minute);
    if (fabsf(minutes - expected) > tolerance_min)
        fail_msg("%.0f:%02.0f instead of %d:%02d", floor((double)minutes / 60.0),
                 fmod((double)minutes, 60.0), hour, minute);
}

static void the_sun_sets_in_greenwich_as_the_almanac_says(void **state)
{
    (void)state;
    struct tm june = at(JUNE_21, 12, 0, 1), december = at(DECEMBER_21, 12, 0, 0);
    struct daylight summer = daylight_of(&june, 51.5f), winter = daylight_of(&december, 51.5f);
    assert_minutes(summer.sunrise_min, 4, 43, 5.0f);
    assert_minutes(summer.sunset_min, 21, 21, 5.0f);
    assert_minutes(winter.sunrise_min, 8, 4, 5.0f);
    assert_minutes(winter.sunset_min, 15, 53, 5.0f);
}

static void on_the_equator_every_day_has_twelve_hours(void **state)
{
    (void)state;
    for (int day = 0; day < 365; day += 5) {
        struct tm noon = at(day, 12, 0, 0);
        struct daylight light = daylight_of(&noon, 0.0f);
        assert_float_equal(light.sunset_min - light.sunrise_min, 727.0f, 3.0f);
        assert_minutes(light.sunset_min, 18, 0, 22.0f);
    }
}

static void the_south_has_its_long_days_in_december(void **state)
{
    (void)state;
    struct tm december = at(DECEMBER_21, 12, 0, 0), june = at(JUNE_21, 12, 0, 0);
    struct daylight summer = daylight_of(&december, -35.0f), winter = daylight_of(&june, -35.0f);
    assert_true(summer.sunset_min - summer.sunrise_min > 14.0f * 60.0f);
    assert_true(winter.sunset_min - winter.sunrise_min < 10.5f * 60.0f);
}

static void beyond_the_polar_circle_it_stays_day_or_night(void **state)
{
    (void)state;
    struct tm june = at(JUNE_21, 0, 0, 0), december = at(DECEMBER_21, 12, 0, 0);
    assert_float_equal(daylight_night_share(&june, 70.0f), 0.0f, 0.0f);
    assert_float_equal(daylight_night_share(&december, 70.0f), 1.0f, 0.0f);
    assert_float_equal(daylight_night_share(&december, -90.0f), 0.0f, 0.0f);
}

static void it_is_night_around_midnight_and_day_around_noon(void **state)
{
    (void)state;
    for (int latitude = -60; latitude <= 60; latitude += 10) {
        struct tm noon = at(MARCH_20, 12, 0, 0), midnight = at(MARCH_20, 0, 0, 0);
        assert_float_equal(daylight_night_share(&noon, (float)latitude), 0.0f, 0.0f);
        assert_float_equal(daylight_night_share(&midnight, (float)latitude), 1.0f, 0.0f);
    }
}

/// Also over midnight, and in the north's summer when the sun sets after it by the clock.
static void the_night_comes_and_goes_without_a_jump(void **state)
{
    (void)state;
    for (int latitude = -60; latitude <= 64; latitude += 4) {
        for (int day = 0; day < 365; day += 30) {
            struct tm before = at(day, 23, 59, 1);
            float last = daylight_night_share(&before, (float)latitude);
            for (int minute = 0; minute < 1440; minute++) {
                struct tm now = at(day, minute / 60, minute % 60, 1);
                float share = daylight_night_share(&now, (float)latitude);
                assert_true(share >= 0.0f && share <= 1.0f);
                assert_true(fabsf(share - last) < 0.1f);
                last = share;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sun_sets_in_greenwich_as_the_almanac_says),
        cmocka_unit_test(on_the_equator_every_day_has_twelve_hours),
        cmocka_unit_test(the_south_has_its_long_days_in_december),
        cmocka_unit_test(beyond_the_polar_circle_it_stays_day_or_night),
        cmocka_unit_test(it_is_night_around_midnight_and_day_around_noon),
        cmocka_unit_test(the_night_comes_and_goes_without_a_jump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
