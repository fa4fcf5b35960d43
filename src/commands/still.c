/// still: one picture of a routine, or of a pose by itself.
#include "commands/commands.h"
#include "commands/options.h"
#include "commands/showing.h"
#include "commands/stage.h"
#include "commands/studio.h"

#include <stdio.h>
#include <string.h>

struct still {
    const char *routine, *pose, *screen, *output, *theme, *figure;
    double at_s;
    float breath;
    struct size size;
    double text_percent;
    bool bare;
};

static bool moment_of_still(const struct still *still, struct studio *studio, struct moment *moment)
{
    if (still->routine) {
        if (!studio_load_routine(studio, still->routine))
            return false;
        timeline_at(studio->timeline, still->at_s, moment);
        return true;
    }
    struct err err;
    struct pose_side at;
    if (!studio_load_content(studio))
        return false;
    if (studio_find_pose(&studio->content, still->pose, &at, &err) &&
        moment_of_pose(at, still->breath, moment, &err))
        return true;
    return options_failed("still", &err);
}

/// A screen of the program as it is when one comes there.
static bool draw_screen(const struct still *still, struct studio *studio, struct stage *stage)
{
    struct err err;
    struct app_options options = {
        .content = &studio->content, .routine = &studio->routine, .settings = settings_default()};
    if (!studio_read_routine(studio, "bedtime") || !stage_init(stage, still->theme))
        return false;
    settings_set(&options.settings, SET_THEME, settings_choice(SET_THEME, still->theme));
    settings_set(&options.settings, SET_TEXT, (int)still->text_percent);
    settings_set(&options.settings, SET_FIGURE, settings_choice(SET_FIGURE, still->figure));
    struct app *app = app_create(&options, &err);
    if (!app)
        return options_failed("still", &err);
    for (int i = 0; i < SCREEN_COUNT; i++)
        if (strcmp(screen_name((enum screen_id)i), still->screen) == 0)
            app_open(app, (enum screen_id)i);
    stage_fit(stage, app, still->size.width, still->size.height, NULL);
    stage_draw(stage, app, 0.0);
    app_destroy(app);
    return true;
}

static bool write_png(const struct still *still, struct canvas *canvas)
{
    struct err err;
    return canvas_write_png(canvas, still->output, &err) || options_failed("still", &err);
}

static bool write_screen(const struct still *still)
{
    struct studio studio = {0};
    struct stage stage = {0};
    bool written = draw_screen(still, &studio, &stage) && write_png(still, &stage.canvas);
    stage_finish(&stage);
    studio_finish(&studio);
    return written;
}

static bool write_still(const struct still *still)
{
    struct studio studio = {0};
    struct moment moment;
    struct showing *showing = NULL;
    bool written = false;
    if (moment_of_still(still, &studio, &moment))
        showing = showing_create(still->size, still->theme, still->bare);
    if (showing) {
        showing_set_figure(showing, still->figure);
        showing_draw(showing, &moment);
        written = write_png(still, showing_canvas(showing));
    }
    showing_destroy(showing);
    studio_finish(&studio);
    return written;
}

int command_still(int count, char **arguments)
{
    const char *screens[SCREEN_COUNT + 1] = {NULL};
    struct still still = {
        .theme = "night", .figure = "woman", .size = {1920, 1080}, .text_percent = 100.0};
    for (int i = 0; i < SCREEN_COUNT; i++)
        screens[i] = screen_name((enum screen_id)i);
    const struct option options[] = {
        {.name = "--at",
         .value = "SECONDS",
         .seconds = &still.at_s,
         .help = "when in the routine (0)"},
        {.name = "--pose",
         .value = "POSE",
         .text = &still.pose,
         .help = "a pose instead of a routine: bridge, twist:left"},
        {.name = "--breath",
         .value = "0..1",
         .share = &still.breath,
         .help = "with --pose: how full the lungs are (0)"},
        {.name = "--screen",
         .value = "SCREEN",
         .text = &still.screen,
         .choices = screens,
         .help = "a screen of the program instead: start, settings"},
        {.name = "--text",
         .value = "PERCENT",
         .seconds = &still.text_percent,
         .help = "with --screen: size of words, 100 to 200 (100)"},
        {.name = "-o", .value = "FILE.png", .text = &still.output, .help = "where to write it"},
        {.name = "--size", .value = "WxH", .size = &still.size, .help = "pixels (1920x1080)"},
        {.name = "--theme",
         .value = "T",
         .text = &still.theme,
         .choices = showing_themes,
         .help = "day, night or ember (night)"},
        {.name = "--figure",
         .value = "WHO",
         .text = &still.figure,
         .choices = showing_figures,
         .help = "woman, man or stick (woman)"},
        {.name = "--bare", .flag = &still.bare, .help = "no words and no ring"},
    };
    const struct syntax syntax = {
        .command = "still",
        .summary = "Write one picture as PNG: a moment of a routine, or a pose by itself.\n"
                   "The same arguments give the same bytes every time.",
        .words = "[ROUTINE]",
        .words_max = 1,
        OPTIONS(options)};
    int code = options_read(&syntax, count, arguments, &still.routine, NULL);
    if (code != OPTIONS_READ)
        return code;
    if (!!still.routine + !!still.pose + !!still.screen != 1)
        return options_wrong(&syntax,
                             "name a routine, --pose POSE or --screen SCREEN, one of them");
    if (!still.output)
        return options_wrong(&syntax, "say where to write it: -o FILE.png");
    bool written = still.screen ? write_screen(&still) : write_still(&still);
    return written ? EXIT_DONE : EXIT_FAILED;
}
