/// Type: words as pictures. Glyphs by SDL2_ttf (HarfBuzz shapes Devanagari); lines are cached, so
/// a word that did not change costs a copy.
#pragma once

#include "base/err.h"
#include "picture/canvas.h"
#include "picture/theme.h"

struct type;

enum type_face {
    TYPE_REGULAR,
    TYPE_MEDIUM, ///< for names and numbers
    TYPE_DEVANAGARI
};

/// `font_folder` holds the fonts of assets/fonts. NULL with a sentence if one cannot be read.
struct type *type_create(const char *font_folder, struct err *err);
void type_destroy(struct type *type);

/// Width and height in pixels of one line at `size_px` (em height).
void type_measure(struct type *type, enum type_face face, int size_px, const char *text,
                  int *width_px, int *height_px);

/// Pixels from the top of a line to its baseline: lines of different faces are aligned by it.
int type_ascent(struct type *type, enum type_face face, int size_px);

/// Pixels from the baseline to the top of a capital H (of the head line in Devanagari).
int type_cap_height(struct type *type, enum type_face face, int size_px);

/// Draw one line with its top left corner at x, y through the canvas' current Cairo clip.
void type_draw(struct type *type, struct canvas *canvas, enum type_face face, int size_px,
               struct colour colour, float alpha, int x, int y, const char *text);

/// Break `text` into at most `max_lines` lines no wider than `width_px`, balanced so that the last
/// line is not a lonely word, two lines rather after a sentence or comma. Breaks at spaces and
/// after hyphens; what does not fit is cut with an ellipsis. Returns the number of lines; `line`
/// receives NUL-terminated copies.
enum { TYPE_LINE_BYTES = 160 };
int type_wrap(struct type *type, enum type_face face, int size_px, const char *text, int width_px,
              int max_lines, char line[][TYPE_LINE_BYTES]);

/// The largest size from `size_px` down to `least_px` at which type_wrap does not cut `text`;
/// `least_px` if there is none.
int type_fit(struct type *type, enum type_face face, int size_px, int least_px, const char *text,
             int width_px, int max_lines);
