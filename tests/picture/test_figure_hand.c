/// Fingers: they close round what the hand holds, lie on the floor, and never jump.
#include "body/motion.h"
#include "body/study_postures.h"
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
    struct rig rig;
    struct hand hand;
    rig_of_person(&rig, &person_woman);
    hand_of_body(&hand, &rig, body, side);
    return hand;
}

static vec3s tip_of(const struct hand *hand, int digit)
{
    return hand->digit[digit].tip;
}

static vec3s joint_at(const struct hand *hand, int digit, int bone)
{
    return bone < DIGIT_BONES ? hand->digit[digit].bone[bone].origin : hand->digit[digit].tip;
}

/// Distance from the middle line of the nearest shank.
static float shank_distance(const struct body *body, vec3s at)
{
    float nearest = 1.0f;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        vec3s knee = body->joint[joint_of(JOINT_KNEE_R, side)];
        vec3s along = glms_vec3_sub(body->joint[joint_of(JOINT_ANKLE_R, side)], knee);
        float t = glms_vec3_dot(glms_vec3_sub(at, knee), along) / glms_vec3_norm2(along);
        vec3s foot = glms_vec3_muladds(along, glm_clamp_zo(t), knee);
        nearest = fminf(nearest, glms_vec3_distance(at, foot));
    }
    return nearest;
}

static void finger_bones_keep_their_lengths(void **state)
{
    (void)state;
    static const enum study_id postures[] = {STUDY_APANASANA, STUDY_CAT, STUDY_SAVASANA};
    struct body first = body_of(postures[0]);
    struct hand like = hand_of(&first, SIDE_LEFT);
    for (int i = 0; i < 3; i++) {
        struct body body = body_of(postures[i]);
        struct hand hand = hand_of(&body, SIDE_LEFT);
        for (int digit = 0; digit < HAND_DIGITS; digit++)
            for (int bone = 0; bone < DIGIT_BONES; bone++)
                assert_float_equal(glms_vec3_distance(joint_at(&hand, digit, bone),
                                                      joint_at(&hand, digit, bone + 1)),
                                   glms_vec3_distance(joint_at(&like, digit, bone),
                                                      joint_at(&like, digit, bone + 1)),
                                   1e-5f);
    }
}

static void fingers_on_a_shin_touch_it(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_APANASANA);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        struct hand hand = hand_of(&body, side);
        for (int digit = 1; digit < HAND_DIGITS; digit++) {
            float distance_m = shank_distance(&body, tip_of(&hand, digit));
            assert_true(distance_m > 0.030f && distance_m < 0.075f);
        }
    }
}

static void planted_fingers_lie_on_the_floor(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_ALL_FOURS);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        struct hand hand = hand_of(&body, side);
        for (int digit = 1; digit < HAND_DIGITS; digit++) {
            float height_m = tip_of(&hand, digit).y;
            assert_true(height_m > -0.004f && height_m < 0.022f);
        }
    }
}

static void a_hand_on_the_floor_lies_on_it_with_its_knuckles(void **state)
{
    (void)state;
    static const enum study_id postures[] = {STUDY_ALL_FOURS, STUDY_SAVASANA};
    for (int i = 0; i < 2; i++) {
        struct body body = body_of(postures[i]);
        for (enum side side = 0; side < SIDE_COUNT; side++) {
            struct hand hand = hand_of(&body, side);
            for (int digit = 1; digit < HAND_DIGITS; digit++) {
                float height_m = joint_at(&hand, digit, 0).y;
                assert_true(height_m > 0.008f && height_m < 0.020f);
            }
        }
    }
}

static void fingers_pressed_on_the_floor_are_spread(void **state)
{
    (void)state;
    struct body pressed = body_of(STUDY_ALL_FOURS), free = body_of(STUDY_SAVASANA);
    struct hand on_floor = hand_of(&pressed, SIDE_LEFT), at_rest = hand_of(&free, SIDE_LEFT);
    for (int digit = 0; digit < HAND_DIGITS - 1; digit++)
        assert_true(glms_vec3_distance(tip_of(&on_floor, digit), tip_of(&on_floor, digit + 1)) >
                    glms_vec3_distance(tip_of(&at_rest, digit), tip_of(&at_rest, digit + 1)));
}

static void fingers_never_jump_as_a_hand_turns_over_on_the_floor(void **state)
{
    (void)state;
    static const float STEP_RAD = 0.01f;
    struct body body = body_of(STUDY_ALL_FOURS);
    mat3s *axes = &body.bone[bone_of(BONE_HAND_R, SIDE_RIGHT)], pressed = *axes;
    struct hand before = hand_of(&body, SIDE_RIGHT);
    for (float angle = STEP_RAD; angle < GLM_PIf; angle += STEP_RAD) {
        mat3s turn = glms_mat4_pick3(glms_rotate_make(angle, pressed.col[1]));
        *axes = glms_mat3_mul(turn, pressed);
        struct hand hand = hand_of(&body, SIDE_RIGHT);
        for (int digit = 0; digit < HAND_DIGITS; digit++)
            assert_true(glms_vec3_distance(tip_of(&hand, digit), tip_of(&before, digit)) < 0.012f);
        before = hand;
    }
}

static void a_hand_that_holds_nothing_keeps_its_own_shape(void **state)
{
    (void)state;
    struct body body = body_of(STUDY_APANASANA);
    struct body far = with_hand_lifted(&body, SIDE_RIGHT, 0.30f);
    struct body farther = with_hand_lifted(&body, SIDE_RIGHT, 0.40f);
    struct hand hand = hand_of(&far, SIDE_RIGHT), other = hand_of(&farther, SIDE_RIGHT);
    for (int digit = 0; digit < HAND_DIGITS; digit++) {
        vec3s here = glms_vec3_sub(tip_of(&hand, digit), far.joint[JOINT_WRIST_R]);
        vec3s there = glms_vec3_sub(tip_of(&other, digit), farther.joint[JOINT_WRIST_R]);
        assert_true(glms_vec3_distance(here, there) < 1e-4f);
    }
    far.finger_curl_deg[SIDE_RIGHT] += 40.0f;
    struct hand curled = hand_of(&far, SIDE_RIGHT);
    for (int digit = 1; digit < HAND_DIGITS; digit++)
        assert_true(glms_vec3_distance(tip_of(&curled, digit), far.joint[JOINT_WRIST_R]) <
                    glms_vec3_distance(tip_of(&hand, digit), far.joint[JOINT_WRIST_R]) - 0.005f);
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
        cmocka_unit_test(a_hand_on_the_floor_lies_on_it_with_its_knuckles),
        cmocka_unit_test(fingers_pressed_on_the_floor_are_spread),
        cmocka_unit_test(fingers_never_jump_as_a_hand_turns_over_on_the_floor),
        cmocka_unit_test(a_hand_that_holds_nothing_keeps_its_own_shape),
        cmocka_unit_test(fingers_never_jump_as_a_hand_comes_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
