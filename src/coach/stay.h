/// A stay: a pose on one side, solved and breathing.
#pragma once

#include "base/err.h"
#include "body/breath.h"
#include "coach/content.h"

struct stay {
    struct pose_side at;
    struct motion_key arrive, exhale, inhale;
    struct view view; ///< framed
};

/// Solve the pose's postures and frame the view. False with one sentence if a posture fails.
bool stay_solve(struct stay *stay, struct pose_side at, struct err *err);

/// The body at this point of the breath. The first inhale leaves from the arrival and the last
/// exhale returns to it, so that moves and breath join without a jump.
void stay_sample(const struct stay *stay, const struct breath *breath,
                 struct motion_sample *sample);
