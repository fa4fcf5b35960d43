/// Every tick of every shipped routine: what a body may not do, it does not do.
#include "body/range.h"
#include "body/volume.h"
#include "commands/studio.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const shipped_routines[] = {"bedtime"};

static const struct bone_ends {
    enum joint upper, lower;
} bones[] = {
    {JOINT_PELVIS, JOINT_L5},
    {JOINT_L5, JOINT_L2},
    {JOINT_L2, JOINT_T10},
    {JOINT_T10, JOINT_T5},
    {JOINT_T5, JOINT_C7},
    {JOINT_C7, JOINT_AO},
    {JOINT_AO, JOINT_HEAD},
    {JOINT_PELVIS, JOINT_HIP_R},
    {JOINT_HIP_R, JOINT_KNEE_R},
    {JOINT_KNEE_R, JOINT_ANKLE_R},
    {JOINT_ANKLE_R, JOINT_HEEL_R},
    {JOINT_ANKLE_R, JOINT_TOE_R},
    {JOINT_SHOULDER_R, JOINT_ELBOW_R},
    {JOINT_ELBOW_R, JOINT_WRIST_R},
    {JOINT_WRIST_R, JOINT_PALM_R},
    {JOINT_PELVIS, JOINT_HIP_L},
    {JOINT_HIP_L, JOINT_KNEE_L},
    {JOINT_KNEE_L, JOINT_ANKLE_L},
    {JOINT_ANKLE_L, JOINT_HEEL_L},
    {JOINT_ANKLE_L, JOINT_TOE_L},
    {JOINT_SHOULDER_L, JOINT_ELBOW_L},
    {JOINT_ELBOW_L, JOINT_WRIST_L},
    {JOINT_WRIST_L, JOINT_PALM_L},
};

enum { BONES = sizeof bones / sizeof *bones };

typedef void check_moment(const struct moment *moment, void *context);

static void for_every_tick(const char *routine, check_moment *check, void *context)
{
    struct studio studio = {0};
    assert_true(studio_load_routine(&studio, routine));
    long total = timeline_total_ticks(studio.timeline);
    for (long tick = 0; tick <= total; tick++) {
        struct moment moment;
        timeline_at(studio.timeline, (double)tick / TICKS_PER_S, &moment);
        check(&moment, context);
    }
    studio_finish(&studio);
}

static void for_every_routine(check_moment *check, void *context)
{
    for (size_t i = 0; i < sizeof shipped_routines / sizeof *shipped_routines; i++)
        for_every_tick(shipped_routines[i], check, context);
}

/// Words for a failing tick.
static const char *place(const struct moment *moment)
{
    static char text[128];
    char id[CONTENT_ID_MAX * 2];
    pose_side_text(moment->at, id, sizeof id);
    snprintf(text, sizeof text, "%s at %.3f s (%s)", id, moment->t_s,
             moment->kind == SPAN_MOVE ? "moving" : "holding");
    return text;
}

static float bone_length(const struct body *body, int bone)
{
    return glms_vec3_distance(body->joint[bones[bone].upper], body->joint[bones[bone].lower]);
}

static void check_bones(const struct moment *moment, void *context)
{
    float *rest_length = context;
    for (int bone = 0; bone < BONES; bone++) {
        float length = bone_length(&moment->figure.body, bone);
        if (rest_length[bone] == 0.0f)
            rest_length[bone] = length;
        if (fabsf(length - rest_length[bone]) > 0.0001f)
            fail_msg("%s-%s changes by %.3f mm: %s", joint_name(bones[bone].upper),
                     joint_name(bones[bone].lower), 1000.0 * (length - rest_length[bone]),
                     place(moment));
    }
}

static void bones_keep_their_length(void **state)
{
    (void)state;
    float rest_length[BONES] = {0};
    for_every_routine(check_bones, rest_length);
}

static void check_floor(const struct moment *moment, void *context)
{
    float *deepest_m = context;
    for (int v = 0; v < VOLUME_COUNT; v++) {
        struct volume volume = volume_of(&moment->figure.body, (enum volume_id)v);
        float lowest_m = volume_lowest_m(&volume);
        *deepest_m = fminf(*deepest_m, lowest_m);
        if (lowest_m < -0.005f)
            fail_msg("%s is %.1f mm under the floor: %s", volume_name((enum volume_id)v),
                     -1000.0 * lowest_m, place(moment));
    }
}

static void nothing_sinks_into_the_floor(void **state)
{
    (void)state;
    float deepest_m = 0.0f;
    for_every_routine(check_floor, &deepest_m);
    print_message("deepest point: %.1f mm\n", 1000.0 * deepest_m);
}

