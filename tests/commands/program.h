/// The program as a shell starts it.
#pragma once

#include "files.h"

#include <sys/wait.h>

/// What was written by what ran last, on both streams.
static char said[65536];

/// Runs a shell line in a folder, in which $R is the program. Returns its exit code.
static inline int run_in(const char *folder, const char *line)
{
    char command[2048];
    int length = snprintf(command, sizeof command,
                          "cd '%s' && R='" REPOSE_PROGRAM "' && { %s ; } 2>&1", folder, line);
    assert_in_range(length, 1, sizeof command - 1);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    said[fread(said, 1, sizeof said - 1, output)] = '\0';
    int status = pclose(output);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// The same, and it ends with that code and says the words.
static inline void assert_run_in(const char *folder, const char *line, int code, const char *words)
{
    int got = run_in(folder, line);
    if (got != code)
        fail_msg("%s: code %d instead of %d; it said: %s", line, got, code, said);
    if (!strstr(said, words))
        fail_msg("%s: it did not say \"%s\" but: %s", line, words, said);
}
