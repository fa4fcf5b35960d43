/// What is practised: poses, the moves that join them, routines. Plain data, read from files by
/// the floor above (store/), shared and never changed afterwards.
#pragma once

#include "base/mem.h"
#include "body/motion.h"
#include "coach/view.h"

enum { TICKS_PER_S = 120 };

enum { POSE_LINES_MAX = 8, MOVE_STEPS_MAX = 16, CONTENT_ID_MAX = 48 };

/// A yoga pose or a resting position, as somebody would look it up in a book.
struct pose {
    const char *id; ///< "knees_to_chest"
    const char *file;
    const char *name;       ///< "Knees to chest"
    const char *sanskrit;   ///< "Apanasana"; NULL for a resting position
    const char *devanagari; ///< NULL for a resting position
    bool rest;              ///< a resting position: a station between poses, not practised
    bool sided;             ///< authored for the right side; the left is its mirror image
    struct posture posture[SIDE_COUNT]; ///< where moves arrive; [SIDE_LEFT] mirrored if sided
    struct posture exhale[SIDE_COUNT];  ///< at the end of an exhale
    struct posture inhale[SIDE_COUNT];  ///< at the end of an inhale
    struct view view[SIDE_COUNT];       ///< look and span are computed unless `framed`
    bool framed;
    /// Words for the hold, in order. "{side}" and "{other}" stand for left and right.
    int line_count;
    const char *line[POSE_LINES_MAX];
    const char *breathe_in;  ///< said with the first inhales of a hold; NULL: nothing
    const char *breathe_out; ///< said with the first exhales
    const char *begin;       ///< said at the very start of a routine that begins here; may be NULL
    const char *soon;        ///< said shortly before this pose is next; NULL: "Soon: <name>."
    const char *half; ///< said half-way through a long hold; NULL: "Half of this pose is done."
    const char *meanwhile; ///< said after what comes next; NULL: "For now, stay as you are."
    const char *summary;   ///< one sentence: what the body does
    const char *benefit;   ///< one sentence: why it is there
    const char *easier;    ///< an easier way
    const char *caution;   ///< who leaves it out or asks first
};

/// A pose on one of its sides.
struct pose_side {
    const struct pose *pose;
    enum side side; ///< SIDE_RIGHT for poses without sides
};

struct move_step {
    struct posture posture;
    bool arrival;   ///< the posture of the pose that the move leads to (or comes from)
    double seconds; ///< from the step before
    double hold_s;  ///< stay here that long
    struct motion_way way;
    const char *say;      ///< instruction while going forward; NULL: the one before stays
    const char *say_back; ///< instruction while it is gone backward, to the step before
};

/// One way from a pose to another, as a careful person goes it.
struct move {
    const char *id;
    const char *file;
    struct pose_side from, to;
    int step_count; ///< the last step arrives at `to`
    struct move_step step[MOVE_STEPS_MAX];
    bool backward; ///< may be gone backward too, with say_back as its words
};

struct routine_step {
    struct pose_side at;
    double seconds;  ///< of the whole step
    const char *say; ///< replaces the pose's first line; may be NULL
};

enum { ROUTINE_STEPS_MAX = 64 };

struct routine {
    const char *id;
    const char *file;
    const char *title;
    struct pose_side start; ///< where the figure waits before the first step
    const char *begin;      ///< said first of all; NULL: what the start pose says
    int step_count;
    struct routine_step step[ROUTINE_STEPS_MAX];
    /// After the steps: stay there, fading to dark and silence.
    struct pose_side rest;
    double rest_s; ///< of the stay itself: the way there is added
    /// false: getting there is part of each step's time; true: it is added to it.
    bool moves_extra;
};

/// All content of one folder.
struct content {
    struct arena arena;
    int pose_count;
    struct pose *pose;
    int move_count; ///< mirrored moves included
    struct move *move;
};

/// NULL if there is no such pose.
const struct pose *content_pose(const struct content *content, const char *id);

/// NULL if there is no such move.
const struct move *content_move(const struct content *content, const char *id);

/// "knees_to_chest", or "twist:left" for a pose with sides. Writes at most `size` bytes.
void pose_side_text(struct pose_side at, char *text, size_t size);

/// "Knees to chest", or "Supine twist, left".
void pose_side_title(struct pose_side at, char *text, size_t size);

static inline bool pose_side_equal(struct pose_side a, struct pose_side b)
{
    return a.pose == b.pose && a.side == b.side;
}
