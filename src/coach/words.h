/// Words with slots.
#pragma once

#include "base/mem.h"
#include "body/side.h"

#include <stdbool.h>

/// `text` with "{side}" and "{other}" replaced by "right" and "left" (or the reverse), with a
/// capital where a sentence begins, as a copy in the arena. NULL stays NULL.
const char *words_expand(struct arena *arena, const char *text, enum side side);

/// `text` with each "{foot_end}" replaced by what is where the feet point when one lies down:
/// "wall" if there is one, else "foot of the mat". Text without the slot is returned as it is.
const char *words_in_room(struct arena *arena, const char *text, bool wall);

/// The first slot in `text` that does not exist ("{sdie}"), copied to `slot` with its braces.
/// False if there is none.
bool words_unknown_slot(const char *text, char *slot, size_t size);

/// A caption is at most two lines of 40 letters (Game Accessibility Guidelines: subtitles).
enum { CAPTION_COLUMNS = 40, CAPTION_LINES_MAX = 2 };

/// How many lines of CAPTION_COLUMNS letters `text` takes when it is broken at blanks.
int words_caption_lines(const char *text);

/// The side that `text` names as a word of its own ("left", "right"). False if it names none or
/// both.
bool words_side(const char *text, enum side *side);
