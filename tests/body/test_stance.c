/// Postures, stances and the skeleton: zero position, mirror, and bones that never stretch.
#include "body/motion.h"
#include "body/posture.h"
#include "body/stance.h"
#include "body/volume.h"
#include "study_postures.h"

#include <string.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_vec3_near(vec3s a, vec3s b, float tolerance_m)
{
    if (glms_vec3_distance(a, b) > tolerance_m)
        fail_msg("(%.4f %.4f %.4f) is not (%.4f %.4f %.4f)", (double)a.x, (double)a.y, (double)a.z,
                 (double)b.x, (double)b.y, (double)b.z);
}

static struct body body_of(const struct posture *posture)
{
    struct stance stance = stance_of_posture(posture);
    struct body body;
    stance_to_body(&stance, &body);
    return body;
}

static struct posture straight(void)
{
    struct posture posture = posture_default();
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        posture.leg[side] = (struct leg_angles){.knee_deg = 0.0f};
        posture.arm[side] = (struct arm_angles){.elbow_deg = 0.0f};
    }
    return posture;
}

static void the_zero_position_stands_and_faces_forward(void **state)
{
    (void)state;
    struct posture posture = straight();
    struct body body = body_of(&posture);
    assert_vec3_near(body.joint[JOINT_ANKLE_R], (vec3s){{0, -0.8347f, 0.085f}}, 1e-4f);
    assert_vec3_near(body.joint[JOINT_TOE_L], (vec3s){{0.178f, -0.8847f, -0.085f}}, 1e-4f);
    assert_true(body.joint[JOINT_NOSE].x > body.joint[JOINT_HEAD].x + 0.1f);
    assert_true(body.joint[JOINT_WRIST_R].y < body.joint[JOINT_PELVIS].y);
    assert_true(body.joint[JOINT_SHOULDER_R].z > 0.15f);
}

static void she_is_one_metre_seventy(void **state)
{
    (void)state;
    struct posture posture = straight();
    struct body body = body_of(&posture);
    float sole_m = body.joint[JOINT_ANKLE_R].y - 0.039f * 1.70f;
    assert_float_equal(body.joint[JOINT_CROWN].y - sole_m, 1.70f, 0.03f);
}

static void angles_turn_the_way_a_clinician_says(void **state)
{
    (void)state;
    struct posture posture = straight();
    posture.leg[SIDE_LEFT].hip_deg[0] = 90.0f;
    posture.leg[SIDE_LEFT].knee_deg = 90.0f;
    posture.leg[SIDE_RIGHT].hip_deg[1] = 30.0f;
    posture.arm[SIDE_RIGHT].shoulder_deg[0] = 90.0f;
    posture.arm[SIDE_LEFT].shoulder_deg[0] = 90.0f;
    posture.arm[SIDE_LEFT].shoulder_deg[1] = 90.0f;
    posture.spine[SPINE_LUMBAR].flex_deg = 40.0f;
    struct body body = body_of(&posture);
    assert_vec3_near(body.joint[JOINT_KNEE_L], (vec3s){{0.4165f, 0, -0.085f}}, 1e-4f);
    assert_vec3_near(body.joint[JOINT_ANKLE_L], (vec3s){{0.4165f, -0.4182f, -0.085f}}, 1e-4f);
    assert_true(body.joint[JOINT_KNEE_R].z > 0.085f + 0.2f);
    assert_true(body.joint[JOINT_ELBOW_R].z > body.joint[JOINT_SHOULDER_R].z + 0.3f);
    assert_true(body.joint[JOINT_ELBOW_L].x > body.joint[JOINT_SHOULDER_L].x + 0.2f);
    assert_true(body.joint[JOINT_C7].x > 0.1f);
}

static void the_shoulder_rises_with_the_arm(void **state)
{
    (void)state;
    struct posture posture = straight();
    float hanging_m = body_of(&posture).joint[JOINT_SHOULDER_R].y;
    posture.arm[SIDE_RIGHT].shoulder_deg[0] = 45.0f;
    assert_float_equal(body_of(&posture).joint[JOINT_SHOULDER_R].y, hanging_m, 1e-4f);
    posture.arm[SIDE_RIGHT].shoulder_deg[0] = 180.0f;
    assert_true(body_of(&posture).joint[JOINT_SHOULDER_R].y > hanging_m + 0.07f);
}

static void bones_are_as_long_in_every_posture(void **state)
{
    (void)state;
    static const enum joint pairs[][2] = {
        {JOINT_PELVIS, JOINT_L5},
        {JOINT_L5, JOINT_L2},
        {JOINT_L2, JOINT_T10},
        {JOINT_T10, JOINT_T5},
        {JOINT_T5, JOINT_C7},
        {JOINT_C7, JOINT_AO},
        {JOINT_AO, JOINT_HEAD},
        {JOINT_HEAD, JOINT_CROWN},
        {JOINT_PELVIS, JOINT_HIP_R},
        {JOINT_HIP_R, JOINT_KNEE_R},
        {JOINT_KNEE_R, JOINT_ANKLE_R},
        {JOINT_ANKLE_R, JOINT_BALL_R},
        {JOINT_HIP_L, JOINT_KNEE_L},
        {JOINT_KNEE_L, JOINT_ANKLE_L},
        {JOINT_ANKLE_L, JOINT_HEEL_L},
        {JOINT_SHOULDER_R, JOINT_ELBOW_R},
        {JOINT_ELBOW_R, JOINT_WRIST_R},
        {JOINT_SHOULDER_L, JOINT_ELBOW_L},
        {JOINT_ELBOW_L, JOINT_WRIST_L},
        {JOINT_WRIST_L, JOINT_PALM_L},
        {JOINT_PALM_R, JOINT_FINGERS_R},
    };
    struct posture zero = posture_default();
    struct body first = body_of(&zero);
    for (int id = 0; id < STUDY_COUNT; id++) {
        struct body body = body_of(&study_posture[id]);
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
            float wanted_m = glms_vec3_distance(first.joint[pairs[i][0]], first.joint[pairs[i][1]]);
            float length_m = glms_vec3_distance(body.joint[pairs[i][0]], body.joint[pairs[i][1]]);
            assert_float_equal(length_m, wanted_m, 2e-6f);
        }
    }
}

