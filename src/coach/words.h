/// Words with slots.
#pragma once

#include "base/mem.h"
#include "body/side.h"

#include <stdbool.h>

/// `text` with "{side}" and "{other}" replaced by "right" and "left" (or the reverse), as a copy in
/// the arena. NULL stays NULL.
const char *words_expand(struct arena *arena, const char *text, enum side side);

/// The first slot in `text` that does not exist ("{sdie}"), copied to `slot` with its braces.
/// False if there is none.
bool words_unknown_slot(const char *text, char *slot, size_t size);
