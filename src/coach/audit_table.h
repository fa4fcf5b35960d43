/// Audits of whole routines and of every way between poses, as the rows of one table.
#pragma once

#include "coach/audit.h"
#include "coach/timeline.h"

enum { AUDIT_ROWS_MAX = 512, AUDIT_NAME_MAX = CONTENT_ID_MAX * 4 };

/// One move, one hold, or one span of a routine.
struct audit_row {
    char name[AUDIT_NAME_MAX];
    bool holds;
    struct audit audit;
    char way[AUDIT_COUNT][AUDIT_NAME_MAX]; ///< on which way the worst happened; may be empty
};

struct audit_table {
    int count;
    struct audit_row row[AUDIT_ROWS_MAX];
};

/// Every tick of a routine: two rows for each step, the way and the hold.
void audit_routine(struct audit_table *table, const struct timeline *timeline);

/// Every tick of the way between two poses: a row for each move.
bool audit_way(struct audit_table *table, const struct content *content, struct pose_side from,
               struct pose_side to, struct err *err);

/// A breath of every pose, and every move of the ways between all pairs of poses: once for each
/// neighbourhood, for how a move is gone depends only on the moves next to it.
bool audit_content(struct audit_table *table, const struct content *content, struct err *err);

/// The worst of all rows; `row` gets the index of each
/// figure's row, -1 for none.
void audit_summary(const struct audit_table *table, struct audit *worst, int row[AUDIT_COUNT]);
