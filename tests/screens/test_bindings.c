#include "screens/bindings.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int keys_of(const struct binding *binding)
{
    int count = 0;
    while (count < BINDING_KEYS_MAX && binding->key[count])
        count++;
    return count;
}

static int buttons_of(const struct binding *binding)
{
    int count = 0;
    while (count < BINDING_BUTTONS_MAX && binding->button[count])
        count++;
    return count;
}

static void every_action_has_a_key_and_a_help_text(void **state)
{
    (void)state;
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        bool question = action == ACTION_CONFIRM || action == ACTION_CANCEL;
        const struct binding *binding =
            binding_of_action(question ? INPUT_QUESTION : INPUT_PRACTICE, (enum action)action);
        assert_non_null(binding);
        assert_true(keys_of(binding) >= 1);
        assert_true(strlen(binding->help) >= 4);
        // A window that fills a television can stay so: no button is needed for that.
        assert_true(buttons_of(binding) >= 1 || action == ACTION_FULLSCREEN);
    }
}

static void every_key_and_button_finds_its_own_action(void **state)
{
    (void)state;
    for (const struct binding *b = binding_table; b->action; b++) {
        for (int i = 0; i < keys_of(b); i++)
            assert_int_equal(binding_action_of_key(b->mode, b->key[i]), b->action);
        for (int i = 0; i < buttons_of(b); i++)
            assert_int_equal(binding_action_of_button(b->mode, b->button[i]), b->action);
    }
}

static void sdl_knows_all_names(void **state)
{
    (void)state;
    for (const struct binding *b = binding_table; b->action; b++) {
        for (int i = 0; i < keys_of(b); i++)
            if (SDL_GetKeyFromName(b->key[i]) == SDLK_UNKNOWN)
                fail_msg("no key %s", b->key[i]);
        for (int i = 0; i < buttons_of(b); i++)
            if (SDL_GameControllerGetButtonFromString(b->button[i]) ==
                SDL_CONTROLLER_BUTTON_INVALID)
                fail_msg("no button %s", b->button[i]);
    }
}

static void unknown_names_ask_for_nothing(void **state)
{
    (void)state;
    assert_int_equal(binding_action_of_key(INPUT_PRACTICE, "F7"), ACTION_NONE);
    assert_int_equal(binding_action_of_key(INPUT_PRACTICE, ""), ACTION_NONE);
    assert_int_equal(binding_action_of_button(INPUT_PRACTICE, "guide"), ACTION_NONE);
    assert_int_equal(binding_action_of_key(INPUT_QUESTION, "T"), ACTION_NONE);
}

static void enter_confirms_a_question_and_space_stays(void **state)
{
    (void)state;
    assert_int_equal(binding_action_of_key(INPUT_PRACTICE, "Return"), ACTION_TOGGLE);
    assert_int_equal(binding_action_of_key(INPUT_QUESTION, "Return"), ACTION_CONFIRM);
    assert_int_equal(binding_action_of_key(INPUT_QUESTION, "space"), ACTION_CANCEL);
    assert_int_equal(binding_action_of_button(INPUT_QUESTION, "b"), ACTION_CANCEL);
}

static void labels_say_what_is_printed_on_the_keys(void **state)
{
    (void)state;
    char text[96];
    binding_keys_text(binding_of_action(INPUT_PRACTICE, ACTION_TOGGLE), text, sizeof text);
    assert_string_equal(text, "Space or Enter");
    binding_keys_text(binding_of_action(INPUT_PRACTICE, ACTION_MUTE), text, sizeof text);
    assert_string_equal(text, "M");
    binding_buttons_text(binding_of_action(INPUT_PRACTICE, ACTION_NEXT), text, sizeof text);
    assert_string_equal(text, "D-pad right or RB");
    binding_buttons_text(binding_of_action(INPUT_PRACTICE, ACTION_FULLSCREEN), text, sizeof text);
    assert_string_equal(text, "");
    char little[8];
    binding_keys_text(binding_of_action(INPUT_PRACTICE, ACTION_TOGGLE), little, sizeof little);
    assert_string_equal(little, "Space o");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_action_has_a_key_and_a_help_text),
        cmocka_unit_test(every_key_and_button_finds_its_own_action),
        cmocka_unit_test(sdl_knows_all_names),
        cmocka_unit_test(unknown_names_ask_for_nothing),
        cmocka_unit_test(enter_confirms_a_question_and_space_stays),
        cmocka_unit_test(labels_say_what_is_printed_on_the_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
