/// A folder of content: poses/*.yaml and moves/*.yaml, read in the order of their names, so that
/// the same folder gives the same content everywhere.
#pragma once

#include "coach/content.h"
#include "store/problems.h"

/// Fill in `content`, which must be zeroed. False if there were mistakes: then what could be read
/// is there, good enough to check other files against it, not to practise with. Finish with
/// arena_finish(&content->arena) either way.
bool content_load(struct content *content, const char *folder, struct problems *problems);

/// Files that are to be looked at closely: their postures are solved too, and pins out of reach
/// reported. They may lie in the folder or outside; one from outside counts in place of the
/// folder's file with the same id.
struct content_suspects {
    int pose_count, move_count;
    const char *const *pose_path;
    const char *const *move_path;
};

/// Like content_load. The suspects' mistakes are reported under their paths as given here.
bool content_load_suspects(struct content *content, const char *folder,
                           const struct content_suspects *suspects, struct problems *problems);
