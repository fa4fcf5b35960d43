/// Limbs that reach: the law of cosines, its edges, and elbows that stay above the floor.
#include "body/angles.h"
#include "body/ik.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct ik_bones bones = {.upper_m = 0.30f, .lower_m = 0.25f, .longest_m = 0.5497f};

static void assert_bones_kept(vec3s start, struct ik_chain chain)
{
    assert_float_equal(glms_vec3_distance(start, chain.middle), bones.upper_m, 1e-5f);
    assert_float_equal(glms_vec3_distance(chain.middle, chain.end), bones.lower_m, 1e-5f);
}

static void a_target_within_reach_is_met(void **state)
{
    (void)state;
    vec3s start = {{0.1f, 1.0f, -0.2f}}, pole = {{0, 0, 1}};
    for (int i = 0; i < 20; i++) {
        float angle = 0.3f * (float)i, far_m = 0.12f + 0.02f * (float)i;
        vec3s target = {{start.x + far_m * cosf(angle), start.y + far_m * sinf(angle), start.z}};
        struct ik_chain chain = ik_two_bone(start, target, &bones, pole);
        assert_bones_kept(start, chain);
        assert_true(glms_vec3_distance(chain.end, target) < 1e-5f);
        assert_true(chain.middle.z > start.z);
    }
}

static void a_limb_points_straight_at_a_target_out_of_reach(void **state)
{
    (void)state;
    vec3s start = {{0, 0, 0}}, target = {{0, 2, 0}}, pole = {{1, 0, 0}};
    struct ik_chain chain = ik_two_bone(start, target, &bones, pole);
    assert_bones_kept(start, chain);
    assert_float_equal(chain.end.y, bones.longest_m, 1e-5f);
    assert_float_equal(chain.end.x, 0.0f, 1e-6f);
    assert_true(chain.middle.x < 0.02f);
}

static void the_middle_joint_does_not_snap_straight(void **state)
{
    (void)state;
    vec3s start = {{0, 0, 0}}, pole = {{1, 0, 0}};
    float before_m = 0.0f, before_step_m = 0.0f;
    for (int i = 0; i < 400; i++) {
        vec3s target = {{0, 0.50f + 0.0002f * (float)i, 0}};
        float aside_m = ik_two_bone(start, target, &bones, pole).middle.x;
        float step_m = aside_m - before_m;
        if (i > 1)
            assert_true(fabsf(step_m - before_step_m) < 0.0002f);
        before_m = aside_m;
        before_step_m = step_m;
    }
    assert_true(before_m < 0.02f);
}

static void a_target_at_the_start_folds_the_limb(void **state)
{
    (void)state;
    vec3s start = {{0, 1, 0}}, pole = {{1, 0, 0}};
    struct ik_chain chain = ik_two_bone(start, start, &bones, pole);
    assert_true(isfinite(chain.middle.x) && isfinite(chain.end.x));
    assert_float_equal(glms_vec3_distance(start, chain.middle), bones.upper_m, 1e-5f);
}

static void a_pole_along_the_limb_still_bends_it_somewhere(void **state)
{
    (void)state;
    vec3s start = {{0, 0, 0}}, target = {{0, 0.4f, 0}}, pole = {{0, 5, 0}};
    struct ik_chain chain = ik_two_bone(start, target, &bones, pole);
    assert_bones_kept(start, chain);
    assert_true(glms_vec3_distance(chain.end, target) < 1e-5f);
}

static struct stance standing(struct body *body)
{
    struct posture posture = posture_default();
    struct stance stance = stance_of_posture(&posture);
    stance.root_m.y = 0.9f;
    stance_to_body(&stance, body);
    return stance;
}

static void a_wrist_arrives_although_the_shoulder_moves_with_it(void **state)
{
    (void)state;
    struct body body;
    struct stance stance = standing(&body);
    vec3s at_rest = body.joint[JOINT_SHOULDER_L];
    vec3s above = {{at_rest.x + 0.1f, at_rest.y + 0.48f, at_rest.z}}, pole = {{1, 0, -1}};
    mat3s hand = rotation_x(30.0f);
    float error_m = ik_arm(&stance, &body, SIDE_LEFT,
                           &(struct ik_reach){.target = above, .pole = pole, .end = &hand});
    assert_true(error_m < 5e-5f);
    assert_true(glms_vec3_distance(at_rest, body.joint[JOINT_SHOULDER_L]) > 0.03f);
    assert_float_equal(body.bone[BONE_HAND_L].col[1].y, hand.col[1].y, 1e-5f);
    struct body again;
    stance_to_body(&stance, &again);
    assert_true(glms_vec3_distance(again.joint[JOINT_WRIST_L], above) < 5e-5f);
}

