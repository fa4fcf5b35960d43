#include "commands/studio.h"

#include "base/log.h"
#include "base/text.h"
#include "platform/folders.h"
#include "store/content_folder.h"
#include "store/routine_file.h"
#include "store/theme_file.h"

#include <stdio.h>
#include <string.h>

/// Print what was wrong with the files, and forget it.
static bool report(struct problems *problems, bool loaded)
{
    problems_write(problems, NULL, stderr);
    problems_finish(problems);
    return loaded;
}

/// False after a printed sentence.
static bool data_path(char path[FOLDERS_PATH_MAX], const char *name)
{
    struct err err;
    if (folders_in_data(path, name, &err))
        return true;
    log_error("%s", err.text);
    return false;
}

bool studio_load_content(struct studio *studio)
{
    char path[FOLDERS_PATH_MAX];
    struct problems problems = {0};
    if (!data_path(path, "routines"))
        return false;
    return report(&problems, content_load(&studio->content, path, &problems));
}

/// A name without slash and suffix is one of the shipped routines.
static bool routine_path(char path[FOLDERS_PATH_MAX], const char *routine)
{
    if (strchr(routine, '/') || strstr(routine, ".yaml")) {
        snprintf(path, FOLDERS_PATH_MAX, "%s", routine);
        return true;
    }
    char name[sizeof "routines/.yaml" + 80];
    snprintf(name, sizeof name, "routines/%.80s.yaml", routine);
    return data_path(path, name);
}

bool studio_read_routine(struct studio *studio, const char *routine)
{
    char path[FOLDERS_PATH_MAX];
    struct problems problems = {0};
    if (!studio_load_content(studio) || !routine_path(path, routine))
        return false;
    // Messages and the timeline keep the path, so it must live as long as the routine.
    const char *kept = arena_text(&studio->arena, path);
    bool loaded = routine_load(&studio->routine, &studio->content, kept, &studio->arena, &problems);
    return report(&problems, loaded);
}

bool studio_load_routine_with(struct studio *studio, const char *routine,
                              const struct timeline_settings *settings)
{
    struct err err;
    if (!studio_read_routine(studio, routine))
        return false;
    studio->timeline = timeline_create(&studio->content, &studio->routine, settings, &err);
    if (!studio->timeline)
        log_error("%s", err.text);
    return studio->timeline != NULL;
}

bool studio_load_routine(struct studio *studio, const char *routine)
{
    struct timeline_settings settings = timeline_settings_default();
    return studio_load_routine_with(studio, routine, &settings);
}

void studio_finish(struct studio *studio)
{
    timeline_destroy(studio->timeline);
    arena_finish(&studio->arena);
    arena_finish(&studio->content.arena);
    *studio = (struct studio){0};
}

bool studio_load_theme(struct theme *theme, const char *name)
{
    char path[FOLDERS_PATH_MAX], file[sizeof theme->id + sizeof "assets/themes/.yaml"];
    struct problems problems = {0};
    snprintf(file, sizeof file, "assets/themes/%.20s.yaml", name);
    if (!data_path(path, file))
        return false;
    return report(&problems, theme_load(theme, path, &problems));
}

struct type *studio_load_type(void)
{
    char fonts[FOLDERS_PATH_MAX];
    struct err err;
    if (!data_path(fonts, "assets/fonts"))
        return NULL;
    struct type *type = type_create(fonts, &err);
    if (!type)
        log_error("%s", err.text);
    return type;
}

static bool no_such_pose(const struct content *content, const char *id, struct err *err)
{
    const char *ids[256];
    size_t count = 0;
    for (int i = 0; i < content->pose_count && count < 256; i++)
        ids[count++] = content->pose[i].id;
    const char *nearest = text_nearest(id, ids, count);
    if (nearest)
        return err_set(err, "no pose is called \"%s\"; did you mean \"%s\"?", id, nearest);
    return err_set(err, "no pose is called \"%s\"", id);
}

bool studio_find_pose(const struct content *content, const char *text, struct pose_side *at,
                      struct err *err)
{
    char id[CONTENT_ID_MAX];
    const char *colon = strchr(text, ':');
    int length = colon ? (int)(colon - text) : (int)strlen(text);
    snprintf(id, sizeof id, "%.*s", length, text);
    *at = (struct pose_side){content_pose(content, id), SIDE_RIGHT};
    if (!at->pose)
        return no_such_pose(content, id, err);
    if (!colon)
        return true;
    if (!at->pose->sided)
        return err_set(err, "\"%s\" has no sides", id);
    if (strcmp(colon, ":left") == 0)
        at->side = SIDE_LEFT;
    else if (strcmp(colon, ":right") != 0)
        return err_set(err, "the side of \"%s\" is \":left\" or \":right\"", id);
    return true;
}

bool studio_is_way(const char *text)
{
    return strchr(text, '/') && !strstr(text, ".yaml");
}

bool studio_find_way(const struct content *content, const char *text, struct pose_side *from,
                     struct pose_side *to, struct err *err)
{
    char from_text[CONTENT_ID_MAX * 2];
    const char *slash = strchr(text, '/');
    snprintf(from_text, sizeof from_text, "%.*s", (int)(slash - text), text);
    return studio_find_pose(content, from_text, from, err) &&
           studio_find_pose(content, slash + 1, to, err);
}
