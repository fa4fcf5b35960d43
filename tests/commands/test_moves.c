/// The moves of all pairs of poses: from every pose to every other, both ways.
#include "coach/audit_table.h"
#include "commands/studio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/// What is reached today where a limit of audit_limits is not: the way there must not get longer.
/// Zero: the limit itself holds.
static const float reached[AUDIT_COUNT] = {
    [AUDIT_RANGE] = 16.0f,        // degrees: hips between kneeling and sitting
    [AUDIT_FLOOR] = 6.0f,         // mm: the same move
    [AUDIT_WALL] = 6.0f,          // mm: heels pushing off the wall
    [AUDIT_DRAG] = 210.0f,        // mm/s: toes unfolding to sit
    [AUDIT_THROUGH] = 8.0f,       // mm: an arm that leaves the floor past a rising thigh
    [AUDIT_ACCELERATION] = 14.0f, // m/s2: an elbow that meets the floor
    [AUDIT_JUMP] = 15.0f,         // m/s2: the same
    [AUDIT_SMOOTHNESS] = 2.4f,    // hands that change their hold in the middle of a stroke
};

static struct studio studio;
static struct audit_table table;

static int load(void **state)
{
    (void)state;
    struct err err;
    if (!studio_load_content(&studio))
        return -1;
    if (!audit_content(&table, &studio.content, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    return 0;
}

static int unload(void **state)
{
    (void)state;
    studio_finish(&studio);
    return 0;
}

static void judge(const struct audit_row *row, int id, float most)
{
    const struct audit_worst *worst = &row->audit.worst[id];
    if (worst->value > most)
        fail_msg("%s: %s %.2f %s, more than %.2f: %s %s at %.2f s of %s", row->name,
                 audit_limits[id].name, (double)worst->value, audit_limits[id].unit, (double)most,
                 worst->part ? worst->part : "", worst->other ? worst->other : "", worst->t_s,
                 row->way[id]);
}

static void holds_keep_every_limit(void **state)
{
    (void)state;
    int holds = 0;
    for (int i = 0; i < table.count; i++) {
        holds += table.row[i].holds;
        for (int id = 0; table.row[i].holds && id < AUDIT_COUNT; id++)
            judge(&table.row[i], id, audit_limits[id].most);
    }
    assert_true(holds >= studio.content.pose_count);
}

static void moves_keep_the_limits_or_what_is_reached(void **state)
{
    (void)state;
    int moves = 0;
    for (int i = 0; i < table.count; i++) {
        moves += !table.row[i].holds;
        for (int id = 0; !table.row[i].holds && id < AUDIT_COUNT; id++)
            judge(&table.row[i], id, reached[id] > 0.0f ? reached[id] : audit_limits[id].most);
    }
    assert_true(moves >= studio.content.move_count);
}

static void what_exceeds_its_limit_is_listed(void **state)
{
    (void)state;
    for (int id = 0; id < AUDIT_COUNT; id++) {
        int beyond = 0;
        for (int i = 0; i < table.count; i++)
            beyond += audit_exceeds(&table.row[i].audit, (enum audit_id)id);
        if (beyond)
            print_message("%s: %d of %d moves exceed %.2f %s\n", audit_limits[id].name, beyond,
                          table.count, (double)audit_limits[id].most, audit_limits[id].unit);
        // A limit that no move exceeds any more must not stay excused.
        if (reached[id] > 0.0f)
            assert_true(beyond > 0);
    }
}

static void every_pose_leads_to_every_other(void **state)
{
    (void)state;
    const struct content *content = &studio.content;
    for (int from = 0; from < content->pose_count; from++) {
        for (int to = 0; to < content->pose_count; to++) {
            struct pose_side a = {&content->pose[from], SIDE_RIGHT};
            struct pose_side b = {&content->pose[to],
                                  content->pose[to].sided ? SIDE_LEFT : SIDE_RIGHT};
            struct route route;
            struct err err;
            assert_true(route_find(content, a, b, &route, &err));
        }
    }
}

static void an_evening_has_more_than_seven_poses(void **state)
{
    (void)state;
    static const char *const gentle[] = {"butterfly", "figure_four", "happy_baby", "forward_fold"};
    for (size_t i = 0; i < sizeof gentle / sizeof *gentle; i++) {
        const struct pose *pose = content_pose(&studio.content, gentle[i]);
        assert_non_null(pose);
        assert_non_null(pose->sanskrit);
        assert_non_null(pose->devanagari);
        assert_non_null(pose->benefit);
        assert_non_null(pose->easier);
        assert_non_null(pose->caution);
        assert_true(pose->line_count >= 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pose_leads_to_every_other),
        cmocka_unit_test(holds_keep_every_limit),
        cmocka_unit_test(moves_keep_the_limits_or_what_is_reached),
        cmocka_unit_test(what_exceeds_its_limit_is_listed),
        cmocka_unit_test(an_evening_has_more_than_seven_poses),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
