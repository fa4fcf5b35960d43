/// The shipped themes are complete, and their words can be read.
#include "store/theme_file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct theme load(const char *name)
{
    char path[512];
    struct theme theme = {0};
    struct problems problems = {0};
    snprintf(path, sizeof path, "%s/assets/themes/%s.yaml", SOURCE_DIR, name);
    bool good = theme_load(&theme, path, &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    assert_true(good);
    return theme;
}

/// Screen luminance of APCA 0.1.9, with its soft clamp of black.
static double apca_luminance(struct colour colour)
{
    double y = 0.2126729 * pow(colour.r, 2.4) + 0.7151522 * pow(colour.g, 2.4) +
               0.0721750 * pow(colour.b, 2.4);
    return y < 0.022 ? y + pow(0.022 - y, 1.414) : y;
}

/// Readability contrast, 0 to about 108, of text on a background (github.com/Myndex/SAPC-APCA).
static double apca(struct colour text, struct colour background)
{
    double t = apca_luminance(text), b = apca_luminance(background);
    double contrast =
        b > t ? 1.14 * (pow(b, 0.56) - pow(t, 0.57)) : 1.14 * (pow(t, 0.62) - pow(b, 0.65));
    return contrast < 0.1 ? 0.0 : 100.0 * (contrast - 0.027);
}

static void assert_readable(const struct theme *theme, enum theme_role role, double least)
{
    static const enum theme_role behind[] = {ROLE_BACKGROUND_TOP, ROLE_BACKGROUND_BOTTOM,
                                             ROLE_PANEL};
    for (int i = 0; i < 3; i++) {
        double contrast = apca(theme->colour[role], theme->colour[behind[i]]);
        if (contrast < least)
            fail_msg("%s: %s on %s has APCA %.0f, less than %.0f", theme->id, theme_role_name(role),
                     theme_role_name(behind[i]), contrast, least);
    }
}

static void the_contrast_formula_gives_the_published_numbers(void **state)
{
    (void)state;
    const struct colour white = {1, 1, 1}, black = {0, 0, 0};
    assert_float_equal(apca(black, white), 106.04, 0.05);
    assert_float_equal(apca(white, black), 107.88, 0.05);
}

static void colours_are_read_to_the_last_digit(void **state)
{
    (void)state;
    struct theme night = load("night");
    assert_string_equal(night.id, "night");
    assert_string_equal(night.name, "Night");
    assert_float_equal(night.colour[ROLE_BACKGROUND_TOP].r, 0x1f / 255.0, 1e-6);
    assert_float_equal(night.colour[ROLE_BACKGROUND_TOP].g, 0x18 / 255.0, 1e-6);
    assert_float_equal(night.colour[ROLE_BACKGROUND_TOP].b, 0x15 / 255.0, 1e-6);
    assert_float_equal(night.shadow_strength, 1.0, 1e-6);
}

static void words_of_the_day_can_be_read(void **state)
{
    (void)state;
    struct theme day = load("day");
    assert_readable(&day, ROLE_TEXT, 75);
    assert_readable(&day, ROLE_TEXT_QUIET, 60);
    assert_readable(&day, ROLE_TITLE, 75);
}

static void words_of_the_night_can_be_read(void **state)
{
    (void)state;
    struct theme night = load("night");
    assert_readable(&night, ROLE_TEXT, 75);
    assert_readable(&night, ROLE_TEXT_QUIET, 45);
    assert_readable(&night, ROLE_TITLE, 75);
}

/// Red alone reaches no more; so the words stand larger.
static void words_of_the_ember_are_larger_where_red_gives_less_contrast(void **state)
{
    (void)state;
    struct theme ember = load("ember"), night = load("night");
    assert_readable(&ember, ROLE_TEXT, 35);
    assert_readable(&ember, ROLE_TEXT_QUIET, 35);
    assert_int_equal(ember.text_steps, 1);
    assert_int_equal(night.text_steps, 0);
}

/// Brightness has no room for it: it is the tone that tells.
static void the_ember_has_a_tone_for_what_leads_and_one_for_what_may_be_read(void **state)
{
    (void)state;
    struct theme ember = load("ember");
    const struct colour *title = &ember.colour[ROLE_TITLE], *text = &ember.colour[ROLE_TEXT],
                        *quiet = &ember.colour[ROLE_TEXT_QUIET];
    assert_readable(&ember, ROLE_TITLE, 38);
    assert_true(title->g / title->r > text->g / text->r + 0.1f);
    assert_true(text->g / text->r > quiet->g / quiet->r + 0.05f);
    assert_true(apca_luminance(*title) > apca_luminance(*text));
    assert_true(apca_luminance(*text) > apca_luminance(*quiet));
}

static void the_ember_is_red_and_nothing_else(void **state)
{
    (void)state;
    struct theme ember = load("ember");
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct colour colour = ember.colour[role];
        assert_true(colour.g <= 0.25f * colour.r + 0.005f);
        assert_true(colour.b <= 0.25f * colour.r + 0.005f);
    }
}

static void the_night_has_no_cold_colour(void **state)
{
    (void)state;
    struct theme night = load("night");
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct colour colour = night.colour[role];
        assert_true(colour.r >= colour.g && colour.g >= colour.b);
    }
}

static void a_theme_with_mistakes_leaves_the_old_one_alone(void **state)
{
    (void)state;
    struct theme theme = load("day"), before = theme;
    struct problems problems = {0};
    assert_false(theme_load(&theme, TEST_DIR "/data/small/evening.yaml", &problems));
    assert_string_equal(theme.id, before.id);
    assert_memory_equal(theme.colour, before.colour, sizeof theme.colour);
    problems_finish(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_contrast_formula_gives_the_published_numbers),
        cmocka_unit_test(colours_are_read_to_the_last_digit),
        cmocka_unit_test(words_of_the_day_can_be_read),
        cmocka_unit_test(words_of_the_night_can_be_read),
        cmocka_unit_test(words_of_the_ember_are_larger_where_red_gives_less_contrast),
        cmocka_unit_test(the_ember_has_a_tone_for_what_leads_and_one_for_what_may_be_read),
        cmocka_unit_test(the_ember_is_red_and_nothing_else),
        cmocka_unit_test(the_night_has_no_cold_colour),
        cmocka_unit_test(a_theme_with_mistakes_leaves_the_old_one_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
