/// The camera for those who do not bear its movement: it stands still, and other views fade in.
#pragma once

#include "coach/timeline.h"

struct calm_view {
    struct view view, second; ///< `second` is faded in over `view`
    float second_share;       ///< 0..1
};

/// The views at `t_s`. In a hold the pose's own; on the way one that shows the whole move from the
/// side of the pose before, then one from the side of the pose to come.
struct calm_view calm_view_at(const struct timeline *timeline, double t_s);
