/// A folder of content: poses/*.yaml and moves/*.yaml, read in the order of their names, so that
/// the same folder gives the same content everywhere.
#pragma once

#include "coach/content.h"
#include "store/problems.h"

/// What to read besides, and how strictly.
struct content_request {
    const char *folder; ///< holds poses/ and moves/
    /// Files of poses and moves that count in place of the folder's with the same id. May be NULL.
    const char *const *extra_path;
    int extra_count;
    /// Solve every posture too and report pins that are out of reach. Slow: for `check`.
    bool solve;
};

/// Fill in `content`, which must be zeroed. False if there were mistakes: then what could be read
/// is there, good enough to check other files against it, not to practise with. Finish with
/// arena_finish(&content->arena) either way.
bool content_load(struct content *content, const char *folder, struct problems *problems);

bool content_load_request(struct content *content, const struct content_request *request,
                          struct problems *problems);
