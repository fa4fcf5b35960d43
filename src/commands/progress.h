/// How far a long command has come, on standard error: a bar on a terminal, else a line for every
/// tenth.
#pragma once

#include <stdbool.h>

struct progress {
    const char *what; ///< "writing bedtime.mp4"
    bool terminal;
    double started_s;
    int shown_percent;
};

struct progress progress_start(const char *what);

void progress_tell(struct progress *progress, long done, long total);

/// Ends the line of the bar.
void progress_end(struct progress *progress);
