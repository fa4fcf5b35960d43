/// The program: finds the command. Each is one file of commands/.
#include "base/log.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct command {
    const char *name;
    int (*run)(int count, char **arguments);
    const char *summary;
};

static const struct command commands[] = {
    {"play", command_play,
     "practise a routine at once (plain \"repose\" begins with the start screen)"},
    {"still", command_still, "one picture of a routine or a pose, as PNG"},
    {"sheet", command_sheet, "all poses, or a movement, on one picture"},
    {"trace", command_trace, "numbers of a routine as CSV"},
    {"measure", command_measure, "every tick against what a body may do"},
    {"check", command_check, "find mistakes in routine, pose, move and theme files"},
    {"export", command_export, "a film of a routine, with sound"},
    {"listen", command_listen, "the sound of a routine, as a file"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(void)
{
    printf("Repose: an animated coach for seven quiet minutes of bedtime yoga.\n\n"
           "repose [COMMAND] [ARGUMENTS]\n\nCommands:\n");
    for (int i = 0; i < COMMAND_COUNT; i++)
        printf("  %-8s %s\n", commands[i].name, commands[i].summary);
    printf("\n\"repose COMMAND --help\" tells more; \"repose --version\" the version.\n");
}

static const struct command *find_command(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i].name;
    const char *near = text_nearest(name, names, COMMAND_COUNT);
    fprintf(stderr, "repose: unknown command \"%s\"", name);
    if (near)
        fprintf(stderr, ", did you mean \"%s\"?", near);
    fprintf(stderr, " (see repose --help)\n");
    return EXIT_USAGE;
}

int main(int count, char **arguments)
{
    if (getenv("REPOSE_DEBUG"))
        log_set_level(LOG_DEBUG);
    // Without a command, options are play's: "repose --mute".
    if (count < 2)
        return command_open(0, NULL);
    const char *name = arguments[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_help();
        return EXIT_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        printf("repose %s\n", REPOSE_VERSION);
        return EXIT_DONE;
    }
    if (name[0] == '-')
        return command_open(count - 1, arguments + 1);
    const struct command *command = find_command(name);
    return command ? command->run(count - 2, arguments + 2) : unknown_command(name);
}
