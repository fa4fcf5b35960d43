#include "store/doc_build.h"

#include "store/doc_syntax.h"

#include <string.h>
#include <yaml.h>

struct builder {
    struct doc *doc;
    struct doc_node *open; ///< the list or mapping that is being filled
    int depth;
    const char *key; ///< of the open mapping, waits for its value
    yaml_mark_t key_mark;
    bool stopped; ///< the rest cannot be trusted
};

void doc_place_of_byte(const char *text, size_t offset, int *line, int *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            (*line)++;
            *column = 1;
        } else if ((text[i] & 0xc0) != 0x80) {
            (*column)++;
        }
    }
}

static void problem_at(struct builder *builder, yaml_mark_t mark, const char *sentence)
{
    problems_add(builder->doc->problems, builder->doc->path, (int)mark.line + 1,
                 (int)mark.column + 1, "%s", sentence);
}

/// As problem_at, and nothing more is read: the rest cannot be trusted.
static void stop_at(struct builder *builder, yaml_mark_t mark, const char *sentence)
{
    problem_at(builder, mark, sentence);
    builder->stopped = true;
}

/// The same for what there is too much of.
static void stop_at_limit(struct builder *builder, yaml_mark_t mark, const char *before, int most,
                          const char *after)
{
    char sentence[120];
    snprintf(sentence, sizeof sentence, "%s %d %s", before, most, after);
    stop_at(builder, mark, sentence);
}

static struct doc_node *new_node(struct builder *builder, enum doc_kind kind, yaml_mark_t mark)
{
    struct doc_node *node = arena_alloc(&builder->doc->arena, 1, sizeof *node);
    node->kind = kind;
    node->line = (int)mark.line + 1;
    node->column = (int)mark.column + 1;
    node->parent = builder->open;
    return node;
}

/// Hang `node` into the open list or mapping, under the key that waits for it.
static void attach(struct builder *builder, struct doc_node *node, yaml_mark_t mark)
{
    struct doc_node *open = builder->open;
    if (!open) {
        builder->doc->root = node;
        return;
    }
    bool twice = false;
    if (open->kind == DOC_MAP) {
        const struct doc_node *same = doc_item(open, builder->key);
        node->key = builder->key;
        node->key_line = (int)builder->key_mark.line + 1;
        node->key_column = (int)builder->key_mark.column + 1;
        builder->key = NULL;
        if (same) {
            problems_add(builder->doc->problems, builder->doc->path, node->key_line,
                         node->key_column, "the key \"%s\" stands here twice, first in line %d",
                         doc_excerpt(node->key).text, same->key_line);
            twice = true;
        }
    }
    if (open->count == DOC_ITEMS_MAX) {
        stop_at_limit(builder, mark, "too many items: a list or mapping holds at most",
                      DOC_ITEMS_MAX, "of them");
        return;
    }
    node->index = ++open->count;
    // The second of two equal keys stays outside the tree: the first one counts.
    if (twice)
        return;
    if (open->last)
        open->last->next = node;
    else
        open->first = node;
    open->last = node;
}

static void check_decoration(struct builder *builder, yaml_mark_t mark, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    if (anchor)
        problem_at(builder, mark,
                   "anchors (&name) are not read here: write the value out where it is needed");
    if (tag)
        problem_at(builder, mark, "tags (!name) are not read here: leave the tag out");
}

static bool waits_for_key(const struct builder *builder)
{
    return builder->open && builder->open->kind == DOC_MAP && !builder->key;
}

static void take_scalar(struct builder *builder, const yaml_event_t *event)
{
    check_decoration(builder, event->start_mark, event->data.scalar.anchor, event->data.scalar.tag);
    const char *value = (const char *)event->data.scalar.value;
    if (strlen(value) != event->data.scalar.length) {
        stop_at(builder, event->start_mark, "a zero character cannot be part of a text");
        return;
    }
    const char *text = arena_text(&builder->doc->arena, value);
    if (waits_for_key(builder)) {
        builder->key = text;
        builder->key_mark = event->start_mark;
        return;
    }
    struct doc_node *node = new_node(builder, DOC_SCALAR, event->start_mark);
    node->text = text;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    attach(builder, node, event->start_mark);
}

static void open_node(struct builder *builder, enum doc_kind kind, const yaml_event_t *event,
                      const yaml_char_t *anchor, const yaml_char_t *tag)
{
    check_decoration(builder, event->start_mark, anchor, tag);
    if (waits_for_key(builder)) {
        stop_at(builder, event->start_mark, "a key must be a word, not a list or a mapping");
        return;
    }
    if (++builder->depth > DOC_DEPTH_MAX) {
        stop_at_limit(builder, event->start_mark, "too deep: lists and mappings may be nested",
                      DOC_DEPTH_MAX, "times at most");
        return;
    }
    struct doc_node *node = new_node(builder, kind, event->start_mark);
    attach(builder, node, event->start_mark);
    builder->open = node;
}

static void close_node(struct builder *builder)
{
    builder->open = (struct doc_node *)builder->open->parent;
    builder->depth--;
}

static void take_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (builder->doc->root)
            stop_at(builder, event->start_mark,
                    "a second document begins here: one file holds one document");
        break;
    case YAML_ALIAS_EVENT:
        stop_at(builder, event->start_mark,
                "aliases (*name) are not read here: write the value out, or put text that "
                "begins with * in quotes");
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_node(builder, DOC_LIST, event, event->data.sequence_start.anchor,
                  event->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        open_node(builder, DOC_MAP, event, event->data.mapping_start.anchor,
                  event->data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_node(builder);
        break;
    default:
        break;
    }
}

static void read_events(struct builder *builder, yaml_parser_t *parser, const char *text)
{
    bool over = false;
    while (!over && !builder->stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            doc_syntax_problem(builder->doc, parser, text);
            builder->stopped = true;
            return;
        }
        take_event(builder, &event);
        over = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

static void check_root(struct doc *doc)
{
    const struct doc_node *root = doc->root;
    bool empty = !root || (root->kind == DOC_SCALAR && root->plain && !*root->text);
    if (empty)
        problems_add(doc->problems, doc->path, 1, 1, "the file is empty");
    else if (root->kind != DOC_MAP)
        doc_problem(doc, root, "the file must hold \"key: value\" lines, not %s",
                    root->kind == DOC_LIST ? "a list" : "a single text");
    else
        return;
    doc->root = NULL;
}

void doc_build(struct doc *doc, const char *text, size_t count)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        problems_add(doc->problems, doc->path, 1, 1, "there is not enough memory to read the file");
        return;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, count);
    struct builder builder = {.doc = doc};
    read_events(&builder, &parser, text);
    yaml_parser_delete(&parser);
    if (builder.stopped)
        doc->root = NULL;
    else
        check_root(doc);
}
