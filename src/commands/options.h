/// The command line of every command: one table of options each, read by one small parser.
///
///     static bool mute;
///     static const struct option options[] = {{.name = "--mute", .flag = &mute, .help = "..."}};
///
/// Values may be given as "--at 90" or "--at=90"; "--" ends the options; "--help" is in every
/// table without being listed.
#pragma once

#include "base/err.h"

/// Pixels.
struct size {
    int width, height;
};

enum { SIZE_MIN_PX = 64, SIZE_MAX_PX = 16384 };

/// One option. Exactly one of the targets is set; it keeps its value if the option is not given.
struct option {
    const char *name;  ///< "--size"
    const char *value; ///< how its value is called in the help: "WxH"; NULL for a flag
    const char *help;  ///< one line

    bool *flag;
    const char **text;
    const char *const *choices; ///< with `text`: NULL-terminated list of what it may be
    double *seconds;            ///< "90", "12.5" or "1:30"; not negative
    struct size *size;          ///< "1920x1080"
    int *number;                ///< from number_min to number_max
    int number_min, number_max;
    float *share; ///< 0..1
};

struct syntax {
    const char *command; ///< "play"
    const char *summary; ///< what it does; whole sentences, may have several lines
    const char *words; ///< how words without dashes are called: "[ROUTINE]"; NULL if there are none
    int words_min, words_max;
    const struct option *options;
    int option_count;
};

/// For `.option_count = ..., .options = ...` from an array.
#define OPTIONS(array) .options = (array), .option_count = (int)(sizeof(array) / sizeof *(array))

/// Exit codes of every command.
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/// Not an exit code: the command goes on.
enum { OPTIONS_READ = -1 };

/// `arguments` are those after the command's name. Writes what was given to the options' targets,
/// and the words without dashes to `words` (room for words_max), their number to `word_count`,
/// which may be NULL. OPTIONS_READ; or the exit code to leave with, after the help was printed on
/// standard output, or a mistake on standard error.
int options_read(const struct syntax *syntax, int count, char **arguments, const char **words,
                 int *word_count);

/// For a mistake that a table cannot know: prints "repose export: <sentence>" on standard error.
/// EXIT_USAGE.
int options_wrong(const struct syntax *syntax, const char *sentence);

/// For a command that ends without result: prints "repose still: <sentence>" on standard error.
/// False.
bool options_failed(const char *command, const struct err *err);

/// The same without printing: false with the sentence in `err`. "--help" sets `help`.
bool options_parse(const struct syntax *syntax, int count, char **arguments, const char **words,
                   int *word_count, bool *help, struct err *err);

void options_print_help(const struct syntax *syntax);

/// "90", "12.5", "1:30", "0:07:30". False if it is anything else, or negative.
bool options_seconds(const char *text, double *seconds);

/// "1920x1080". False if it is anything else.
bool options_size(const char *text, struct size *size);
