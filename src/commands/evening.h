/// Everything that a command on a routine needs, loaded from the data folder: content, routine,
/// timeline; themes, fonts and sounds by name.
#pragma once

#include "coach/timeline.h"
#include "picture/theme.h"
#include "picture/type.h"
#include "platform/folders.h"

struct evening {
    char data[FOLDERS_PATH_MAX]; ///< the folder of routines/ and assets/
    struct content content;
    struct arena arena; ///< of the routine's texts
    struct routine routine;
    struct timeline *timeline; ///< NULL unless a routine was loaded
};

/// Loads the data folder's content and `routine`: the name of a shipped one ("bedtime") or the path
/// of a file (with a slash, or ending in .yaml). NULL loads no routine. False after the mistakes
/// were printed on standard error. Finish the evening either way.
bool evening_load(struct evening *evening, const char *routine);
void evening_finish(struct evening *evening);

/// A theme of assets/themes by its name. False after the mistakes were printed.
bool evening_theme(const struct evening *evening, const char *name, struct theme *theme);

/// The fonts. NULL after the mistake was printed.
struct type *evening_type(const struct evening *evening);

/// The folder of the bells.
void evening_sounds(const struct evening *evening, char path[FOLDERS_PATH_MAX]);
