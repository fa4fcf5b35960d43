/// What the user chose is there the next evening, whatever hands and disks do to the file.
#include "home.h"

#include "commands/preferences.h"
#include "screens/action.h"

#include <time.h>
#include <unistd.h>

static struct preferences preferences;

static int begin(void **state)
{
    (void)state;
    return make_home();
}

static int end(void **state)
{
    (void)state;
    remove_folder(home);
    return 0;
}

/// What is printed on standard error while `run` runs.
static const char *warnings(void (*run)(void))
{
    static char said[8192];
    FILE *stream = tmpfile();
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(stream), STDERR_FILENO);
    run();
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(stream);
    said[fread(said, 1, sizeof said - 1, stream)] = '\0';
    fclose(stream);
    return said;
}

static int count_lines(const char *text)
{
    int count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

static void load(void)
{
    preferences_load(&preferences);
}

static void change(enum setting_id id, int value, double now_s)
{
    struct settings now = preferences.used;
    settings_set(&now, id, value);
    preferences_take(&preferences, &now, now_s);
}

static void override_theme(int theme)
{
    struct settings used = preferences.used;
    used.theme = theme;
    preferences_override(&preferences, &used);
}

static void a_change_is_there_the_next_evening(void **state)
{
    (void)state;
    load();
    change(SET_VOLUME, 35, 0.0);
    preferences_close(&preferences);
    load();
    assert_int_equal(preferences.used.volume, 35);
    preferences_close(&preferences);
}

static void nothing_is_written_where_nothing_changed(void **state)
{
    (void)state;
    load();
    preferences_keep(&preferences, 100.0);
    preferences_close(&preferences);
    assert_int_not_equal(access(settings_path, F_OK), 0);
}

static void a_turned_dial_is_written_once_it_rests(void **state)
{
    (void)state;
    load();
    for (int i = 0; i < 8; i++) {
        change(SET_VOLUME, 10 * i, 0.1 * i);
        preferences_keep(&preferences, 0.1 * i);
        assert_null(preferences.writer);
    }
    preferences_keep(&preferences, 0.7 + 1.1);
    assert_non_null(preferences.writer);
    for (int i = 0; i < 1000 && preferences.writer; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
        preferences_keep(&preferences, 2.0);
    }
    assert_null(preferences.writer);
    assert_true(file_has(settings_path, "\nvolume: 70\n"));
    preferences_close(&preferences);
}

static void the_command_line_holds_for_this_run_only(void **state)
{
    (void)state;
    write_settings("theme: day\nvolume: 60\n");
    load();
    override_theme(THEME_EMBER);
    assert_int_equal(preferences.used.theme, THEME_EMBER);
    change(SET_VOLUME, 65, 0.0);
    preferences_close(&preferences);
    assert_true(file_has(settings_path, "\ntheme: day\n"));
    assert_true(file_has(settings_path, "\nvolume: 65\n"));
}

static void what_is_changed_by_hand_after_all_is_kept(void **state)
{
    (void)state;
    load();
    override_theme(THEME_EMBER);
    change(SET_THEME, THEME_DAY, 0.0);
    preferences_close(&preferences);
    assert_true(file_has(settings_path, "\ntheme: day\n"));
}

static void a_mistake_is_told_in_one_sentence_and_the_file_kept(void **state)
{
    (void)state;
    char aside[400];
    write_settings("volume: loud\ntheme: embre\ntalk: names\n");
    const char *said = warnings(load);
    assert_int_equal(count_lines(said), 1);
    assert_non_null(strstr(said, "settings.yaml:1:9: \"volume\" must be a number"));
    assert_non_null(strstr(said, "settings.yaml.broken-1"));
    // The start screen says it too, without the place.
    assert_string_equal(preferences.notice, "The file is now settings.yaml.broken-1.");
    assert_int_equal(preferences.used.volume, settings_default().volume);
    assert_int_equal(preferences.used.talk, TALK_NAMES);
    preferences_close(&preferences);
    snprintf(aside, sizeof aside, "%s.broken-1", settings_path);
    assert_int_equal(access(aside, F_OK), 0);
    assert_true(file_has(settings_path, "\ntalk: names\n"));
}

static void bindings_of_the_file_are_checked_by_real_names(void **state)
{
    (void)state;
    write_settings(
        "bindings:\n  \"F9\": mute\n  \"pad x\": say_again\n  \"pad lefttrigger\": pause\n"
        "  \"?\": next_pose\n");
    assert_string_equal(warnings(load), "");
    assert_int_equal(preferences.used.binding_count, 4);
    change(SET_VOLUME, 5, 0.0);
    preferences_close(&preferences);
    assert_true(file_has(settings_path, "\n  \"pad x\": say_again\n"));
}

static void the_manual_lists_every_action(void **state)
{
    (void)state;
    char *manual = read_file(SOURCE_DIR "/packaging/repose.1", NULL);
    assert_non_null(manual);
    const char *actions = strstr(manual, "\nActions: ");
    assert_non_null(actions);
    *strstr(actions, "\n.SH") = '\0';
    for (int action = 0; action < ACTION_COUNT; action++)
        if (!strstr(actions, action_name((enum action)action)))
            fail_msg("the manual does not list \"%s\"", action_name((enum action)action));
    free(manual);
}

static void fail_twice(void)
{
    for (int i = 0; i < 2; i++) {
        change(SET_VOLUME, 10 + 10 * i, 0.0);
        preferences_close(&preferences);
    }
}

static void a_home_that_cannot_be_written_is_told_once(void **state)
{
    (void)state;
    block_settings();
    assert_string_equal(warnings(load), "");
    assert_int_equal(count_lines(warnings(fail_twice)), 1);
    assert_int_equal(preferences.used.volume, 20);
}

static void without_a_home_there_are_settings_all_the_same(void **state)
{
    (void)state;
    char kept[512];
    snprintf(kept, sizeof kept, "%s", getenv("HOME") ? getenv("HOME") : "");
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    assert_int_equal(count_lines(warnings(load)), 1);
    change(SET_VOLUME, 15, 0.0);
    preferences_keep(&preferences, 100.0);
    preferences_close(&preferences);
    assert_int_equal(preferences.used.volume, 15);
    setenv("HOME", kept, 1);
}

#define IN_A_HOME(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOME(a_change_is_there_the_next_evening),
        IN_A_HOME(nothing_is_written_where_nothing_changed),
        IN_A_HOME(a_turned_dial_is_written_once_it_rests),
        IN_A_HOME(the_command_line_holds_for_this_run_only),
        IN_A_HOME(what_is_changed_by_hand_after_all_is_kept),
        IN_A_HOME(a_mistake_is_told_in_one_sentence_and_the_file_kept),
        IN_A_HOME(bindings_of_the_file_are_checked_by_real_names),
        cmocka_unit_test(the_manual_lists_every_action),
        IN_A_HOME(a_home_that_cannot_be_written_is_told_once),
        IN_A_HOME(without_a_home_there_are_settings_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
