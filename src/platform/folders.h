/// Where the program's own files are.
#pragma once

#include "base/err.h"

enum { FOLDERS_PATH_MAX = 4096 };

/// The folder that holds routines/ and assets/, the first that is there of: $REPOSE_DATA (if it is
/// set, no other), the source tree when the program runs where it was built, ../share/repose beside
/// the program, and where it was installed. False with a sentence if there is none.
bool folders_data(char path[FOLDERS_PATH_MAX], struct err *err);

/// "folder/name". False with a sentence if that is longer than a path can be.
bool folders_join(char path[FOLDERS_PATH_MAX], const char *folder, const char *name,
                  struct err *err);

/// The path of `name` in the data folder: "assets/fonts". False with a sentence.
bool folders_in_data(char path[FOLDERS_PATH_MAX], const char *name, struct err *err);

/// The user's folder for what they chose: $XDG_CONFIG_HOME/repose/`name`, or
/// ~/.config/repose/`name`. It need not exist. False with a sentence if there is no home.
bool folders_config(char path[FOLDERS_PATH_MAX], const char *name, struct err *err);

/// The user's folder for what can be made anew: $XDG_CACHE_HOME/repose/`name`, or
/// ~/.cache/repose/`name`. It need not exist. False with a sentence if there is no home.
bool folders_cache(char path[FOLDERS_PATH_MAX], const char *name, struct err *err);
