#include "coach/route.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { BACK, SIDE, KNEES, CHILD, ALONE, POSES };

static struct pose poses[POSES] = {{.id = "back"},
                                   {.id = "side", .sided = true},
                                   {.id = "knees"},
                                   {.id = "child"},
                                   {.id = "alone"}};

static struct pose_side at(int pose)
{
    return (struct pose_side){&poses[pose], SIDE_RIGHT};
}

static struct pose_side at_left(int pose)
{
    return (struct pose_side){&poses[pose], SIDE_LEFT};
}

static struct content content_of(struct move *moves, int count)
{
    return (struct content){.pose_count = POSES, .pose = poses, .move_count = count, .move = moves};
}

static struct move move_between(struct pose_side from, struct pose_side to, double seconds,
                                bool backward)
{
    return (struct move){.from = from,
                         .to = to,
                         .step_count = 1,
                         .step = {{.seconds = seconds}},
                         .backward = backward};
}

static void the_quickest_way_wins_even_if_it_has_more_moves(void **state)
{
    (void)state;
    struct move moves[] = {move_between(at(BACK), at(CHILD), 20.0, false),
                           move_between(at(BACK), at(SIDE), 4.0, false),
                           move_between(at(SIDE), at(KNEES), 5.0, false),
                           move_between(at(KNEES), at(CHILD), 6.0, false)};
    struct content content = content_of(moves, 4);
    struct route route;
    assert_true(route_find(&content, at(BACK), at(CHILD), &route, NULL));
    assert_int_equal(route.count, 3);
    assert_float_equal(route.seconds, 15.0, 1e-9);
    assert_ptr_equal(route.leg[0].move, &moves[1]);
    assert_ptr_equal(route.leg[2].move, &moves[3]);
}

static void time_spent_staying_in_a_step_counts(void **state)
{
    (void)state;
    struct move moves[] = {move_between(at(BACK), at(CHILD), 10.0, false),
                           move_between(at(BACK), at(CHILD), 9.0, false)};
    moves[1].step[0].hold_s = 2.0;
    struct content content = content_of(moves, 2);
    struct route route;
    assert_true(route_find(&content, at(BACK), at(CHILD), &route, NULL));
    assert_ptr_equal(route.leg[0].move, &moves[0]);
}

static void only_moves_that_say_so_go_backward(void **state)
{
    (void)state;
    struct move moves[] = {move_between(at(BACK), at(SIDE), 4.0, true),
                           move_between(at(SIDE), at(KNEES), 5.0, false)};
    struct content content = content_of(moves, 2);
    struct route route;
    struct err err;
    assert_true(route_find(&content, at(SIDE), at(BACK), &route, &err));
    assert_true(route.leg[0].backward);
    assert_false(route_find(&content, at(KNEES), at(SIDE), &route, &err));
    assert_string_equal(err.text, "no move leads from \"knees\" to \"side:right\"");
}

static void left_and_right_are_two_places(void **state)
{
    (void)state;
    struct move moves[] = {move_between(at(BACK), at(SIDE), 4.0, true)};
    struct content content = content_of(moves, 1);
    struct route route;
    struct err err;
    assert_false(route_find(&content, at(BACK), at_left(SIDE), &route, &err));
    assert_string_equal(err.text, "no move leads from \"back\" to \"side:left\"");
}

static void from_a_pose_to_itself_there_is_nothing_to_do(void **state)
{
    (void)state;
    struct content content = content_of(NULL, 0);
    struct route route;
    assert_true(route_find(&content, at(ALONE), at(ALONE), &route, NULL));
    assert_int_equal(route.count, 0);
    assert_float_equal(route.seconds, 0.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_quickest_way_wins_even_if_it_has_more_moves),
        cmocka_unit_test(time_spent_staying_in_a_step_counts),
        cmocka_unit_test(only_moves_that_say_so_go_backward),
        cmocka_unit_test(left_and_right_are_two_places),
        cmocka_unit_test(from_a_pose_to_itself_there_is_nothing_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
