/// The door for files: what is refused before anybody asks what is in it.
#include "store/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char path[] = "a.yaml";

/// Parse `text` and return what is wrong, one mistake at most.
static void assert_mistake(const char *text, size_t count, int line, int column,
                           const char *sentence)
{
    struct problems problems = {0};
    struct doc doc;
    assert_false(doc_parse(&doc, path, text, count, &problems));
    assert_int_equal(problems.count, 1);
    const struct problem *problem = &problems.file[0].problem[0];
    assert_string_equal(problem->sentence, sentence);
    assert_int_equal(problem->line, line);
    assert_int_equal(problem->column, column);
    doc_finish(&doc);
    problems_finish(&problems);
}

static void assert_cannot_load(const char *file, const char *sentence)
{
    struct problems problems = {0};
    struct doc doc;
    assert_false(doc_load(&doc, file, &problems));
    assert_null(doc.root);
    assert_int_equal(problems.count, 1);
    assert_string_equal(problems.file[0].problem[0].sentence, sentence);
    doc_finish(&doc);
    problems_finish(&problems);
}

static void nodes_know_their_places(void **state)
{
    (void)state;
    static const char text[] = "one: 1\nlist:\n  - ä: {two: [3, \"4\"]}\n";
    struct problems problems = {0};
    struct doc doc;
    assert_true(doc_parse(&doc, path, text, strlen(text), &problems));
    const struct doc_node *list = doc_item(doc.root, "list");
    assert_int_equal(list->kind, DOC_LIST);
    assert_int_equal(list->line, 3);
    const struct doc_node *two = doc_item(doc_item(list->first, "ä"), "two");
    assert_int_equal(two->key_column, 9);
    assert_int_equal(two->column, 14);
    assert_int_equal(two->count, 2);
    assert_true(two->first->plain);
    assert_false(two->last->plain);
    assert_string_equal(two->last->text, "4");
    assert_int_equal(two->last->index, 2);
    assert_null(doc_item(doc.root, "three"));
    doc_finish(&doc);
}

static void a_byte_order_mark_is_passed_over(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbfone: 1\n";
    struct problems problems = {0};
    struct doc doc;
    assert_true(doc_parse(&doc, path, text, strlen(text), &problems));
    assert_string_equal(doc_item(doc.root, "one")->text, "1");
    doc_finish(&doc);
}

static void a_file_of_the_greatest_size_is_read_and_one_byte_more_is_not(void **state)
{
    (void)state;
    static char text[DOC_BYTES_MAX + 1];
    memset(text, '#', sizeof text);
    memcpy(text, "a: 1\n", 5);
    struct problems problems = {0};
    struct doc doc;
    assert_true(doc_parse(&doc, path, text, DOC_BYTES_MAX, &problems));
    doc_finish(&doc);
    assert_mistake(text, DOC_BYTES_MAX + 1, 1, 1,
                   "the file is too large: at most 256 KiB are read");
}

static void a_file_that_is_too_large_is_not_loaded(void **state)
{
    (void)state;
    static const char file[] = BINARY_DIR "/too_large.yaml";
    FILE *stream = fopen(file, "wb");
    assert_non_null(stream);
    for (int i = 0; i < 2 * DOC_BYTES_MAX; i++)
        fputc('#', stream);
    fclose(stream);
    assert_cannot_load(file, "the file is too large: at most 256 KiB are read");
    unlink(file);
}

static void what_is_not_a_file_is_not_loaded(void **state)
{
    (void)state;
    assert_cannot_load(BINARY_DIR, "this is a folder, not a file");
    assert_cannot_load("/dev/null", "this is not a regular file");
    assert_cannot_load(BINARY_DIR "/nothing.yaml",
                       "cannot open the file: No such file or directory");
}

static void a_file_that_may_not_be_read_is_not_loaded(void **state)
{
    (void)state;
    static const char file[] = BINARY_DIR "/unreadable.yaml";
    enum { NOBODY = 65534 };
    const uid_t own = geteuid();
    FILE *stream = fopen(file, "wb");
    assert_non_null(stream);
    fclose(stream);
    assert_int_equal(chmod(file, 0), 0);
    // Root may read everything, so it becomes somebody else for a moment.
    if (own == 0 && seteuid(NOBODY) != 0)
        skip();
    struct problems problems = {0};
    struct doc doc;
    bool loaded = doc_load(&doc, file, &problems);
    assert_int_equal(seteuid(own), 0);
    assert_false(loaded);
    assert_string_equal(problems.file[0].problem[0].sentence,
                        "cannot open the file: Permission denied");
    doc_finish(&doc);
    problems_finish(&problems);
    unlink(file);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char text[2 * DOC_DEPTH_MAX + 8] = "a: ";
    struct problems problems = {0};
    struct doc doc;
    // The file itself is the first mapping.
    memset(text + 3, '[', DOC_DEPTH_MAX - 1);
    memset(text + 3 + DOC_DEPTH_MAX - 1, ']', DOC_DEPTH_MAX - 1);
    assert_true(doc_parse(&doc, path, text, strlen(text), &problems));
    doc_finish(&doc);
    memset(text + 3, '[', DOC_DEPTH_MAX);
    memset(text + 3 + DOC_DEPTH_MAX, ']', DOC_DEPTH_MAX);
    assert_mistake(text, strlen(text), 1, 3 + DOC_DEPTH_MAX,
                   "too deep: lists and mappings may be nested 32 times at most");
}

static void items_are_bounded(void **state)
{
    (void)state;
    static char text[4 * DOC_ITEMS_MAX + 32] = "a: [";
    for (int i = 0; i <= DOC_ITEMS_MAX; i++)
        strcat(text, "1,");
    strcat(text, "]");
    assert_mistake(text, strlen(text), 1, 5 + 2 * DOC_ITEMS_MAX,
                   "too many items: a list or mapping holds at most 1000 of them");
}

static void an_excerpt_is_short_and_cannot_harm_a_terminal(void **state)
{
    (void)state;
    assert_string_equal(doc_excerpt("short").text, "short");
    assert_string_equal(doc_excerpt("red\033[31m").text, "red...");
    assert_string_equal(doc_excerpt("c1\xc2\x9b").text, "c1...");
    // 40 bytes would end in the middle of the 14th character of three bytes.
    assert_string_equal(doc_excerpt("सससससससससससससस").text, "ससससससससससससस...");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_places),
        cmocka_unit_test(a_byte_order_mark_is_passed_over),
        cmocka_unit_test(a_file_of_the_greatest_size_is_read_and_one_byte_more_is_not),
        cmocka_unit_test(a_file_that_is_too_large_is_not_loaded),
        cmocka_unit_test(what_is_not_a_file_is_not_loaded),
        cmocka_unit_test(a_file_that_may_not_be_read_is_not_loaded),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(items_are_bounded),
        cmocka_unit_test(an_excerpt_is_short_and_cannot_harm_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
