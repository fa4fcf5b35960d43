#include "commands/evening.h"

#include "base/log.h"
#include "base/text.h"
#include "store/content_folder.h"
#include "store/file_list.h"
#include "store/routine_file.h"
#include "store/theme_file.h"

#include <string.h>
#include <unistd.h>

/// Prints the mistakes; true if there are none.
static bool settle_problems(struct problems *problems, bool good)
{
    problems_write(problems, NULL, stderr);
    problems_finish(problems);
    return good;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

enum { NAMES_MAX = 256, NAME_BYTES = 64 };

/// The shipped file whose name is nearest to `name`: "bedtime" for "bedtiem". "" if none is near.
static void nearest_file(const char *folder, const char *name, char nearest[NAME_BYTES])
{
    static char found[NAMES_MAX][NAME_BYTES];
    const char *names[NAMES_MAX];
    struct file_list list = {0};
    struct problems problems = {0};
    file_list_read(&list, folder, ".", &problems);
    int count = list.count < NAMES_MAX ? list.count : NAMES_MAX;
    for (int i = 0; i < count; i++) {
        const char *slash = strrchr(list.path[i], '/');
        snprintf(found[i], NAME_BYTES, "%s", slash ? slash + 1 : list.path[i]);
        found[i][strcspn(found[i], ".")] = '\0';
        names[i] = found[i];
    }
    const char *near = text_nearest(name, names, (size_t)count);
    snprintf(nearest, NAME_BYTES, "%s", near ? near : "");
    problems_finish(&problems);
    file_list_finish(&list);
}

/// "folder/name.yaml", or a mistake that knows the nearest name.
static bool find_file(char path[FOLDERS_PATH_MAX], const char *folder, const char *kind,
                      const char *name)
{
    char nearest[NAME_BYTES];
    int length = snprintf(path, FOLDERS_PATH_MAX, "%s/%s.yaml", folder, name);
    if (length < FOLDERS_PATH_MAX && access(path, F_OK) == 0)
        return true;
    nearest_file(folder, name, nearest);
    if (nearest[0])
        log_error("there is no %s \"%s\", did you mean \"%s\"?", kind, name, nearest);
    else
        log_error("there is no %s \"%s\"", kind, name);
    return false;
}

static bool load_content(struct evening *evening, char routines[FOLDERS_PATH_MAX])
{
    struct err err;
    struct problems problems = {0};
    if (!folders_data(evening->data, &err) ||
        !folders_join(routines, evening->data, "routines", &err)) {
        log_error("%s", err.text);
        return false;
    }
    bool good = content_load(&evening->content, routines, &problems);
    return settle_problems(&problems, good);
}

bool evening_load(struct evening *evening, const char *routine)
{
    *evening = (struct evening){0};
    char routines[FOLDERS_PATH_MAX], path[FOLDERS_PATH_MAX];
    if (!load_content(evening, routines))
        return false;
    if (!routine)
        return true;
    if (strchr(routine, '/') || ends_with(routine, ".yaml"))
        snprintf(path, sizeof path, "%s", routine);
    else if (!find_file(path, routines, "routine", routine))
        return false;
    struct problems problems = {0};
    bool good =
        routine_load(&evening->routine, &evening->content, path, &evening->arena, &problems);
    if (!settle_problems(&problems, good))
        return false;
    struct timeline_settings settings = timeline_settings_default();
    struct err err;
    evening->timeline = timeline_create(&evening->content, &evening->routine, &settings, &err);
    if (!evening->timeline)
        log_error("%s: %s", path, err.text);
    return evening->timeline != NULL;
}

void evening_finish(struct evening *evening)
{
    timeline_destroy(evening->timeline);
    arena_finish(&evening->arena);
    arena_finish(&evening->content.arena);
    *evening = (struct evening){0};
}

bool evening_theme(const struct evening *evening, const char *name, struct theme *theme)
{
    char themes[FOLDERS_PATH_MAX], path[FOLDERS_PATH_MAX];
    struct problems problems = {0};
    if (!folders_join(themes, evening->data, "assets/themes", NULL) ||
        !find_file(path, themes, "theme", name))
        return false;
    bool good = theme_load(theme, path, &problems);
    return settle_problems(&problems, good);
}

struct type *evening_type(const struct evening *evening)
{
    char path[FOLDERS_PATH_MAX];
    struct err err;
    struct type *type = NULL;
    if (folders_join(path, evening->data, "assets/fonts", &err))
        type = type_create(path, &err);
    if (!type)
        log_error("%s", err.text);
    return type;
}

void evening_sounds(const struct evening *evening, char path[FOLDERS_PATH_MAX])
{
    if (!folders_join(path, evening->data, "assets/sounds", NULL))
        path[0] = '\0';
}
