#include "store/angle_limits.h"

#include "store/value.h"

#include <string.h>

static bool read_angle(struct doc *doc, const struct doc_node *node, enum range_id id,
                       float *angle_deg)
{
    float read;
    if (!value_float(doc, node, &limits_any_angle, &read))
        return false;
    const struct range *range = &range_table[id];
    float most = range->passive_deg[1];
    // The wrist's range is that of its bend, whichever way; files say which way.
    float least = id == RANGE_WRIST_BEND ? -most : range->passive_deg[0];
    if (read < least || read > most) {
        doc_problem(doc, node, "%s: %s is %g to %g degrees in a human body, not %g",
                    value_name(node).text, range->name, (double)least, (double)most, (double)read);
        return false;
    }
    *angle_deg = read;
    return true;
}

void angles_read(struct doc *doc, const struct doc_node *node, const enum range_id *ranges,
                 int count, float *angles_deg)
{
    if (!node)
        return;
    float read[3] = {0};
    if (node->kind == DOC_SCALAR) {
        if (read_angle(doc, node, ranges[0], &read[0]))
            memcpy(angles_deg, read, (size_t)count * sizeof *read);
        return;
    }
    if (node->kind == DOC_LIST && count == 1) {
        doc_problem(doc, node, "%s must be a number, not a list", value_name(node).text);
        return;
    }
    if (node->kind == DOC_MAP) {
        doc_problem(doc, node, "%s must be an angle or a list of angles, not a mapping",
                    value_name(node).text);
        return;
    }
    if (node->count < 1 || node->count > count) {
        doc_problem(doc, node, "%s must have 1 to %d angles, not %d", value_name(node).text, count,
                    node->count);
        return;
    }
    bool good = true;
    int index = 0;
    for (const struct doc_node *item = node->first; item; item = item->next, index++)
        good = read_angle(doc, item, ranges[index], &read[index]) && good;
    if (good)
        memcpy(angles_deg, read, (size_t)count * sizeof *read);
}
