/// What a file of ours is: told by the key at its top.
#pragma once

#include "store/problems.h"

enum file_kind { FILE_POSE, FILE_MOVE, FILE_ROUTINE, FILE_THEME, FILE_UNKNOWN };

/// FILE_UNKNOWN: the file cannot be read or is none of ours; `problems` says why.
enum file_kind file_kind_read(const char *path, struct problems *problems);
