/// The figure somewhere else than in the middle of the stage.
#pragma once

#include "coach/view.h"
#include "picture/rect.h"

/// Shift and widen `view`, which shows something in the middle of `stage`, so that it stands in
/// `box` as large as that allows, with all of the rug that it is on.
void figure_place(struct view *view, struct rect stage, struct rect box, bool mirrored);
