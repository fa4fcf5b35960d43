/// Small helpers for words.
#pragma once

#include <stdbool.h>
#include <stddef.h>

/// The candidate that is nearest to `word` by edit distance (Damerau-Levenshtein, ASCII case
/// ignored), or NULL if none is near enough to be meant: at most a third of its letters differ.
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/// Length in bytes of the valid UTF-8 sequence at `text`, 1 to 4; 0 if it is not valid UTF-8.
int text_utf8_length(const char *text);

bool text_is_utf8(const char *text);

bool text_ends_with(const char *text, const char *end);
