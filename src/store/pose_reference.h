/// A pose by name, as files refer to it: "bridge", "twist:left".
#pragma once

#include "coach/content.h"
#include "store/doc.h"

enum side_rule {
    SIDE_NEEDED,  ///< a pose with sides must be named with one
    SIDE_OPTIONAL ///< without one it is the side for which the pose was written: the right
};

/// Find the pose that `name` means; `node` is where mistakes are reported. `side_node` (may be
/// NULL) is a `side: left` that stands beside the name.
bool pose_reference_find(struct doc *doc, const struct doc_node *node, const char *name,
                         const struct doc_node *side_node, const struct content *content,
                         enum side_rule rule, struct pose_side *at);

/// The same for a node that is the name.
bool pose_reference_read(struct doc *doc, const struct doc_node *node,
                         const struct content *content, enum side_rule rule, struct pose_side *at);

/// Say that there is no pose (and none of `others`) called `name`, with the nearest that there is.
void pose_reference_unknown(struct doc *doc, const struct doc_node *node, const char *name,
                            const struct content *content, const char *const *others,
                            int other_count);
