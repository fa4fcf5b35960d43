#include "base/text.h"
#include "picture/type.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char ELLIPSIS[] = "…";

/// What the lines of one text have in common.
struct setting {
    struct type *type;
    enum type_face face;
    int size_px;
};

static int width_of(const struct setting *setting, const char *text)
{
    int width_px, height_px;
    type_measure(setting->type, setting->face, setting->size_px, text, &width_px, &height_px);
    return width_px;
}

static bool prefix_fits(const struct setting *setting, const char *text, size_t bytes, int width_px,
                        const char *end)
{
    char line[TYPE_LINE_BYTES + sizeof ELLIPSIS];
    if (bytes >= TYPE_LINE_BYTES)
        return false;
    snprintf(line, sizeof line, "%.*s%s", (int)bytes, text, end);
    return width_of(setting, line) <= width_px;
}

/// Bytes up to the next place where a line may end: before a space, after a hyphen, at the end.
static size_t next_break(const char *text, size_t from)
{
    size_t i = from;
    while (text[i] == ' ')
        i++;
    while (text[i] && text[i] != ' ')
        if (text[i++] == '-')
            break;
    return i;
}

/// Bytes of the longest beginning of `text` that ends at a break and fits; 0 if none does.
static size_t fitting_bytes(const struct setting *setting, const char *text, int width_px)
{
    size_t fits = 0;
    for (size_t end = next_break(text, 0); end > fits; end = next_break(text, end)) {
        if (!prefix_fits(setting, text, end, width_px, ""))
            break;
        fits = end;
    }
    return fits;
}

static void cut_line(const struct setting *setting, const char *text, int width_px, char *line)
{
    size_t fits = 0;
    for (size_t end = 0; text[end];) {
        int step = text_utf8_length(text + end);
        end += step > 0 ? (size_t)step : 1;
        // The ellipsis needs room in the buffer too.
        if (end + sizeof ELLIPSIS > TYPE_LINE_BYTES ||
            !prefix_fits(setting, text, end, width_px, ELLIPSIS))
            break;
        fits = end;
    }
    while (fits > 0 && text[fits - 1] == ' ')
        fits--;
    snprintf(line, TYPE_LINE_BYTES, "%.*s%s", (int)fits, text, ELLIPSIS);
}

/// Fill line after line. `cut` tells whether something is missing.
static int fill_lines(const struct setting *setting, const char *text, int width_px, int max_lines,
                      char line[][TYPE_LINE_BYTES], bool *cut)
{
    int count = 0;
    *cut = false;
    while (count < max_lines) {
        text += strspn(text, " ");
        if (!text[0])
            break;
        size_t bytes = fitting_bytes(setting, text, width_px);
        bool last = count == max_lines - 1;
        bool rest = text[bytes + strspn(text + bytes, " ")] != '\0';
        if (bytes == 0 || (last && rest)) {
            cut_line(setting, text, width_px, line[count++]);
            *cut = true;
            break;
        }
        snprintf(line[count++], TYPE_LINE_BYTES, "%.*s", (int)bytes, text);
        text += bytes;
    }
    return count;
}

static int longer(int a, int b)
{
    return a > b ? a : b;
}

/// Where to break a text that needs two lines: at about the middle, rather after a sentence or a
/// comma. Returns bytes of the first line.
static size_t best_break(const struct setting *setting, const char *text, int width_px)
{
    enum { PLAIN_PERCENT = 130 }; // a break in mid-phrase counts as that much wider
    size_t best = 0;
    int best_cost = INT_MAX;
    for (size_t end = next_break(text, 0); text[end]; end = next_break(text, end)) {
        char first[TYPE_LINE_BYTES];
        if (end >= sizeof first)
            break;
        snprintf(first, sizeof first, "%.*s", (int)end, text);
        int first_px = width_of(setting, first);
        int second_px = width_of(setting, text + end + strspn(text + end, " "));
        int cost = longer(first_px, second_px);
        if (cost > width_px)
            continue;
        if (!strchr(".,;:!?", text[end - 1]))
            cost = cost * PLAIN_PERCENT / 100;
        if (cost < best_cost) {
            best_cost = cost;
            best = end;
        }
    }
    return best;
}

/// Lines of about equal length: the narrowest width that needs no further line.
static int fill_evenly(const struct setting *setting, const char *text, int width_px, int count,
                       char line[][TYPE_LINE_BYTES])
{
    int too_narrow = width_px / (count + 1), enough = width_px;
    bool cut;
    while (enough - too_narrow > 4) {
        int middle = (too_narrow + enough) / 2;
        fill_lines(setting, text, middle, count, line, &cut);
        if (cut)
            too_narrow = middle;
        else
            enough = middle;
    }
    return fill_lines(setting, text, enough, count, line, &cut);
}

int type_wrap(struct type *type, enum type_face face, int size_px, const char *text, int width_px,
              int max_lines, char line[][TYPE_LINE_BYTES])
{
    const struct setting setting = {type, face, size_px};
    bool cut;
    text += strspn(text, " ");
    int count = fill_lines(&setting, text, width_px, max_lines, line, &cut);
    if (cut || count < 2)
        return count;
    size_t first = count == 2 ? best_break(&setting, text, width_px) : 0;
    if (first == 0)
        return fill_evenly(&setting, text, width_px, count, line);
    snprintf(line[0], TYPE_LINE_BYTES, "%.*s", (int)first, text);
    snprintf(line[1], TYPE_LINE_BYTES, "%s", text + first + strspn(text + first, " "));
    return count;
}

int type_fit(struct type *type, enum type_face face, int size_px, int least_px, const char *text,
             int width_px, int max_lines)
{
    enum { LINES_TRIED_MAX = 8 };
    char line[LINES_TRIED_MAX][TYPE_LINE_BYTES];
    bool cut = true;
    assert(max_lines <= LINES_TRIED_MAX);
    for (int size = size_px; size > least_px; size -= 1 + size / 24) {
        const struct setting setting = {type, face, size};
        fill_lines(&setting, text, width_px, max_lines, line, &cut);
        if (!cut)
            return size;
    }
    return least_px < size_px ? least_px : size_px;
}
