#include "picture/figure_backdrop.h"

#include "base/mem.h"
#include "picture/field_blur.h"

#include <math.h>

/// Reach of the shade that a near limb leaves on a far one: three box blurs of this radius.
static const float BLUR_M = 0.012f;
enum { BLURS = 3, LARGEST_CELL_PX = 4 };

void backdrop_finish(struct backdrop *backdrop)
{
    mem_free(backdrop->depth_m);
    mem_free(backdrop->weight);
}

static void reserve(struct backdrop *backdrop)
{
    int count = backdrop->columns * backdrop->rows;
    if (count <= backdrop->capacity)
        return;
    backdrop->capacity = count;
    backdrop->depth_m = mem_realloc(backdrop->depth_m, (size_t)count, sizeof(float));
    backdrop->weight = mem_realloc(backdrop->weight, (size_t)count, sizeof(float));
}

static void sum_row(struct backdrop *backdrop, const struct raster *raster, int y)
{
    struct rect box = backdrop->box;
    int row = (y - box.y) / backdrop->cell_px, shift = backdrop->cell_px / 2;
    float *depth = backdrop->depth_m + (size_t)row * (size_t)backdrop->columns;
    float *weight = backdrop->weight + (size_t)row * (size_t)backdrop->columns;
    const float *sample = raster->depth + (size_t)y * (size_t)raster->width + box.x;
    for (int x = 0; x < box.width; x++) {
        if (sample[x] >= RASTER_EMPTY)
            continue;
        int column = x >> shift;
        depth[column] += sample[x] - backdrop->near_m;
        weight[column] += 1.0f;
    }
}

void backdrop_make(struct backdrop *backdrop, const struct raster *raster, float metre_px,
                   float near_m)
{
    float radius_px = BLUR_M * metre_px;
    backdrop->cell_px = radius_px >= 6.0f ? LARGEST_CELL_PX : radius_px >= 3.0f ? 2 : 1;
    backdrop->box = raster->box;
    backdrop->near_m = near_m;
    backdrop->columns = (raster->box.width + backdrop->cell_px - 1) / backdrop->cell_px;
    backdrop->rows = (raster->box.height + backdrop->cell_px - 1) / backdrop->cell_px;
    reserve(backdrop);
    int count = backdrop->columns * backdrop->rows;
    for (int i = 0; i < count; i++)
        backdrop->depth_m[i] = backdrop->weight[i] = 0.0f;
    for (int y = raster->box.y; y < raster->box.y + raster->box.height; y++)
        sum_row(backdrop, raster, y);
    int radius = (int)lroundf(radius_px / (float)backdrop->cell_px);
    radius = radius < 1 ? 1 : radius;
    for (int i = 0; i < BLURS; i++) {
        field_blur(backdrop->depth_m, backdrop->columns, backdrop->rows, backdrop->columns, radius);
        field_blur(backdrop->weight, backdrop->columns, backdrop->rows, backdrop->columns, radius);
    }
    for (int i = 0; i < count; i++) {
        float weight = backdrop->weight[i];
        backdrop->depth_m[i] = weight > 1e-3f ? backdrop->depth_m[i] / weight : 0.0f;
    }
}

/// Split a pixel's place into two neighbouring cells and the share of the second.
static int split(int place_px, int cell_px, int count, int *next, float *share)
{
    float place = ((float)place_px + 0.5f) / (float)cell_px - 0.5f;
    int cell = (int)floorf(place);
    *share = place - (float)cell;
    *next = cell + 1 < count ? cell + 1 : count - 1;
    return cell > 0 ? cell : 0;
}

void backdrop_row(const struct backdrop *backdrop, int x, int y, int count, float *depth_m)
{
    int next, cell_px = backdrop->cell_px;
    float down;
    int row = split(y - backdrop->box.y, cell_px, backdrop->rows, &next, &down);
    const float *above = backdrop->depth_m + (size_t)row * (size_t)backdrop->columns;
    const float *below = backdrop->depth_m + (size_t)next * (size_t)backdrop->columns;
    for (int i = 0; i < count; i++) {
        float across;
        int column = split(x + i - backdrop->box.x, cell_px, backdrop->columns, &next, &across);
        float left = above[column] + (below[column] - above[column]) * down;
        float right = above[next] + (below[next] - above[next]) * down;
        depth_m[i] = backdrop->near_m + left + (right - left) * across;
    }
}
