#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/folders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void the_chosen_data_folder_wins_and_must_hold_data(void **state)
{
    (void)state;
    char path[FOLDERS_PATH_MAX];
    struct err err;
    setenv("REPOSE_DATA", SOURCE_DIR, 1);
    assert_true(folders_data(path, &err));
    assert_string_equal(path, SOURCE_DIR);
    setenv("REPOSE_DATA", "/nowhere", 1);
    assert_false(folders_data(path, &err));
    assert_string_equal(err.text, "/nowhere (REPOSE_DATA) holds no routines and assets");
}

static void a_program_where_it_was_built_uses_its_source_tree(void **state)
{
    (void)state;
    char path[FOLDERS_PATH_MAX];
    struct err err;
    unsetenv("REPOSE_DATA");
    assert_true(folders_data(path, &err));
    assert_string_equal(path, SOURCE_DIR);
    assert_true(folders_in_data(path, "assets/fonts", &err));
    assert_int_equal(access(path, R_OK), 0);
}

static void a_path_that_is_too_long_is_told(void **state)
{
    (void)state;
    static char name[FOLDERS_PATH_MAX];
    char path[FOLDERS_PATH_MAX];
    struct err err;
    memset(name, 'a', sizeof name - 1);
    assert_false(folders_join(path, "/tmp", name, &err));
    assert_non_null(strstr(err.text, "too long a path"));
}

static void the_cache_folder_follows_the_desktops_rules(void **state)
{
    (void)state;
    char path[FOLDERS_PATH_MAX];
    struct err err;
    setenv("XDG_CACHE_HOME", "/cache", 1);
    setenv("HOME", "/home/somebody", 1);
    assert_true(folders_cache(path, "voice", &err));
    assert_string_equal(path, "/cache/repose/voice");
    setenv("XDG_CACHE_HOME", "relative", 1);
    assert_true(folders_cache(path, "voice", &err));
    assert_string_equal(path, "/home/somebody/.cache/repose/voice");
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    assert_false(folders_cache(path, "voice", &err));
    assert_string_equal(err.text, "neither XDG_CACHE_HOME nor HOME names a folder");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chosen_data_folder_wins_and_must_hold_data),
        cmocka_unit_test(a_program_where_it_was_built_uses_its_source_tree),
        cmocka_unit_test(a_path_that_is_too_long_is_told),
        cmocka_unit_test(the_cache_folder_follows_the_desktops_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
