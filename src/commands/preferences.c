#include "commands/preferences.h"

#include "base/log.h"
#include "base/mem.h"
#include "platform/input_name.h"
#include "screens/action.h"
#include "store/settings_file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

/// A dial that is being turned is written once, not at every step.
#define QUIET_S 1.0

/// Syncing a slow disk can take longer than a frame, so a thread does it.
struct preferences_writer {
    pthread_t thread;
    struct settings settings;
    const char *path;
    struct err err;
    bool saved;
    atomic_bool done;
};

static struct settings_words settings_words(void)
{
    static const char *actions[ACTION_COUNT];
    for (int action = 0; action < ACTION_COUNT; action++)
        actions[action] = action_name((enum action)action);
    return (struct settings_words){actions, ACTION_COUNT, input_name_exists};
}

/// The first mistake stands for all: a sentence is read, a list is not.
static void tell_broken(const struct preferences *preferences, const struct problems *problems,
                        bool aside, const char *where)
{
    const struct problem *first = &problems->file[0].problem[0];
    const char *what = "what is wrong there has its usual value";
    if (aside)
        log_warning("the settings have a mistake (%s:%d:%d: %s): they are kept as %s, and %s",
                    preferences->path, first->line, first->column, first->sentence, where, what);
    else
        log_warning("the settings have a mistake (%s:%d:%d: %s): %s", preferences->path,
                    first->line, first->column, first->sentence, what);
}

static void read_file(struct preferences *preferences)
{
    char aside[FOLDERS_PATH_MAX + 16];
    struct err err;
    struct problems problems = {0};
    struct settings_words words = settings_words();
    if (settings_file_load(&preferences->kept, preferences->path, &words, &problems))
        return;
    bool moved = settings_file_set_aside(preferences->path, aside, sizeof aside, &err);
    if (moved)
        snprintf(preferences->notice, sizeof preferences->notice, "The file is now %s.",
                 strrchr(aside, '/') + 1);
    else
        snprintf(preferences->notice, sizeof preferences->notice, "Changes are not kept tonight.");
    tell_broken(preferences, &problems, moved, aside);
    if (!moved) {
        log_warning("%s; so changes of this evening are not kept", err.text);
        preferences->path[0] = '\0';
    }
    // The good part of the file is written back at once: it stands nowhere else now.
    preferences->changed = moved;
    problems_finish(&problems);
}

void preferences_load(struct preferences *preferences)
{
    struct err err;
    *preferences = (struct preferences){.kept = settings_default()};
    if (folders_config(preferences->path, "settings.yaml", &err)) {
        read_file(preferences);
    } else {
        preferences->path[0] = '\0';
        log_warning("settings are not kept: %s", err.text);
    }
    preferences->used = preferences->kept;
}

void preferences_override(struct preferences *preferences, const struct settings *used)
{
    preferences->used = *used;
}

void preferences_take(struct preferences *preferences, const struct settings *now, double now_s)
{
    for (int id = 0; id < SET_COUNT; id++) {
        int value = settings_get(now, (enum setting_id)id);
        if (value == settings_get(&preferences->used, (enum setting_id)id))
            continue;
        settings_set(&preferences->used, (enum setting_id)id, value);
        settings_set(&preferences->kept, (enum setting_id)id, value);
        preferences->changed = true;
        preferences->changed_s = now_s;
    }
}

static void *write_file(void *user)
{
    struct preferences_writer *writer = user;
    writer->saved = settings_file_save(&writer->settings, writer->path, &writer->err);
    atomic_store(&writer->done, true);
    return NULL;
}

static void tell_failure(struct preferences *preferences, const struct err *err)
{
    if (!preferences->warned)
        log_warning("%s; what you change holds until the program ends", err->text);
    preferences->warned = true;
}

static void start_writing(struct preferences *preferences)
{
    struct preferences_writer *writer = mem_alloc(1, sizeof *writer);
    writer->settings = preferences->kept;
    writer->path = preferences->path;
    preferences->changed = false;
    if (pthread_create(&writer->thread, NULL, write_file, writer) == 0) {
        preferences->writer = writer;
        return;
    }
    write_file(writer);
    if (!writer->saved)
        tell_failure(preferences, &writer->err);
    mem_free(writer);
}

static void finish_writing(struct preferences *preferences)
{
    struct preferences_writer *writer = preferences->writer;
    if (!writer)
        return;
    pthread_join(writer->thread, NULL);
    if (!writer->saved)
        tell_failure(preferences, &writer->err);
    mem_free(writer);
    preferences->writer = NULL;
}

void preferences_keep(struct preferences *preferences, double now_s)
{
    if (preferences->writer && atomic_load(&preferences->writer->done))
        finish_writing(preferences);
    bool due = preferences->changed && now_s - preferences->changed_s >= QUIET_S;
    if (due && !preferences->writer && preferences->path[0])
        start_writing(preferences);
}

void preferences_close(struct preferences *preferences)
{
    finish_writing(preferences);
    if (preferences->changed && preferences->path[0])
        start_writing(preferences);
    finish_writing(preferences);
}
