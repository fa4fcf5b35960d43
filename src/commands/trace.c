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

struct trace {
    const char *routine, *what, *theme;
    int frames_per_s;
    double from_s, to_s;
    struct hearing_options hearing;
};

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

static void write_cues(const struct trace *trace, const struct timeline *timeline)
{
    static const char *const kinds[] = {"bell", "side_bell", "end_bell", "words"};
    static const char *const ears[] = {"both", "right", "left"};
    puts("time_s,length_s,kind,purpose,ear,text");
    for (int i = 0; i < timeline_cue_count(timeline); i++) {
        const struct cue *cue = timeline_cue(timeline, i);
        double t_s = (double)cue->tick / TICKS_PER_S;
        if (t_s < trace->from_s || t_s > trace->to_s)
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

static void write_table(const struct trace *trace, const struct table *table,
                        const struct timeline *timeline, struct showing *showing)
{
    puts(table->header);
    long frames = lround(floor((trace->to_s - trace->from_s) * trace->frames_per_s + 1e-9));
    for (long frame = 0; frame <= frames; frame++) {
        struct moment moment;
        struct row row = {.t_s = trace->from_s + (double)frame / trace->frames_per_s,
                          .moment = &moment,
                          .showing = showing};
        timeline_at(timeline, row.t_s, &moment);
        pose_side_text(moment.at, row.step, sizeof row.step);
        table->write(&row);
    }
}

static int write_trace(const struct trace *trace, const struct timeline *timeline)
{
    if (strcmp(trace->what, "cues") == 0) {
        write_cues(trace, timeline);
        return EXIT_DONE;
    }
    const struct table *table = tables;
    while (strcmp(table->name, trace->what) != 0)
        table++;
    struct showing *showing = NULL;
    if (table->write == write_light) {
        showing = showing_create(LIGHT_SIZE, trace->theme, false);
        if (!showing)
            return EXIT_FAILED;
    }
    write_table(trace, table, timeline, showing);
    showing_destroy(showing);
    return EXIT_DONE;
}

static int run(struct trace *trace, const struct timeline_settings *settings)
{
    struct studio studio = {0};
    int code = EXIT_FAILED;
    if (studio_load_routine_with(&studio, trace->routine, settings)) {
        double end_s = timeline_total_s(studio.timeline);
        trace->from_s = fmin(trace->from_s, end_s);
        trace->to_s = fmin(trace->to_s, end_s);
        code = write_trace(trace, studio.timeline);
    }
    studio_finish(&studio);
    return code;
}

int command_trace(int count, char **arguments)
{
    static const char *const whats[] = {"joints", "angles", "contacts", "cues", "light", NULL};
    struct trace trace = {.theme = "night",
                          .frames_per_s = 60,
                          .to_s = HUGE_VAL,
                          .hearing = hearing_options_default()};
    const struct option options[] = {
        {.name = "--what",
         .value = "WHAT",
         .text = &trace.what,
         .choices = whats,
         .help = "joints, angles, contacts, cues or light"},
        {.name = "--fps",
         .value = "N",
         .number = &trace.frames_per_s,
         .number_min = 1,
         .number_max = 1000,
         .help = "rows a second of practice (60)"},
        {.name = "--from", .value = "S", .seconds = &trace.from_s, .help = "first second (0)"},
        {.name = "--to", .value = "S", .seconds = &trace.to_s, .help = "last second (the end)"},
        HEARING_TIMELINE_OPTIONS(trace.hearing),
        {.name = "--theme",
         .value = "T",
         .text = &trace.theme,
         .choices = showing_themes,
         .help = "for light: day, night or ember (night)"},
    };
    const struct syntax syntax = {
        .command = "trace",
        .summary = "Write what is true at each instant of a routine as CSV on standard output.",
        .words = "ROUTINE",
        .words_min = 1,
        .words_max = 1,
        OPTIONS(options)};
    int code = options_read(&syntax, count, arguments, &trace.routine, NULL);
    if (code != OPTIONS_READ)
        return code;
    if (!trace.what)
        return options_wrong(&syntax, "say --what: joints, angles, contacts, cues or light");
    struct timeline_settings settings;
    struct err err;
    if (!hearing_timeline_settings(&trace.hearing, &settings, &err))
        return options_wrong(&syntax, err.text);
    return run(&trace, &settings);
}
