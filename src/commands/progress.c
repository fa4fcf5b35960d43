#include "commands/progress.h"

#include "base/log.h"
#include "platform/clock.h"

#include <stdio.h>
#include <unistd.h>

enum { BAR_CELLS = 30 };

struct progress progress_start(const char *what)
{
    return (struct progress){
        .what = what,
        .terminal = isatty(STDERR_FILENO) != 0,
        .started_s = clock_now_s(),
        .shown_percent = -1,
    };
}

static void draw_bar(const struct progress *progress, int percent, double left_s)
{
    char bar[BAR_CELLS + 1] = "";
    for (int i = 0; i < BAR_CELLS; i++)
        bar[i] = i * 100 < percent * BAR_CELLS ? '#' : '.';
    fprintf(stderr, "\r%s [%s] %3d %%, %ld:%02ld left ", progress->what, bar, percent,
            (long)left_s / 60, (long)left_s % 60);
    fflush(stderr);
}

void progress_tell(struct progress *progress, long done, long total)
{
    int percent = total > 0 ? (int)(done * 100 / total) : 100;
    if (percent == progress->shown_percent)
        return;
    double passed_s = clock_now_s() - progress->started_s;
    double left_s = done > 0 ? passed_s * (double)(total - done) / (double)done : 0.0;
    if (progress->terminal)
        draw_bar(progress, percent, left_s);
    else if (percent % 10 == 0)
        log_info("%s: %d %%", progress->what, percent);
    progress->shown_percent = percent;
}

void progress_end(struct progress *progress)
{
    if (progress->terminal && progress->shown_percent >= 0)
        fputc('\n', stderr);
}
