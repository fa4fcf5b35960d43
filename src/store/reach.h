/// Can a body take this posture? Solves it, and reports pins that are out of reach and joints that
/// are bent further than a body allows.
#pragma once

#include "body/motion.h"
#include "store/doc.h"

/// Farther than this from where its pin wants it, a hand is seen to miss.
enum { REACH_TOLERANCE_MM = 5 };

/// Solve `posture` into `key`; `before` as for motion_key_solve. Mistakes are reported at `node`.
/// False if the posture cannot be solved at all; then `key` is not usable.
bool reach_check(struct doc *doc, const struct doc_node *node, const struct posture *posture,
                 const struct motion_key *before, struct motion_key *key);

/// Report every joint of a solved posture, one that is held for long, that is beyond the passive
/// range of body/range.h.
void reach_check_range(struct doc *doc, const struct doc_node *node, const struct motion_key *key);