static void bones_are_turned_but_never_sheared(void **state)
{
    (void)state;
    for (int id = 0; id < STUDY_COUNT; id++) {
        struct body body = body_of(&study_posture[id]);
        for (int bone = 0; bone < BONE_COUNT; bone++) {
            mat3s product = glms_mat3_mul(glms_mat3_transpose(body.bone[bone]), body.bone[bone]);
            for (int i = 0; i < 3; i++)
                for (int k = 0; k < 3; k++)
                    assert_float_equal(product.col[i].raw[k], i == k ? 1.0f : 0.0f, 1e-5f);
            assert_true(glms_mat3_det(body.bone[bone]) > 0.99f);
        }
    }
}

static void a_mirror_twice_is_the_posture_itself(void **state)
{
    (void)state;
    for (int id = 0; id < STUDY_COUNT; id++) {
        struct posture once = posture_mirror(&study_posture[id]);
        struct posture twice = posture_mirror(&once);
        struct body a = body_of(&study_posture[id]), b = body_of(&twice);
        assert_memory_equal(a.joint, b.joint, sizeof a.joint);
        assert_memory_equal(study_posture[id].at_m, twice.at_m, sizeof twice.at_m);
        assert_memory_equal(study_posture[id].kneel, twice.kneel, sizeof twice.kneel);
        assert_int_equal(study_posture[id].hand[0].grip_side, twice.hand[0].grip_side);
    }
}

static void a_mirrored_posture_is_solved_to_a_mirrored_body(void **state)
{
    (void)state;
    for (int id = 0; id < STUDY_COUNT; id++) {
        if (id == STUDY_ROLL_DOWN)
            continue;
        struct posture mirrored = posture_mirror(&study_posture[id]);
        struct motion_key a, b;
        assert_true(motion_key_solve(&a, &study_posture[id], NULL, NULL));
        assert_true(motion_key_solve(&b, &mirrored, NULL, NULL));
        for (enum joint joint = JOINT_PELVIS; joint < JOINT_COUNT; joint++) {
            enum joint twin = joint;
            if (joint >= JOINT_HIP_L)
                twin = (enum joint)(joint - JOINT_HIP_L + JOINT_HIP_R);
            else if (joint >= JOINT_LIMBS)
                twin = joint_of(joint, SIDE_LEFT);
            vec3s wanted = a.body.joint[joint];
            wanted.z = -wanted.z;
            assert_vec3_near(b.body.joint[twin], wanted, 2e-4f);
        }
    }
}

static void every_joint_and_volume_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < JOINT_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(joint_name((enum joint)i), joint_name((enum joint)k));
    for (int i = 0; i < VOLUME_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(volume_name((enum volume_id)i), volume_name((enum volume_id)k));
    assert_string_equal(joint_name(joint_of(JOINT_KNEE_R, SIDE_LEFT)), "knee_l");
}

static void the_lowest_point_of_a_volume_follows_its_turn(void **state)
{
    (void)state;
    struct posture posture = straight();
    struct body body = body_of(&posture);
    struct volume volume = volume_of(&body, VOLUME_HEAD);
    assert_float_equal(volume_lowest_m(&volume), volume.centre_m.y - 0.112f, 1e-5f);
    posture.root_deg[1] = 90.0f;
    body = body_of(&posture);
    volume = volume_of(&body, VOLUME_HEAD);
    assert_float_equal(volume_lowest_m(&volume), volume.centre_m.y - 0.098f, 1e-5f);
    struct volume left = volume_of(&body, VOLUME_KNEE_L), right = volume_of(&body, VOLUME_KNEE_R);
    assert_float_equal(left.centre_m.z, -right.centre_m.z, 1e-6f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_zero_position_stands_and_faces_forward),
        cmocka_unit_test(she_is_one_metre_seventy),
        cmocka_unit_test(angles_turn_the_way_a_clinician_says),
        cmocka_unit_test(the_shoulder_rises_with_the_arm),
        cmocka_unit_test(bones_are_as_long_in_every_posture),
        cmocka_unit_test(bones_are_turned_but_never_sheared),
        cmocka_unit_test(a_mirror_twice_is_the_posture_itself),
        cmocka_unit_test(a_mirrored_posture_is_solved_to_a_mirrored_body),
        cmocka_unit_test(every_joint_and_volume_has_a_name_of_its_own),
        cmocka_unit_test(the_lowest_point_of_a_volume_follows_its_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
