#include "screens/typesetter.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

enum { ENTRIES = 48, TEXT_BYTES = 512 };

struct request {
    enum type_face face;
    int size_px, least_px, width_px, max_lines;
};

struct entry {
    unsigned long used; ///< 0: free
    struct request request;
    char text[TEXT_BYTES];
    struct set_text set;
};

struct typesetter {
    struct type *type;
    unsigned long clock;
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

int typesetter_cut_count(const struct typesetter *typesetter)
{
    int count = 0;
    for (int i = 0; i < ENTRIES; i++)
        count += typesetter->entry[i].set.cut;
    return count;
}

const struct set_text *typesetter_set(struct typesetter *typesetter, enum type_face face,
                                      int size_px, int least_px, int width_px, int max_lines,
                                      const char *text)
{
    assert(max_lines >= 1 && max_lines <= SET_LINES_MAX);
    const struct request request = {face, size_px, least_px, width_px, max_lines};
    struct entry *oldest = &typesetter->entry[0];
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *entry = &typesetter->entry[i];
        if (entry->used && memcmp(&entry->request, &request, sizeof request) == 0 &&
            strncmp(entry->text, text, TEXT_BYTES - 1) == 0) {
            entry->used = ++typesetter->clock;
            return &entry->set;
        }
        if (entry->used < oldest->used)
            oldest = entry;
    }
    *oldest = (struct entry){.used = ++typesetter->clock, .request = request};
    strncpy(oldest->text, text, TEXT_BYTES - 1);
    fill_in(typesetter, oldest);
    return &oldest->set;
}
