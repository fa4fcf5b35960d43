/// A posture as it stands in a file: overrides on top of a posture that is there already.
#pragma once

#include "body/posture.h"
#include "store/doc.h"

/// Who knows the postures that `like` may name. `find` writes the posture called `name`, or says
/// at `node` why it cannot, and returns false.
struct posture_lookup {
    bool (*find)(void *context, struct doc *doc, const struct doc_node *node, const char *name,
                 struct posture *posture);
    void *context;
};

struct posture_rules {
    struct posture_lookup lookup;
    bool keep_allowed; ///< is there a posture before, that `keep` could mean?
    bool complete;     ///< without `like` it must say root and at
};

/// Read the mapping `node` on top of `*posture`. Mistakes go to the doc's problems; what is wrong
/// is left as it was.
void posture_read(struct doc *doc, const struct doc_node *node, const struct posture_rules *rules,
                  struct posture *posture);
