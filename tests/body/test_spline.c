/// Curves through stances: C2, never past a knot, minimum jerk between two rests.
#include "body/motion.h"
#include "body/spline.h"
#include "study_postures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { KNOTS = 5 };

static const double knot_s[KNOTS] = {0.0, 1.0, 2.5, 3.0, 5.0};

struct curve {
    struct stance_vector value[KNOTS], slope[KNOTS];
};

static struct curve curve_through(const float *height)
{
    struct curve curve = {0};
    for (int i = 0; i < KNOTS; i++)
        for (int k = 0; k < SPLINE_WIDTH; k++)
            curve.value[i].at[k] = height[i];
    spline_slopes(KNOTS, knot_s, curve.value, curve.slope);
    return curve;
}

static float height_at(const struct curve *curve, double t_s)
{
    int i = 0;
    while (i + 2 < KNOTS && t_s >= knot_s[i + 1])
        i++;
    double length_s = knot_s[i + 1] - knot_s[i];
    float u = (float)((t_s - knot_s[i]) / length_s);
    return spline_at(&curve->value[i], &curve->slope[i], length_s, u).at[0];
}

static void a_packed_stance_unpacks_to_itself(void **state)
{
    (void)state;
    for (int id = 0; id < STUDY_COUNT; id++) {
        struct stance stance = stance_of_posture(&study_posture[id]);
        struct stance_vector vector = spline_pack(&stance);
        struct stance again = spline_unpack(&vector);
        struct body a, b;
        stance_to_body(&stance, &a);
        stance_to_body(&again, &b);
        for (int joint = 0; joint < JOINT_COUNT; joint++)
            assert_true(glms_vec3_distance(a.joint[joint], b.joint[joint]) < 5e-6f);
        assert_float_equal(a.breath_front, b.breath_front, 0.0f);
        assert_float_equal(a.finger_curl_deg[SIDE_LEFT], b.finger_curl_deg[SIDE_LEFT], 0.0f);
    }
}

static void a_curve_meets_its_knots_and_never_passes_them(void **state)
{
    (void)state;
    const float height[KNOTS] = {0.0f, 0.2f, 1.0f, 0.9f, 0.9f};
    struct curve curve = curve_through(height);
    for (int i = 0; i < KNOTS; i++)
        assert_float_equal(height_at(&curve, knot_s[i]), height[i], 1e-6f);
    for (int i = 0; i + 1 < KNOTS; i++) {
        float low = fminf(height[i], height[i + 1]), high = fmaxf(height[i], height[i + 1]);
        for (double t_s = knot_s[i]; t_s < knot_s[i + 1]; t_s += 0.01) {
            assert_true(height_at(&curve, t_s) > low - 1e-5f);
            assert_true(height_at(&curve, t_s) < high + 1e-5f);
        }
    }
}

static void speed_and_acceleration_are_continuous_at_a_knot(void **state)
{
    (void)state;
    const float height[KNOTS] = {0.0f, 0.2f, 1.0f, 1.4f, 2.0f};
    struct curve curve = curve_through(height);
    const double h = 0.01;
    for (int i = 1; i + 1 < KNOTS; i++) {
        double t_s = knot_s[i];
        double at[5];
        for (int k = 0; k < 5; k++)
            at[k] = (double)height_at(&curve, t_s + (k - 2) * h);
        double speed_before = (3 * at[2] - 4 * at[1] + at[0]) / (2 * h);
        double speed_after = (-3 * at[2] + 4 * at[3] - at[4]) / (2 * h);
        assert_true(fabs(speed_before - speed_after) < 0.01);
        assert_true(speed_before > 0.1);
        // No acceleration at a knot: second differences on both sides are small and alike.
        double bend_before = (at[2] - 2 * at[1] + at[0]) / (h * h);
        double bend_after = (at[4] - 2 * at[3] + at[2]) / (h * h);
        assert_true(fabs(bend_before) < 0.6 && fabs(bend_after) < 0.6);
    }
}

static void two_knots_at_rest_are_joined_by_minimum_jerk(void **state)
{
    (void)state;
    struct stance_vector value[2] = {0}, slope[2];
    const double time_s[2] = {1.0, 3.0};
    value[1].at[7] = 4.0f;
    spline_slopes(2, time_s, value, slope);
    for (float u = 0.0f; u <= 1.0f; u += 0.1f) {
        float at = spline_at(value, slope, 2.0, u).at[7];
        assert_float_equal(at, 4.0f * motion_minimum_jerk(u), 1e-5f);
    }
}

static void rotations_take_the_short_way(void **state)
{
    (void)state;
    struct stance stance = stance_of_posture(&study_posture[STUDY_CAT]);
    struct stance_vector a = spline_pack(&stance), b = a;
    for (int i = SPLINE_SCALARS; i < SPLINE_WIDTH; i++)
        b.at[i] = -b.at[i];
    spline_align(&b, &a);
    for (int i = 0; i < SPLINE_WIDTH; i++)
        assert_float_equal(a.at[i], b.at[i], 0.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_packed_stance_unpacks_to_itself),
        cmocka_unit_test(a_curve_meets_its_knots_and_never_passes_them),
        cmocka_unit_test(speed_and_acceleration_are_continuous_at_a_knot),
        cmocka_unit_test(two_knots_at_rest_are_joined_by_minimum_jerk),
        cmocka_unit_test(rotations_take_the_short_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
