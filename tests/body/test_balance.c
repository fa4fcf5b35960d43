#include "body/balance.h"
#include "body/clearance.h"
#include "body/motion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct motion_key solve(const struct posture *posture)
{
    static struct motion_key key;
    struct err err;
    assert_true(motion_key_solve(&key, posture, NULL, &err));
    return key;
}

static struct posture standing(void)
{
    struct posture posture = posture_default();
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        posture.leg[side] = (struct leg_angles){0}; // as flat feet want it
    return posture;
}

static struct posture lying(void)
{
    struct posture posture = standing();
    posture.root_deg[1] = 90.0f;
    posture.headrest = true;
    posture.support = SUPPORT_TRUNK;
    return posture;
}

static void a_standing_womans_mass_is_in_her_pelvis(void **state)
{
    (void)state;
    struct posture posture = standing();
    struct motion_key key = solve(&posture);
    vec3s centre = balance_mass_centre(&key.body);
    // 0.55 to 0.57 of the stature (de Leva 1996: 0.5577 measured from the floor in women)
    assert_float_equal(centre.y, 0.557 * 1.70, 0.05);
    assert_float_equal(centre.z, 0.0, 1e-4);
}

static void who_stands_on_both_feet_does_not_fall(void **state)
{
    (void)state;
    struct posture posture = standing();
    struct motion_key key = solve(&posture);
    assert_true(balance_margin_m(&key.body) > 0.0f);
}

static void who_leans_without_a_hand_on_the_floor_falls(void **state)
{
    (void)state;
    struct posture posture = standing();
    posture.root_deg[1] = 25.0f;
    struct motion_key key = solve(&posture);
    assert_true(balance_margin_m(&key.body) < -0.05f);
}

static void who_lies_is_carried_all_round(void **state)
{
    (void)state;
    struct posture posture = lying();
    struct motion_key key = solve(&posture);
    assert_true(balance_margin_m(&key.body) > 0.03f);
}

static void arms_and_legs_at_rest_are_clear_of_everything(void **state)
{
    (void)state;
    struct posture posture = standing();
    struct motion_key key = solve(&posture);
    assert_float_equal(clearance_of(&key.body).depth_m, 0.0, 0.0);
}

static void a_forearm_across_the_belly_is_noticed(void **state)
{
    (void)state;
    struct posture posture = standing();
    posture.arm[SIDE_RIGHT] = (struct arm_angles){
        .shoulder_deg = {10.0f, 90.0f, 90.0f},
        .elbow_deg = 90.0f,
    };
    struct motion_key key = solve(&posture);
    struct clearance clearance = clearance_of(&key.body);
    assert_true(clearance.depth_m > 0.005f);
    assert_true(strcmp(clearance.part, "forearm_r") == 0 || strcmp(clearance.part, "hand_r") == 0);
}

static void crossing_shins_are_noticed_by_name(void **state)
{
    (void)state;
    struct posture posture = lying();
    posture.leg[SIDE_RIGHT].hip_deg[1] = -12.0f;
    posture.leg[SIDE_LEFT].hip_deg[1] = -12.0f;
    struct motion_key key = solve(&posture);
    struct clearance clearance = clearance_of(&key.body);
    assert_true(clearance.depth_m > 0.02f);
    assert_non_null(strstr(clearance.part, "_r"));
    assert_non_null(strstr(clearance.other, "_l"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_standing_womans_mass_is_in_her_pelvis),
        cmocka_unit_test(who_stands_on_both_feet_does_not_fall),
        cmocka_unit_test(who_leans_without_a_hand_on_the_floor_falls),
        cmocka_unit_test(who_lies_is_carried_all_round),
        cmocka_unit_test(arms_and_legs_at_rest_are_clear_of_everything),
        cmocka_unit_test(a_forearm_across_the_belly_is_noticed),
        cmocka_unit_test(crossing_shins_are_noticed_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
