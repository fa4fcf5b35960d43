/// What the shipped themes promise about light, kept on the frames of the whole routine.
#include "commands/light_screens.h"
#include "commands/light_table.h"
#include "commands/showing.h"
#include "commands/studio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/// Two pictures a second, every one of the evening.
enum { FPS = 2 };

static struct studio studio, other;

static int load_routines(void **state)
{
    (void)state;
    return studio_read_routine(&studio, "bedtime") && studio_read_routine(&other, "gentle") ? 0 : 1;
}

static int finish_routines(void **state)
{
    (void)state;
    studio_finish(&studio);
    studio_finish(&other);
    return 0;
}

static struct light_row measured_of(const struct studio *routine, const char *theme,
                                    const char *figure, int text_percent)
{
    const struct light_look look = {theme, figure, text_percent};
    struct light_row row;
    assert_true(light_measure(&row, routine, &look, FPS));
    // A picture that is not drawn would keep every promise.
    assert_true(row.luminance_most > 0.002f);
    if (row.change_share > LIGHT_CHANGE_LIMIT)
        fail_msg("%s, %s, words of %d %%: the light changes by %.1f %% within a second at %.1f s",
                 theme, figure, text_percent, (double)(100.0f * row.change_share),
                 row.change_most_s);
    return row;
}

static struct light_row measured(const char *theme, const char *figure, int text_percent)
{
    return measured_of(&studio, theme, figure, text_percent);
}

static void assert_dark(const struct light_row *row, float limit_lux)
{
    assert_float_equal(light_limit_lux(row->look.theme), limit_lux, 1e-6);
    if (row->lux_most > limit_lux)
        fail_msg("%s: %.2f lx at %.1f s, more than %.1f", row->look.theme, (double)row->lux_most,
                 row->lux_most_s, (double)limit_lux);
}

static void the_night_stays_below_one_melanopic_lux(void **state)
{
    (void)state;
    for (int i = 0; showing_figures[i]; i++) {
        struct light_row row = measured("night", showing_figures[i], 100);
        assert_dark(&row, 1.0f);
    }
    // Large words give the most light.
    struct light_row large = measured("night", "woman", 200);
    assert_dark(&large, 1.0f);
}

static void the_ember_stays_below_a_tenth_of_a_lux(void **state)
{
    (void)state;
    for (int i = 0; showing_figures[i]; i++) {
        struct light_row row = measured("ember", showing_figures[i], 100);
        assert_dark(&row, 0.1f);
    }
    // Large words give the most light.
    struct light_row large = measured("ember", "woman", 200);
    assert_dark(&large, 0.1f);
}

/// Where words are most of the light, and where they begin to be large.
static void another_routine_is_as_dark_and_as_calm(void **state)
{
    (void)state;
    struct light_row night = measured_of(&other, "night", "woman", 200);
    struct light_row ember = measured_of(&other, "ember", "woman", 200);
    struct light_row larger = measured_of(&other, "ember", "stick", 125);
    assert_dark(&night, 1.0f);
    assert_dark(&ember, 0.1f);
    assert_dark(&larger, 0.1f);
}

static void the_light_of_the_day_changes_slowly_too(void **state)
{
    (void)state;
    struct light_row row = measured("day", "stick", 100);
    assert_true(row.lux_most > 1.0f);
    assert_float_equal(light_limit_lux("day"), 0.0f, 0.0f);
}

static void assert_dark_screen(const char *theme, enum screen_id screen,
                               const struct settings *settings)
{
    float lux = light_of_screen(&studio, screen, theme, settings);
    // The end is black; a screen that is not drawn would keep every promise.
    assert_true(screen == SCREEN_END ? lux == 0.0f : lux > 0.0f);
    if (lux > light_limit_lux(theme))
        fail_msg("%s: the screen \"%s\" with figure %d and words of %d %% gives %.3f lx", theme,
                 screen_name(screen), settings->figure, settings->text_percent, (double)lux);
}

static void assert_dark_screens(const char *theme)
{
    struct settings settings = settings_default();
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        for (int i = 0; i < FIGURE_COUNT * 2; i++) {
            settings.figure = i / 2;
            settings.text_percent = i % 2 == 0 ? 100 : 200;
            assert_dark_screen(theme, (enum screen_id)screen, &settings);
        }
    }
}

static void every_screen_stays_below_one_lux_at_night(void **state)
{
    (void)state;
    assert_dark_screens("night");
}

static void every_screen_stays_below_a_tenth_of_a_lux_in_ember(void **state)
{
    (void)state;
    assert_dark_screens("ember");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_night_stays_below_one_melanopic_lux),
        cmocka_unit_test(the_ember_stays_below_a_tenth_of_a_lux),
        cmocka_unit_test(every_screen_stays_below_one_lux_at_night),
        cmocka_unit_test(every_screen_stays_below_a_tenth_of_a_lux_in_ember),
        cmocka_unit_test(another_routine_is_as_dark_and_as_calm),
        cmocka_unit_test(the_light_of_the_day_changes_slowly_too),
    };
    return cmocka_run_group_tests(tests, load_routines, finish_routines);
}
