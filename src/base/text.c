#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { TEXT_WORD_MAX = 48 };

static int min3(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

static int edit_distance(const char *a, const char *b)
{
    int a_length = (int)strlen(a), b_length = (int)strlen(b);
    if (a_length > TEXT_WORD_MAX || b_length > TEXT_WORD_MAX)
        return TEXT_WORD_MAX;
    int cost[TEXT_WORD_MAX + 1][TEXT_WORD_MAX + 1];
    for (int i = 0; i <= a_length; i++)
        cost[i][0] = i;
    for (int j = 0; j <= b_length; j++)
        cost[0][j] = j;
    for (int i = 1; i <= a_length; i++) {
        for (int j = 1; j <= b_length; j++) {
            int ca = tolower((unsigned char)a[i - 1]), cb = tolower((unsigned char)b[j - 1]);
            cost[i][j] =
                min3(cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (ca != cb));
            if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
                cb == tolower((unsigned char)a[i - 2]) && cost[i - 2][j - 2] + 1 < cost[i][j])
                cost[i][j] = cost[i - 2][j - 2] + 1;
        }
    }
    return cost[a_length][b_length];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    int best_distance = TEXT_WORD_MAX;
    for (size_t i = 0; i < count; i++) {
        int distance = edit_distance(word, candidates[i]);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidates[i];
        }
    }
    if (!best || best_distance > ((int)strlen(best) + 2) / 3)
        return NULL;
    return best;
}

int text_utf8_length(const char *text)
{
    const uint8_t *byte = (const uint8_t *)text;
    if (byte[0] < 0x80)
        return 1;
    int length = byte[0] >= 0xc2 && byte[0] < 0xe0   ? 2
                 : byte[0] >= 0xe0 && byte[0] < 0xf0 ? 3
                 : byte[0] >= 0xf0 && byte[0] < 0xf5 ? 4
                                                     : 0;
    for (int i = 1; i < length; i++)
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (byte[0] == 0xe0 && byte[1] < 0xa0) || (byte[0] == 0xf0 && byte[1] < 0x90);
    bool surrogate = byte[0] == 0xed && byte[1] >= 0xa0;
    bool too_high = byte[0] == 0xf4 && byte[1] >= 0x90;
    return overlong || surrogate || too_high ? 0 : length;
}

bool text_is_utf8(const char *text)
{
    while (*text) {
        int length = text_utf8_length(text);
        if (!length)
            return false;
        text += length;
    }
    return true;
}

bool text_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}
