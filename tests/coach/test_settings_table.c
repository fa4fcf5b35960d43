#include "coach/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_setting_is_described_and_begins_inside_its_range(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    for (int id = 0; id < SET_COUNT; id++) {
        const struct setting *setting = &setting_table[id];
        assert_non_null(setting->key);
        assert_true(setting->least <= setting->fallback && setting->fallback <= setting->most);
        assert_true(setting->step >= 1);
        assert_int_equal(settings_get(&settings, (enum setting_id)id), setting->fallback);
        if (setting->label)
            assert_true(strlen(setting->help) > 0 && strlen(setting->help) <= 36);
        for (int other = 0; other < id; other++) {
            assert_string_not_equal(setting->key, setting_table[other].key);
            assert_int_not_equal(setting->offset, setting_table[other].offset);
        }
    }
}

static void numbers_stop_at_their_ends_and_choices_go_round(void **state)
{
    (void)state;
    for (int i = 0; i < SET_COUNT; i++) {
        enum setting_id id = (enum setting_id)i;
        const struct setting *setting = &setting_table[i];
        struct settings settings = settings_default();
        settings_set(&settings, id, setting->most);
        bool number = setting->kind == SETTING_NUMBER;
        assert_int_equal(settings_step(&settings, id, 1), !number);
        assert_int_equal(settings_get(&settings, id), number ? setting->most : setting->least);
        settings_set(&settings, id, setting->least);
        assert_int_equal(settings_step(&settings, id, -1), !number);
        assert_int_equal(settings_get(&settings, id), number ? setting->least : setting->most);
        settings_set(&settings, id, setting->most + 1000);
        assert_int_equal(settings_get(&settings, id), setting->most);
    }
}

static void every_value_has_words(void **state)
{
    (void)state;
    for (int i = 0; i < SET_COUNT; i++) {
        const struct setting *setting = &setting_table[i];
        struct settings settings = settings_default();
        for (int value = setting->least; value <= setting->most; value++) {
            char text[48];
            settings_set(&settings, (enum setting_id)i, value);
            settings_text(&settings, (enum setting_id)i, text, sizeof text);
            assert_true(strlen(text) > 0);
            assert_true(setting->kind != SETTING_CHOICE || setting->choice[value]);
        }
    }
}

/// Who sets something brighter finds more of it to the right, whatever stands in the file.
static void brightness_is_what_the_dimmer_leaves(void **state)
{
    (void)state;
    char text[48];
    struct settings settings = settings_default();
    settings_text(&settings, SET_DIMMER, text, sizeof text);
    assert_string_equal(text, "100 %");
    assert_false(settings_step_shown(&settings, SET_DIMMER, 1));
    assert_true(settings_step_shown(&settings, SET_DIMMER, -1));
    assert_int_equal(settings.dimmer_percent, 10);
    settings_text(&settings, SET_DIMMER, text, sizeof text);
    assert_string_equal(text, "90 %");
    assert_true(settings_step_shown(&settings, SET_VOLUME, 1));
    assert_int_equal(settings.volume, 85);
}

static void every_light_says_what_it_is(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    const char *last = "";
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        settings.theme = theme;
        const char *help = settings_help(&settings, SET_THEME);
        assert_true(strlen(help) > 0 && strlen(help) <= 36);
        assert_string_not_equal(help, last);
        last = help;
    }
    assert_string_equal(settings_help(&settings, SET_VOLUME), setting_table[SET_VOLUME].help);
}

static void choices_are_found_by_their_names(void **state)
{
    (void)state;
    assert_int_equal(settings_choice(SET_FIGURE, "woman"), FIGURE_WOMAN);
    assert_int_equal(settings_choice(SET_FIGURE, "man"), FIGURE_MAN);
    assert_int_equal(settings_choice(SET_FIGURE, "stick"), FIGURE_STICK);
    assert_int_equal(settings_choice(SET_FIGURE, "sticks"), -1);
    assert_int_equal(settings_choice(SET_THEME, "auto"), THEME_AUTO);
}

static void every_breath_can_be_breathed(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    for (int breath = 0; breath <= setting_table[SET_BREATH].most; breath++) {
        settings.breath = breath;
        struct breath_pace goal = settings_of_timeline(&settings).breath.goal;
        assert_true((double)goal.in_s >= BREATH_IN_LEAST_S);
        assert_true((double)goal.out_s <= BREATH_OUT_MOST_S);
        assert_true(goal.in_s <= goal.out_s);
    }
    assert_true(settings_of_timeline(&settings).talk == TALK_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_setting_is_described_and_begins_inside_its_range),
        cmocka_unit_test(numbers_stop_at_their_ends_and_choices_go_round),
        cmocka_unit_test(every_value_has_words),
        cmocka_unit_test(brightness_is_what_the_dimmer_leaves),
        cmocka_unit_test(every_light_says_what_it_is),
        cmocka_unit_test(choices_are_found_by_their_names),
        cmocka_unit_test(every_breath_can_be_breathed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
