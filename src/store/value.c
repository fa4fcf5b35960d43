#include "store/value.h"

#include "base/text.h"
#include "coach/content.h"

#include <string.h>
#include <strings.h>

struct value_words value_name(const struct doc_node *node)
{
    struct value_words name;
    const struct doc_node *owner = node->parent;
    if (node->key)
        snprintf(name.text, sizeof name.text, "\"%s\"", doc_excerpt(node->key).text);
    else if (owner && owner->key)
        snprintf(name.text, sizeof name.text, "item %d of \"%s\"", node->index,
                 doc_excerpt(owner->key).text);
    else
        snprintf(name.text, sizeof name.text, "this");
    return name;
}

struct value_words value_description(const struct doc_node *node)
{
    struct value_words description;
    if (node->kind != DOC_SCALAR)
        strcpy(description.text, node->kind == DOC_LIST ? "a list" : "a mapping");
    else if (value_is_nothing(node))
        strcpy(description.text, "nothing");
    else if (value_looks_like_number(node))
        snprintf(description.text, sizeof description.text, "the number %s",
                 doc_excerpt(node->text).text);
    else
        snprintf(description.text, sizeof description.text, "\"%s\"", doc_excerpt(node->text).text);
    return description;
}

bool value_is_nothing(const struct doc_node *node)
{
    return node->kind == DOC_SCALAR && node->plain &&
           (!*node->text || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

bool value_bool(struct doc *doc, const struct doc_node *node, bool *truth)
{
    bool plain = node->kind == DOC_SCALAR && node->plain;
    if (plain && strcmp(node->text, "true") == 0)
        *truth = true;
    else if (plain && strcmp(node->text, "false") == 0)
        *truth = false;
    else {
        doc_problem(doc, node, "%s must be true or false, not %s", value_name(node).text,
                    value_description(node).text);
        return false;
    }
    return true;
}

bool value_text(struct doc *doc, const struct doc_node *node, const char **text)
{
    if (node->kind != DOC_SCALAR || value_is_nothing(node)) {
        doc_problem(doc, node, "%s must be a text, not %s", value_name(node).text,
                    value_description(node).text);
        return false;
    }
    if (!node->text[strspn(node->text, " \t\r\n")]) {
        doc_problem(doc, node, "%s is an empty text", value_name(node).text);
        return false;
    }
    *text = node->text;
    return true;
}

static bool is_id(const char *text)
{
    return *text && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

bool value_id(struct doc *doc, const struct doc_node *node, const char **id)
{
    const char *text;
    if (!value_text(doc, node, &text))
        return false;
    if (!is_id(text)) {
        doc_problem(doc, node, "%s may only have small letters, digits and _, not %s",
                    value_name(node).text, value_description(node).text);
        return false;
    }
    if (strlen(text) >= CONTENT_ID_MAX) {
        doc_problem(doc, node, "%s is too long: at most %d letters", value_name(node).text,
                    CONTENT_ID_MAX - 1);
        return false;
    }
    *id = text;
    return true;
}

bool value_key_is_id(struct doc *doc, const struct doc_node *item)
{
    if (is_id(item->key) && strlen(item->key) < CONTENT_ID_MAX)
        return true;
    doc_key_problem(doc, item,
                    "%s cannot be a name: it may have up to %d small letters, digits and _",
                    value_name(item).text, CONTENT_ID_MAX - 1);
    return false;
}

bool value_word(struct doc *doc, const struct doc_node *node, const char *const *words, int count,
                int *index)
{
    const char *text;
    if (!value_text(doc, node, &text))
        return false;
    char wanted[160] = "";
    for (int i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            *index = i;
            return true;
        }
        size_t used = strlen(wanted);
        snprintf(wanted + used, sizeof wanted - used, "%s%s",
                 i == 0           ? ""
                 : i == count - 1 ? " or "
                                  : ", ",
                 words[i]);
    }
    doc_problem(doc, node, "%s must be %s, not %s", value_name(node).text, wanted,
                value_description(node).text);
    return false;
}

bool value_map(struct doc *doc, const struct doc_node *node)
{
    if (node->kind == DOC_MAP)
        return true;
    doc_problem(doc, node, "%s must be a mapping of keys and values, not %s", value_name(node).text,
                value_description(node).text);
    return false;
}

bool value_list(struct doc *doc, const struct doc_node *node)
{
    if (node->kind == DOC_LIST)
        return true;
    doc_problem(doc, node, "%s must be a list, not %s", value_name(node).text,
                value_description(node).text);
    return false;
}

bool value_list_of(struct doc *doc, const struct doc_node *node, const char *them, int most)
{
    if (!value_list(doc, node))
        return false;
    if (node->count >= 1 && node->count <= most)
        return true;
    doc_problem(doc, node, "%s must have 1 to %d %s, not %d", value_name(node).text, most, them,
                node->count);
    return false;
}

/// Keys that YAML 1.1 programs take for true or false.
static bool is_truth_word(const char *key)
{
    static const char *const words[] = {"on", "off", "yes", "no", "y", "n", "true", "false"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(key, words[i]) == 0)
            return true;
    return false;
}

static bool is_known(const char *key, const char *const *known, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(key, known[i]) == 0)
            return true;
    return false;
}

static void complain_of_key(struct doc *doc, struct doc_node *item, const char *const *known,
                            int count)
{
    static const char grip[] = "grip";
    struct doc_excerpt excerpt = doc_excerpt(item->key);
    const char *key = excerpt.text;
    item->meant = text_nearest(item->key, known, (size_t)count);
    if (strcasecmp(item->key, "on") == 0 && is_known(grip, known, count)) {
        item->meant = grip;
        doc_key_problem(doc, item,
                        "\"%s\" means true in YAML: for a hand on the leg write \"grip\"", key);
    } else if (is_truth_word(item->key))
        doc_key_problem(doc, item, "unknown key \"%s\", which YAML takes for true or false", key);
    else if (item->meant)
        doc_key_problem(doc, item, "unknown key \"%s\", did you mean \"%s\"?", key, item->meant);
    else
        doc_key_problem(doc, item, "unknown key \"%s\"", key);
}

void value_known_keys(struct doc *doc, const struct doc_node *map, const char *const *known,
                      int count)
{
    for (struct doc_node *item = map->first; item; item = item->next)
        if (!is_known(item->key, known, count))
            complain_of_key(doc, item, known, count);
}

bool value_is_meant(const struct doc_node *map, const char *key)
{
    for (const struct doc_node *item = map->first; item; item = item->next)
        if (strcmp(item->key, key) == 0 || (item->meant && strcmp(item->meant, key) == 0))
            return true;
    return false;
}

const struct doc_node *value_required(struct doc *doc, const struct doc_node *map, const char *key)
{
    if (value_is_meant(map, key))
        return doc_item(map, key);
    if (map->parent)
        doc_key_problem(doc, map, "%s lacks the key \"%s\"", value_name(map).text, key);
    else
        doc_problem(doc, map, "the key \"%s\" is missing", key);
    return NULL;
}
