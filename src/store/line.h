/// Words that are shown and spoken, as they stand in files. `{side}` and `{other}` stand for
/// "left" and "right", `{foot_end}` in moves for what is where the feet point at the start.
#pragma once

#include "body/side.h"
#include "store/doc.h"

enum { LINE_BYTES_MAX = 400 };

/// Read a text as one line: breaks and runs of blanks become one blank. Placeholders are checked:
/// only {side} and {other} exist, and only where `sided`. NULL after a mistake or if `node` is
/// NULL. The text lives as long as `arena`.
const char *line_read(struct doc *doc, const struct doc_node *node, bool sided,
                      struct arena *arena);

/// A line that is said, and shown as a caption while it is: not longer than two lines of
/// CAPTION_COLUMNS letters. Otherwise like line_read.
const char *spoken_line_read(struct doc *doc, const struct doc_node *node, bool sided,
                             struct arena *arena);

/// What is said on the way from pose to pose: also {foot_end} (words_in_room) stands in it.
/// Otherwise like spoken_line_read.
const char *move_line_read(struct doc *doc, const struct doc_node *node, struct arena *arena);
