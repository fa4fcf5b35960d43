#include "coach/audit_table.h"

#include "coach/passage.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static struct audit_row *row_named(struct audit_table *table, const char *name, bool holds)
{
    for (int i = 0; i < table->count; i++)
        if (strcmp(table->row[i].name, name) == 0)
            return &table->row[i];
    assert(table->count < AUDIT_ROWS_MAX);
    struct audit_row *row = &table->row[table->count++];
    *row = (struct audit_row){.holds = holds};
    snprintf(row->name, sizeof row->name, "%s", name);
    return row;
}

static void take(struct audit_row *row, struct audit *audit, const char *way)
{
    audit_finish(audit);
    for (int id = 0; id < AUDIT_COUNT; id++)
        if (audit->worst[id].value > row->audit.worst[id].value)
            snprintf(row->way[id], sizeof row->way[id], "%s", way);
    audit_merge(&row->audit, audit);
}

static void two_names(struct pose_side from, struct pose_side to, char *text, size_t size)
{
    char a[CONTENT_ID_MAX * 2], b[CONTENT_ID_MAX * 2];
    pose_side_text(from, a, sizeof a);
    pose_side_text(to, b, sizeof b);
    snprintf(text, size, "%s/%s", a, b);
}

/// Ticks of a span, and as many before it as speeds need.
static void audit_span(struct audit_table *table, const struct timeline *timeline,
                       const struct span *span)
{
    char name[AUDIT_NAME_MAX], pose[CONTENT_ID_MAX * 2];
    struct audit audit = {0};
    struct moment moment;
    for (long tick = span->start_tick; tick < span->end_tick; tick++) {
        timeline_at(timeline, (double)tick / TICKS_PER_S, &moment);
        audit_tick(&audit, &(struct audit_tick){
                               .figure = &moment.figure,
                               .t_s = moment.t_s,
                               .wall_m = moment.wall_alpha > 0.0f ? moment.wall_m : 0.0f,
                               .holding = span->kind != SPAN_MOVE,
                           });
    }
    pose_side_text(moment.at, pose, sizeof pose);
    snprintf(name, sizeof name, "%d %s %s", span->step + 1, span->kind == SPAN_MOVE ? "to" : "in",
             pose);
    take(row_named(table, name, span->kind != SPAN_MOVE), &audit, "");
}

void audit_routine(struct audit_table *table, const struct timeline *timeline)
{
    for (int i = 0; i < timeline_span_count(timeline); i++)
        audit_span(table, timeline, timeline_span(timeline, i));
}

/// One leg of a passage, from rest or from the leg before.
static void audit_leg(struct audit_table *table, const struct passage *passage, int leg)
{
    const struct motion *motion = &passage->motion;
    const struct route_leg *gone = &passage->route.leg[leg];
    double start_s = leg > 0 ? motion->time_s[passage->leg_key[leg - 1]] : 0.0;
    double end_s = motion->time_s[passage->leg_key[leg]];
    const struct breath breath = {0};
    struct audit audit = {0};
    for (long tick = lround(ceil(start_s * TICKS_PER_S)); tick <= end_s * TICKS_PER_S; tick++) {
        double t_s = (double)tick / TICKS_PER_S;
        struct motion_sample figure;
        struct view view;
        float wall_m, alpha;
        passage_sample(passage, t_s, &breath, &figure, &view);
        passage_wall(passage, t_s, &wall_m, &alpha);
        audit_tick(&audit, &(struct audit_tick){.figure = &figure,
                                                .t_s = t_s,
                                                .wall_m = alpha > 0.0f ? wall_m : 0.0f});
    }
    char name[AUDIT_NAME_MAX], way[AUDIT_NAME_MAX];
    two_names(gone->backward ? gone->move->to : gone->move->from,
              gone->backward ? gone->move->from : gone->move->to, name, sizeof name);
    two_names(passage->from->at, passage->to->at, way, sizeof way);
    take(row_named(table, name, false), &audit, way);
}

/// Which legs have been looked at between which.
struct seen {
    struct route_leg before, leg, after;
};

enum { SEEN_MAX = 4096 };

struct walk {
    struct audit_table *table;
    const struct content *content;
    int seen_count;
    struct seen seen[SEEN_MAX];
};

static bool same_leg(struct route_leg a, struct route_leg b)
{
    return a.move == b.move && a.backward == b.backward;
}

