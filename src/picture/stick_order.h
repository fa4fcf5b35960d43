/// Which piece of the pictogram lies in front of which, and how clearly.
#pragma once

#include "picture/stick_path.h"

/// The gap between what is near and what is far.
#define STICK_GAP_M 0.015f

/// Limbs as far away as the trunk are drawn over it, as if they were that much nearer; those on
/// its far side are not.
#define STICK_LIMB_FIRST_M 0.05f

struct stick_order {
    /// By how much a piece lies in front of another where they cross on the canvas, or nearly so,
    /// metres; negative: behind. 0 if they do not meet there.
    float front_m[STICK_PART_COUNT][STICK_PART_COUNT];
    /// All pieces, those behind first.
    enum stick_part drawn[STICK_PART_COUNT];
    /// 0..1: the farther limb of its pair, hidden wholly or nearly behind the nearer one.
    float far[STICK_PART_COUNT];
};

void stick_order_of(struct stick_order *order, const struct stick_shape *shape,
                    const struct stick_view view[STICK_PART_COUNT], const struct camera *camera);
