#include "picture/shadow_map.h"

#include "base/whole.h"
#include "picture/field_blur.h"
#include "picture/field_eight.h"

#include <string.h>

static const float NO_GAP_M = 9.0f;

/// Cells round the body that the blurs may darken.
enum { CAST_MARGIN = 14, CONTACT_MARGIN = 3 };

static const struct shadow_cells no_cells = {SHADOW_CELLS, 0, SHADOW_CELLS, 0};

void shadow_map_init(struct shadow_map *map)
{
    for (int i = 0; i < SHADOW_CELLS * SHADOW_CELLS; i++)
        map->gap_m[i] = NO_GAP_M;
    map->any = map->touched = no_cells;
}

EIGHT_CLONES static void clear_gaps(struct shadow_map *map)
{
    struct shadow_cells any = map->any;
    for (int row = any.from_v; row < any.to_v; row++)
        for (int i = any.from_u; i < any.to_u; i += EIGHT)
            *(eight *)(map->gap_m + row * SHADOW_CELLS + i) = (eight){0.0f} + NO_GAP_M;
}

void shadow_map_clear(struct shadow_map *map, float middle_u_m, float middle_v_m)
{
    clear_gaps(map);
    // A cell of the soft shade is two: the first stands at an even place.
    const float step_m = 2.0f * SHADOW_CELL_M;
    map->low_u_m = ((float)(int)(middle_u_m / step_m) - SHADOW_CELLS / 4) * step_m;
    map->low_v_m = ((float)(int)(middle_v_m / step_m) - SHADOW_CELLS / 4) * step_m;
    map->any = map->touched = no_cells;
}

void shadow_map_end_fall(struct shadow_map *map, const struct shadow_fall *fall)
{
    float first[4], last[4];
    _mm_storeu_ps(first, fall->first);
    _mm_storeu_ps(last, fall->last);
    map->any =
        (struct shadow_cells){(int)first[0], (int)last[0] + 1, (int)first[2], (int)last[2] + 1};
}

/// So many cells more on all sides, in whole eights, without the rim.
static struct shadow_cells widened(struct shadow_cells cells, int margin)
{
    enum { LAST = SHADOW_CELLS - SHADOW_RIM };
    return (struct shadow_cells){
        clamp_int(cells.from_u - margin, SHADOW_RIM, LAST) & ~(EIGHT - 1),
        clamp_int((cells.to_u + margin + EIGHT - 1) & ~(EIGHT - 1), SHADOW_RIM, LAST),
        clamp_int(cells.from_v - margin, SHADOW_RIM, LAST) & ~1,
        clamp_int((cells.to_v + margin + 1) & ~1, SHADOW_RIM, LAST),
    };
}

/// Eight gaps; a cell between two of the body is of the body.
EIGHT_PART void gaps_at(const float *gap_m, eight *filled)
{
    const eight here = *(const eight *)gap_m;
    const eight left = *(const eight *)(gap_m - 1), right = *(const eight *)(gap_m + 1);
    const eight above = *(const eight *)(gap_m - SHADOW_CELLS);
    const eight below = *(const eight *)(gap_m + SHADOW_CELLS);
    eight across = EIGHT_MAX(left, right), along = EIGHT_MAX(above, below);
    eight between = EIGHT_MIN(across, along);
    *filled = EIGHT_MIN(here, between);
}

/// exp(-gap / fade), near enough: to the 32nd power.
EIGHT_PART void fade_with(const eight *gap_m, float fade_m, eight *shade)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    eight x = 1.0f - *gap_m * (1.0f / (32.0f * fade_m));
    x = EIGHT_MIN(EIGHT_MAX(x, zero), one);
    for (int i = 0; i < 5; i++)
        x *= x;
    *shade = x;
}

static void add_touched(struct shadow_cells *touched, int column, int row)
{
    touched->from_u = column < touched->from_u ? column : touched->from_u;
    touched->to_u = column + EIGHT > touched->to_u ? column + EIGHT : touched->to_u;
    touched->from_v = row < touched->from_v ? row : touched->from_v;
    touched->to_v = row + 1;
}

/// Eight cells of contact, and their cast shade is added.
EIGHT_PART void shade_eight(struct shadow_map *map, const struct shadow_reach *reach, int column,
                            int row, eight *cast)
{
    const eight zero = {0.0f}, one = zero + 1.0f;
    int i = row * SHADOW_CELLS + column;
    eight gap_m, shade, contact = zero;
    gaps_at(map->gap_m + i, &gap_m);
    fade_with(&gap_m, reach->cast_fade_m, &shade);
    *cast += shade;
    if (reach->contact_m > 0.0f) {
        contact = 1.0f - gap_m * (1.0f / (2.0f * reach->contact_m));
        contact = EIGHT_MIN(EIGHT_MAX(contact, zero), one);
        eight_bits is_touched = contact > zero;
        if (eight_any(&is_touched))
            add_touched(&map->touched, column, row);
    }
    *(eight *)(map->contact + i) = contact;
}

EIGHT_CLONES static void shade_cells(struct shadow_map *map, const struct shadow_reach *reach)
{
    struct shadow_cells any = map->any;
    for (int row = any.from_v; row < any.to_v; row += 2)
        for (int column = any.from_u; column < any.to_u; column += EIGHT) {
            eight cast = {0.0f};
            shade_eight(map, reach, column, row, &cast);
            shade_eight(map, reach, column, row + 1, &cast);
            float *soft = map->cast + row / 2 * SHADOW_SOFT_CELLS + column / 2;
            for (int k = 0; k < EIGHT / 2; k++)
                soft[k] = (cast[2 * k] + cast[2 * k + 1]) / 4.0f;
        }
}

void shadow_map_soften(struct shadow_map *map, const struct shadow_reach *reach)
{
    if (map->any.from_u >= map->any.to_u)
        return;
    struct shadow_cells any = map->any = widened(map->any, CAST_MARGIN);
    shade_cells(map, reach);
    // In cells of each: the soft shade's boxes are 9 and 13 of the fine ones wide.
    static const float contact_radii[] = {1.5f}, cast_radii[] = {1.75f, 2.75f};
    field_blur(map->cast + any.from_v / 2 * SHADOW_SOFT_CELLS + any.from_u / 2,
               (any.to_u - any.from_u) / 2, (any.to_v - any.from_v) / 2, SHADOW_SOFT_CELLS,
               cast_radii, 2, map->scratch);
    if (map->touched.from_u >= map->touched.to_u)
        return;
    struct shadow_cells touched = map->touched = widened(map->touched, CONTACT_MARGIN);
    field_blur(map->contact + touched.from_v * SHADOW_CELLS + touched.from_u,
               touched.to_u - touched.from_u, touched.to_v - touched.from_v, SHADOW_CELLS,
               contact_radii, 1, map->scratch);
}
