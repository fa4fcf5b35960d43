/// Every folder of tests/data/bad holds files with mistakes and the exact messages they must give.
/// They are read against tests/data/small.
#include "store/reading.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { CASES_MAX = 300, TEXT_MAX = 32 * 1024 };

static const char cases_folder[] = TEST_DIR "/data/bad";

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int is_yaml(const struct dirent *entry)
{
    const char *ending = strrchr(entry->d_name, '.');
    return ending && strcmp(ending, ".yaml") == 0;
}

static void read_expected(char text[TEXT_MAX])
{
    FILE *file = fopen("expected.txt", "rb");
    assert_non_null(file);
    size_t count = fread(text, 1, TEXT_MAX - 1, file);
    fclose(file);
    text[count] = '\0';
}

static void messages_are_exact(void **state)
{
    const char *name = *state;
    assert_int_equal(chdir(cases_folder), 0);
    assert_int_equal(chdir(name), 0);
    struct dirent **entries;
    int count = scandir(".", &entries, is_yaml, alphasort);
    assert_in_range(count, 1, READING_FILES_MAX);
    const char *paths[READING_FILES_MAX];
    for (int i = 0; i < count; i++)
        paths[i] = entries[i]->d_name;
    struct problems problems = {0};
    reading_run("../../small", paths, count, &problems);
    char *text = reading_text(&problems);
    char expected[TEXT_MAX];
    read_expected(expected);
    assert_string_not_equal(expected, "");
    assert_string_equal(text, expected);
    free(text);
    problems_finish(&problems);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
}

int main(void)
{
    static struct CMUnitTest tests[CASES_MAX];
    struct dirent **cases;
    int count = scandir(cases_folder, &cases, is_visible, alphasort);
    if (count < 1 || count > CASES_MAX) {
        fprintf(stderr, "no cases, or too many, in %s\n", cases_folder);
        return 1;
    }
    for (int i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i]->d_name,
                                       .test_func = messages_are_exact,
                                       .initial_state = cases[i]->d_name};
    // cmocka's macro counts the whole array, of which only a part is used.
    int failed = _cmocka_run_group_tests("bad files", tests, (size_t)count, NULL, NULL);
    for (int i = 0; i < count; i++)
        free(cases[i]);
    free(cases);
    return failed;
}
