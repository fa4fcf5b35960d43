#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "commands/options.h"

#include <stdio.h>
#include <string.h>

static struct {
    bool mute;
    const char *output;
    const char *theme;
    double at_s;
    struct size size;
    int fps;
    float breath;
} given;

static const char *const themes[] = {"day", "night", NULL};

static const struct option options[] = {
    {.name = "--mute", .flag = &given.mute},
    {.name = "-o", .value = "FILE", .text = &given.output},
    {.name = "--theme", .value = "NAME", .text = &given.theme, .choices = themes},
    {.name = "--at", .value = "SECONDS", .seconds = &given.at_s},
    {.name = "--size", .value = "WxH", .size = &given.size},
    {.name = "--fps", .value = "N", .number = &given.fps, .number_min = 1, .number_max = 120},
    {.name = "--breath", .value = "0..1", .share = &given.breath},
};

static const struct syntax syntax = {
    .command = "test",
    .words = "ROUTINE",
    .words_min = 1,
    .words_max = 2,
    OPTIONS(options),
};

static const char *words[2];
static int word_count;
static bool help;
static struct err err;

enum { ARGUMENTS_MAX = 16 };

/// Parse a line that is split at single blanks.
static bool parse(const char *line)
{
    static char copy[256];
    char *arguments[ARGUMENTS_MAX];
    int count = 0;
    memset(&given, 0, sizeof given);
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        arguments[count++] = word;
    err.text[0] = '\0';
    return options_parse(&syntax, count, arguments, words, &word_count, &help, &err);
}

static void assert_wrong(const char *line, const char *sentence)
{
    assert_false(parse(line));
    assert_string_equal(err.text, sentence);
}

static void every_kind_of_value_is_read(void **state)
{
    (void)state;
    assert_true(parse("bedtime --mute -o a.png --theme night --at 12.5 --size 1280x720 --fps 30 "
                      "--breath 0.25"));
    assert_int_equal(word_count, 1);
    assert_string_equal(words[0], "bedtime");
    assert_true(given.mute);
    assert_string_equal(given.output, "a.png");
    assert_string_equal(given.theme, "night");
    assert_float_equal(given.at_s, 12.5, 0.0);
    assert_int_equal(given.size.width, 1280);
    assert_int_equal(given.size.height, 720);
    assert_int_equal(given.fps, 30);
    assert_float_equal(given.breath, 0.25, 0.0);
}

static void values_may_stand_behind_an_equals_sign(void **state)
{
    (void)state;
    assert_true(parse("bedtime --at=1:30 --theme=day"));
    assert_float_equal(given.at_s, 90.0, 0.0);
    assert_string_equal(given.theme, "day");
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    assert_true(parse("-- --mute -o"));
    assert_int_equal(word_count, 2);
    assert_string_equal(words[0], "--mute");
    assert_false(given.mute);
}

static void help_wins_over_missing_words(void **state)
{
    (void)state;
    assert_true(parse("--help"));
    assert_true(help);
}

static void mistakes_are_told_in_one_sentence(void **state)
{
    (void)state;
    assert_wrong("bedtime --them night", "unknown option \"--them\", did you mean \"--theme\"?");
    assert_wrong("bedtime --xyzzy", "unknown option \"--xyzzy\"");
    assert_wrong("bedtime --theme nihgt", "--theme: \"nihgt\" is unknown, did you mean \"night\"?");
    assert_wrong("bedtime --theme solarized", "--theme: \"solarized\" is none of: day, night");
    assert_wrong("bedtime --mute=yes", "--mute takes no value");
    assert_wrong("bedtime --at", "--at needs a value: --at SECONDS");
    assert_wrong("bedtime --fps 0", "--fps: 0 is outside 1 to 120");
    assert_wrong("bedtime --fps ten", "--fps: \"ten\" is no whole number");
    assert_wrong("bedtime --size 10x10", "--size: 10x10 is outside 64x64 to 16384x16384");
    assert_wrong("bedtime --size wide", "--size: \"wide\" is no size like 1920x1080");
    assert_wrong("bedtime --breath 1.5", "--breath: \"1.5\" is no number from 0 to 1");
    assert_wrong("bedtime --at -3", "--at: \"-3\" is no time in seconds like 90, 12.5 or 1:30");
    assert_wrong("one two three", "\"three\" is one word too many");
    assert_wrong("--mute", "ROUTINE is missing");
}

static void times_are_seconds_or_clock_times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double seconds;
    } good[] = {{"0", 0},     {"7", 7},          {"12.25", 12.25},
                {"1:30", 90}, {"7:00.5", 420.5}, {"1:00:01", 3601}};
    static const char *const bad[] = {"",   "-1", "1e3",  "nan", "1:60", "1.5:00", "1:2:3:4",
                                      " 1", "1 ", "0x10", "1:",  ":30",  "1.2.3",  "."};
    double seconds;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(options_seconds(good[i].text, &seconds));
        assert_float_equal(seconds, good[i].seconds, 1e-9);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (options_seconds(bad[i], &seconds))
            fail_msg("\"%s\" was taken for a time", bad[i]);
}

static void sizes_are_two_numbers_round_an_x(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "1920",      "1920x",         "x1080",
                                      "1920x1080x", "1920X1080", "99999999999x1", "1920 x 1080"};
    struct size size;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (options_size(bad[i], &size))
            fail_msg("\"%s\" was taken for a size", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_read),
        cmocka_unit_test(values_may_stand_behind_an_equals_sign),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(help_wins_over_missing_words),
        cmocka_unit_test(mistakes_are_told_in_one_sentence),
        cmocka_unit_test(times_are_seconds_or_clock_times),
        cmocka_unit_test(sizes_are_two_numbers_round_an_x),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
