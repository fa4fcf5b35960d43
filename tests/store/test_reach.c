/// `check` takes a posture to the solver: a pin that nobody can reach is a mistake too.
#include "files.h"
#include "store/reading.h"

static const char small[] = TEST_DIR "/data/small";
static const char copy[] = BINARY_DIR "/reach.yaml";

static void assert_first_mistake(const char *source, const char *old, const char *new,
                                 const char *expected)
{
    struct problems problems = {0};
    const char *paths[] = {copy};
    write_changed(copy, source, old, new);
    reading_run(small, paths, 1, &problems);
    char *text = reading_text(&problems);
    if (!strstr(text, expected))
        fail_msg("no \"%s\" in: %s", expected, text);
    free(text);
    problems_finish(&problems);
    remove(copy);
}

static void a_hand_that_misses_is_a_mistake_of_the_pose(void **state)
{
    (void)state;
    assert_first_mistake(TEST_DIR "/data/small/poses/lying.yaml", "[0.15, 0.30]", "[0.15, 0.90]",
                         "reach.yaml:6:3: error: hand_r cannot reach its pin: 33");
}

static void a_foot_that_misses_is_a_mistake_of_the_pose(void **state)
{
    (void)state;
    assert_first_mistake(TEST_DIR "/data/small/poses/lying.yaml", "[0.40, 0.10]", "[1.40, 0.10]",
                         "reach.yaml:6:3: error: foot_r cannot reach its pin: 5");
}

static void a_joint_beyond_its_range_is_a_mistake_of_the_pose(void **state)
{
    (void)state;
    assert_first_mistake(TEST_DIR "/data/small/poses/lying.yaml", "[0.40, 0.10]", "[0.00, 0.10]",
                         "error: solved, knee_flexion_r is 1");
}

static void a_hand_that_misses_is_a_mistake_of_the_step(void **state)
{
    (void)state;
    assert_first_mistake(TEST_DIR "/data/small/moves/lying-to-bridge.yaml", "{floor: keep}",
                         "{floor: [0.9, 0.3]}",
                         "reach.yaml:10:5: error: hand_r cannot reach its pin: 7");
}

static void a_file_of_the_content_folder_does_not_clash_with_itself(void **state)
{
    (void)state;
    struct problems problems = {0};
    const char *paths[] = {TEST_DIR "/data/small/poses/lying.yaml"};
    reading_run(small, paths, 1, &problems);
    assert_int_equal(problems.count, 0);
    problems_finish(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hand_that_misses_is_a_mistake_of_the_pose),
        cmocka_unit_test(a_foot_that_misses_is_a_mistake_of_the_pose),
        cmocka_unit_test(a_joint_beyond_its_range_is_a_mistake_of_the_pose),
        cmocka_unit_test(a_hand_that_misses_is_a_mistake_of_the_step),
        cmocka_unit_test(a_file_of_the_content_folder_does_not_clash_with_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
