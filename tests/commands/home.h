/// A home for one test alone, in which the program keeps its settings.
#pragma once

#include "files.h"

#include <sys/stat.h>

static char home[256];
static char settings_path[320]; ///< of the file, which is not there yet

/// For cmocka: 0 if it is made.
static inline int make_home(void)
{
    snprintf(home, sizeof home, "%s/home_XXXXXX", BINARY_DIR);
    if (!mkdtemp(home))
        return 1;
    snprintf(settings_path, sizeof settings_path, "%s/repose/settings.yaml", home);
    return setenv("XDG_CONFIG_HOME", home, 1);
}

static inline void write_settings(const char *text)
{
    char folder[320];
    snprintf(folder, sizeof folder, "%s/repose", home);
    mkdir(folder, 0700);
    write_file(settings_path, text, strlen(text));
}

/// Instead of the settings' folder there is a file: nobody can write below that, not even root,
/// who may write into every folder.
static inline void block_settings(void)
{
    char path[320];
    snprintf(path, sizeof path, "%s/repose", home);
    write_file(path, "", 0);
}
