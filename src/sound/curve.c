#include "sound/curve.h"

enum { RATE_HZ = 48000, GRID_FRAMES = RATE_HZ / 100 };

static long long grid_of(long long frame)
{
    return frame >= 0 ? frame / GRID_FRAMES : -((-frame + GRID_FRAMES - 1) / GRID_FRAMES);
}

static float ask(curve_function *function, const void *source, long long grid)
{
    return function(source, (double)(grid * GRID_FRAMES) / RATE_HZ);
}

void curve_fill(curve_function *function, const void *source, long long first_frame,
                int frame_count, float *gain)
{
    long long grid = grid_of(first_frame);
    float before = ask(function, source, grid), after = ask(function, source, grid + 1);
    int at = (int)(first_frame - grid * GRID_FRAMES);
    while (frame_count > 0) {
        int count = GRID_FRAMES - at < frame_count ? GRID_FRAMES - at : frame_count;
        for (int i = 0; i < count; i++)
            gain[i] = before + (after - before) * ((float)(at + i) / GRID_FRAMES);
        gain += count;
        frame_count -= count;
        if (frame_count > 0) {
            grid++;
            before = after;
            after = ask(function, source, grid + 1);
            at = 0;
        }
    }
}
