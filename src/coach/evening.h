/// Tonight's practice: a routine without what was left out, compiled with the settings of now.
/// When either changes, a new timeline takes the place of the old one, and the place in it is kept.
#pragma once

#include "coach/timeline.h"

/// A routine as it is practised, and its timeline.
struct night {
    struct routine routine;
    struct timeline *timeline;
};

/// Must not move once it is initialised.
struct evening {
    const struct content *content;
    struct timeline_settings settings;
    int current;
    struct night night[2]; ///< the other one is what was before: sound may still be made of it
};

/// `content` and what `routine` points to must outlive the evening. False with a sentence.
bool evening_init(struct evening *evening, const struct content *content,
                  const struct routine *routine, const struct timeline_settings *settings,
                  struct err *err);
void evening_finish(struct evening *evening);

/// The timeline of now. The one before it stays valid until the next change.
const struct timeline *evening_timeline(const struct evening *evening);

/// Compile with other settings. `tick` becomes the place in the new timeline that corresponds to
/// it. False with a sentence, and nothing has changed.
bool evening_use(struct evening *evening, const struct timeline_settings *settings, long *tick,
                 struct err *err);

/// True if something would be left to practise without the pose at `tick`.
bool evening_may_leave_out(const struct evening *evening, long tick);

/// Go on without the pose at `tick`, and without its other side. `tick` becomes the start of the
/// step that comes then. False with a sentence, and nothing has changed.
bool evening_leave_out(struct evening *evening, long *tick, struct err *err);
