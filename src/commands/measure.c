/// measure: what the body does, tick by tick, against what a body may do, as one table.
#include "base/mem.h"
#include "coach/audit_table.h"
#include "commands/commands.h"
#include "commands/light_screens.h"
#include "commands/light_table.h"
#include "commands/options.h"
#include "commands/showing.h"
#include "commands/studio.h"

#include <stdio.h>

static void print_header(void)
{
    printf("%-42s", "");
    for (int id = 0; id < AUDIT_COUNT; id++)
        printf(" %8s", audit_limits[id].name);
    printf("\n%-42s", "");
    for (int id = 0; id < AUDIT_COUNT; id++)
        printf(" %8s", audit_limits[id].unit);
    printf("\n%-42s", "at most");
    for (int id = 0; id < AUDIT_COUNT; id++)
        printf(" %8.2f", audit_limits[id].most);
    puts("");
}

/// A star marks what exceeds its limit.
static void print_row(const char *name, const struct audit *audit)
{
    printf("%-42s", name);
    for (int id = 0; id < AUDIT_COUNT; id++)
        printf(" %7.2f%c", audit->worst[id].value, audit_exceeds(audit, id) ? '*' : ' ');
    puts("");
}

static void print_excess(const struct audit_row *row, int id)
{
    const struct audit_worst *worst = &row->audit.worst[id];
    printf("  %-8s %8.2f %-5s %s, %s%s%s at %.2f s", audit_limits[id].name, worst->value,
           audit_limits[id].unit, row->name, worst->part ? worst->part : "",
           worst->other ? " " : "", worst->other ? worst->other : "", worst->t_s);
    if (row->way[id][0])
        printf(" of %s", row->way[id]);
    puts("");
}

/// Every figure that exceeds its limit, with its place. Returns how many.
static int print_excesses(const struct audit_table *table)
{
    int count = 0;
    for (int id = 0; id < AUDIT_COUNT; id++) {
        for (int i = 0; i < table->count; i++) {
            if (!audit_exceeds(&table->row[i].audit, id))
                continue;
            if (count++ == 0)
                puts("\nBeyond the limit:");
            print_excess(&table->row[i], id);
        }
    }
    return count;
}

static int print_table(const struct audit_table *table)
{
    struct audit worst;
    int row[AUDIT_COUNT];
    audit_summary(table, &worst, row);
    print_header();
    for (int i = 0; i < table->count; i++)
        print_row(table->row[i].name, &table->row[i].audit);
    print_row("worst of all", &worst);
    return print_excesses(table) == 0 ? EXIT_DONE : EXIT_FAILED;
}

static bool audit_named_way(struct audit_table *table, const struct content *content,
                            const char *text, struct err *err)
{
    struct pose_side from, to;
    return studio_find_way(content, text, &from, &to, err) &&
           audit_way(table, content, from, to, err);
}

static int measure_content(struct audit_table *table, const char *way)
{
    struct studio studio = {0};
    struct err err;
    int code = EXIT_FAILED;
    if (studio_load_content(&studio)) {
        bool measured = way ? audit_named_way(table, &studio.content, way, &err)
                            : audit_content(table, &studio.content, &err);
        if (measured || options_failed("measure", &err))
            code = print_table(table);
    }
    studio_finish(&studio);
    return code;
}

static int measure_routine(struct audit_table *table, const char *routine)
{
    struct studio studio = {0};
    int code = EXIT_FAILED;
    if (studio_load_routine(&studio, routine)) {
        audit_routine(table, studio.timeline);
        code = print_table(table);
    }
    studio_finish(&studio);
    return code;
}

/// Pictures of each second: enough to see every fade.
enum { LIGHT_FPS = 4 };

static int measure_light(const char *routine, const char *figure)
{
    struct studio studio = {0};
    int code = EXIT_FAILED;
    if (studio_read_routine(&studio, routine)) {
        code = light_table_print(&studio, figure, LIGHT_FPS);
        int screens = light_screens_print(&studio, figure);
        code = code == EXIT_DONE ? screens : code;
    }
    studio_finish(&studio);
    return code;
}

int command_measure(int count, char **arguments)
{
    bool pairs = false, light = false;
    const char *what = NULL, *figure = "woman";
    const struct option options[] = {
        {.name = "--pairs", .flag = &pairs, .help = "all poses and the ways between all of them"},
        {.name = "--light",
         .flag = &light,
         .help = "the light of a routine and of all screens, by theme"},
        {.name = "--figure",
         .value = "WHO",
         .text = &figure,
         .choices = showing_figures,
         .help = "with --light: woman, man or stick (woman)"},
    };
    const struct syntax syntax = {
        .command = "measure",
        .summary =
            "Measure every tick: joint ranges, floor, wall, contacts, balance, speed, smoothness.\n"
            "One row for each move and hold, a star where a limit is exceeded; exit code 1 then.\n"
            "WHAT is a routine (bedtime) or a way between two poses (twist:left/bridge).",
        .words = "[WHAT]",
        .words_max = 1,
        OPTIONS(options)};
    int code = options_read(&syntax, count, arguments, &what, NULL);
    if (code != OPTIONS_READ)
        return code;
    if (!what)
        what = "bedtime";
    if (light)
        return measure_light(what, figure);
    struct audit_table *table = mem_alloc(1, sizeof *table);
    code = pairs || studio_is_way(what) ? measure_content(table, pairs ? NULL : what)
                                        : measure_routine(table, what);
    mem_free(table);
    return code;
}
