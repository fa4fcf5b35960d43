/// What good files become.
#include "store/reading.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char small[] = TEST_DIR "/data/small";

static struct content content;

static int load_small(void **state)
{
    (void)state;
    struct problems problems = {0};
    bool good = content_load(&content, small, &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    return good ? 0 : -1;
}

static int free_small(void **state)
{
    (void)state;
    arena_finish(&content.arena);
    return 0;
}

static const struct move *find_move(const char *id)
{
    for (int i = 0; i < content.move_count; i++)
        if (strcmp(content.move[i].id, id) == 0)
            return &content.move[i];
    return NULL;
}

static void assert_near(float value, float wanted)
{
    assert_float_equal(value, wanted, 1e-6);
}

/// What the solver starts from, field by field: structs may have holes.
static void assert_same_posture(const struct posture *a, const struct posture *b)
{
    assert_memory_equal(a->root_deg, b->root_deg, sizeof a->root_deg);
    assert_memory_equal(a->at_m, b->at_m, sizeof a->at_m);
    assert_memory_equal(a->spine, b->spine, sizeof a->spine);
    assert_memory_equal(a->leg, b->leg, sizeof a->leg);
    assert_memory_equal(a->arm, b->arm, sizeof a->arm);
    for (int side = 0; side < SIDE_COUNT; side++) {
        assert_int_equal(a->hand[side].kind, b->hand[side].kind);
        assert_int_equal(a->hand[side].grip_side, b->hand[side].grip_side);
        assert_memory_equal(a->hand[side].floor_m, b->hand[side].floor_m,
                            sizeof a->hand[side].floor_m);
    }
}

static void poses_stand_in_the_order_of_their_file_names(void **state)
{
    (void)state;
    static const char *const ids[] = {"bridge", "island", "lying", "twist"};
    assert_int_equal(content.pose_count, 4);
    for (int i = 0; i < 4; i++)
        assert_string_equal(content.pose[i].id, ids[i]);
}

static void a_pose_keeps_its_names_and_words(void **state)
{
    (void)state;
    const struct pose *twist = content_pose(&content, "twist");
    assert_string_equal(twist->name, "Supine twist");
    assert_string_equal(twist->sanskrit, "Supta Matsyendrasana");
    assert_string_equal(twist->devanagari, "सुप्त मत्स्येन्द्रासन");
    assert_string_equal(twist->file, TEST_DIR "/data/small/poses/twist.yaml");
    assert_true(twist->sided && !twist->rest);
    assert_int_equal(twist->line_count, 2);
    assert_string_equal(twist->line[0], "Let both knees be heavy, down to your {side}.");
    assert_null(twist->easier);
}

static void a_resting_position_needs_no_sanskrit_and_no_words(void **state)
{
    (void)state;
    const struct pose *lying = content_pose(&content, "lying");
    assert_true(lying->rest);
    assert_null(lying->sanskrit);
    assert_int_equal(lying->line_count, 0);
}

static void angles_and_pins_arrive_where_they_belong(void **state)
{
    (void)state;
    const struct posture *posture = &content_pose(&content, "twist")->posture[SIDE_RIGHT];
    assert_near(posture->root_deg[2], 70);
    assert_near(posture->at_m[1], -0.08f);
    assert_near(posture->spine[SPINE_THORACIC].turn_deg, -36);
    assert_near(posture->leg[SIDE_RIGHT].hip_deg[1], 16);
    assert_near(posture->leg[SIDE_LEFT].hip_deg[1], -26);
    assert_near(posture->leg[SIDE_LEFT].ankle_deg[0], -20);
    assert_int_equal(posture->hand[SIDE_LEFT].kind, PIN_FLOOR);
    assert_near(posture->hand[SIDE_LEFT].floor_m[1], 0.81f);
    assert_near(posture->hand[SIDE_LEFT].curl_deg, 12);
    assert_true(posture->hand[SIDE_LEFT].has_palm);
    const struct hand_pin *grip = &posture->hand[SIDE_RIGHT];
    assert_int_equal(grip->kind, PIN_GRIP);
    assert_int_equal(grip->grip_part, GRIP_THIGH);
    assert_int_equal(grip->grip_side, SIDE_LEFT);
    assert_near(grip->along, 0.80f);
    assert_near(grip->out_m, 0.082f);
    assert_false(grip->has_curl);
    assert_near(posture->elbow[SIDE_RIGHT].z, 1);
    assert_true(posture->headrest);
}

static void what_is_not_written_has_the_default(void **state)
{
    (void)state;
    const struct posture *posture = &content_pose(&content, "lying")->posture[SIDE_RIGHT];
    const struct posture normal = posture_default();
    assert_near(posture->leg[SIDE_RIGHT].knee_deg, normal.leg[SIDE_RIGHT].knee_deg);
    assert_near(posture->arm[SIDE_LEFT].curl_deg, normal.arm[SIDE_LEFT].curl_deg);
    assert_int_equal(posture->support, normal.support);
}

static void the_left_side_is_the_mirror_image(void **state)
{
    (void)state;
    const struct pose *twist = content_pose(&content, "twist");
    struct posture mirrored = posture_mirror(&twist->posture[SIDE_RIGHT]);
    assert_same_posture(&twist->posture[SIDE_LEFT], &mirrored);
    assert_near(twist->view[SIDE_LEFT].look_m.z, 0.17f);
    assert_near(twist->view[SIDE_LEFT].az_deg, twist->view[SIDE_RIGHT].az_deg);
}

static void like_takes_all_that_is_not_said_again(void **state)
{
    (void)state;
    const struct posture *bridge = &content_pose(&content, "bridge")->posture[SIDE_RIGHT];
    assert_true(bridge->headrest);
    assert_near(bridge->knees.y, 1);
    assert_near(bridge->root_deg[1], 123);
    assert_int_equal(bridge->anchor, ANCHOR_SHOULDERS);
    assert_near(bridge->foot[SIDE_LEFT].floor_m[0], 0.84f);
}

static void like_may_name_a_side_of_a_pose_that_comes_later(void **state)
{
    (void)state;
    const struct pose *twist = content_pose(&content, "twist");
    const struct posture *island = &content_pose(&content, "island")->posture[SIDE_RIGHT];
    assert_same_posture(island, &twist->posture[SIDE_LEFT]);
}

static void the_breath_overrides_the_posture(void **state)
{
    (void)state;
    const struct pose *twist = content_pose(&content, "twist");
    assert_near(twist->inhale[SIDE_RIGHT].belly_m, 0.014f);
    assert_near(twist->inhale[SIDE_RIGHT].root_deg[2], 68);
    assert_near(twist->inhale[SIDE_RIGHT].spine[SPINE_NECK].turn_deg, -70);
    assert_near(twist->inhale[SIDE_LEFT].root_deg[2], -68);
    assert_same_posture(&twist->exhale[SIDE_RIGHT], &twist->posture[SIDE_RIGHT]);
}

static void a_move_has_its_steps_and_arrives_at_its_pose(void **state)
{
    (void)state;
    const struct move *move = find_move("lying_to_bridge");
    const struct pose *bridge = content_pose(&content, "bridge");
    assert_ptr_equal(move->to.pose, bridge);
    assert_true(move->backward);
    assert_int_equal(move->step_count, 2);
    assert_int_equal(move->step[0].posture.hand[SIDE_RIGHT].kind, PIN_KEEP);
    assert_string_equal(move->step[0].say_back, "Lie still.");
    assert_false(move->step[0].arrival);
    assert_true(move->step[1].arrival);
    assert_same_posture(&move->step[1].posture, &bridge->posture[SIDE_RIGHT]);
    assert_near(move->step[1].way.hop_m, 0.03f);
    assert_true(move->step[1].seconds == 3);
}

static void a_step_may_override_its_posture(void **state)
{
    (void)state;
    const struct move *move = find_move("lying_to_twist");
    assert_near(move->step[1].posture.spine[SPINE_NECK].turn_deg, -20);
    assert_near(move->step[0].posture.spine[SPINE_NECK].turn_deg, -15);
    assert_near(move->step[0].posture.spine[SPINE_THORACIC].turn_deg, -33);
    assert_true(move->step[0].hold_s == 0.5);
    assert_near(move->step[2].way.lift_m, 0.05f);
}

static void a_mirrored_move_goes_to_the_other_side_in_other_words(void **state)
{
    (void)state;
    const struct move *right = find_move("lying_to_twist");
    const struct move *left = find_move("lying_to_twist:mirrored");
    assert_int_equal(content.move_count, 3);
    assert_int_equal(right->to.side, SIDE_RIGHT);
    assert_int_equal(left->to.side, SIDE_LEFT);
    assert_ptr_equal(left->from.pose, right->from.pose);
    assert_int_equal(left->from.side, SIDE_RIGHT);
    assert_string_equal(right->step[1].say, "Knees to your right.");
    assert_string_equal(left->step[1].say, "Knees to your left.");
    assert_string_equal(left->step[2].say, "Look to your right.");
    assert_same_posture(&left->step[2].posture, &left->to.pose->posture[SIDE_LEFT]);
}

static void a_routine_names_its_poses_in_two_ways(void **state)
{
    (void)state;
    struct problems problems = {0};
    struct arena arena = {0};
    struct routine *routine = arena_alloc(&arena, 1, sizeof *routine);
    bool good =
        routine_load(routine, &content, TEST_DIR "/data/small/evening.yaml", &arena, &problems);
    problems_write(&problems, NULL, stderr);
    assert_true(good);
    assert_string_equal(routine->id, "evening");
    assert_string_equal(routine->title, "A short evening");
    assert_string_equal(routine->start.pose->id, "lying");
    assert_int_equal(routine->step_count, 3);
    assert_int_equal(routine->step[0].at.side, SIDE_RIGHT);
    assert_int_equal(routine->step[1].at.side, SIDE_LEFT);
    assert_string_equal(routine->step[0].say, "Both knees to your {side}.");
    assert_true(routine->step[2].seconds == 45.5);
    assert_true(routine->rest_s == 90);
    assert_false(routine->moves_extra);
    problems_finish(&problems);
    arena_finish(&arena);
}

static void the_shipped_files_have_no_mistakes(void **state)
{
    (void)state;
    struct content shipped = {0};
    struct problems problems = {0};
    content_load(&shipped, SOURCE_DIR "/routines", &problems);
    reading_routine(&shipped, SOURCE_DIR "/routines/bedtime.yaml", &problems);
    char *text = reading_text(&problems);
    assert_string_equal(text, "");
    free(text);
    problems_finish(&problems);
    arena_finish(&shipped.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(poses_stand_in_the_order_of_their_file_names),
        cmocka_unit_test(a_pose_keeps_its_names_and_words),
        cmocka_unit_test(a_resting_position_needs_no_sanskrit_and_no_words),
        cmocka_unit_test(angles_and_pins_arrive_where_they_belong),
        cmocka_unit_test(what_is_not_written_has_the_default),
        cmocka_unit_test(the_left_side_is_the_mirror_image),
        cmocka_unit_test(like_takes_all_that_is_not_said_again),
        cmocka_unit_test(like_may_name_a_side_of_a_pose_that_comes_later),
        cmocka_unit_test(the_breath_overrides_the_posture),
        cmocka_unit_test(a_move_has_its_steps_and_arrives_at_its_pose),
        cmocka_unit_test(a_step_may_override_its_posture),
        cmocka_unit_test(a_mirrored_move_goes_to_the_other_side_in_other_words),
        cmocka_unit_test(a_routine_names_its_poses_in_two_ways),
        cmocka_unit_test(the_shipped_files_have_no_mistakes),
    };
    return cmocka_run_group_tests(tests, load_small, free_small);
}
