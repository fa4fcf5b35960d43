/// Fingers: they close round what the hand holds, lie on the floor, and never jump.
#include "body/motion.h"
#include "body/study_postures.h"
#include "picture/field.h"
#include "picture/figure_hand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct body body_of(enum study_id id)
{
    struct motion_key key;
    struct err err;
    assert_true(motion_key_solve(&key, &study_posture[id], NULL, &err));
    return key.body;
}

/// The body with one hand lifted off by `gap_m` towards its back.
static struct body with_hand_lifted(const struct body *body, enum side side, float gap_m)
{
    struct body lifted = *body;
    vec3s back = body->bone[bone_of(BONE_HAND_R, side)].col[2];
    for (int joint = JOINT_WRIST_R; joint <= JOINT_FINGERS_R; joint++) {
        vec3s *at = &lifted.joint[joint_of((enum joint)joint, side)];
        *at = glms_vec3_muladds(back, gap_m * side_sign(side), *at);
    }
    return lifted;
}

static struct hand hand_of(const struct body *body, enum side side)
{
    struct shape shape;
    struct hand hand;
    shape_of_body(&shape, &build_woman, body);
    hand_of_body(&hand, &build_woman, body, &shape, side);
    return hand;
}

static vec3s tip_of(const struct hand *hand, int digit)
{
    return hand->digit[digit].joint[DIGIT_JOINTS - 1];
}

static float leg_distance(const struct body *body, vec3s at)
{
    struct shape shape;
    shape_of_body(&shape, &build_woman, body);
    struct points p = {lanes_set(at.x), lanes_set(at.y), lanes_set(at.z)};
    float nearest = 1.0f;
    for (enum part leg = PART_LEG_R; leg <= PART_LEG_L; leg++)
        for (int i = 0; i < shape.solid_count[leg]; i++)
            nearest = fminf(nearest, field_solid(&shape.solid[leg][i], p)[0]);
    return nearest;
}

static void finger_bones_keep_their_lengths(void **state)
{
    (void)state;
    static const enum study_id postures[] = {STUDY_APANASANA, STUDY_CAT, STUDY_SAVASANA};
    for (int i = 0; i < 3; i++) {
        struct body body = body_of(postures[i]);
        struct hand hand = hand_of(&body, SIDE_LEFT);
        for (int digit = 0; digit < BUILD_FINGERS; digit++)
            for (int bone = 0; bone < BUILD_PHALANGES; bone++) {
                const vec3s *joint = hand.digit[digit].joint;
                float length_m = glms_vec3_distance(joint[bone], joint[bone + 1]);
                assert_float_equal(length_m, build_woman.finger[digit].length_m[bone], 1e-5f);
            }
    }
}

static void fingers_on_a_shin_touch_it(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_APANASANA);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        struct hand hand = hand_of(&body, side);
        for (int digit = 0; digit < BUILD_FINGERS; digit++) {
            float distance_m = leg_distance(&body, tip_of(&hand, digit));
            assert_true(distance_m > -0.006f && distance_m < 0.025f);
        }
    }
}

static void planted_fingers_lie_on_the_floor(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_ALL_FOURS);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        struct hand hand = hand_of(&body, side);
        for (int digit = 0; digit < BUILD_FINGERS; digit++) {
            float height_m = tip_of(&hand, digit).y;
            assert_true(height_m > 0.0f && height_m < 0.022f);
        }
    }
}

static void a_hand_that_holds_nothing_only_curls(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_APANASANA);
    struct body far = with_hand_lifted(&body, SIDE_RIGHT, 0.30f);
    far.finger_curl_deg[SIDE_RIGHT] = 0.0f;
    struct hand hand = hand_of(&far, SIDE_RIGHT);
    const vec3s *joint = hand.digit[1].joint;
    float length_m = 0.0f;
    for (int bone = 0; bone < BUILD_PHALANGES; bone++)
        length_m += build_woman.finger[1].length_m[bone];
    assert_float_equal(glms_vec3_distance(joint[0], joint[BUILD_PHALANGES]), length_m, 1e-4f);
}

static void fingers_never_jump_as_a_hand_comes_near(void **state)
{
    (void)state;
    static const float STEP_M = 0.0005f;
    static const enum study_id postures[] = {STUDY_APANASANA, STUDY_TWIST_RIGHT, STUDY_CAT};
    for (int i = 0; i < 3; i++) {
        struct body body = body_of(postures[i]);
        struct body lifted = with_hand_lifted(&body, SIDE_RIGHT, 0.1f);
        struct hand before = hand_of(&lifted, SIDE_RIGHT);
        for (float gap_m = 0.1f; gap_m > 0.0f; gap_m -= STEP_M) {
            lifted = with_hand_lifted(&body, SIDE_RIGHT, gap_m);
            struct hand hand = hand_of(&lifted, SIDE_RIGHT);
            for (int digit = 0; digit < HAND_DIGITS; digit++)
                assert_true(glms_vec3_distance(tip_of(&hand, digit), tip_of(&before, digit)) <
                            0.005f);
            before = hand;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finger_bones_keep_their_lengths),
        cmocka_unit_test(fingers_on_a_shin_touch_it),
        cmocka_unit_test(planted_fingers_lie_on_the_floor),
        cmocka_unit_test(a_hand_that_holds_nothing_only_curls),
        cmocka_unit_test(fingers_never_jump_as_a_hand_comes_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
