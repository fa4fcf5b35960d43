/// Mistakes are gathered and told in the order of their places.
#include "store/problems.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_written(const struct problems *problems, const char *path, const char *expected)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    problems_write(problems, path, stream);
    fclose(stream);
    assert_string_equal(text, expected);
    free(text);
}

static void mistakes_are_sorted_by_place_within_their_file(void **state)
{
    (void)state;
    struct problems problems = {0};
    problems_add(&problems, "b.yaml", 7, 1, "late");
    problems_add(&problems, "a.yaml", 1, 1, "other file");
    problems_add(&problems, "b.yaml", 2, 5, "second");
    problems_add(&problems, "b.yaml", 2, 3, "first %d", 1);
    problems_add(&problems, "b.yaml", 2, 5, "third");
    assert_written(&problems, NULL,
                   "b.yaml:2:3: error: first 1\n"
                   "b.yaml:2:5: error: second\n"
                   "b.yaml:2:5: error: third\n"
                   "b.yaml:7:1: error: late\n"
                   "a.yaml:1:1: error: other file\n");
    assert_written(&problems, "a.yaml", "a.yaml:1:1: error: other file\n");
    assert_int_equal(problems.count, 5);
    assert_int_equal(problems_of_file(&problems, "b.yaml"), 4);
    assert_int_equal(problems_of_file(&problems, "c.yaml"), 0);
    problems_finish(&problems);
}

static void a_hundred_mistakes_of_a_file_are_told_and_the_rest_counted(void **state)
{
    (void)state;
    struct problems problems = {0};
    for (int i = 0; i < PROBLEMS_KEPT_MAX + 3; i++)
        problems_add(&problems, "a.yaml", i + 1, 1, "wrong");
    problems_add(&problems, "b.yaml", 1, 1, "wrong too");
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    problems_write(&problems, NULL, stream);
    fclose(stream);
    assert_non_null(strstr(text, "a.yaml:100:1: error: wrong\na.yaml: and 3 more mistakes\n"));
    assert_non_null(strstr(text, "b.yaml:1:1: error: wrong too\n"));
    assert_int_equal(problems_of_file(&problems, "a.yaml"), PROBLEMS_KEPT_MAX + 3);
    free(text);
    problems_finish(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_sorted_by_place_within_their_file),
        cmocka_unit_test(a_hundred_mistakes_of_a_file_are_told_and_the_rest_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
