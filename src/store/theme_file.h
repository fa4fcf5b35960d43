/// assets/themes/<id>.yaml: colours by role.
#pragma once

#include "picture/theme.h"
#include "store/problems.h"

/// Read `path` into `theme`. False after mistakes; `theme` is untouched then, so that a window
/// keeps the colours it has.
bool theme_load(struct theme *theme, const char *path, struct problems *problems);
