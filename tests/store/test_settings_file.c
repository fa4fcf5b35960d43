/// Settings live through writing and reading, through mistakes of hands and failures of disks.
#include "files.h"

#include "store/atomic_file.h"
#include "store/settings_file.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/// The settings' file is in `below`, which is in `folder` and not there yet.
static char folder[256], below[280], path[320];

static const char *const actions[] = {"none", "pause", "say_again", "next_pose"};

static bool is_input(const char *name)
{
    return strcmp(name, "Space") == 0 || strcmp(name, "\"") == 0 || strcmp(name, "\\") == 0 ||
           strcmp(name, "pad x") == 0 || strcmp(name, "[") == 0;
}

static const struct settings_words words = {actions, 4, is_input};

static int begin(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/settings_XXXXXX", BINARY_DIR);
    if (!mkdtemp(folder))
        return 1;
    snprintf(below, sizeof below, "%s/deep/below", folder);
    snprintf(path, sizeof path, "%s/settings.yaml", below);
    return 0;
}

static int end(void **state)
{
    (void)state;
    remove_folder(folder);
    return 0;
}

static void write_settings(const char *text)
{
    struct err err;
    assert_true(atomic_file_write(path, text, strlen(text), &err));
}

static struct settings load_good(void)
{
    struct settings settings;
    struct problems problems = {0};
    bool good = settings_file_load(&settings, path, &words, &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    assert_true(good);
    return settings;
}

/// Reads a text with mistakes and returns what was said about it, without the path.
static const char *complaints(const char *text, struct settings *settings)
{
    static char said[4096];
    struct problems problems = {0};
    write_settings(text);
    assert_false(settings_file_load(settings, path, &words, &problems));
    said[0] = '\0';
    for (int i = 0; i < problems.file[0].kept; i++) {
        const struct problem *problem = &problems.file[0].problem[i];
        size_t used = strlen(said);
        snprintf(said + used, sizeof said - used, "%d:%d: %s\n", problem->line, problem->column,
                 problem->sentence);
    }
    problems_finish(&problems);
    return said;
}

static void no_file_is_no_mistake(void **state)
{
    (void)state;
    struct settings settings = load_good(), fallback = settings_default();
    assert_memory_equal(&settings, &fallback, sizeof settings);
}

static void every_value_of_every_setting_is_read_back(void **state)
{
    (void)state;
    struct err err;
    for (int id = 0; id < SET_COUNT; id++) {
        const struct setting *setting = &setting_table[id];
        for (int value = setting->least; value <= setting->most; value += setting->step) {
            struct settings settings = settings_default();
            settings_set(&settings, (enum setting_id)id, value);
            assert_true(settings_file_save(&settings, path, &err));
            struct settings read = load_good();
            assert_memory_equal(&read, &settings, sizeof read);
        }
    }
}

static void bindings_with_awkward_names_are_read_back(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct err err;
    static const char *const inputs[] = {"\"", "\\", "[", "pad x"};
    for (int i = 0; i < 4; i++) {
        strcpy(settings.binding[i].input, inputs[i]);
        strcpy(settings.binding[i].action, actions[i]);
    }
    settings.binding_count = 4;
    assert_true(settings_file_save(&settings, path, &err));
    struct settings read = load_good();
    assert_memory_equal(&read, &settings, sizeof read);
}

static void each_setting_shown_on_a_screen_is_explained_in_the_file(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct err err;
    assert_true(settings_file_save(&settings, path, &err));
    char *text = read_file(path, NULL);
    for (int id = 0; id < SET_COUNT; id++) {
        char line[80];
        snprintf(line, sizeof line, "\n%s: ", setting_table[id].key);
        assert_non_null(strstr(text, line));
        if (setting_table[id].label)
            assert_non_null(strstr(text, setting_table[id].help));
    }
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        assert_true(strcspn(line, "\n") <= 100);
        if (!*line)
            break;
    }
    free(text);
}

static void mistakes_have_their_place_and_the_rest_is_kept(void **state)
{
    (void)state;
    struct settings settings;
    const char *said = complaints("theme: embers\n"
                                  "volum: 40\n"
                                  "talk: short\n"
                                  "settle_s: 2.5\n"
                                  "text_percent: 300\n"
                                  "captions: yes\n"
                                  "bell_volume: 10\n"
                                  "figure: sticks\n"
                                  "bindings:\n"
                                  "  Space: paus\n"
                                  "  Hyperspace: pause\n"
                                  "  \"[\": next_pose\n",
                                  &settings);
    assert_string_equal(said,
                        "1:8: \"theme\" must be day, night, ember or auto, not \"embers\"\n"
                        "2:1: unknown key \"volum\", did you mean \"volume\"?\n"
                        "4:11: \"settle_s\" must be a whole number, not 2.5\n"
                        "5:15: \"text_percent\" must be 100 to 200 %, not 300\n"
                        "6:11: \"captions\" must be true or false, not \"yes\"\n"
                        "8:9: \"figure\" must be woman, man or stick, not \"sticks\"\n"
                        "10:10: \"Space\": there is no action \"paus\", did you mean \"pause\"?\n"
                        "11:3: there is no key or button \"Hyperspace\"\n");
    assert_int_equal(settings.talk, TALK_SHORT);
    assert_int_equal(settings.bell_volume, 10);
    assert_int_equal(settings.theme, THEME_NIGHT);
    assert_int_equal(settings.figure, FIGURE_WOMAN);
    assert_int_equal(settings.binding_count, 1);
    assert_string_equal(settings.binding[0].action, "next_pose");
}

