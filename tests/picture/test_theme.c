#include "picture/theme.h"

#include "picture/sample_theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_role_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int a = 0; a < ROLE_COUNT; a++) {
        const char *name = theme_role_name((enum theme_role)a);
        assert_non_null(name);
        for (int b = 0; b < a; b++)
            assert_string_not_equal(name, theme_role_name((enum theme_role)b));
    }
}

static void a_mix_ends_in_the_themes_themselves(void **state)
{
    (void)state;
    struct theme day = sample_theme(1.0f), night = sample_theme(0.2f);
    night.shadow_strength = 0.5f;
    struct theme mix = theme_mix(&day, &night, 0.0f);
    assert_memory_equal(&mix, &day, sizeof mix);
    mix = theme_mix(&day, &night, 1.0f);
    assert_memory_equal(&mix, &night, sizeof mix);
    mix = theme_mix(&day, &night, 7.0f);
    assert_memory_equal(&mix, &night, sizeof mix);
}

static void a_mix_darkens_step_by_step(void **state)
{
    (void)state;
    struct theme day = sample_theme(1.0f), night = sample_theme(0.2f);
    night.shadow_strength = 0.5f;
    float before = day.colour[ROLE_TEXT].g;
    for (int i = 1; i <= 20; i++) {
        struct theme mix = theme_mix(&day, &night, (float)i / 20.0f);
        float now = mix.colour[ROLE_TEXT].g;
        assert_true(now < before && before - now < 0.04f);
        before = now;
    }
    assert_float_equal(theme_mix(&day, &night, 0.5f).shadow_strength, 0.75, 1e-6);
}

static float linear(float channel)
{
    return channel <= 0.04045f ? channel / 12.92f : powf((channel + 0.055f) / 1.055f, 2.4f);
}

static void a_dimmer_takes_the_same_share_of_light_from_every_colour(void **state)
{
    (void)state;
    struct theme theme = sample_theme(1.0f);
    theme.colour[ROLE_SHADOW] = (struct colour){0.02f, 0.01f, 0.0f};
    for (int percent = 10; percent < 100; percent += 10) {
        float share = (float)percent / 100.0f;
        struct theme dimmed = theme_dimmed(&theme, share);
        for (int role = 0; role < ROLE_COUNT; role++) {
            assert_float_equal(linear(dimmed.colour[role].r), share * linear(theme.colour[role].r),
                               1e-4);
            assert_float_equal(linear(dimmed.colour[role].b), share * linear(theme.colour[role].b),
                               1e-4);
        }
    }
}

static void a_dimmer_that_takes_nothing_changes_nothing(void **state)
{
    (void)state;
    struct theme theme = sample_theme(0.7f), dimmed = theme_dimmed(&theme, 1.0f);
    assert_memory_equal(&dimmed, &theme, sizeof theme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_has_a_name_of_its_own),
        cmocka_unit_test(a_mix_ends_in_the_themes_themselves),
        cmocka_unit_test(a_mix_darkens_step_by_step),
        cmocka_unit_test(a_dimmer_takes_the_same_share_of_light_from_every_colour),
        cmocka_unit_test(a_dimmer_that_takes_nothing_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
