/// Read files the way `repose check` does and gather what is said about them.
#pragma once

#include "base/mem.h"
#include "store/content_folder.h"
#include "store/file_kind.h"
#include "store/routine_file.h"
#include "store/theme_file.h"

#include <stdio.h>
#include <string.h>

enum { READING_FILES_MAX = 8 };

/// Routines are kept off the stack: they are large.
static inline void reading_routine(const struct content *content, const char *path,
                                   struct problems *problems)
{
    struct arena arena = {0};
    struct routine *routine = arena_alloc(&arena, 1, sizeof *routine);
    routine_load(routine, content, path, &arena, problems);
    arena_finish(&arena);
}

/// Read `paths` against the content of `folder`.
static inline void reading_run(const char *folder, const char *const *paths, int count,
                               struct problems *problems)
{
    const char *of_kind[FILE_UNKNOWN + 1][READING_FILES_MAX];
    int counts[FILE_UNKNOWN + 1] = {0};
    for (int i = 0; i < count; i++) {
        enum file_kind kind = file_kind_read(paths[i], problems);
        of_kind[kind][counts[kind]++] = paths[i];
    }
    const struct content_suspects suspects = {.pose_count = counts[FILE_POSE],
                                              .pose_path = of_kind[FILE_POSE],
                                              .move_count = counts[FILE_MOVE],
                                              .move_path = of_kind[FILE_MOVE]};
    struct content content = {0};
    content_load_suspects(&content, folder, &suspects, problems);
    for (int i = 0; i < counts[FILE_ROUTINE]; i++)
        reading_routine(&content, of_kind[FILE_ROUTINE][i], problems);
    struct theme theme;
    for (int i = 0; i < counts[FILE_THEME]; i++)
        theme_load(&theme, of_kind[FILE_THEME][i], problems);
    arena_finish(&content.arena);
}

/// The messages as one text, to be freed with free().
static inline char *reading_text(const struct problems *problems)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    problems_write(problems, NULL, stream);
    fclose(stream);
    return text;
}
