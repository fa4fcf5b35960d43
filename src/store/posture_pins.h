/// What touches, as it stands in a posture's mapping: hands, feet, knees and the poles that say
/// where elbows and knees point. Private to store/posture_file.c.
#pragma once

#include "body/posture.h"
#include "store/doc.h"

/// Read the keys hands, elbows, feet, knees and kneel, each also with _r and _l for one side.
void posture_pins_read(struct doc *doc, const struct doc_node *map, bool keep_allowed,
                       struct posture *posture);

/// Visit the item `both` and then `both`'s one-sided items (`one`_r, `one`_l): `read` is called
/// for every side that an item sets, the one-sided items last.
struct sided_reader {
    void (*read)(struct doc *doc, const struct doc_node *node, enum side side, bool keep_allowed,
                 struct posture *posture);
    const char *both, *one;
};
void posture_read_sided(struct doc *doc, const struct doc_node *map,
                        const struct sided_reader *reader, bool keep_allowed,
                        struct posture *posture);