static void an_elbow_is_turned_out_of_the_floor(void **state)
{
    (void)state;
    struct body body;
    struct stance stance = standing(&body);
    stance.root_m.y -= body.joint[JOINT_SHOULDER_R].y - 0.15f;
    stance_to_body(&stance, &body);
    vec3s shoulder = body.joint[JOINT_SHOULDER_R];
    vec3s wrist = {{shoulder.x + 0.30f, 0.05f, shoulder.z + 0.1f}}, down = {{0.1f, -1, 0.3f}};
    float error_m =
        ik_arm(&stance, &body, SIDE_RIGHT,
               &(struct ik_reach){.target = wrist, .pole = down, .elbow_lowest_m = 0.036f});
    assert_true(error_m < 5e-5f);
    assert_float_equal(body.joint[JOINT_ELBOW_R].y, 0.036f, 1e-4f);
}

static void a_foot_arrives_with_its_knee_towards_the_pole(void **state)
{
    (void)state;
    struct body body;
    struct stance stance = standing(&body);
    vec3s ankle = {{0.3f, 0.25f, 0.2f}}, pole = {{1, 0.5f, 0.2f}};
    mat3s foot = rotation_y(-10.0f);
    struct ik_reach reach = {.target = ankle, .pole = pole, .end = &foot};
    assert_true(ik_leg(&stance, &body, SIDE_RIGHT, &reach) < 1e-5f);
    assert_true(body.joint[JOINT_KNEE_R].x > 0.2f);
    assert_float_equal(body.bone[BONE_FOOT_R].col[0].x, foot.col[0].x, 1e-5f);
    assert_true(stance.leg[SIDE_RIGHT].knee_deg > 30.0f);
}

static void a_pole_taken_from_a_limb_gives_that_limb_again(void **state)
{
    (void)state;
    struct body body;
    struct stance stance = standing(&body);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        vec3s elbow = body.joint[joint_of(JOINT_ELBOW_R, side)];
        vec3s wrist = body.joint[joint_of(JOINT_WRIST_R, side)];
        struct ik_reach reach = {
            .target = wrist, .pole = ik_arm_pole(&body, side, wrist), .straight_as_now = true};
        ik_arm(&stance, &body, side, &reach);
        assert_true(glms_vec3_distance(elbow, body.joint[joint_of(JOINT_ELBOW_R, side)]) < 1e-4f);
        vec3s knee = body.joint[joint_of(JOINT_KNEE_R, side)];
        vec3s ankle = body.joint[joint_of(JOINT_ANKLE_R, side)];
        reach.target = ankle;
        reach.pole = ik_leg_pole(&body, side, ankle);
        ik_leg(&stance, &body, side, &reach);
        assert_true(glms_vec3_distance(knee, body.joint[joint_of(JOINT_KNEE_R, side)]) < 1e-4f);
    }
}

static void a_kneeling_knee_slides_until_the_thigh_fits(void **state)
{
    (void)state;
    struct body body;
    struct stance stance = standing(&body);
    stance.root_m.y = 0.30f;
    stance_to_body(&stance, &body);
    vec3s hip = body.joint[JOINT_HIP_R];
    vec3s knee = {{hip.x + 0.36f, 0.054f, hip.z}}, ankle = {{hip.x - 0.05f, 0.06f, hip.z}};
    float slide_m = ik_kneel(&stance, &body, SIDE_RIGHT, knee, ankle);
    vec3s at = body.joint[JOINT_KNEE_R];
    assert_float_equal(at.y, 0.054f, 1e-4f);
    assert_float_equal(glms_vec3_distance(at, hip), 0.245f * 1.70f, 1e-5f);
    assert_float_equal(slide_m, fabsf(at.x - knee.x), 1e-5f);
    assert_true(stance.leg[SIDE_RIGHT].knee_deg > 90.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_within_reach_is_met),
        cmocka_unit_test(a_limb_points_straight_at_a_target_out_of_reach),
        cmocka_unit_test(the_middle_joint_does_not_snap_straight),
        cmocka_unit_test(a_target_at_the_start_folds_the_limb),
        cmocka_unit_test(a_pole_along_the_limb_still_bends_it_somewhere),
        cmocka_unit_test(a_wrist_arrives_although_the_shoulder_moves_with_it),
        cmocka_unit_test(an_elbow_is_turned_out_of_the_floor),
        cmocka_unit_test(a_foot_arrives_with_its_knee_towards_the_pole),
        cmocka_unit_test(a_pole_taken_from_a_limb_gives_that_limb_again),
        cmocka_unit_test(a_kneeling_knee_slides_until_the_thigh_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
