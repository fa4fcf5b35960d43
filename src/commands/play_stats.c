#include "commands/play_stats.h"

#include "platform/clock.h"

#include <math.h>
#include <stdio.h>

struct play_stats play_stats_start(double now_s)
{
    return (struct play_stats){.started_s = now_s};
}

void play_stats_begin_frame(struct play_stats *stats)
{
    stats->frame_cpu_s = clock_cpu_s();
}

void play_stats_drawn(struct play_stats *stats, const struct canvas *canvas)
{
    if (canvas->changed_count == 0)
        return;
    stats->shown++;
    if (stats->shown == 1)
        return;
    double area = 0.0;
    for (int i = 0; i < canvas->changed_count; i++)
        area += (double)canvas->changed[i].width * canvas->changed[i].height;
    stats->redrawn_share_sum += area / ((double)canvas->width * canvas->height);
}

void play_stats_late(struct play_stats *stats, bool late)
{
    if (stats->frames > 0)
        stats->late += late;
}

void play_stats_end_frame(struct play_stats *stats, double now_s)
{
    stats->frames++;
    if (stats->frames == 1) {
        stats->first_frame_s = now_s - stats->started_s;
        return;
    }
    double cpu_s = clock_cpu_s() - stats->frame_cpu_s;
    stats->cpu_sum_s += cpu_s;
    stats->cpu_worst_s = fmax(stats->cpu_worst_s, cpu_s);
}

void play_stats_print(const struct play_stats *stats, double now_s, const char *way)
{
    double later_frames = stats->frames > 1 ? (double)(stats->frames - 1) : 1.0;
    printf("frames: %ld, of which %ld differed from the one before and were shown\n", stats->frames,
           stats->shown);
    printf("late frames: %ld\n", stats->late);
    printf("processor time for a frame: mean %.2f ms, worst %.2f ms\n",
           stats->cpu_sum_s / later_frames * 1e3, stats->cpu_worst_s * 1e3);
    printf("processor time in all: %.2f s in %.2f s\n", clock_cpu_s(), now_s - stats->started_s);
    printf("pixels redrawn: %.1f %% of a full redraw of every frame\n",
           stats->redrawn_share_sum / later_frames * 100.0);
    printf("first frame: %.0f ms after the start\n", stats->first_frame_s * 1e3);
    printf("peak memory: %.1f MiB\n", (double)clock_peak_memory_bytes() / (1 << 20));
    printf("shown through: %s\n", way);
}