static void check_pins(const struct moment *moment, void *context)
{
    float *worst_m = context;
    for (int c = 0; c < CONTACT_COUNT; c++) {
        const struct contact *contact = &moment->figure.contact[c];
        if (!contact->on || !contact->pinned)
            continue;
        *worst_m = fmaxf(*worst_m, contact->error_m);
        if (contact->error_m > 0.002f)
            fail_msg("%s misses its pin by %.1f mm: %s", contact_name((enum contact_id)c),
                     1000.0 * contact->error_m, place(moment));
    }
}

static void pins_hold(void **state)
{
    (void)state;
    float worst_m = 0.0f;
    for_every_routine(check_pins, &worst_m);
    print_message("largest distance of a pinned contact from its pin: %.2f mm\n", 1000.0 * worst_m);
}

/// What the moves still exceed, for the table.
struct excess {
    float degrees[RANGE_COUNT];
    long ticks[RANGE_COUNT], ticks_any, ticks_moving;
};

static float degrees_outside(enum range_id id, float angle_deg)
{
    const float *limit = range_table[id].passive_deg;
    if (isnan(angle_deg))
        return 0.0f;
    return fmaxf(0.0f, fmaxf(limit[0] - angle_deg, angle_deg - limit[1]));
}

static void check_ranges(const struct moment *moment, void *context)
{
    struct excess *excess = context;
    float angle[RANGE_COUNT][SIDE_COUNT];
    bool any = false;
    range_measure(&moment->figure.stance, angle);
    for (int r = 0; r < RANGE_COUNT; r++) {
        float outside = 0.0f;
        for (int side = 0; side < (range_table[r].per_side ? SIDE_COUNT : 1); side++)
            outside = fmaxf(outside, degrees_outside((enum range_id)r, angle[r][side]));
        if (outside <= 0.5f)
            continue;
        if (moment->kind != SPAN_MOVE)
            fail_msg("%s is %.1f degrees outside its range: %s", range_table[r].name, outside,
                     place(moment));
        any = true;
        excess->ticks[r]++;
        excess->degrees[r] = fmaxf(excess->degrees[r], outside);
    }
    excess->ticks_any += any;
    excess->ticks_moving += moment->kind == SPAN_MOVE;
}

static void holds_stay_inside_the_human_range_and_what_moves_exceed_is_listed(void **state)
{
    (void)state;
    struct excess excess = {0};
    for_every_routine(check_ranges, &excess);
    print_message("moves: %ld of %ld ticks exceed a passive range\n", excess.ticks_any,
                  excess.ticks_moving);
    for (int r = 0; r < RANGE_COUNT; r++)
        if (excess.ticks[r])
            print_message("  %-20s %5.1f degrees at most, %.1f s\n", range_table[r].name,
                          excess.degrees[r], (double)excess.ticks[r] / TICKS_PER_S);
}

/// Joints of the tick before.
struct track {
    bool started;
    vec3s joint[JOINT_COUNT];
    float fastest_m_s;
};

static void check_jumps(const struct moment *moment, void *context)
{
    struct track *track = context;
    const float most_m_s = 2.5f;
    for (int j = 0; track->started && j < JOINT_COUNT; j++) {
        float speed_m_s =
            glms_vec3_distance(moment->figure.body.joint[j], track->joint[j]) * TICKS_PER_S;
        track->fastest_m_s = fmaxf(track->fastest_m_s, speed_m_s);
        if (!(speed_m_s <= most_m_s))
            fail_msg("%s moves at %.2f m/s: %s", joint_name((enum joint)j), speed_m_s,
                     place(moment));
    }
    memcpy(track->joint, moment->figure.body.joint, sizeof track->joint);
    track->started = true;
}

static void nothing_jumps(void **state)
{
    (void)state;
    struct track track = {0};
    for_every_routine(check_jumps, &track);
    print_message("fastest joint: %.2f m/s\n", track.fastest_m_s);
}

static void seven_minutes_are_seven_minutes(void **state)
{
    (void)state;
    struct studio studio = {0};
    assert_true(studio_load_routine(&studio, "bedtime"));
    assert_int_equal(timeline_practice_ticks(studio.timeline), 50400);
    const struct span *rest =
        timeline_span(studio.timeline, timeline_span_count(studio.timeline) - 1);
    assert_int_equal(rest->kind, SPAN_REST);
    assert_int_equal(rest->end_tick - rest->start_tick, 90 * TICKS_PER_S);
    assert_int_equal(timeline_total_ticks(studio.timeline), rest->end_tick);
    assert_int_equal(studio.routine.step_count, 7);
    for (int step = 0; step <= 7; step++)
        assert_int_equal(timeline_step_tick(studio.timeline, step), step * 60 * TICKS_PER_S);
    studio_finish(&studio);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_minutes_are_seven_minutes),
        cmocka_unit_test(bones_keep_their_length),
        cmocka_unit_test(nothing_sinks_into_the_floor),
        cmocka_unit_test(pins_hold),
        cmocka_unit_test(holds_stay_inside_the_human_range_and_what_moves_exceed_is_listed),
        cmocka_unit_test(nothing_jumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
