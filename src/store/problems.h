/// Mistakes in files, each with its place and one sentence. Reading goes on after a mistake, so
/// that somebody who writes a file hears of all of them at once.
#pragma once

#include <stdbool.h>
#include <stdio.h>

/// Mistakes of one file that are kept; further ones are only counted.
enum { PROBLEMS_KEPT_MAX = 100 };

struct problem {
    int line, column; ///< from 1; a mistake of the whole file stands at 1:1
    int order;        ///< of being found, decides between two at one place
    char *sentence;
};

struct problem_file {
    char *path;
    int count; ///< of mistakes, also those that were not kept
    int kept;
    struct problem *problem;
};

/// A zeroed struct is valid and empty.
struct problems {
    int count; ///< of all mistakes in all files
    int file_count;
    struct problem_file *file; ///< in the order in which mistakes were found in them
};

/// The texts are copied.
void problems_add(struct problems *problems, const char *path, int line, int column,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/// How many mistakes there are in the file called `path` (compared as text).
int problems_of_file(const struct problems *problems, const char *path);

/// Write the mistakes of one file, or of all if `path` is NULL, sorted by place, as lines like
/// `file:line:col: error: sentence`.
void problems_write(const struct problems *problems, const char *path, FILE *stream);

void problems_finish(struct problems *problems);
