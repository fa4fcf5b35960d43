/// What a file's node is asked for: a number, a truth, a text, an id. Each asking says kindly what
/// is wrong with the node, and returns false; the result is untouched then.
#pragma once

#include "store/doc.h"

/// How many entries an array has; keys and words of the readers stand in arrays.
#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/// Bounds of a number, both included, and its unit for messages ("" = none).
struct limits {
    double least, most;
    const char *unit;
};

extern const struct limits limits_any_angle; ///< -360 to 360 degrees
extern const struct limits limits_place;     ///< -5 to 5 m: the room
extern const struct limits limits_small;     ///< -0.5 to 0.5 m: the body
extern const struct limits limits_direction; ///< -100 to 100: only the direction counts
extern const struct limits limits_share;     ///< 0 to 1
extern const struct limits limits_seconds;   ///< 0.2 to 600 s
extern const struct limits limits_hold;      ///< 0 to 600 s

/// Words for a message.
struct value_words {
    char text[80];
};

/// How a message calls a node: `"seconds"`, or `item 2 of "root"`.
struct value_words value_name(const struct doc_node *node);

/// "a list", "the number 5", "\"five\"", "nothing".
struct value_words value_description(const struct doc_node *node);

bool value_is_nothing(const struct doc_node *node); ///< `~`, `null` or empty

/// Is it written like a number? The trap `-.5` counts: value_number explains it.
bool value_looks_like_number(const struct doc_node *node);

bool value_number(struct doc *doc, const struct doc_node *node, const struct limits *limits,
                  double *number);
bool value_float(struct doc *doc, const struct doc_node *node, const struct limits *limits,
                 float *number);
bool value_bool(struct doc *doc, const struct doc_node *node, bool *truth);

/// A list of at least `least` and at most `most` numbers; missing ones become 0.
bool value_floats(struct doc *doc, const struct doc_node *node, const struct limits *limits,
                  int least, int most, float *numbers);

/// A text that is not empty. `*text` lives as long as the doc.
bool value_text(struct doc *doc, const struct doc_node *node, const char **text);

/// An id: small letters, digits and _, shorter than CONTENT_ID_MAX.
bool value_id(struct doc *doc, const struct doc_node *node, const char **id);

/// Is the item's key an id? If not, say so.
bool value_key_is_id(struct doc *doc, const struct doc_node *item);

/// One of `words`.
bool value_word(struct doc *doc, const struct doc_node *node, const char *const *words, int count,
                int *index);

/// Is the node a mapping, a list? If not, say so.
bool value_map(struct doc *doc, const struct doc_node *node);
bool value_list(struct doc *doc, const struct doc_node *node);

/// Is it a list of 1 to `most` of them ("steps")?
bool value_list_of(struct doc *doc, const struct doc_node *node, const char *them, int most);

/// Complain about each key of `map` that is not in `known`, with the nearest one that is: that one
/// counts as meant, and value_required does not complain of it again. Call it first.
void value_known_keys(struct doc *doc, const struct doc_node *map, const char *const *known,
                      int count);

/// Does `key` stand in `map`, perhaps misspelt?
bool value_is_meant(const struct doc_node *map, const char *key);

/// The item of `map` called `key`; if there is none, say so.
const struct doc_node *value_required(struct doc *doc, const struct doc_node *map, const char *key);
