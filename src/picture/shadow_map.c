#include "picture/shadow_map.h"

#include "picture/field_blur.h"

#include <math.h>

static const float NO_GAP_M = 9.0f;

/// Cells round the body that the blurs may darken.
enum { BLUR_MARGIN = 14 };

void shadow_map_clear(struct shadow_map *map, float middle_u_m, float middle_v_m)
{
    map->low_u_m = (floorf(middle_u_m / SHADOW_CELL_M) - SHADOW_CELLS / 2) * SHADOW_CELL_M;
    map->low_v_m = (floorf(middle_v_m / SHADOW_CELL_M) - SHADOW_CELLS / 2) * SHADOW_CELL_M;
    map->from_u = map->from_v = SHADOW_CELLS;
    map->to_u = map->to_v = 0;
    for (int i = 0; i < SHADOW_CELLS * SHADOW_CELLS; i++)
        map->gap_m[i] = NO_GAP_M;
}

static void widen(struct shadow_map *map)
{
    map->from_u = map->from_u > BLUR_MARGIN ? map->from_u - BLUR_MARGIN : 0;
    map->from_v = map->from_v > BLUR_MARGIN ? map->from_v - BLUR_MARGIN : 0;
    map->to_u = map->to_u + BLUR_MARGIN < SHADOW_CELLS ? map->to_u + BLUR_MARGIN : SHADOW_CELLS;
    map->to_v = map->to_v + BLUR_MARGIN < SHADOW_CELLS ? map->to_v + BLUR_MARGIN : SHADOW_CELLS;
}

/// A cell between two of the body is of the body.
static void fill_holes(struct shadow_map *map)
{
    for (int row = map->from_v + 1; row + 1 < map->to_v; row++) {
        float *gap = map->gap_m + row * SHADOW_CELLS;
        for (int i = map->from_u + 1; i + 1 < map->to_u; i++) {
            if (gap[i] != NO_GAP_M)
                continue;
            float across = fmaxf(gap[i - 1], gap[i + 1]);
            float along = fmaxf(gap[i - SHADOW_CELLS], gap[i + SHADOW_CELLS]);
            gap[i] = across < along ? across : along;
        }
    }
}

void shadow_map_soften(struct shadow_map *map, const struct shadow_reach *reach)
{
    if (map->from_u >= map->to_u)
        return;
    fill_holes(map);
    widen(map);
    int width = map->to_u - map->from_u, height = map->to_v - map->from_v;
    int first = map->from_v * SHADOW_CELLS + map->from_u;
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++) {
            int i = first + row * SHADOW_CELLS + column;
            float gap = fmaxf(map->gap_m[i], 0.0f);
            bool is_empty = map->gap_m[i] == NO_GAP_M;
            map->contact[i] = reach->contact_m > 0.0f
                                  ? fmaxf(1.0f - gap / (2.0f * reach->contact_m), 0.0f)
                                  : 0.0f;
            map->cast[i] = is_empty ? 0.0f : expf(-gap / reach->cast_fade_m);
        }
    static const float contact_radii[] = {1.5f}, cast_radii[] = {4.0f, 6.0f};
    field_blur(map->contact + first, width, height, SHADOW_CELLS, contact_radii, 1, map->gap_m);
    field_blur(map->cast + first, width, height, SHADOW_CELLS, cast_radii, 2, map->gap_m);
}

bool shadow_map_corner(const struct shadow_map *map, int corner, float *u_m, float *v_m)
{
    if (map->from_u >= map->to_u)
        return false;
    *u_m = map->low_u_m + (float)(corner & 1 ? map->to_u : map->from_u) * SHADOW_CELL_M;
    *v_m = map->low_v_m + (float)(corner & 2 ? map->to_v : map->from_v) * SHADOW_CELL_M;
    return true;
}

static float between(const float *values, int cell, float u, float v)
{
    const float *at = values + cell;
    float near_v = at[0] + (at[1] - at[0]) * u;
    float far_v = at[SHADOW_CELLS] + (at[SHADOW_CELLS + 1] - at[SHADOW_CELLS]) * u;
    return near_v + (far_v - near_v) * v;
}

struct shadow_value shadow_map_at(const struct shadow_map *map, float u_m, float v_m)
{
    float u = (u_m - map->low_u_m) / SHADOW_CELL_M - 0.5f,
          v = (v_m - map->low_v_m) / SHADOW_CELL_M - 0.5f;
    if (!(u >= (float)map->from_u && v >= (float)map->from_v && u < (float)map->to_u - 1.0f &&
          v < (float)map->to_v - 1.0f))
        return (struct shadow_value){0};
    int column = (int)u, row = (int)v, cell = row * SHADOW_CELLS + column;
    u -= (float)column;
    v -= (float)row;
    return (struct shadow_value){between(map->contact, cell, u, v), between(map->cast, cell, u, v)};
}
