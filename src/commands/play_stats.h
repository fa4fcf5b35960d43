/// What playing costs, counted frame by frame, for --stats.
#pragma once

#include "picture/canvas.h"

struct play_stats {
    double started_s;     ///< monotonic
    double first_frame_s; ///< from the start to the first picture in the window
    double frame_cpu_s;   ///< processor time at the begin of the frame
    long frames, shown, late;
    double cpu_sum_s, cpu_worst_s; ///< after the first frame
    double redrawn_share_sum;      ///< of the canvas, after the first frame
};

struct play_stats play_stats_start(double now_s);

void play_stats_begin_frame(struct play_stats *stats);

/// The canvas still has its list of changes.
void play_stats_drawn(struct play_stats *stats, const struct canvas *canvas);

/// What was drawn was ready in time for the next that is, or was not.
void play_stats_late(struct play_stats *stats, bool late);
void play_stats_end_frame(struct play_stats *stats, double now_s);

/// Prints it on standard output. `way`: how the window was shown.
void play_stats_print(const struct play_stats *stats, double now_s, const char *way);
