#include "store/line.h"

#include "base/text.h"
#include "coach/words.h"
#include "store/value.h"

#include <string.h>

/// What a line is said of decides which placeholders it may have.
enum line_of { OF_NO_SIDE, OF_A_SIDE, OF_A_MOVE };

static bool is_blank(char character)
{
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
}

static char *one_line(const char *text, struct arena *arena)
{
    char *line = arena_alloc(arena, strlen(text) + 1, 1);
    char *end = line;
    for (; *text; text++) {
        if (!is_blank(*text))
            *end++ = *text;
        else if (end > line && end[-1] != ' ')
            *end++ = ' ';
    }
    if (end > line && end[-1] == ' ')
        end--;
    *end = '\0';
    return line;
}

/// `name` is what stands between the braces.
static bool check_placeholder(struct doc *doc, const struct doc_node *node, const char *name,
                              enum line_of of)
{
    static const char *const known[] = {"side", "other"};
    if (of == OF_A_MOVE && strcmp(name, "foot_end") == 0)
        return true;
    if (strcmp(name, "side") != 0 && strcmp(name, "other") != 0) {
        const char *nearest = text_nearest(name, known, 2);
        doc_problem(doc, node, "%s: unknown placeholder {%s}, %s", value_name(node).text,
                    doc_excerpt(name).text,
                    nearest && nearest == known[0] ? "did you mean {side}?"
                    : nearest                      ? "did you mean {other}?"
                                                   : "there are {side} and {other}");
        return false;
    }
    if (of == OF_NO_SIDE)
        doc_problem(doc, node, "%s: {%s} has no meaning here: there are no sides",
                    value_name(node).text, name);
    return of != OF_NO_SIDE;
}

static bool check_placeholders(struct doc *doc, const struct doc_node *node, const char *text,
                               enum line_of of)
{
    bool good = true;
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        char name[48];
        size_t length = strcspn(open + 1, "{}");
        if (open[1 + length] != '}') {
            doc_problem(doc, node, "%s: a { is never closed with }", value_name(node).text);
            return false;
        }
        snprintf(name, sizeof name, "%.*s", (int)(length < 40 ? length : 40), open + 1);
        good = check_placeholder(doc, node, name, of) && good;
    }
    return good;
}

static const char *read_line(struct doc *doc, const struct doc_node *node, enum line_of of,
                             struct arena *arena)
{
    const char *text;
    if (!node || !value_text(doc, node, &text))
        return NULL;
    const char *line = one_line(text, arena);
    if (strlen(line) > LINE_BYTES_MAX) {
        doc_problem(doc, node, "%s is too long to be read in time: at most %d letters",
                    value_name(node).text, LINE_BYTES_MAX);
        return NULL;
    }
    if (!doc_text_is_printable(line)) {
        doc_problem(doc, node, "%s holds a control character: remove it", value_name(node).text);
        return NULL;
    }
    return check_placeholders(doc, node, line, of) ? line : NULL;
}

const char *line_read(struct doc *doc, const struct doc_node *node, bool sided, struct arena *arena)
{
    return read_line(doc, node, sided ? OF_A_SIDE : OF_NO_SIDE, arena);
}

static const char *spoken(struct doc *doc, const struct doc_node *node, const char *line,
                          struct arena *arena)
{
    if (!line || words_caption_lines(words_in_room(arena, line, false)) <= CAPTION_LINES_MAX)
        return line;
    doc_problem(doc, node, "%s does not fit into a caption of %d lines of %d letters",
                value_name(node).text, CAPTION_LINES_MAX, CAPTION_COLUMNS);
    return NULL;
}

const char *spoken_line_read(struct doc *doc, const struct doc_node *node, bool sided,
                             struct arena *arena)
{
    return spoken(doc, node, line_read(doc, node, sided, arena), arena);
}

const char *move_line_read(struct doc *doc, const struct doc_node *node, struct arena *arena)
{
    return spoken(doc, node, read_line(doc, node, OF_A_MOVE, arena), arena);
}
