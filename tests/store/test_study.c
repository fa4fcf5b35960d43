/// Reader and solver together: the study's postures, written as files, must put every joint where
/// the study put it.
#include "body/study_golden.h"
#include "store/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { GOLDEN_COUNT = sizeof study_golden / sizeof study_golden[0] };

/// What the study's numbers, rounded to a tenth of a millimetre and searched in steps, may differ
/// by; see tests/body/test_solve.c.
static const float tolerance_m = 0.005f;

static struct content content;

static int load_study(void **state)
{
    (void)state;
    struct problems problems = {0};
    bool good = content_load(&content, TEST_DIR "/data/study", &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    return good ? 0 : -1;
}

static int free_study(void **state)
{
    (void)state;
    arena_finish(&content.arena);
    return 0;
}

static void assert_joints(const struct motion_key *key, const struct study_golden *golden)
{
    for (enum joint joint = JOINT_PELVIS; joint < JOINT_COUNT; joint++) {
        float error_m = glms_vec3_distance(key->body.joint[joint], golden->joint[joint]);
        if (error_m >= tolerance_m)
            fail_msg("%s: %s is %.1f mm off", study_name[golden->id], joint_name(joint),
                     1000.0 * (double)error_m);
    }
}

static void solve(const struct posture *posture, const struct motion_key *before,
                  struct motion_key *key)
{
    struct err err;
    if (!motion_key_solve(key, posture, before, &err))
        fail_msg("%s", err.text);
}

static void every_posture_read_from_a_file_puts_the_joints_where_the_study_did(void **state)
{
    (void)state;
    int found = 0;
    for (int i = 0; i < GOLDEN_COUNT; i++) {
        const struct pose *pose = content_pose(&content, study_name[study_golden[i].id]);
        if (!pose)
            continue;
        struct motion_key key;
        solve(&pose->posture[SIDE_RIGHT], NULL, &key);
        assert_joints(&key, &study_golden[i]);
        found++;
    }
    assert_int_equal(found, content.pose_count);
    assert_int_equal(found, GOLDEN_COUNT - 1); // the last one is the step below
}

static void a_step_that_keeps_its_feet_does_so_too(void **state)
{
    (void)state;
    struct motion_key sitting, rolling;
    solve(&content_pose(&content, "sit")->posture[SIDE_RIGHT], NULL, &sitting);
    solve(&content.move[0].step[0].posture, &sitting, &rolling);
    for (int i = 0; i < GOLDEN_COUNT; i++)
        if (study_golden[i].id == STUDY_ROLL_DOWN)
            assert_joints(&rolling, &study_golden[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_posture_read_from_a_file_puts_the_joints_where_the_study_did),
        cmocka_unit_test(a_step_that_keeps_its_feet_does_so_too),
    };
    return cmocka_run_group_tests(tests, load_study, free_study);
}
