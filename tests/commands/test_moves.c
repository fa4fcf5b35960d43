/// The moves of all pairs of poses: from every pose to every other, both ways.
#include "coach/audit_table.h"
#include "commands/studio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

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

static void judge(const struct audit_row *row, int id)
{
    const struct audit_worst *worst = &row->audit.worst[id];
    float most = audit_limits[id].most;
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
            judge(&table.row[i], id);
    }
    assert_true(holds >= studio.content.pose_count);
}

static void moves_keep_every_limit(void **state)
{
    (void)state;
    int moves = 0;
    for (int i = 0; i < table.count; i++) {
        moves += !table.row[i].holds;
        for (int id = 0; !table.row[i].holds && id < AUDIT_COUNT; id++)
            judge(&table.row[i], id);
    }
    assert_true(moves >= studio.content.move_count);
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
        cmocka_unit_test(moves_keep_every_limit),
        cmocka_unit_test(an_evening_has_more_than_seven_poses),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
