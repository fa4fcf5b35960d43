/// The studio: what every command that shows a routine has to load first.
#pragma once

#include "base/err.h"
#include "coach/timeline.h"
#include "picture/theme.h"
#include "picture/type.h"

struct studio {
    struct content content;
    struct arena arena; ///< of the routine
    struct routine routine;
    struct timeline *timeline;
};

/// Load poses and moves from the data folder. Prints every mistake and returns false on failure.
bool studio_load_content(struct studio *studio);

/// Load the content, then `routine` (a file, or the name of one that is shipped: "bedtime"),
/// without its timeline. Prints every mistake and returns false on failure.
bool studio_read_routine(struct studio *studio, const char *routine);

/// The same, and compile its timeline. Prints every mistake and returns false on failure.
bool studio_load_routine(struct studio *studio, const char *routine);

/// The same with other settings than the default.
bool studio_load_routine_with(struct studio *studio, const char *routine,
                              const struct timeline_settings *settings);

/// A zeroed or half-loaded studio is fine.
void studio_finish(struct studio *studio);

/// A shipped theme by its name ("night"). False with a printed sentence.
bool studio_load_theme(struct theme *theme, const char *name);

/// The shipped fonts; NULL after a printed sentence. Destroy it with type_destroy.
struct type *studio_load_type(void);

/// "twist:left", "bridge". False with a sentence that names the nearest pose.
bool studio_find_pose(const struct content *content, const char *text, struct pose_side *at,
                      struct err *err);

/// Whether `text` is meant as a way between two poses: "twist:left/bridge". Files end in .yaml.
bool studio_is_way(const char *text);

/// The two poses of a way. False with a sentence.
bool studio_find_way(const struct content *content, const char *text, struct pose_side *from,
                     struct pose_side *to, struct err *err);
