#include "store/pose_reference.h"

#include "base/text.h"
#include "store/value.h"

#include <string.h>

static const char *const side_words[SIDE_COUNT] = {"right", "left"};

void pose_reference_unknown(struct doc *doc, const struct doc_node *node, const char *name,
                            const struct content *content, const char *const *others,
                            int other_count)
{
    int count = 0;
    const char **known =
        mem_alloc((size_t)content->pose_count + (size_t)other_count, sizeof *known);
    for (int i = 0; i < other_count; i++)
        known[count++] = others[i];
    for (int i = 0; i < content->pose_count; i++)
        known[count++] = content->pose[i].id;
    const char *what = other_count ? "posture or pose" : "pose";
    const char *nearest = text_nearest(name, known, (size_t)count);
    if (nearest)
        doc_problem(doc, node, "unknown %s \"%s\", did you mean \"%s\"?", what,
                    doc_excerpt(name).text, nearest);
    else
        doc_problem(doc, node, "unknown %s \"%s\"", what, doc_excerpt(name).text);
    mem_free(known);
}

/// The side that is written after the colon or in `side_node`. False after a mistake.
static bool read_side(struct doc *doc, const struct doc_node *node, const char *after_colon,
                      const struct doc_node *side_node, enum side *side, bool *given)
{
    *side = SIDE_RIGHT;
    *given = after_colon || side_node;
    if (after_colon && side_node) {
        doc_key_problem(doc, side_node, "the side is given twice: leave \"side\" out");
        return false;
    }
    int index = 0;
    if (side_node) {
        bool good = value_word(doc, side_node, side_words, SIDE_COUNT, &index);
        *side = (enum side)index;
        return good;
    }
    if (!after_colon)
        return true;
    for (; index < SIDE_COUNT; index++) {
        if (strcmp(after_colon, side_words[index]) == 0) {
            *side = (enum side)index;
            return true;
        }
    }
    doc_problem(doc, node, "unknown side \"%s\": write :right or :left",
                doc_excerpt(after_colon).text);
    return false;
}

bool pose_reference_find(struct doc *doc, const struct doc_node *node, const char *name,
                         const struct doc_node *side_node, const struct content *content,
                         enum side_rule rule, struct pose_side *at)
{
    const char *colon = strchr(name, ':');
    // No id is longer, so a longer name that is cut off is still no id.
    char id[CONTENT_ID_MAX + 16] = "";
    size_t length = colon ? (size_t)(colon - name) : strlen(name);
    memcpy(id, name, length < sizeof id ? length : sizeof id - 1);
    enum side side;
    bool side_given;
    const struct pose *pose = content_pose(content, id);
    if (!pose)
        pose_reference_unknown(doc, node, id, content, NULL, 0);
    bool good = read_side(doc, node, colon ? colon + 1 : NULL, side_node, &side, &side_given);
    if (!pose || !good)
        return false;
    if (side_given && !pose->sided) {
        doc_problem(doc, side_node ? side_node : node, "\"%s\" has no sides: write \"%s\" alone",
                    id, id);
        return false;
    }
    if (!side_given && pose->sided && rule == SIDE_NEEDED) {
        doc_problem(doc, node, "\"%s\" has two sides: write \"%s:right\" or \"%s:left\"", id, id,
                    id);
        return false;
    }
    *at = (struct pose_side){.pose = pose, .side = side};
    return true;
}

bool pose_reference_read(struct doc *doc, const struct doc_node *node,
                         const struct content *content, enum side_rule rule, struct pose_side *at)
{
    const char *name;
    return node && value_text(doc, node, &name) &&
           pose_reference_find(doc, node, name, NULL, content, rule, at);
}
