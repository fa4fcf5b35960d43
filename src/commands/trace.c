/// trace: what is true at each instant, as CSV, for those who want to measure.
#include "body/range.h"
#include "commands/commands.h"
#include "commands/hearing.h"
#include "commands/options.h"
#include "commands/showing.h"
#include "commands/studio.h"
#include "picture/light.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct size LIGHT_SIZE = {480, 270};

/// What a row is written from.
struct row {
    double t_s;
    const struct moment *moment;
    char step[CONTENT_ID_MAX * 2];
    struct showing *showing; ///< only for --what light
};

static void write_joints(const struct row *row)
{
    for (int j = 0; j < JOINT_COUNT; j++) {
        vec3s at = row->moment->figure.body.joint[j];
        printf("%.4f,%s,%s,%.5f,%.5f,%.5f\n", row->t_s, row->step, joint_name((enum joint)j), at.x,
               at.y, at.z);
    }
}

static void write_angles(const struct row *row)
{
    static const char *const suffix[SIDE_COUNT] = {"_r", "_l"};
    float angle[RANGE_COUNT][SIDE_COUNT];
    range_measure(&row->moment->figure.stance, angle);
    for (int r = 0; r < RANGE_COUNT; r++) {
        const struct range *range = &range_table[r];
        for (int side = 0; side < (range->per_side ? SIDE_COUNT : 1); side++) {
            if (isnan(angle[r][side]))
                continue;
            printf("%.4f,%s,%s%s,%.2f,%g,%g\n", row->t_s, row->step, range->name,
                   range->per_side ? suffix[side] : "", angle[r][side], range->passive_deg[0],
                   range->passive_deg[1]);
        }
    }
}

static void write_contacts(const struct row *row)
{
    for (int c = 0; c < CONTACT_COUNT; c++) {
        const struct contact *contact = &row->moment->figure.contact[c];
        if (contact->on)
            printf("%.4f,%s,%s,%d,%.5f,%.5f,%.5f,%.5f\n", row->t_s, row->step,
                   contact_name((enum contact_id)c), contact->pinned, contact->at.x, contact->at.y,
                   contact->at.z, contact->error_m);
    }
}

static void write_light(const struct row *row)
{
    showing_draw(row->showing, row->moment);
    struct light light = light_of_canvas(showing_canvas(row->showing));
    printf("%.4f,%.6f,%.6f\n", row->t_s, light.mean_luminance, light.melanopic);
}

static void write_quoted(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    puts("\"");
}

static void write_cues(const struct timeline *timeline, double from_s, double to_s)
{
    static const char *const kinds[] = {"bell", "side_bell", "end_bell", "words"};
    static const char *const ears[] = {"both", "right", "left"};
    puts("time_s,length_s,kind,purpose,ear,text");
    for (int i = 0; i < timeline_cue_count(timeline); i++) {
        const struct cue *cue = timeline_cue(timeline, i);
        double t_s = (double)cue->tick / TICKS_PER_S;
        if (t_s < from_s || t_s > to_s)
            continue;
        printf("%.4f,%.4f,%s,%s,%s,", t_s, (double)(cue->said_tick - cue->tick) / TICKS_PER_S,
               kinds[cue->kind], cue->kind == CUE_WORDS ? cue_purpose_name(cue->purpose) : "",
               ears[cue->ear]);
        write_quoted(cue->text);
    }
}

static const struct table {
    const char *name, *header;
    void (*write)(const struct row *row);
} tables[] = {
    {"joints", "time_s,step,joint,x_m,y_m,z_m", write_joints},
    {"angles", "time_s,step,angle,deg,min_deg,max_deg", write_angles},
    {"contacts", "time_s,step,contact,pinned,x_m,y_m,z_m,error_m", write_contacts},
    {"light", "time_s,mean_luminance,melanopic", write_light},
};

static void write_table(const struct table *table, const struct timeline *timeline, int fps,
                        double from_s, double to_s, struct showing *showing)
{
    puts(table->header);
    long frames = lround(floor((to_s - from_s) * fps + 1e-9));
    for (long frame = 0; frame <= frames; frame++) {
        struct moment moment;
        struct row row = {
            .t_s = from_s + (double)frame / fps, .moment = &moment, .showing = showing};
        timeline_at(timeline, row.t_s, &moment);
        pose_side_text(moment.at, row.step, sizeof row.step);
        table->write(&row);
    }
}

static int trace_table(const char *what, const struct timeline *timeline, int fps, double from_s,
                       double to_s, const char *theme_name)
{
    if (strcmp(what, "cues") == 0) {
        write_cues(timeline, from_s, to_s);
        return EXIT_DONE;
    }
    const struct table *table = tables;
    while (strcmp(table->name, what) != 0)
        table++;
    struct showing *showing = NULL;
    if (table->write == write_light) {
        showing = showing_create(LIGHT_SIZE, theme_name, false);
        if (!showing)
            return EXIT_FAILED;
    }
    write_table(table, timeline, fps, from_s, to_s, showing);
    showing_destroy(showing);
    return EXIT_DONE;
}

int command_trace(int count, char **arguments)
{
    static const char *const whats[] = {"joints", "angles", "contacts", "cues", "light", NULL};
    const char *what = NULL, *theme = "night", *routine = NULL;
    struct hearing_options hearing = hearing_options_default();
    int fps = 60;
    double from_s = 0.0, to_s = HUGE_VAL;
    const struct option options[] = {
        {.name = "--what",
         .value = "WHAT",
         .text = &what,
         .choices = whats,
         .help = "joints, angles, contacts, cues or light"},
        {.name = "--fps",
         .value = "N",
         .number = &fps,
         .number_min = 1,
         .number_max = 1000,
         .help = "rows a second of practice (60)"},
        {.name = "--from", .value = "S", .seconds = &from_s, .help = "first second (0)"},
        {.name = "--to", .value = "S", .seconds = &to_s, .help = "last second (the end)"},
        HEARING_TIMELINE_OPTIONS(hearing),
        {.name = "--theme",
         .value = "T",
         .text = &theme,
         .help = "for light: day, night or ember (night)"},
    };
    const struct syntax syntax = {
        .command = "trace",
        .summary = "Write what is true at each instant of a routine as CSV on standard output.",
        .words = "ROUTINE",
        .words_min = 1,
        .words_max = 1,
        OPTIONS(options)};
    int code = options_read(&syntax, count, arguments, &routine, NULL);
    if (code != OPTIONS_READ)
        return code;
    if (!what)
        return options_wrong(&syntax, "say --what: joints, angles, contacts, cues or light");
    struct timeline_settings settings;
    struct err err;
    if (!hearing_timeline_settings(&hearing, &settings, &err))
        return options_wrong(&syntax, err.text);
    struct studio studio = {0};
    int result = EXIT_FAILED;
    if (studio_load_routine_with(&studio, routine, &settings)) {
        double end_s = timeline_total_s(studio.timeline);
        result =
            trace_table(what, studio.timeline, fps, fmin(from_s, end_s), fmin(to_s, end_s), theme);
    }
    studio_finish(&studio);
    return result;
}
