/// Where things stand on the practice screen, for every size and shape of window.
///
/// Wide windows (3:2 and wider): a column at the left with the name and the dial, the figure at
/// the right of it, words along the bottom. Narrow ones: name and dial at the top, the figure
/// below. Sizes are given at 1080p and scale with the window.
#pragma once

#include "picture/rect.h"

struct practice_layout {
    int width, height; ///< of the canvas, pixels
    float unit;        ///< pixels for one pixel at 1080p
    bool wide;
    struct rect title; ///< name, Sanskrit in both scripts
    struct rect dial;  ///< square: ring, seconds, breath
    struct rect total; ///< time left in all
    struct rect words; ///< the instruction
    struct rect again; ///< the instruction shown again, large
    struct rect next;
    struct rect status; ///< paused, going on, notices
    struct rect volume;
    struct rect stage; ///< for the camera; the figure fills at most 80 % of its width
};

struct practice_layout practice_layout_of(int width, int height);

/// The stage alone.
struct rect practice_stage(int width, int height);

/// Whole pixels for `size` pixels at 1080p.
int practice_layout_px(const struct practice_layout *layout, float size);
