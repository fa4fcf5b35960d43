#include "coach/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char SIDE_SLOT[] = "{side}", OTHER_SLOT[] = "{other}", FOOT_END_SLOT[] = "{foot_end}";

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

static bool begins_sentence(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    return at == text || strchr(".!?", at[-1]);
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
            char *first = end;
            end = stpcpy(end, value);
            if (begins_sentence(expanded, first))
                *first = (char)toupper((unsigned char)*first);
            text += slot_bytes;
        } else {
            *end++ = *text++;
        }
    }
    return expanded;
}

const char *words_in_room(struct arena *arena, const char *text, bool wall)
{
    const char *slot = text ? strstr(text, FOOT_END_SLOT) : NULL;
    if (!slot)
        return text;
    const char *value = wall ? "wall" : "foot of the mat";
    const char *after = slot + sizeof FOOT_END_SLOT - 1;
    size_t size = strlen(text) + strlen(value) + 1;
    char *told = arena_alloc(arena, size, 1);
    snprintf(told, size, "%.*s%s%s", (int)(slot - text), text, value, after);
    return words_in_room(arena, told, wall);
}

bool words_unknown_slot(const char *text, char *slot, size_t size)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        size_t slot_bytes = 0;
        if (slot_value(open, SIDE_RIGHT, &slot_bytes) ||
            strncmp(open, FOOT_END_SLOT, sizeof FOOT_END_SLOT - 1) == 0)
            continue;
        const char *close = strchr(open, '}');
        int length = close ? (int)(close - open + 1) : (int)strlen(open);
        snprintf(slot, size, "%.*s", length, open);
        return true;
    }
    return false;
}

/// Letters, not bytes, of UTF-8.
static int letter_count(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

int words_caption_lines(const char *text)
{
    int lines = 1, column = 0;
    while (*text) {
        size_t bytes = strcspn(text, " ");
        int letters = letter_count(text, bytes);
        if (column > 0 && column + 1 + letters > CAPTION_COLUMNS) {
            lines++;
            column = 0;
        }
        column += (column > 0) + letters;
        text += bytes + strspn(text + bytes, " ");
    }
    return lines;
}

static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if ((at == text || !isalpha((unsigned char)at[-1])) && !isalpha((unsigned char)at[length]))
            return true;
    return false;
}

bool words_side(const char *text, enum side *side)
{
    bool right = has_word(text, "right") || has_word(text, "Right");
    bool left = has_word(text, "left") || has_word(text, "Left");
    if (right == left)
        return false;
    *side = right ? SIDE_RIGHT : SIDE_LEFT;
    return true;
}
