/// Clinical angles in files, held against the human range (body/range.h). The passive range: what
/// a joint reaches under the weight of the body or the pull of a hand.
#pragma once

#include "body/range.h"
#include "store/doc.h"

/// Read one angle or a list of up to `count` angles (missing ones become 0) into `angles_deg`.
/// `ranges[i]` bounds the i-th. `node` may be NULL: then nothing happens.
void angles_read(struct doc *doc, const struct doc_node *node, const enum range_id *ranges,
                 int count, float *angles_deg);
