#include "store/file_kind.h"

#include "base/text.h"
#include "store/doc.h"

#include <string.h>

static const char *const kind_keys[FILE_UNKNOWN] = {"pose", "move", "routine", "theme"};

static enum file_kind kind_of_key(const char *key)
{
    for (int kind = 0; kind < FILE_UNKNOWN; kind++)
        if (strcmp(key, kind_keys[kind]) == 0)
            return (enum file_kind)kind;
    return FILE_UNKNOWN;
}

static void complain_of_kind(struct doc *doc)
{
    const struct doc_node *first = doc->root->first;
    const char *nearest = first ? text_nearest(first->key, kind_keys, FILE_UNKNOWN) : NULL;
    if (nearest)
        doc_key_problem(doc, first, "unknown key \"%s\", did you mean \"%s\"?",
                        doc_excerpt(first->key).text, nearest);
    else
        doc_key_problem(doc, first ? first : doc->root,
                        "what is this? The first key must be pose, move, routine or theme");
}

enum file_kind file_kind_read(const char *path, struct problems *problems)
{
    struct problems unheard = {0};
    struct doc doc;
    // Whoever reads a file of a known kind finds its mistakes again; so they are told only here if
    // nobody will.
    doc_load(&doc, path, &unheard);
    enum file_kind kind = FILE_UNKNOWN;
    for (const struct doc_node *item = doc.root ? doc.root->first : NULL;
         item && kind == FILE_UNKNOWN; item = item->next)
        kind = kind_of_key(item->key);
    doc_finish(&doc);
    problems_finish(&unheard);
    if (kind == FILE_UNKNOWN) {
        doc_load(&doc, path, problems);
        if (doc.root)
            complain_of_kind(&doc);
        doc_finish(&doc);
    }
    return kind;
}
