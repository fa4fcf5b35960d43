/// Mistakes in files, each with its place and one sentence. Reading goes on after a mistake, so
/// that somebody who writes a file hears of all of them at once.
#pragma once

#include <stdbool.h>
#include <stdio.h>

/// Mistakes that are kept; further ones are only counted.
enum { PROBLEMS_KEPT_MAX = 100 };

struct problem {
    char *file;
    int line, column; ///< from 1; a mistake of the whole file stands at 1:1
    int order;        ///< of being found, decides between two at one place
    char *sentence;
};

/// A zeroed struct is valid and empty.
struct problems {
    int count; ///< of all mistakes, also those that were not kept
    int kept;
    struct problem *problem;
};

/// The texts are copied.
void problems_add(struct problems *problems, const char *file, int line, int column,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/// How many of the kept mistakes are in `file` (compared as text).
int problems_of_file(const struct problems *problems, const char *file);

/// Write the mistakes as `file:line:col: error: sentence`, one a line, sorted by place; files stay
/// in the order in which they were read. `only_file` may be NULL: all files.
void problems_write(const struct problems *problems, const char *only_file, FILE *stream);

void problems_finish(struct problems *problems);
