/// A YAML file as a tree of nodes that know their places. This is the only door through which
/// files come into the program: it bounds their size and depth and refuses what YAML allows but
/// nobody needs here (anchors, tags, several documents, a key twice).
///
/// Nothing is typed by its looks: a scalar is its text until somebody asks for a number or a
/// truth (store/value.h). So `no` stays a word, as its writer meant it.
#pragma once

#include "base/mem.h"
#include "store/problems.h"

#include <stddef.h>

enum {
    DOC_BYTES_MAX = 256 * 1024,
    DOC_DEPTH_MAX = 32,
    DOC_ITEMS_MAX = 1000 ///< of one list or mapping
};

enum doc_kind { DOC_SCALAR, DOC_LIST, DOC_MAP };

struct doc_node {
    enum doc_kind kind;
    int line, column;              ///< from 1
    bool plain;                    ///< a scalar without quotes
    const char *text;              ///< of a scalar; never NULL there
    int count;                     ///< of items
    struct doc_node *first, *last; ///< items of a list or mapping
    struct doc_node *next;         ///< item after this one
    const struct doc_node *parent; ///< NULL for the root
    const char *key;               ///< of an item of a mapping, else NULL
    int key_line, key_column;
    int index;         ///< of an item, from 1
    const char *meant; ///< the known key that a misspelt one is near to; see value_known_keys
};

struct doc {
    const char *path; ///< as in messages; not owned
    struct problems *problems;
    struct arena arena;
    struct doc_node *root; ///< always a mapping; NULL if the file could not be read
};

/// Read `path`. False if there were mistakes; then the root may still be there, and whoever goes
/// on reading finds the other mistakes too. `path` and `problems` must outlive the doc.
bool doc_load(struct doc *doc, const char *path, struct problems *problems);

/// The same from memory: `bytes` need not end with NUL and are not kept.
bool doc_parse(struct doc *doc, const char *path, const char *bytes, size_t count,
               struct problems *problems);

void doc_finish(struct doc *doc);

/// The item of `map` called `key`; NULL if there is none or if `map` is NULL or no mapping.
const struct doc_node *doc_item(const struct doc_node *map, const char *key);

/// A mistake at a node's value, or at its key. NULL: at the start of the file.
void doc_problem(struct doc *doc, const struct doc_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void doc_key_problem(struct doc *doc, const struct doc_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// The beginning of a text of the file's own for a message, cut between two characters and before
/// anything that a terminal would obey.
struct doc_excerpt {
    char text[48];
};
struct doc_excerpt doc_excerpt(const char *text);

/// Is the text free of control characters other than tabs and line breaks?
bool doc_text_is_printable(const char *text);
