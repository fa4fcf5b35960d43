/// Moments of shipped poses, for tests that need a whole body in the room.
#pragma once

#include "coach/timeline.h"
#include "store/content_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void load_shipped_content(struct content *content)
{
    struct problems problems = {0};
    bool good = content_load(content, SOURCE_DIR "/routines", &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    assert_true(good);
}

static inline struct moment shipped_moment(const struct content *content, const char *pose,
                                           float fill)
{
    struct moment moment = {0};
    struct err err = {0};
    struct pose_side at = {content_pose(content, pose), SIDE_RIGHT};
    assert_non_null(at.pose);
    if (!moment_of_pose(at, fill, &moment, &err))
        fail_msg("%s", err.text);
    return moment;
}
