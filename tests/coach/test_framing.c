/// How the eye turns on the way from one pose to another.
#include "coach/framing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { KEYS = 4 };

static const float WALL_M = 0.93f;
static const struct view before = {.az_deg = -24.0f, .el_deg = 18.0f, .span_m = 2.0f};
static const struct view after = {.az_deg = 24.0f, .el_deg = 40.0f, .span_m = 2.0f};

/// Somebody who stands, `seconds` from key to key; at a wall where `wall` says so.
static void prepare(struct framing *framing, const bool wall[KEYS], double seconds)
{
    static struct motion_key key[KEYS];
    struct motion motion = {.count = KEYS};
    for (int i = 0; i < KEYS; i++) {
        struct posture posture = posture_default();
        posture.wall_m = wall[i] ? WALL_M : 0.0f;
        assert_true(motion_key_solve(&key[i], &posture, NULL, NULL));
        motion.key[i] = &key[i];
        motion.time_s[i] = i * seconds;
    }
    framing_prepare(framing, &motion, &before, &after);
}

/// How much of the turn is done.
static float turned(const struct framing *framing, double t_s)
{
    return (framing_at(framing, t_s).az_deg - before.az_deg) / (after.az_deg - before.az_deg);
}

static void the_eye_turns_early_and_is_at_rest_before_the_body(void **state)
{
    (void)state;
    struct framing framing;
    prepare(&framing, (const bool[KEYS]){false, false, false, false}, 10.0);
    assert_float_equal(turned(&framing, 0.0), 0.0, 1e-6);
    assert_true(turned(&framing, 6.0) > 0.01f);
    assert_float_equal(turned(&framing, 26.0), 1.0, 1e-6);
}

static void who_leaves_a_wall_is_seen_from_its_side_while_there(void **state)
{
    (void)state;
    struct framing framing;
    prepare(&framing, (const bool[KEYS]){true, true, false, false}, 10.0);
    assert_float_equal(turned(&framing, 10.0), 0.0, 1e-6);
    assert_float_equal(turned(&framing, 26.0), 1.0, 1e-6);
}

static void who_comes_to_a_wall_is_seen_from_its_side_from_there_on(void **state)
{
    (void)state;
    struct framing framing;
    prepare(&framing, (const bool[KEYS]){false, false, true, true}, 10.0);
    assert_true(turned(&framing, 6.0) > 0.01f);
    assert_float_equal(turned(&framing, 20.0), 1.0, 1e-6);
}

/// 48 degrees in 12 seconds; minimum jerk is 15/8 as fast half-way.
static void for_a_wall_the_eye_does_not_hurry(void **state)
{
    (void)state;
    static const bool wall[][KEYS] = {
        {true, true, true, false}, {false, true, true, true}, {true, false, false, false}};
    for (size_t i = 0; i < sizeof wall / sizeof *wall; i++) {
        struct framing framing;
        prepare(&framing, wall[i], 7.0);
        float fastest = 0.0f;
        for (double t_s = 0.0; t_s < 21.0; t_s += 0.1) {
            float now = framing_at(&framing, t_s).az_deg;
            fastest = fmaxf(fastest, 10.0f * (framing_at(&framing, t_s + 0.1).az_deg - now));
        }
        assert_true(fastest < 7.6f);
        assert_float_equal(turned(&framing, 21.0), 1.0, 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_eye_turns_early_and_is_at_rest_before_the_body),
        cmocka_unit_test(who_leaves_a_wall_is_seen_from_its_side_while_there),
        cmocka_unit_test(who_comes_to_a_wall_is_seen_from_its_side_from_there_on),
        cmocka_unit_test(for_a_wall_the_eye_does_not_hurry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
