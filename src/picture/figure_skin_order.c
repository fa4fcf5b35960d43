#include "picture/figure_skin_order.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct place {
    uint32_t along; ///< the curve
    uint32_t index;
};

/// Two zeros between the bits of a number of ten bits.
static uint32_t spread_bits(uint32_t bits)
{
    bits = (bits | bits << 16) & 0x030000ffu;
    bits = (bits | bits << 8) & 0x0300f00fu;
    bits = (bits | bits << 4) & 0x030c30c3u;
    return (bits | bits << 2) & 0x09249249u;
}

static uint32_t place_along(const float at_m[3])
{
    static const float MIDDLE_M = 2.0f, CELLS_A_M = 256.0f, LAST_CELL = 1023.0f;
    uint32_t along = 0;
    for (int axis = 0; axis < 3; axis++) {
        float cell = (at_m[axis] + MIDDLE_M) * CELLS_A_M;
        cell = cell < 0.0f ? 0.0f : cell > LAST_CELL ? LAST_CELL : cell;
        along |= spread_bits((uint32_t)cell) << axis;
    }
    return along;
}

static int by_place(const void *a, const void *b)
{
    const struct place *one = a, *other = b;
    if (one->along != other->along)
        return one->along < other->along ? -1 : 1;
    return one->index < other->index ? -1 : 1;
}

static void order_vertices(struct skin *skin)
{
    size_t count = (size_t)skin->vertex_count;
    struct place *place = mem_alloc(count, sizeof *place);
    struct skin_vertex *old = mem_alloc_lines(count, sizeof *old);
    uint16_t *now = mem_alloc(count, sizeof *now);
    memcpy(old, skin->vertex, count * sizeof *old);
    for (size_t i = 0; i < count; i++)
        place[i] = (struct place){place_along(old[i].at), (uint32_t)i};
    qsort(place, count, sizeof *place, by_place);
    for (size_t i = 0; i < count; i++) {
        skin->vertex[i] = old[place[i].index];
        now[place[i].index] = (uint16_t)i;
    }
    for (int i = 0; i < 3 * skin->triangle_count; i++) {
        uint16_t *vertex = &skin->triangle[i / 3].vertex[i % 3];
        *vertex = now[*vertex];
    }
    for (int i = 0; i < skin->person->vertex_count; i++)
        for (int side = 0; side < SIDE_COUNT; side++)
            skin->number[side][i] = now[skin->number[side][i]];
    mem_free(place);
    mem_free(old);
    mem_free(now);
}

static void order_triangles(struct skin *skin)
{
    size_t count = (size_t)skin->triangle_count;
    struct place *place = mem_alloc(count, sizeof *place);
    struct skin_triangle *old = mem_alloc(count, sizeof *old);
    memcpy(old, skin->triangle, count * sizeof *old);
    for (size_t i = 0; i < count; i++) {
        float middle_m[3] = {0.0f};
        for (int k = 0; k < 9; k++)
            middle_m[k % 3] += skin->vertex[old[i].vertex[k / 3]].at[k % 3] / 3.0f;
        place[i] = (struct place){place_along(middle_m), (uint32_t)i};
    }
    qsort(place, count, sizeof *place, by_place);
    for (size_t i = 0; i < count; i++)
        skin->triangle[i] = old[place[i].index];
    mem_free(place);
    mem_free(old);
}

void skin_order(struct skin *skin)
{
    order_vertices(skin);
    order_triangles(skin);
}
