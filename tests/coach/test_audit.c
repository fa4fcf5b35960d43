#include "coach/audit.h"
#include "coach/smoothness.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { SAMPLES = 361 };

static float minimum_jerk_speed(double u)
{
    return (float)(30.0 * u * u * (1.0 - u) * (1.0 - u));
}

static float trapezoid_speed(double u)
{
    return (float)fmin(1.0, fmin(u, 1.0 - u) * 6.0);
}

static float sparc_of(float speed(double u))
{
    float sample[SAMPLES];
    for (int i = 0; i < SAMPLES; i++)
        sample[i] = speed((double)i / (SAMPLES - 1));
    return smoothness_sparc(sample, SAMPLES, TICKS_PER_S);
}

static void a_minimum_jerk_stroke_is_as_smooth_as_published(void **state)
{
    (void)state;
    assert_float_equal(sparc_of(minimum_jerk_speed), -1.40, 0.02);
}

static void a_trapezoid_is_less_smooth(void **state)
{
    (void)state;
    assert_float_equal(sparc_of(trapezoid_speed), -1.85, 0.1);
}

static void smoothness_does_not_depend_on_size(void **state)
{
    (void)state;
    float sample[SAMPLES];
    for (int i = 0; i < SAMPLES; i++)
        sample[i] = 7.0f * minimum_jerk_speed((double)i / (SAMPLES - 1));
    assert_float_equal(smoothness_sparc(sample, SAMPLES, TICKS_PER_S), sparc_of(minimum_jerk_speed),
                       1e-3);
}

/// Somebody who stands a metre above the floor, moved along x.
static void tick_at(struct audit *audit, long tick, float x_m)
{
    static struct motion_sample figure;
    struct posture posture = posture_default();
    figure = (struct motion_sample){.stance = stance_of_posture(&posture)};
    figure.stance.root_m = (vec3s){{x_m, 2.0f, 0.0f}};
    stance_to_body(&figure.stance, &figure.body);
    audit_tick(audit, &(struct audit_tick){.figure = &figure, .t_s = (double)tick / TICKS_PER_S});
}

static void speed_and_acceleration_are_those_of_the_motion(void **state)
{
    (void)state;
    struct audit audit = {0};
    for (long tick = 0; tick <= 120; tick++) {
        double t_s = (double)tick / TICKS_PER_S;
        tick_at(&audit, tick, (float)(0.5 * 2.0 * t_s * t_s)); // 2 m/s2 from rest
    }
    audit_finish(&audit);
    assert_float_equal(audit.worst[AUDIT_SPEED].value, 2.0, 0.03);
    assert_float_equal(audit.worst[AUDIT_ACCELERATION].value, 2.0, 0.1);
    assert_true(audit.worst[AUDIT_JUMP].value < 0.2f);
    assert_true(audit_exceeds(&audit, AUDIT_SPEED));
    assert_false(audit_exceeds(&audit, AUDIT_ACCELERATION));
}

static void a_step_in_speed_is_a_jump(void **state)
{
    (void)state;
    struct audit audit = {0};
    for (long tick = 0; tick <= 60; tick++)
        tick_at(&audit, tick, tick < 30 ? 0.0f : 0.001f * (float)(tick - 30));
    audit_finish(&audit);
    assert_true(audit_exceeds(&audit, AUDIT_JUMP));
    assert_float_equal(audit.worst[AUDIT_JUMP].t_s, 31.0 / TICKS_PER_S, 1.1 / TICKS_PER_S);
}

static void a_cut_is_no_jump(void **state)
{
    (void)state;
    struct audit audit = {0};
    for (long tick = 0; tick <= 20; tick++)
        tick_at(&audit, tick, 0.0f);
    audit_cut(&audit);
    for (long tick = 0; tick <= 20; tick++)
        tick_at(&audit, tick, 1.0f);
    audit_finish(&audit);
    assert_false(audit_exceeds(&audit, AUDIT_SPEED));
}

static void a_deep_knee_bend_is_outside_the_human_range(void **state)
{
    (void)state;
    struct posture posture = posture_default();
    posture.leg[SIDE_LEFT].knee_deg = 175.0f;
    struct motion_sample figure = {.stance = stance_of_posture(&posture)};
    figure.stance.root_m.y = 2.0f;
    stance_to_body(&figure.stance, &figure.body);
    struct audit audit = {0};
    audit_tick(&audit, &(struct audit_tick){.figure = &figure});
    audit_finish(&audit);
    assert_float_equal(audit.worst[AUDIT_RANGE].value, 15.0, 0.01);
    assert_string_equal(audit.worst[AUDIT_RANGE].part, "knee_flexion");
    assert_string_equal(audit.worst[AUDIT_RANGE].other, "left");
}

static void a_body_in_the_floor_and_in_the_wall_is_noticed(void **state)
{
    (void)state;
    struct posture posture = posture_default();
    struct motion_sample figure = {.stance = stance_of_posture(&posture)};
    figure.stance.root_m = (vec3s){{1.0f, 0.5f, 0.0f}};
    stance_to_body(&figure.stance, &figure.body);
    struct audit audit = {0};
    audit_tick(&audit, &(struct audit_tick){.figure = &figure, .wall_m = 0.93f});
    audit_finish(&audit);
    assert_true(audit.worst[AUDIT_FLOOR].value > 300.0f);
    assert_true(audit.worst[AUDIT_WALL].value > 100.0f);
}

static void the_worse_of_two_audits_remains(void **state)
{
    (void)state;
    struct audit one = {0}, two = {0};
    one.worst[AUDIT_FLOOR].value = 1.0f;
    two.worst[AUDIT_FLOOR].value = 3.0f;
    assert_true(audit_merge(&one, &two));
    assert_false(audit_merge(&one, &two));
    assert_float_equal(one.worst[AUDIT_FLOOR].value, 3.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_minimum_jerk_stroke_is_as_smooth_as_published),
        cmocka_unit_test(a_trapezoid_is_less_smooth),
        cmocka_unit_test(smoothness_does_not_depend_on_size),
        cmocka_unit_test(speed_and_acceleration_are_those_of_the_motion),
        cmocka_unit_test(a_step_in_speed_is_a_jump),
        cmocka_unit_test(a_cut_is_no_jump),
        cmocka_unit_test(a_deep_knee_bend_is_outside_the_human_range),
        cmocka_unit_test(a_body_in_the_floor_and_in_the_wall_is_noticed),
        cmocka_unit_test(the_worse_of_two_audits_remains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