static void bytes_that_are_no_yaml_give_the_usual_values(void **state)
{
    (void)state;
    struct settings settings, fallback = settings_default();
    complaints("volume: 3\n\t{{{", &settings);
    assert_memory_equal(&settings, &fallback, sizeof settings);
    complaints("", &settings);
    assert_memory_equal(&settings, &fallback, sizeof settings);
    complaints("\xff\xfe\x01", &settings);
    assert_memory_equal(&settings, &fallback, sizeof settings);
}

static bool is_any_input(const char *name)
{
    return *name != '\0';
}

static void more_bindings_than_fit_are_told(void **state)
{
    (void)state;
    const struct settings_words any = {actions, 4, is_any_input};
    char text[8192] = "bindings:\n";
    struct settings settings;
    struct problems problems = {0};
    for (int i = 0; i <= SETTINGS_BINDINGS_MAX; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "  \"key %d\": pause\n", i);
    write_settings(text);
    assert_false(settings_file_load(&settings, path, &any, &problems));
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.file[0].problem[0].line, SETTINGS_BINDINGS_MAX + 2);
    assert_int_equal(settings.binding_count, SETTINGS_BINDINGS_MAX);
    problems_finish(&problems);
}

static void broken_files_are_set_aside_one_beside_the_other(void **state)
{
    (void)state;
    struct err err;
    char aside[400];
    for (int i = 1; i <= 3; i++) {
        char end[16];
        snprintf(end, sizeof end, ".broken-%d", i);
        write_settings("volume: loud\n");
        assert_true(settings_file_set_aside(path, aside, sizeof aside, &err));
        assert_string_equal(aside + strlen(path), end);
        assert_int_not_equal(access(path, F_OK), 0);
    }
    assert_int_equal(count_files(below), 3);
}

static void a_full_disk_leaves_the_old_file_whole(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct err err;
    assert_true(settings_file_save(&settings, path, &err));
    char *before = read_file(path, NULL);
    struct rlimit old, small = {.rlim_cur = 100};
    getrlimit(RLIMIT_FSIZE, &old);
    small.rlim_max = old.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    settings.volume = 5;
    bool saved = settings_file_save(&settings, path, &err);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(saved);
    assert_non_null(strstr(err.text, "cannot write"));
    char *after = read_file(path, NULL);
    assert_string_equal(after, before);
    assert_int_equal(count_files(below), 1);
    free(before);
    free(after);
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct err err;
    // Root may write everywhere; below a file nobody can.
    char file[300];
    snprintf(file, sizeof file, "%s/deep", folder);
    write_file(file, "", 0);
    assert_false(settings_file_save(&settings, path, &err));
    assert_non_null(strstr(err.text, "Not a directory"));
}

static void a_link_still_points_to_the_file_afterwards(void **state)
{
    (void)state;
    char target[330];
    struct stat status;
    struct settings settings = settings_default();
    struct err err;
    settings.volume = 15;
    write_settings("volume: 3\n");
    snprintf(target, sizeof target, "%s/dotfiles.yaml", folder);
    assert_int_equal(rename(path, target), 0);
    assert_int_equal(symlink(target, path), 0);
    assert_true(settings_file_save(&settings, path, &err));
    assert_int_equal(lstat(path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(load_good().volume, 15);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(no_file_is_no_mistake),
        IN_A_FOLDER(every_value_of_every_setting_is_read_back),
        IN_A_FOLDER(bindings_with_awkward_names_are_read_back),
        IN_A_FOLDER(each_setting_shown_on_a_screen_is_explained_in_the_file),
        IN_A_FOLDER(mistakes_have_their_place_and_the_rest_is_kept),
        IN_A_FOLDER(bytes_that_are_no_yaml_give_the_usual_values),
        IN_A_FOLDER(more_bindings_than_fit_are_told),
        IN_A_FOLDER(broken_files_are_set_aside_one_beside_the_other),
        IN_A_FOLDER(a_full_disk_leaves_the_old_file_whole),
        IN_A_FOLDER(a_folder_that_cannot_be_made_is_told),
        IN_A_FOLDER(a_link_still_points_to_the_file_afterwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
