/// check: read files of routines, poses, moves and themes, and say what is wrong with them.
#include "base/log.h"
#include "base/mem.h"
#include "coach/timeline.h"
#include "commands/commands.h"
#include "commands/options.h"
#include "platform/folders.h"
#include "store/content_folder.h"
#include "store/file_kind.h"
#include "store/routine_file.h"
#include "store/theme_file.h"

#include <stdio.h>
#include <string.h>

enum { CHECK_FILES_MAX = 1000 };

struct check {
    int count;
    const char **path;
    enum file_kind *kind;
    struct content content;
    bool content_good; ///< no mistakes in poses and moves
    struct problems problems;
};

static bool was_given_before(const struct check *check, const char *path)
{
    for (int i = 0; i < check->count; i++)
        if (strcmp(check->path[i], path) == 0)
            return true;
    return false;
}

static void take_files(struct check *check, const char *const *paths, int count)
{
    check->path = mem_alloc((size_t)count, sizeof *check->path);
    check->kind = mem_alloc((size_t)count, sizeof *check->kind);
    for (int i = 0; i < count; i++) {
        if (was_given_before(check, paths[i]))
            continue;
        check->path[check->count] = paths[i];
        check->kind[check->count++] = file_kind_read(paths[i], &check->problems);
    }
}

static int paths_of_kind(const struct check *check, enum file_kind kind, const char **paths)
{
    int count = 0;
    for (int i = 0; i < check->count; i++)
        if (check->kind[i] == kind)
            paths[count++] = check->path[i];
    return count;
}

/// Poses and moves are checked by loading all content with them in it.
static bool load_content(struct check *check, struct err *err)
{
    char folder[FOLDERS_PATH_MAX];
    if (!folders_in_data(folder, "routines", err))
        return false;
    const char **poses = mem_alloc((size_t)check->count, sizeof *poses);
    const char **moves = mem_alloc((size_t)check->count, sizeof *moves);
    const struct content_suspects suspects = {
        .pose_count = paths_of_kind(check, FILE_POSE, poses),
        .pose_path = poses,
        .move_count = paths_of_kind(check, FILE_MOVE, moves),
        .move_path = moves,
    };
    check->content_good =
        content_load_suspects(&check->content, folder, &suspects, &check->problems);
    mem_free(poses);
    mem_free(moves);
    return true;
}

/// The sentence without the file's name before it, which stands in front of every mistake.
static const char *without_path(const char *sentence, const char *path)
{
    size_t length = strlen(path);
    bool has_path = strncmp(sentence, path, length) == 0 && sentence[length] == ':';
    return has_path ? sentence + length + 1 + strspn(sentence + length + 1, " ") : sentence;
}

/// A routine without mistakes must also be playable: its steps long enough for their ways.
static void check_routine(struct check *check, const char *path)
{
    struct arena arena = {0};
    struct routine *routine = arena_alloc(&arena, 1, sizeof *routine);
    const struct timeline_settings settings = timeline_settings_default();
    struct timeline *timeline = NULL;
    struct err err;
    if (routine_load(routine, &check->content, path, &arena, &check->problems) &&
        check->content_good) {
        timeline = timeline_create(&check->content, routine, &settings, &err);
        if (!timeline)
            problems_add(&check->problems, path, 1, 1, "%s", without_path(err.text, path));
    }
    timeline_destroy(timeline);
    arena_finish(&arena);
}

static bool needs_content(const struct check *check)
{
    for (int i = 0; i < check->count; i++)
        if (check->kind[i] <= FILE_ROUTINE)
            return true;
    return false;
}

static bool check_files(struct check *check, struct err *err)
{
    if (needs_content(check) && !load_content(check, err))
        return false;
    for (int i = 0; i < check->count; i++) {
        struct theme theme;
        if (check->kind[i] == FILE_ROUTINE)
            check_routine(check, check->path[i]);
        else if (check->kind[i] == FILE_THEME)
            theme_load(&theme, check->path[i], &check->problems);
    }
    return true;
}

/// Mistakes of other files are told too: these files cannot be practised before they are mended.
static void report(const struct check *check)
{
    problems_write(&check->problems, NULL, stderr);
    for (int i = 0; i < check->count; i++)
        if (!problems_of_file(&check->problems, check->path[i]))
            printf("%s: ok\n", check->path[i]);
}

static int run(const char *const *paths, int count)
{
    struct check check = {0};
    struct err err;
    take_files(&check, paths, count);
    bool done = check_files(&check, &err);
    if (done)
        report(&check);
    else
        log_error("%s", err.text);
    int code = done && !check.problems.count ? EXIT_DONE : EXIT_FAILED;
    problems_finish(&check.problems);
    arena_finish(&check.content.arena);
    mem_free(check.path);
    mem_free(check.kind);
    return code;
}

int command_check(int count, char **arguments)
{
    const struct syntax syntax = {
        .command = "check",
        .summary =
            "Read files of routines, poses, moves and themes, and say what is wrong with them:\n"
            "file:line:column: error: what it is. A pose or a move that lies outside the "
            "program's\n"
            "own folder counts in place of the one with the same name.",
        .words = "FILE...",
        .words_min = 1,
        .words_max = CHECK_FILES_MAX,
    };
    const char **paths = mem_alloc(CHECK_FILES_MAX, sizeof *paths);
    int path_count = 0;
    int code = options_read(&syntax, count, arguments, paths, &path_count);
    if (code == OPTIONS_READ)
        code = run(paths, path_count);
    mem_free(paths);
    return code;
}
