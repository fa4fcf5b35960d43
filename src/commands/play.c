/// play: practise a routine in a window.
#include "commands/commands.h"
#include "commands/session.h"
#include "platform/clock.h"

#include <stdio.h>

static int play(const char *routine, const struct session_options *options)
{
    struct timeline_settings settings;
    struct err err;
    if (!hearing_timeline_settings(&options->hearing, &settings, &err)) {
        fprintf(stderr, "repose play: %s\n", err.text);
        return EXIT_USAGE;
    }
    struct studio studio = {0};
    int code = EXIT_FAILED;
    if (studio_load_routine_with(&studio, routine, &settings))
        code = session_run(options, &studio);
    studio_finish(&studio);
    return code;
}

int command_play(int count, char **arguments)
{
    static const char *const themes[] = {"day", "night", "ember", NULL};
    struct session_options session = {
        .theme = "night", .started_s = clock_now_s(), .hearing = hearing_options_default()};
    const char *routine = "bedtime";
    int word_count = 0;
    const struct option options[] = {
        {.name = "--window",
         .value = "WxH",
         .size = &session.window,
         .help = "play in a window of this size instead of fullscreen"},
        {.name = "--theme",
         .value = "NAME",
         .text = &session.theme,
         .choices = themes,
         .help = "day, night or ember (night)"},
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
    switch (options_read(&syntax, count, arguments, &routine, &word_count)) {
    case OPTIONS_HELP:
        return EXIT_DONE;
    case OPTIONS_WRONG:
        return EXIT_USAGE;
    case OPTIONS_READ:
        break;
    }
    return play(routine, &session);
}
