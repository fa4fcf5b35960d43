#include "screens/typesetter.h"

#include "base/mem.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { ENTRIES = 128 };

struct request {
    enum type_face face;
    int size_px, least_px, width_px, max_lines;
};

struct entry {
    unsigned long used; ///< 0: free
    struct request request;
    char text[SET_TEXT_BYTES];
    struct set_text set;
};

struct typesetter {
    struct type *type;
    unsigned long clock;
    int longer_percent, cut_count;
    struct entry entry[ENTRIES];
};

struct typesetter *typesetter_create(struct type *type)
{
    struct typesetter *typesetter = mem_alloc(1, sizeof *typesetter);
    typesetter->type = type;
    return typesetter;
}

void typesetter_destroy(struct typesetter *typesetter)
{
    mem_free(typesetter);
}

struct type *typesetter_type(const struct typesetter *typesetter)
{
    return typesetter->type;
}

void typesetter_lengthen(struct typesetter *typesetter, int percent)
{
    typesetter->longer_percent = percent;
}

void typesetter_text(const struct typesetter *typesetter, const char *text,
                     char set[SET_TEXT_BYTES])
{
    size_t length = 0;
    int owed = 0;
    for (; *text && length + 2 < SET_TEXT_BYTES; text++) {
        set[length++] = *text;
        owed += typesetter->longer_percent;
        if (owed >= 100 && isalpha((unsigned char)*text)) {
            set[length++] = *text;
            owed -= 100;
        }
    }
    set[length] = '\0';
}

static bool ends_with_ellipsis(const char *text)
{
    static const char ELLIPSIS[] = "…";
    size_t length = strlen(text), end = sizeof ELLIPSIS - 1;
    return length >= end && strcmp(text + length - end, ELLIPSIS) == 0;
}

static void fill_in(struct typesetter *typesetter, struct entry *entry)
{
    const struct request *request = &entry->request;
    struct set_text *set = &entry->set;
    if (!typesetter->type)
        return;
    set->size_px = type_fit(typesetter->type, request->face, request->size_px, request->least_px,
                            entry->text, request->width_px, request->max_lines);
    set->count = type_wrap(typesetter->type, request->face, set->size_px, entry->text,
                           request->width_px, request->max_lines, set->line);
    set->cut = set->count > 0 && ends_with_ellipsis(set->line[set->count - 1]) &&
               !ends_with_ellipsis(entry->text);
}

void typesetter_drawn(struct typesetter *typesetter, const struct set_text *set)
{
    typesetter->cut_count += set->cut;
}

int typesetter_cut_count(const struct typesetter *typesetter)
{
    return typesetter->cut_count;
}

const struct set_text *typesetter_set(struct typesetter *typesetter, enum type_face face,
                                      int size_px, int least_px, int width_px, int max_lines,
                                      const char *text)
{
    assert(max_lines >= 1 && max_lines <= SET_LINES_MAX);
    const struct request request = {face, size_px, least_px, width_px, max_lines};
    char wanted[SET_TEXT_BYTES];
    typesetter_text(typesetter, text, wanted);
    struct entry *oldest = &typesetter->entry[0];
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *entry = &typesetter->entry[i];
        if (entry->used && memcmp(&entry->request, &request, sizeof request) == 0 &&
            strcmp(entry->text, wanted) == 0) {
            entry->used = ++typesetter->clock;
            return &entry->set;
        }
        if (entry->used < oldest->used)
            oldest = entry;
    }
    *oldest = (struct entry){.used = ++typesetter->clock, .request = request};
    strcpy(oldest->text, wanted);
    fill_in(typesetter, oldest);
    return &oldest->set;
}
