/// What the readers of poses and moves share while a content folder is being read. Private to
/// store/.
#pragma once

#include "coach/content.h"
#include "store/doc.h"
#include "store/posture_file.h"

enum reading { NOT_READ, BEING_READ, HAS_BEEN_READ };

/// content->pose[i] is read from pose_source[i].
struct pose_source {
    struct doc doc;
    enum reading posture_state;
    int asks;   ///< index of the pose that its posture is being taken from
    bool solve; ///< also solve its postures and report pins that cannot be reached
};

struct content_reader {
    struct content *content;
    struct problems *problems;
    struct pose_source *pose_source;
    int asker; ///< index of the pose whose posture is being read, -1 if none is
};

/// The pose's own posture for each side, read now if it has not been: that is how `like` works in
/// any order. False with a mistake at `node` if it is being read already: then it is like itself.
bool pose_posture_ready(struct content_reader *reader, int pose_index, struct doc *doc,
                        const struct doc_node *node);

/// `like` by the name of a pose: "twist", "twist:left".
struct posture_lookup content_posture_lookup(struct content_reader *reader);

/// Everything of a pose but its own posture.
void pose_read(struct content_reader *reader, int pose_index);

/// Read the file of a move into `moves` (one, or two if it also exists mirrored); returns how many.
/// `solve`: also solve its postures and report pins that cannot be reached.
int move_read(struct content_reader *reader, struct doc *doc, bool solve, struct move moves[2]);
