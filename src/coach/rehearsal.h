/// A pose by itself: how one gets there from lying on the back, stays, and comes back, as a
/// timeline of its own. Any of its moments can be looked at, forth and back, at any speed.
#pragma once

#include "coach/timeline.h"

/// Must not move once it is initialised.
struct rehearsal {
    struct routine routine;
    struct timeline *timeline;
    long end_tick; ///< back where it began; what comes after is not shown
};

/// Both sides of poses that have two. `from`: where the figure waits before and after.
/// False with a sentence.
bool rehearsal_init(struct rehearsal *rehearsal, const struct content *content,
                    const struct pose *pose, struct pose_side from,
                    const struct timeline_settings *settings, struct err *err);
void rehearsal_finish(struct rehearsal *rehearsal); ///< a zeroed one is fine

/// The first tick at which the pose (its right side) is reached.
long rehearsal_pose_tick(const struct rehearsal *rehearsal);
