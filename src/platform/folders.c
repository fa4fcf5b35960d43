#include "platform/folders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool folders_join(char path[FOLDERS_PATH_MAX], const char *folder, const char *name,
                  struct err *err)
{
    int length = snprintf(path, FOLDERS_PATH_MAX, "%s/%s", folder, name);
    return length < FOLDERS_PATH_MAX || err_set(err, "too long a path: %.80s/%.80s", folder, name);
}

static bool holds_data(const char *folder)
{
    char path[FOLDERS_PATH_MAX];
    return folders_join(path, folder, "routines", NULL) && access(path, R_OK | X_OK) == 0 &&
           folders_join(path, folder, "assets", NULL) && access(path, R_OK | X_OK) == 0;
}

/// The folder of the running program; "" if the system does not tell.
static void program_folder(char path[FOLDERS_PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", path, FOLDERS_PATH_MAX - 1);
    path[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(path, '/');
    if (slash)
        *slash = '\0';
}

static bool is_inside(const char *path, const char *folder)
{
    // The system tells the program's path without links; the folder may be named with some.
    char *real = realpath(folder, NULL);
    size_t length = real ? strlen(real) : 0;
    bool inside =
        real && strncmp(path, real, length) == 0 && (path[length] == '/' || path[length] == '\0');
    free(real);
    return inside;
}

bool folders_data(char path[FOLDERS_PATH_MAX], struct err *err)
{
    const char *chosen = getenv("REPOSE_DATA");
    if (chosen && *chosen) {
        if (!holds_data(chosen))
            return err_set(err, "%s (REPOSE_DATA) holds no routines and assets", chosen);
        snprintf(path, FOLDERS_PATH_MAX, "%s", chosen);
        return true;
    }
    char program[FOLDERS_PATH_MAX], shared[FOLDERS_PATH_MAX];
    program_folder(program);
    // A program that was moved away from where it was built must not depend on its source any more.
    bool built = is_inside(program, REPOSE_SOURCE_DIR) || is_inside(program, REPOSE_BUILD_DIR);
    const char *source = built ? REPOSE_SOURCE_DIR : "";
    if (!folders_join(shared, program, "../share/repose", NULL))
        shared[0] = '\0';
    const char *const places[] = {source, shared, REPOSE_DATA_DIR};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (*places[i] && holds_data(places[i])) {
            snprintf(path, FOLDERS_PATH_MAX, "%s", places[i]);
            return true;
        }
    }
    return err_set(err,
                   "no routines and assets in %s: is Repose installed? (REPOSE_DATA may name "
                   "their folder)",
                   REPOSE_DATA_DIR);
}

/// "$variable/repose/name", or "~/`fallback`/repose/name".
static bool user_path(char path[FOLDERS_PATH_MAX], const char *variable, const char *fallback,
                      const char *name, struct err *err)
{
    char folder[FOLDERS_PATH_MAX], base[FOLDERS_PATH_MAX];
    const char *chosen = getenv(variable), *home = getenv("HOME");
    // A relative path there is to be ignored (XDG base directory specification).
    if (chosen && *chosen == '/')
        return folders_join(folder, chosen, "repose", err) && folders_join(path, folder, name, err);
    if (!home || *home != '/')
        return err_set(err, "neither %s nor HOME names a folder", variable);
    return folders_join(base, home, fallback, err) && folders_join(folder, base, "repose", err) &&
           folders_join(path, folder, name, err);
}

bool folders_config(char path[FOLDERS_PATH_MAX], const char *name, struct err *err)
{
    return user_path(path, "XDG_CONFIG_HOME", ".config", name, err);
}

bool folders_cache(char path[FOLDERS_PATH_MAX], const char *name, struct err *err)
{
    return user_path(path, "XDG_CACHE_HOME", ".cache", name, err);
}

bool folders_in_data(char path[FOLDERS_PATH_MAX], const char *name, struct err *err)
{
    char data[FOLDERS_PATH_MAX];
    return folders_data(data, err) && folders_join(path, data, name, err);
}
