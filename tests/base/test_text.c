#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {"lumbar", "thoracic", "neck", "at"};

static void a_slip_of_the_finger_finds_the_word(void **state)
{
    (void)state;
    assert_string_equal(text_nearest("lumber", words, 4), "lumbar");
    assert_string_equal(text_nearest("nekc", words, 4), "neck");
    assert_string_equal(text_nearest("Thoraic", words, 4), "thoracic");
}

static void another_word_altogether_finds_nothing(void **state)
{
    (void)state;
    assert_null(text_nearest("banana", words, 4));
    assert_null(text_nearest("x", words, 0));
}

static void utf8_is_told_from_other_bytes(void **state)
{
    (void)state;
    assert_true(text_is_utf8("Śavāsana शवासन"));
    assert_false(text_is_utf8("\xff"));
    assert_false(text_is_utf8("\xc0\xaf"));
    assert_false(text_is_utf8("\xed\xa0\x80"));
    assert_false(text_is_utf8("cut \xe0\xa4"));
}

static void the_end_of_a_text_is_recognised(void **state)
{
    (void)state;
    assert_true(text_ends_with("film.mp4", ".mp4"));
    assert_true(text_ends_with(".mp4", ".mp4"));
    assert_false(text_ends_with("film.mp4.part", ".mp4"));
    assert_false(text_ends_with("mp4", ".mp4"));
}

static void a_sentence_can_be_put_in_a_place(void **state)
{
    (void)state;
    struct err err;
    assert_false(err_set(&err, "no such %s", "pose"));
    err_prefix(&err, "%s:%d", "file.yaml", 3);
    assert_string_equal(err.text, "file.yaml:3: no such pose");
    assert_false(err_set(NULL, "nobody listens"));
}

static void an_arena_hands_out_cleared_memory_of_any_size(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        char *block = arena_alloc(&arena, size, 1);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0x5a, size);
        assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
    }
    assert_string_equal(arena_text(&arena, "kept"), "kept");
    arena_finish(&arena);
    assert_null(arena.last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_of_the_finger_finds_the_word),
        cmocka_unit_test(another_word_altogether_finds_nothing),
        cmocka_unit_test(utf8_is_told_from_other_bytes),
        cmocka_unit_test(the_end_of_a_text_is_recognised),
        cmocka_unit_test(a_sentence_can_be_put_in_a_place),
        cmocka_unit_test(an_arena_hands_out_cleared_memory_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
