/// Texts broken into lines at the size at which they fit. Finding that out measures many words, so
/// the latest results are kept.
#pragma once

#include "picture/type.h"

enum { SET_LINES_MAX = 6 };

struct set_text {
    int size_px, count;
    bool cut; ///< something is missing: the last line ends with an ellipsis
    char line[SET_LINES_MAX][TYPE_LINE_BYTES];
};

struct typesetter;

/// `type` must outlive it; NULL if there are no fonts: every text has no lines then.
struct typesetter *typesetter_create(struct type *type);
void typesetter_destroy(struct typesetter *typesetter); ///< NULL is fine

struct type *typesetter_type(const struct typesetter *typesetter);

/// Every text is set `percent` longer than it is, by doubling letters: for checks that layouts bear
/// other languages. 0 at first.
void typesetter_lengthen(struct typesetter *typesetter, int percent);

enum { SET_TEXT_BYTES = 1024 };

/// `text` as it will be set: lengthened if that is asked for.
void typesetter_text(const struct typesetter *typesetter, const char *text,
                     char set[SET_TEXT_BYTES]);

/// A text is drawn as it was set.
void typesetter_drawn(struct typesetter *typesetter, const struct set_text *set);

/// How many drawn texts were cut: for checks of layouts.
int typesetter_cut_count(const struct typesetter *typesetter);

/// `text` at the largest size from `size_px` down to `least_px` at which it fits into `max_lines`
/// lines of `width_px`; cut at `least_px`. Valid until the next call.
const struct set_text *typesetter_set(struct typesetter *typesetter, enum type_face face,
                                      int size_px, int least_px, int width_px, int max_lines,
                                      const char *text);
