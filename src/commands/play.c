/// play: practise a routine in a window.
#include "commands/commands.h"
#include "commands/hearing_settings.h"
#include "commands/session.h"
#include "commands/showing.h"
#include "platform/clock.h"

#include <stdio.h>
#include <string.h>

static int play(const char *routine, const struct session_options *options)
{
    struct studio studio = {0};
    int code = EXIT_FAILED;
    if (studio_read_routine(&studio, routine))
        code = session_run(options, &studio);
    studio_finish(&studio);
    return code;
}

/// What the command line says takes the place of the settings, for this run.
static void override_settings(struct session_options *session, const char *theme,
                              const char *figure, int display, const struct hearing_options *before)
{
    struct settings settings = session->preferences->used;
    if (theme)
        settings.theme = settings_choice(SET_THEME, theme);
    if (figure)
        settings.figure = settings_choice(SET_FIGURE, figure);
    if (display > 0)
        settings.display = display;
    if (session->window.width > 0)
        settings.fullscreen = 0;
    hearing_override_settings(&session->hearing, before, &settings);
    preferences_override(session->preferences, &settings);
}

static int run(int count, char **arguments, bool screens)
{
    static const char *const themes[] = {"day", "night", "ember", "auto", NULL};
    struct preferences preferences;
    struct session_options session = {.screens = screens,
                                      .started_s = clock_now_s(),
                                      .preferences = &preferences,
                                      .hearing = hearing_options_default()};
    preferences_load(&preferences);
    hearing_take_settings(&session.hearing, &preferences.used);
    const struct hearing_options before = session.hearing;
    const char *routine = "bedtime", *theme = NULL, *figure = NULL;
    int display = 0;
    const struct option options[] = {
        {.name = "--window",
         .value = "WxH",
         .size = &session.window,
         .help = "play in a window of this size instead of fullscreen"},
        {.name = "--display",
         .value = "N",
         .number = &display,
         .number_min = 1,
         .number_max = setting_table[SET_DISPLAY].most,
         .help = "fill this display, from 1 (where the pointer is)"},
        {.name = "--theme",
         .value = "NAME",
         .text = &theme,
         .choices = themes,
         .help = "day, night, ember or auto, by the hour"},
        {.name = "--figure",
         .value = "WHO",
         .text = &figure,
         .choices = showing_figures,
         .help = "woman, man or stick"},
        {.name = "--start",
         .value = "SECONDS",
         .seconds = &session.start_s,
         .help = "begin there: 90 or 1:30 (0)"},
        {.name = "--for",
         .value = "SECONDS",
         .seconds = &session.for_s,
         .help = "stop after that long by the clock"},
        {.name = "--mute", .flag = &session.mute, .help = "begin without sound"},
        HEARING_TIMELINE_OPTIONS(session.hearing),
        HEARING_SOUND_OPTIONS(session.hearing),
        {.name = "--stats", .flag = &session.stats, .help = "print at the end what it cost"},
    };
    const struct syntax syntax = {
        .command = "play",
        .summary = "Practise a routine: a shipped one by its name, or a file of your own\n"
                   "(with a slash or .yaml in its name). Without a name: bedtime.\n"
                   "H shows the keys while it plays.",
        .words = "[ROUTINE]",
        .words_max = 1,
        OPTIONS(options),
    };
    int code = options_read(&syntax, count, arguments, &routine, NULL);
    if (code != OPTIONS_READ)
        return code;
    struct err err;
    struct timeline_settings unused;
    override_settings(&session, theme, figure, display, &before);
    if (!hearing_timeline_settings(&session.hearing, &unused, &err))
        return options_wrong(&syntax, err.text);
    code = play(routine, &session);
    preferences_close(&preferences);
    return code;
}

int command_play(int count, char **arguments)
{
    return run(count, arguments, false);
}

int command_open(int count, char **arguments)
{
    return run(count, arguments, true);
}