static bool is_new(struct walk *walk, const struct route *route, int leg)
{
    struct seen here = {.leg = route->leg[leg]};
    if (leg > 0)
        here.before = route->leg[leg - 1];
    if (leg + 1 < route->count)
        here.after = route->leg[leg + 1];
    for (int i = 0; i < walk->seen_count; i++) {
        const struct seen *seen = &walk->seen[i];
        if (same_leg(seen->leg, here.leg) && same_leg(seen->before, here.before) &&
            same_leg(seen->after, here.after))
            return false;
    }
    assert(walk->seen_count < SEEN_MAX);
    walk->seen[walk->seen_count++] = here;
    return true;
}

static bool walk_way(struct walk *walk, const struct stay *from, const struct stay *to,
                     struct err *err)
{
    const struct speech speech = {0};
    const struct passage_plan plan = {
        .content = walk->content, .from = from, .to = to, .speech = &speech};
    struct arena arena = {0};
    struct passage *passage = mem_alloc(1, sizeof *passage);
    bool made = passage_create(passage, &arena, &plan, err);
    for (int leg = 0; made && leg < passage->route.count; leg++)
        if (is_new(walk, &passage->route, leg))
            audit_leg(walk->table, passage, leg);
    passage_finish(passage);
    mem_free(passage);
    arena_finish(&arena);
    return made;
}

bool audit_way(struct audit_table *table, const struct content *content, struct pose_side from,
               struct pose_side to, struct err *err)
{
    struct walk *walk = mem_alloc(1, sizeof *walk);
    struct stay *stay = mem_alloc(2, sizeof *stay);
    walk->table = table;
    walk->content = content;
    bool done = stay_solve(&stay[0], from, err) && stay_solve(&stay[1], to, err) &&
                walk_way(walk, &stay[0], &stay[1], err);
    mem_free(stay);
    mem_free(walk);
    return done;
}

/// A middle breath, all its ticks.
static void audit_stay(struct audit_table *table, const struct stay *stay)
{
    const struct breath_pace pace = breath_pace_default();
    double cycle_s = (double)pace.in_s + (double)pace.out_s;
    struct audit audit = {0};
    for (long tick = 0; tick <= cycle_s * TICKS_PER_S; tick++) {
        double t_s = (double)tick / TICKS_PER_S;
        struct breath breath = breath_at(&pace, 3.0 * cycle_s, cycle_s + t_s);
        struct motion_sample figure;
        stay_sample(stay, &breath, &figure);
        audit_tick(&audit, &(struct audit_tick){.figure = &figure,
                                                .t_s = t_s,
                                                .wall_m = stay->arrive.posture.wall_m,
                                                .holding = true});
    }
    char name[AUDIT_NAME_MAX];
    pose_side_text(stay->at, name, sizeof name);
    take(row_named(table, name, true), &audit, "");
}

static int solve_stays(const struct content *content, struct stay *stay, struct err *err)
{
    int count = 0;
    for (int p = 0; p < content->pose_count; p++) {
        const struct pose *pose = &content->pose[p];
        for (int side = 0; side < (pose->sided ? SIDE_COUNT : 1); side++)
            if (!stay_solve(&stay[count++], (struct pose_side){pose, (enum side)side}, err))
                return -1;
    }
    return count;
}

bool audit_content(struct audit_table *table, const struct content *content, struct err *err)
{
    struct walk *walk = mem_alloc(1, sizeof *walk);
    struct stay *stay = mem_alloc((size_t)content->pose_count * SIDE_COUNT, sizeof *stay);
    walk->table = table;
    walk->content = content;
    int count = solve_stays(content, stay, err);
    bool done = count >= 0;
    for (int i = 0; i < count; i++)
        audit_stay(table, &stay[i]);
    for (int from = 0; done && from < count; from++)
        for (int to = 0; done && to < count; to++)
            if (from != to)
                done = walk_way(walk, &stay[from], &stay[to], err);
    mem_free(stay);
    mem_free(walk);
    return done;
}

void audit_summary(const struct audit_table *table, struct audit *worst, int row[AUDIT_COUNT])
{
    *worst = (struct audit){0};
    for (int id = 0; id < AUDIT_COUNT; id++) {
        row[id] = -1;
        for (int i = 0; i < table->count; i++) {
            if (table->row[i].audit.worst[id].value <= worst->worst[id].value)
                continue;
            worst->worst[id] = table->row[i].audit.worst[id];
            row[id] = i;
        }
    }
}
