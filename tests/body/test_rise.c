/// The curves along which limbs rise over the floor.
#include "body/rise.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/// A floor in the way of the right hand: how high it must be at `u`.
typedef float hill(float u);

static float wide_hill(float u)
{
    return 0.08f * powf(sinf(3.14159265f * u), 3.0f);
}

static float steep_hill(float u)
{
    return 0.05f * expf(-100.0f * (u - 0.5f) * (u - 0.5f));
}

static float early_hill(float u)
{
    return u < 0.2f ? 0.1f * u * (0.2f - u) : 0.0f;
}

static float no_hill(float u)
{
    (void)u;
    return -0.01f;
}

static struct rise missing_to(void *context, const struct rise_course *course, float u)
{
    hill *const *needed = context;
    struct rise missing = {0};
    missing.at[RISE_HAND_R] = (*needed)(u)-rise_at(course, u).at[RISE_HAND_R];
    return missing;
}

static struct rise_course course_over(hill *needed)
{
    struct rise_course course;
    rise_find(&course, missing_to, &needed);
    return course;
}

static float height(const struct rise_course *course, float u)
{
    return rise_at(course, u).at[RISE_HAND_R];
}

static void what_is_needed_is_reached_everywhere(void **state)
{
    (void)state;
    static hill *const hills[] = {wide_hill, steep_hill, early_hill};
    for (size_t h = 0; h < sizeof hills / sizeof *hills; h++) {
        struct rise_course course = course_over(hills[h]);
        for (int i = 0; i <= 400; i++) {
            float u = (float)i / 400.0f;
            assert_true(height(&course, u) > hills[h](u) - 0.0015f);
        }
    }
}

static void it_is_not_lifted_much_higher_than_needed(void **state)
{
    (void)state;
    struct rise_course course = course_over(wide_hill);
    for (int i = 0; i <= 400; i++)
        assert_true(height(&course, (float)i / 400.0f) < 0.08f * 1.3f);
}

static void nothing_rises_at_the_keys_nor_moves_there(void **state)
{
    (void)state;
    struct rise_course course = course_over(wide_hill);
    const float step = 0.002f;
    for (int end = 0; end < 2; end++) {
        float at = (float)end, way = end == 0 ? step : -step;
        assert_float_equal(height(&course, at), 0.0f, 1e-7f);
        assert_float_equal(height(&course, at + way), 0.0f, 2e-5f);
    }
}

static void the_curve_has_no_kink_in_its_slope(void **state)
{
    (void)state;
    struct rise_course course = course_over(steep_hill);
    const float step = 0.001f;
    float before = 0.0f;
    for (int i = 1; i < 999; i++) {
        float u = (float)i * step;
        float bend =
            height(&course, u + step) - 2.0f * height(&course, u) + height(&course, u - step);
        // Of a cubic spline the second derivative is a line: it never jumps.
        if (i > 1)
            assert_float_equal(bend, before, 6e-7f);
        before = bend;
    }
}

static void where_nothing_is_in_the_way_nothing_rises(void **state)
{
    (void)state;
    struct rise_course course = course_over(no_hill);
    for (int id = 0; id < RISE_COUNT; id++)
        for (int i = 0; i < RISE_PIECES - 3; i++)
            assert_float_equal(course.control[id][i], 0.0f, 0.0f);
}

static void other_parts_stay_where_they_are(void **state)
{
    (void)state;
    struct rise_course course = course_over(wide_hill);
    struct rise rise = rise_at(&course, 0.5f);
    for (int id = 0; id < RISE_COUNT; id++)
        if (id != RISE_HAND_R)
            assert_float_equal(rise.at[id], 0.0f, 0.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_needed_is_reached_everywhere),
        cmocka_unit_test(it_is_not_lifted_much_higher_than_needed),
        cmocka_unit_test(nothing_rises_at_the_keys_nor_moves_there),
        cmocka_unit_test(the_curve_has_no_kink_in_its_slope),
        cmocka_unit_test(where_nothing_is_in_the_way_nothing_rises),
        cmocka_unit_test(other_parts_stay_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
