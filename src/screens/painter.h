/// A brush for what lies over the scene: words, boxes and rings in the theme's colours.
#pragma once

#include "picture/canvas.h"
#include "picture/polygon.h"
#include "picture/theme.h"
#include "screens/practice_layout.h"
#include "screens/typesetter.h"

struct painter {
    struct canvas *canvas;
    struct typesetter *typesetter;
    const struct theme *theme;
    const struct practice_layout *layout;
    float alpha; ///< of all that is drawn
};

enum painter_align { ALIGN_LEFT, ALIGN_MIDDLE, ALIGN_RIGHT };

/// How a text is set. Sizes in pixels of the canvas.
struct lettering {
    enum type_face face;
    int size_px;
    int least_px; ///< may shrink to this before it is cut
    enum theme_role role;
    enum painter_align align;
    float alpha;
};

/// Set `text` into `box` from its top, at most `max_lines` lines. Returns the y below the last
/// line. Never draws outside the box's sides.
int painter_text(const struct painter *painter, struct rect box, const struct lettering *lettering,
                 int max_lines, const char *text);

/// Height in pixels that painter_text would use.
int painter_text_height(const struct painter *painter, int width_px,
                        const struct lettering *lettering, int max_lines, const char *text);

/// True if painter_text would show all of it.
bool painter_text_fits(const struct painter *painter, int width_px,
                       const struct lettering *lettering, int max_lines, const char *text);

/// Distance from line to line.
int painter_line_px(int size_px);

/// One line with its baseline at `baseline_px`.
void painter_line(const struct painter *painter, struct rect box, const struct lettering *lettering,
                  int baseline_px, const char *text);

/// Like painter_text, but as large as the box's height allows too, in the middle of it if `middle`,
/// else at its bottom.
void painter_fill(const struct painter *painter, struct rect box, const struct lettering *lettering,
                  bool middle, const char *text);

/// The size of letters that painter_fill takes, pixels.
int painter_fill_px(const struct painter *painter, struct rect box,
                    const struct lettering *lettering, const char *text);

/// Width in pixels of one line at full size.
int painter_width(const struct painter *painter, const struct lettering *lettering,
                  const char *text);

/// The baseline at which capitals of full size stand in the middle of the box.
int painter_middle_baseline(const struct painter *painter, struct rect box,
                            const struct lettering *lettering);

/// Cairo's source becomes a colour of the theme.
void painter_source(const struct painter *painter, enum theme_role role, float alpha);

/// Fill a shape. It is not clipped.
void painter_polygon(const struct painter *painter, const struct polygon *polygon,
                     enum theme_role role, float alpha);

/// A box with round corners.
void painter_box(const struct painter *painter, struct rect box, float corner_px,
                 enum theme_role role, float alpha);

/// The border of such a box, inside it.
void painter_border(const struct painter *painter, struct rect box, float corner_px, float width_px,
                    enum theme_role role, float alpha);

/// Whole pixels for `size` pixels at 1080p.
int painter_px(const struct painter *painter, float size);

/// The same for letters: grows with the size of words that the user chose.
int painter_text_px(const struct painter *painter, float size);
