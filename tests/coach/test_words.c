#include "coach/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void slots_name_the_side_and_the_other(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *text = "Knees to the {side}, head to the {other}. {side}!";
    assert_string_equal(words_expand(&arena, text, SIDE_RIGHT),
                        "Knees to the right, head to the left. Right!");
    assert_string_equal(words_expand(&arena, text, SIDE_LEFT),
                        "Knees to the left, head to the right. Left!");
    assert_null(words_expand(&arena, NULL, SIDE_LEFT));
    arena_finish(&arena);
}

static void a_slot_that_does_not_exist_is_found(void **state)
{
    (void)state;
    char slot[16];
    assert_false(words_unknown_slot("To the {side} and the {other}.", slot, sizeof slot));
    assert_true(words_unknown_slot("To the {side} and the {sdie}.", slot, sizeof slot));
    assert_string_equal(slot, "{sdie}");
    assert_true(words_unknown_slot("An open {brace", slot, sizeof slot));
    assert_string_equal(slot, "{brace");
}

static void the_foot_end_is_the_wall_or_the_end_of_the_mat(void **state)
{
    (void)state;
    struct arena arena = {0};
    char slot[16];
    const char *text = "Feet to the {foot_end}, then back to the {foot_end}.";
    assert_false(words_unknown_slot(text, slot, sizeof slot));
    assert_string_equal(words_in_room(&arena, text, true),
                        "Feet to the wall, then back to the wall.");
    assert_string_equal(words_in_room(&arena, text, false),
                        "Feet to the foot of the mat, then back to the foot of the mat.");
    assert_string_equal(words_in_room(&arena, "Breathe.", true), "Breathe.");
    assert_null(words_in_room(&arena, NULL, true));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_name_the_side_and_the_other),
        cmocka_unit_test(a_slot_that_does_not_exist_is_found),
        cmocka_unit_test(the_foot_end_is_the_wall_or_the_end_of_the_mat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
