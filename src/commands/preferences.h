/// The user's settings during a run: read from their file at the start, written back when the user
/// changes them. What the command line says holds for this run and is not written.
#pragma once

#include "coach/settings.h"
#include "platform/folders.h"

struct preferences_writer;

struct preferences {
    char path[FOLDERS_PATH_MAX]; ///< "": there is no folder to keep settings in
    struct settings kept;        ///< as the file has them, or soon will
    struct settings used;        ///< of this run
    char notice[96];             ///< what became of a file with mistakes; "": it had none
    bool changed;                ///< kept differs from what was written last
    double changed_s;            ///< when it did last
    bool warned;
    struct preferences_writer *writer; ///< NULL: nothing is being written
};

/// Reads the file. One with mistakes is set aside and told in a sentence, and what was wrong has
/// its usual value; so there are settings in any case.
void preferences_load(struct preferences *preferences);

/// These are used until the program ends, or until the user changes them.
void preferences_override(struct preferences *preferences, const struct settings *used);

/// The user changed something: from now on `now` is used. Written when the user has left them alone
/// for a second, see preferences_keep.
void preferences_take(struct preferences *preferences, const struct settings *now, double now_s);

/// Writes what is due, without waiting for the disk. Call it every frame; `now_s` by clock_now_s.
/// A failure is told once in a run.
void preferences_keep(struct preferences *preferences, double now_s);

/// Writes what is not yet written, and waits for it.
void preferences_close(struct preferences *preferences);
