/// routines/<id>.yaml: what is practised, in which order and for how long.
#pragma once

#include "coach/content.h"
#include "store/problems.h"

/// Read `path` into `routine` (zeroed); its texts live as long as `arena`, its poses as long as
/// `content`. Every step must be reachable by the content's moves. False after mistakes.
bool routine_load(struct routine *routine, const struct content *content, const char *path,
                  struct arena *arena, struct problems *problems);
