/// Walking round the figure: the user turns the view away from the pose's own, and it comes back by
/// itself.
#pragma once

#include "body/skeleton.h"
#include "coach/view.h"

struct orbit {
    float az_deg, el_deg; ///< added to the pose's own view
    float from_deg[2];    ///< where the way back began
    long still_ticks;     ///< since the user last turned it
};

/// Turn by so much. Round the figure without end, up and down within the heights that show it.
void orbit_turn(struct orbit *orbit, float az_deg, float el_deg);

/// Time goes on: after a while the view goes back.
void orbit_advance(struct orbit *orbit, long ticks);

/// True while the view is not the pose's own.
bool orbit_is_turned(const struct orbit *orbit);

/// The view from there, wide enough for `body`.
void orbit_apply(const struct orbit *orbit, const struct body *body, struct view *view);
