/// The user's settings as one readable YAML file: read with every mistake's place, written whole.
#pragma once

#include "base/err.h"
#include "coach/settings.h"
#include "store/problems.h"

/// What may stand under `bindings:`. The store does not know keys and actions: who calls does.
struct settings_words {
    const char *const *action; ///< names of actions, `action_count` of them
    int action_count;
    bool (*is_input)(const char *name); ///< is there such a key or button?
};

/// Reads `path` into `settings`. What is missing or wrong has its fallback, so the settings can be
/// used either way; no file at all is no mistake. False after mistakes.
bool settings_file_load(struct settings *settings, const char *path,
                        const struct settings_words *words, struct problems *problems);

/// Renames a file that had mistakes to the first free of `path`.broken-1, -2, ... and puts that
/// name into `aside`. False with a sentence if that cannot be done.
bool settings_file_set_aside(const char *path, char *aside, size_t size, struct err *err);

/// Writes every setting with a comment that tells what it may be. False with a sentence; the file
/// that was there before is untouched then.
bool settings_file_save(const struct settings *settings, const char *path, struct err *err);
