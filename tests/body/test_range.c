/// The table of human ranges, and angles read back from bodies.
#include "body/motion.h"
#include "body/range.h"
#include "study_postures.h"

#include <string.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_range_is_complete_and_the_passive_one_is_the_wider(void **state)
{
    (void)state;
    for (int id = 0; id < RANGE_COUNT; id++) {
        const struct range *range = &range_table[id];
        assert_non_null(range->name);
        assert_true(strlen(range->source) > 6);
        assert_true(range->active_deg[0] < range->active_deg[1]);
        assert_true(range->passive_deg[0] <= range->active_deg[0]);
        assert_true(range->passive_deg[1] >= range->active_deg[1]);
        for (int other = 0; other < id; other++)
            assert_string_not_equal(range->name, range_table[other].name);
    }
}

static void angles_of_a_posture_are_measured_as_they_were_written(void **state)
{
    (void)state;
    struct posture posture = posture_default();
    posture.spine[SPINE_LUMBAR] = (struct spine_bend){20, -8, 5};
    posture.spine[SPINE_NECK] = (struct spine_bend){10, 3, -40};
    posture.spine[SPINE_HEAD] = (struct spine_bend){5, 0, -6};
    const float hip_deg[3] = {95, 20, -15}, ankle_deg[3] = {-40, 12, 7};
    const float shoulder_deg[3] = {70, 55, 30};
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        memcpy(posture.leg[side].hip_deg, hip_deg, sizeof hip_deg);
        memcpy(posture.leg[side].ankle_deg, ankle_deg, sizeof ankle_deg);
        posture.leg[side].knee_deg = 77;
        memcpy(posture.arm[side].shoulder_deg, shoulder_deg, sizeof shoulder_deg);
        posture.arm[side].elbow_deg = 33;
        posture.arm[side].wrist_deg[0] = 25;
    }
    struct stance stance = stance_of_posture(&posture);
    float angle_deg[RANGE_COUNT][SIDE_COUNT];
    range_measure(&stance, angle_deg);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        for (int i = 0; i < 3; i++) {
            assert_float_equal(angle_deg[RANGE_HIP_FLEXION + i][side], hip_deg[i], 0.01f);
            assert_float_equal(angle_deg[RANGE_ANKLE_DORSIFLEXION + i][side], ankle_deg[i], 0.01f);
            assert_float_equal(angle_deg[RANGE_SHOULDER_RAISE + i][side], shoulder_deg[i], 0.01f);
        }
        assert_float_equal(angle_deg[RANGE_KNEE_FLEXION][side], 77.0f, 0.01f);
        assert_float_equal(angle_deg[RANGE_ELBOW_FLEXION][side], 33.0f, 0.01f);
        assert_float_equal(angle_deg[RANGE_WRIST_BEND][side], 25.0f, 0.01f);
    }
    assert_float_equal(angle_deg[RANGE_LUMBAR_FLEXION][SIDE_RIGHT], 20.0f, 0.01f);
    assert_float_equal(angle_deg[RANGE_LUMBAR_SIDE][SIDE_RIGHT], -8.0f, 0.01f);
    assert_float_equal(angle_deg[RANGE_NECK_FLEXION][SIDE_RIGHT], 15.0f, 0.01f);
    assert_float_equal(angle_deg[RANGE_NECK_TURN][SIDE_RIGHT], -46.0f, 0.01f);
}

static void a_hanging_arm_has_no_direction(void **state)
{
    (void)state;
    struct posture posture = posture_default();
    posture.arm[SIDE_RIGHT].shoulder_deg[0] = 0.0f;
    posture.arm[SIDE_LEFT].shoulder_deg[0] = 180.0f;
    struct stance stance = stance_of_posture(&posture);
    float angle_deg[RANGE_COUNT][SIDE_COUNT];
    range_measure(&stance, angle_deg);
    assert_true(isnan(angle_deg[RANGE_SHOULDER_TOWARD][SIDE_RIGHT]));
    assert_true(isnan(angle_deg[RANGE_SHOULDER_TOWARD][SIDE_LEFT]));
    assert_float_equal(angle_deg[RANGE_SHOULDER_RAISE][SIDE_LEFT], 180.0f, 0.1f);
}

static void the_held_poses_of_the_study_stay_within_the_passive_range(void **state)
{
    (void)state;
    static const enum study_id held[] = {
        STUDY_APANASANA,   STUDY_TWIST_RIGHT,  STUDY_TWIST_LEFT, STUDY_ALL_FOURS,
        STUDY_COW,         STUDY_CAT,          STUDY_CHILDS,     STUDY_BRIDGE_LOW,
        STUDY_BRIDGE_HIGH, STUDY_LEGS_UP_WALL, STUDY_SAVASANA,   STUDY_SIT_WALL,
    };
    for (size_t i = 0; i < sizeof held / sizeof held[0]; i++) {
        struct motion_key key;
        assert_true(motion_key_solve(&key, &study_posture[held[i]], NULL, NULL));
        float angle_deg[RANGE_COUNT][SIDE_COUNT];
        range_measure(&key.stance, angle_deg);
        for (int id = 0; id < RANGE_COUNT; id++) {
            const float *limit_deg = range_table[id].passive_deg;
            for (int side = 0; side < SIDE_COUNT; side++) {
                float angle = angle_deg[id][side];
                if (angle < limit_deg[0] - 0.5f || angle > limit_deg[1] + 0.5f)
                    fail_msg("%s: %s is %.0f", study_name[held[i]], range_table[id].name,
                             (double)angle);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_range_is_complete_and_the_passive_one_is_the_wider),
        cmocka_unit_test(angles_of_a_posture_are_measured_as_they_were_written),
        cmocka_unit_test(a_hanging_arm_has_no_direction),
        cmocka_unit_test(the_held_poses_of_the_study_stay_within_the_passive_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
