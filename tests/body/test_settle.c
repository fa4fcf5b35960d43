/// Coming to rest: roots, heads, trunks and knees on the floor; pins on floor and legs.
#include "body/motion.h"
#include "body/pin.h"
#include "body/settle.h"
#include "body/volume.h"
#include "study_postures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct counted {
    float (*f)(float);
    int calls;
};

static float evaluate(float x, void *context)
{
    struct counted *counted = context;
    counted->calls++;
    return counted->f(x);
}

static float two_roots(float x)
{
    return (x - 3.0f) * (x + 5.0f);
}

static float no_root(float x)
{
    return 0.5f + (x - 2.2f) * (x - 2.2f);
}

static void the_nearest_root_is_found(void **state)
{
    (void)state;
    struct counted counted = {two_roots, 0};
    float root;
    assert_true(settle_root(evaluate, &counted, 0.5f, 0.4f, 10.0f, 1e-5f, &root));
    assert_float_equal(root, 3.0f, 1e-5f);
    assert_true(settle_root(evaluate, &counted, -4.0f, 0.4f, 10.0f, 1e-5f, &root));
    assert_float_equal(root, -5.0f, 1e-5f);
    counted.calls = 0;
    assert_true(settle_root(evaluate, &counted, 3.0f, 0.4f, 10.0f, 1e-5f, &root));
    assert_int_equal(counted.calls, 1);
}

static void without_a_root_the_smallest_value_is_found(void **state)
{
    (void)state;
    struct counted counted = {no_root, 0};
    float root;
    assert_false(settle_root(evaluate, &counted, 0.0f, 0.5f, 8.0f, 1e-5f, &root));
    assert_float_equal(root, 2.2f, 2e-3f);
}

static struct motion_key solved(enum study_id id)
{
    struct motion_key key;
    assert_true(motion_key_solve(&key, &study_posture[id], NULL, NULL));
    return key;
}

static void a_head_nods_until_it_touches_the_floor(void **state)
{
    (void)state;
    struct motion_key key = solved(STUDY_SAVASANA);
    key.stance.spine[SPINE_HEAD].flex_deg += 20.0f;
    stance_to_body(&key.stance, &key.body);
    settle_head(&key.stance, &key.body);
    struct volume head = volume_of(&key.body, VOLUME_HEAD);
    assert_float_equal(volume_lowest_m(&head), 0.0f, 1e-5f);
}

static void a_lying_trunk_touches_the_floor(void **state)
{
    (void)state;
    static const enum study_id lying[] = {STUDY_BRIDGE_LOW, STUDY_TABLE, STUDY_SIDE_RIGHT,
                                          STUDY_LEGS_UP_WALL, STUDY_REACH_KNEES};
    const bool no_leg[SIDE_COUNT] = {false, false};
    for (size_t i = 0; i < sizeof lying / sizeof lying[0]; i++) {
        struct motion_key key = solved(lying[i]);
        float lowest_m = settle_lowest_m(&key.body, no_leg);
        assert_float_equal(lowest_m, 0.0f, 1e-4f);
        // The soft minimum is below the true one, by less than its softness times ln 9.
        assert_true(key.trunk_gap_m <= lowest_m && key.trunk_gap_m > lowest_m - 0.0044f);
    }
}

static void soft_tissue_may_sink(void **state)
{
    (void)state;
    struct posture posture = study_posture[STUDY_TABLE];
    posture.sink_m = -0.01f;
    struct motion_key key;
    assert_true(motion_key_solve(&key, &posture, NULL, NULL));
    assert_float_equal(settle_lowest_m(&key.body, (const bool[]){false, false}), -0.01f, 1e-4f);
}

static void kneeling_hips_stand_over_the_knees(void **state)
{
    (void)state;
    struct motion_key key = solved(STUDY_ALL_FOURS);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        assert_float_equal(key.body.joint[joint_of(JOINT_KNEE_R, side)].y, 0.054f, 1e-4f);
        vec3s hip = key.body.joint[joint_of(JOINT_HIP_R, side)];
        assert_float_equal(glms_vec3_distance(hip, key.knee_target[side]), 0.245f * 1.70f, 1e-4f);
    }
    float stretch = settle_arm_stretch(&key.stance, &key.body, key.wrist_target);
    assert_float_equal(stretch, study_posture[STUDY_ALL_FOURS].brace, 1e-4f);
}

static void a_planted_hand_lies_flat_where_it_was_put(void **state)
{
    (void)state;
    struct pin_frame frame = {.origin = {{1.0f, 0.0f, 0.5f}}, .yaw_deg = 90.0f};
    struct hand_pin pin = {.kind = PIN_FLOOR, .floor_m = {0.4f, 0.2f}};
    struct hand_target target = pin_hand_on_floor(&pin, SIDE_RIGHT, &frame);
    // Turned by 90 degrees, forward is -z and the own right is +x; the wrist is behind the palm.
    assert_float_equal(target.wrist.x, 1.2f, 1e-5f);
    assert_float_equal(target.wrist.z, 0.5f - 0.4f + 0.085f, 1e-5f);
    assert_float_equal(target.hand.col[1].z, 1.0f, 1e-5f);
    assert_float_equal(target.hand.col[2].y, 1.0f, 1e-5f);
}

static void a_gripping_hand_follows_its_leg(void **state)
{
    (void)state;
    struct motion_key a = solved(STUDY_APANASANA), b = solved(STUDY_APANASANA_INHALED);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        enum joint wrist = joint_of(JOINT_WRIST_R, side), knee = joint_of(JOINT_KNEE_R, side);
        float before_m = glms_vec3_distance(a.body.joint[wrist], a.body.joint[knee]);
        float after_m = glms_vec3_distance(b.body.joint[wrist], b.body.joint[knee]);
        assert_float_equal(before_m, after_m, 1e-4f);
        assert_true(glms_vec3_distance(a.body.joint[wrist], b.body.joint[wrist]) > 0.02f);
    }
}

static void pins_that_contradict_each_other_are_errors(void **state)
{
    (void)state;
    struct motion_key key;
    struct err err = {""};
    struct posture posture = study_posture[STUDY_ALL_FOURS];
    posture.foot[SIDE_LEFT].kind = PIN_FLOOR;
    assert_false(motion_key_solve(&key, &posture, NULL, &err));
    assert_string_equal(err.text, "one leg both kneels and stands on its foot");
    posture = study_posture[STUDY_ALL_FOURS];
    posture.hand[SIDE_RIGHT].kind = PIN_NONE;
    assert_false(motion_key_solve(&key, &posture, NULL, &err));
    assert_string_equal(err.text, "the arms can only brace when both hands are planted");
    posture = study_posture[STUDY_ALL_FOURS];
    posture.brace = 3.0f;
    assert_false(motion_key_solve(&key, &posture, NULL, &err));
    assert_non_null(strstr(err.text, "no pitch of the pelvis"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_root_is_found),
        cmocka_unit_test(without_a_root_the_smallest_value_is_found),
        cmocka_unit_test(a_head_nods_until_it_touches_the_floor),
        cmocka_unit_test(a_lying_trunk_touches_the_floor),
        cmocka_unit_test(soft_tissue_may_sink),
        cmocka_unit_test(kneeling_hips_stand_over_the_knees),
        cmocka_unit_test(a_planted_hand_lies_flat_where_it_was_put),
        cmocka_unit_test(a_gripping_hand_follows_its_leg),
        cmocka_unit_test(pins_that_contradict_each_other_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
