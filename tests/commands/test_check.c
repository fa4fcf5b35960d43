/// `repose check`: what it prints where, and how it ends.
#include "files.h"

#include <sys/wait.h>

enum { OUTPUT_MAX = 16 * 1024 };

struct result {
    int code;
    char out[OUTPUT_MAX], err[OUTPUT_MAX];
};

static const char twist[] = SOURCE_DIR "/routines/poses/twist.yaml";
static const char bedtime[] = SOURCE_DIR "/routines/bedtime.yaml";
static const char made[] = BINARY_DIR "/check_made.yaml";

static void read_back(const char *path, char text[OUTPUT_MAX])
{
    char *written = read_file(path, NULL);
    assert_non_null(written);
    snprintf(text, OUTPUT_MAX, "%s", written);
    free(written);
    remove(path);
}

/// Run `repose check` with `arguments` as a shell would split them.
static const struct result *run(const char *arguments)
{
    static struct result result;
    static const char out[] = BINARY_DIR "/check_out.txt", err[] = BINARY_DIR "/check_err.txt";
    char command[8 * 1024];
    int length = snprintf(command, sizeof command, "'%s' check %s >'%s' 2>'%s'", REPOSE_PROGRAM,
                          arguments, out, err);
    assert_in_range(length, 1, sizeof command - 1);
    int status = system(command);
    assert_true(WIFEXITED(status));
    result.code = WEXITSTATUS(status);
    read_back(out, result.out);
    read_back(err, result.err);
    return &result;
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no \"%s\" in \"%s\"", part, text);
}

static void the_shipped_files_are_good(void **state)
{
    (void)state;
    const struct result *result =
        run("'" SOURCE_DIR "'/routines/*.yaml '" SOURCE_DIR "'/routines/*/*.yaml "
            "'" SOURCE_DIR "'/assets/themes/*.yaml");
    assert_string_equal(result->err, "");
    assert_int_equal(result->code, 0);
    assert_holds(result->out, "/routines/bedtime.yaml: ok\n");
    assert_holds(result->out, "/assets/themes/night.yaml: ok\n");
}

static void mistakes_go_to_standard_error_with_their_place(void **state)
{
    (void)state;
    write_changed(made, twist, "headrest:", "headrst:");
    const struct result *result = run(made);
    assert_int_equal(result->code, 1);
    assert_string_equal(result->out, "");
    assert_holds(result->err, BINARY_DIR "/check_made.yaml:");
    assert_holds(result->err, ":3: error: unknown key \"headrst\", did you mean \"headrest\"?\n");
    remove(made);
}

static void good_files_among_bad_ones_are_still_told(void **state)
{
    (void)state;
    write_changed(made, twist, "headrest:", "headrst:");
    char arguments[2048];
    snprintf(arguments, sizeof arguments, "%s %s/assets/themes/day.yaml", made, SOURCE_DIR);
    const struct result *result = run(arguments);
    assert_int_equal(result->code, 1);
    assert_string_equal(result->out, SOURCE_DIR "/assets/themes/day.yaml: ok\n");
    remove(made);
}

static void a_file_from_outside_replaces_the_one_with_its_id(void **state)
{
    (void)state;
    write_changed(made, twist, "name: Supine twist", "name: Twist lying down");
    const struct result *result = run(made);
    assert_string_equal(result->err, "");
    assert_int_equal(result->code, 0);
    write_changed(made, twist, "sides: true", "sides: false");
    char arguments[2048];
    snprintf(arguments, sizeof arguments, "%s %s", made, bedtime);
    result = run(arguments);
    assert_int_equal(result->code, 1);
    assert_holds(result->err, "bedtime.yaml:");
    assert_holds(result->err, "\"twist\" has no sides: write \"twist\" alone\n");
    remove(made);
}

static void a_step_that_is_too_short_for_its_way_is_a_mistake(void **state)
{
    (void)state;
    write_changed(made, bedtime, "seconds: 60", "seconds: 1");
    const struct result *result = run(made);
    assert_int_equal(result->code, 1);
    assert_holds(result->err, "check_made.yaml:1:1: error: step 1");
    remove(made);
}

static void what_cannot_be_read_is_one_sentence(void **state)
{
    (void)state;
    const struct result *result = run("'" BINARY_DIR "/no such file'");
    assert_int_equal(result->code, 1);
    assert_string_equal(result->err, BINARY_DIR "/no such file:1:1: error: cannot open the file: "
                                                "No such file or directory\n");
    result = run(BINARY_DIR);
    assert_int_equal(result->code, 1);
    assert_string_equal(result->err, BINARY_DIR ":1:1: error: this is a folder, not a file\n");
}

static void the_same_file_twice_is_checked_once(void **state)
{
    (void)state;
    char arguments[2048];
    snprintf(arguments, sizeof arguments, "%s %s", twist, twist);
    const struct result *result = run(arguments);
    assert_int_equal(result->code, 0);
    assert_string_equal(result->out, SOURCE_DIR "/routines/poses/twist.yaml: ok\n");
}

static void a_wrong_call_ends_with_two(void **state)
{
    (void)state;
    const struct result *result = run("");
    assert_int_equal(result->code, 2);
    assert_true(*result->err && !*result->out);
    result = run("--nonsense");
    assert_int_equal(result->code, 2);
    assert_holds(result->err, "--nonsense");
}

static void help_is_given_on_standard_output(void **state)
{
    (void)state;
    const struct result *result = run("--help");
    assert_int_equal(result->code, 0);
    assert_holds(result->out, "FILE...");
    assert_string_equal(result->err, "");
}

static void without_its_own_files_the_program_says_so(void **state)
{
    (void)state;
    char *before = getenv("REPOSE_DATA");
    char saved[1024];
    snprintf(saved, sizeof saved, "%s", before ? before : SOURCE_DIR);
    setenv("REPOSE_DATA", BINARY_DIR "/nowhere", 1);
    const struct result *result = run(twist);
    setenv("REPOSE_DATA", saved, 1);
    assert_int_equal(result->code, 1);
    assert_holds(result->err, BINARY_DIR "/nowhere");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_files_are_good),
        cmocka_unit_test(mistakes_go_to_standard_error_with_their_place),
        cmocka_unit_test(good_files_among_bad_ones_are_still_told),
        cmocka_unit_test(a_file_from_outside_replaces_the_one_with_its_id),
        cmocka_unit_test(a_step_that_is_too_short_for_its_way_is_a_mistake),
        cmocka_unit_test(what_cannot_be_read_is_one_sentence),
        cmocka_unit_test(the_same_file_twice_is_checked_once),
        cmocka_unit_test(a_wrong_call_ends_with_two),
        cmocka_unit_test(help_is_given_on_standard_output),
        cmocka_unit_test(without_its_own_files_the_program_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
