/// The light changes where the user or the sun asks for it, never by a jump.
#include "commands/lights.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/// 21 March 2026, 0:00 UTC.
enum { EQUINOX = 1774051200, HOUR = 3600 };

static struct lights lights;
static struct settings settings;

static int begin(void **state)
{
    (void)state;
    setenv("TZ", "UTC0", 1);
    tzset();
    settings = settings_default();
    return lights_init(&lights, &settings, EQUINOX) ? 0 : 1;
}

static float brightness(const struct theme *theme)
{
    const struct colour *colour = &theme->colour[ROLE_BACKGROUND_TOP];
    return colour->r + colour->g + colour->b;
}

static struct theme shown_at(double now_s, time_t clock)
{
    return *lights_at(&lights, &settings, now_s, clock);
}

static void the_first_picture_has_the_chosen_light_at_once(void **state)
{
    (void)state;
    struct theme first = shown_at(0.0, EQUINOX);
    assert_string_equal(first.id, "night");
    assert_memory_equal(first.colour, lights.night.colour, sizeof first.colour);
    assert_false(lights_are_easing(&lights));
}

static void another_theme_comes_without_a_jump(void **state)
{
    (void)state;
    float last = brightness(&lights.night), goal = brightness(&lights.day);
    shown_at(10.0, EQUINOX);
    settings.theme = THEME_DAY;
    for (int frame = 0; frame <= 30; frame++) {
        struct theme now = shown_at(10.0 + frame / 60.0, EQUINOX);
        float change = brightness(&now) - last;
        assert_true(change >= 0.0f && change < 0.06f * goal);
        last += change;
    }
    assert_float_equal(last, goal, 1e-6);
    assert_false(lights_are_easing(&lights));
}

static void a_theme_changed_again_half_way_goes_on_from_there(void **state)
{
    (void)state;
    shown_at(10.0, EQUINOX);
    settings.theme = THEME_DAY;
    shown_at(10.0, EQUINOX);
    struct theme half = shown_at(10.25, EQUINOX);
    settings.theme = THEME_EMBER;
    struct theme next = shown_at(10.25, EQUINOX);
    assert_memory_equal(half.colour, next.colour, sizeof half.colour);
    next = shown_at(11.0, EQUINOX);
    assert_memory_equal(next.colour, lights.ember.colour, sizeof next.colour);
    assert_int_equal(next.text_steps, 1);
}

static void each_step_of_the_dimmer_takes_light(void **state)
{
    (void)state;
    struct theme theme = shown_at(0.0, EQUINOX);
    float last = brightness(&theme);
    for (int step = 0; settings_step(&settings, SET_DIMMER, 1); step++) {
        shown_at(step + 1.0, EQUINOX);
        theme = shown_at(step + 1.9, EQUINOX);
        assert_true(brightness(&theme) < last);
        last = brightness(&theme);
    }
    assert_true(last > 0.0f);
    assert_true(last < 0.4f * brightness(&lights.night));
}

static void by_the_hour_noon_is_day_and_midnight_is_night(void **state)
{
    (void)state;
    settings.theme = THEME_AUTO;
    shown_at(0.0, EQUINOX);
    struct theme midnight = shown_at(1.0, EQUINOX), noon = shown_at(2.0, EQUINOX + 12 * HOUR);
    assert_memory_equal(midnight.colour, lights.night.colour, sizeof midnight.colour);
    assert_memory_equal(noon.colour, lights.day.colour, sizeof noon.colour);
}

/// From one second to the next the light changes by much less than a tenth.
static void dusk_cannot_be_seen_happening(void **state)
{
    (void)state;
    settings.theme = THEME_AUTO;
    shown_at(0.0, EQUINOX + 17 * HOUR);
    struct theme first = shown_at(1.0, EQUINOX + 17 * HOUR);
    float last = brightness(&first);
    int changes = 0;
    for (int second = 0; second < 2 * HOUR; second++) {
        struct theme now = shown_at(1.0 + second, EQUINOX + 17 * HOUR + second);
        float change = brightness(&now) - last;
        assert_true(change <= 0.0f && change > -0.05f * last);
        changes += change < 0.0f;
        last += change;
    }
    assert_in_range(changes, 100, 240);
    assert_float_equal(last, brightness(&lights.night), 1e-5);
}

static void where_nothing_changes_the_picture_is_the_same_to_the_bit(void **state)
{
    (void)state;
    settings.theme = THEME_AUTO;
    settings.dimmer_percent = 30;
    shown_at(0.0, EQUINOX + 18 * HOUR + 600);
    struct theme a = shown_at(1.0, EQUINOX + 18 * HOUR + 600);
    struct theme b = shown_at(1.016, EQUINOX + 18 * HOUR + 600);
    assert_memory_equal(&a, &b, sizeof a);
}

#define LIT(test) cmocka_unit_test_setup(test, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LIT(the_first_picture_has_the_chosen_light_at_once),
        LIT(another_theme_comes_without_a_jump),
        LIT(a_theme_changed_again_half_way_goes_on_from_there),
        LIT(each_step_of_the_dimmer_takes_light),
        LIT(by_the_hour_noon_is_day_and_midnight_is_night),
        LIT(dusk_cannot_be_seen_happening),
        LIT(where_nothing_changes_the_picture_is_the_same_to_the_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
