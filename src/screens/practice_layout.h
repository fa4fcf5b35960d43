/// Where things stand, for every size and shape of window and every size of words.
///
/// The practice. Wide windows (3:2 and wider): a column at the left with the name and the dial, the
/// figure at the right of it, words along the bottom. Narrow ones: name and dial at the top, the
/// figure below. Large words, in either: one line on top, the words over the whole width at the
/// bottom, dial and figure between them.
///
/// The other screens: a column of items, or a page of words, at the left with the figure beside it
/// as long as there is room for it. All words begin at the same margin; the frame of what has the
/// focus reaches out of it.
///
/// Sizes are given at 1080p and scale with the window.
#pragma once

#include "picture/rect.h"

struct practice_layout {
    int width, height; ///< of the canvas, pixels
    float unit;        ///< pixels for one pixel at 1080p
    float text;        ///< 1..2: how much larger words are than usual
    bool wide, large;
    struct rect title;  ///< name, Sanskrit in both scripts
    struct rect dial;   ///< square: ring, seconds, breath
    struct rect total;  ///< time left in all
    struct rect words;  ///< the instruction
    struct rect again;  ///< the instruction shown again, large
    struct rect next;   ///< empty if there is no room for it
    struct rect status; ///< going on, notices
    struct rect volume;
    struct rect stage;  ///< for the camera; the figure fills at most 80 % of its width
    struct rect column; ///< heading and items of a screen with the figure
    struct rect beside; ///< where the figure stands then; empty: there is no room
    bool slim;          ///< so little room that words below the figure would be small
    struct rect page;   ///< of a screen of words
    struct rect aside;  ///< where the figure stands then; empty: there is no room
    bool filled;        ///< the page takes the line of the hints too
    struct rect hints;  ///< what the buttons do
};

/// The size of words that is shown, percent: the chosen one, and as many steps of the setting more
/// as the theme's colours need.
int practice_text_percent(int chosen_percent, int theme_steps);

/// `text_percent` 100..200: the size of words.
struct practice_layout practice_layout_of(int width, int height, int text_percent);

/// The stage alone.
struct rect practice_stage(int width, int height, int text_percent);

/// Whole pixels for `size` pixels at 1080p.
int practice_layout_px(const struct practice_layout *layout, float size);

/// The same for the size of words: grows with the user's choice up to LAYOUT_TEXT_MOST. What is
/// larger anyhow stays as it is: from there on nothing is gained.
int practice_layout_text_px(const struct practice_layout *layout, float size);

/// At 1080p. Capitals of 20 arc minutes on a 15.6" screen at 2 m take 92, of 27 take this.
#define LAYOUT_TEXT_MOST 124.0f
