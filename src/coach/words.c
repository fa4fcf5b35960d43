#include "coach/words.h"

#include <stdio.h>
#include <string.h>

static const char SIDE_SLOT[] = "{side}", OTHER_SLOT[] = "{other}";

static const char *side_word(enum side side)
{
    return side == SIDE_RIGHT ? "right" : "left";
}

/// What stands for the slot at `text`; NULL if no known slot begins there.
static const char *slot_value(const char *text, enum side side, size_t *slot_bytes)
{
    if (strncmp(text, SIDE_SLOT, sizeof SIDE_SLOT - 1) == 0) {
        *slot_bytes = sizeof SIDE_SLOT - 1;
        return side_word(side);
    }
    if (strncmp(text, OTHER_SLOT, sizeof OTHER_SLOT - 1) == 0) {
        *slot_bytes = sizeof OTHER_SLOT - 1;
        return side_word(side_other(side));
    }
    return NULL;
}

const char *words_expand(struct arena *arena, const char *text, enum side side)
{
    if (!text)
        return NULL;
    // No value is longer than its slot.
    char *expanded = arena_alloc(arena, strlen(text) + 1, 1), *end = expanded;
    while (*text) {
        size_t slot_bytes = 0;
        const char *value = slot_value(text, side, &slot_bytes);
        if (value) {
            end = stpcpy(end, value);
            text += slot_bytes;
        } else {
            *end++ = *text++;
        }
    }
    return expanded;
}

bool words_unknown_slot(const char *text, char *slot, size_t size)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        size_t slot_bytes = 0;
        if (slot_value(open, SIDE_RIGHT, &slot_bytes))
            continue;
        const char *close = strchr(open, '}');
        int length = close ? (int)(close - open + 1) : (int)strlen(open);
        snprintf(slot, size, "%.*s", length, open);
        return true;
    }
    return false;
}
