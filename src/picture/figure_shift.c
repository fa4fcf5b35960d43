#include "picture/figure_shift.h"

#include "base/mem.h"
#include "picture/figure_skin.h"

#include <assert.h>
#include <string.h>

static struct shift shift_of(const struct person_shift *from, enum side side,
                             const uint16_t *const number[SIDE_COUNT])
{
    enum side half = from->is_mirrored ? (enum side)(SIDE_COUNT - 1 - side) : side;
    struct shift shift = {.vertex = number[half][from->vertex]};
    for (int axis = 0; axis < 3; axis++) {
        float mirror = axis == 2 ? side_sign(side) : 1.0f;
        shift.by_m[axis] = (float)from->by[axis] * 1e-5f * mirror;
        shift.turn[axis] = (float)from->turn[axis] * 1e-3f * mirror;
    }
    return shift;
}

/// Each vertex that moves, once.
static void find_rest(struct shifts *shifts, int shift_count, const struct skin_vertex *vertex)
{
    bool is_known[UINT16_MAX + 1] = {false};
    shifts->rest = mem_alloc((size_t)shift_count + 1, sizeof *shifts->rest);
    for (int i = 0; i < shift_count; i++) {
        uint16_t number = shifts->shift[i].vertex;
        if (is_known[number])
            continue;
        is_known[number] = true;
        struct shift_rest *rest = &shifts->rest[shifts->rest_count++];
        rest->vertex = number;
        memcpy(rest->at, vertex[number].at, sizeof rest->at);
        memcpy(rest->normal, vertex[number].normal, sizeof rest->normal);
    }
}

void shifts_create(struct shifts *shifts, const struct person *person,
                   const uint16_t *const number[SIDE_COUNT], const struct skin_vertex *vertex)
{
    int count = 0, next = 0;
    for (int i = 0; i < person->corrective_count; i++)
        count += SIDE_COUNT * person->corrective[i].shift_count;
    *shifts = (struct shifts){
        .shift = mem_alloc((size_t)count + 1, sizeof *shifts->shift),
        .group =
            mem_alloc((size_t)(SIDE_COUNT * person->corrective_count) + 1, sizeof *shifts->group),
    };
    for (int i = 0; i < SIDE_COUNT * person->corrective_count; i++) {
        const struct person_corrective *corrective = &person->corrective[i / SIDE_COUNT];
        enum side side = (enum side)(i % SIDE_COUNT);
        shifts->group[shifts->group_count++] = (struct shift_group){
            .corrective = corrective, .side = side, .shift = &shifts->shift[next]};
        for (int k = 0; k < corrective->shift_count; k++) {
            assert(corrective->shift[k].vertex < person->vertex_count);
            shifts->shift[next++] = shift_of(&corrective->shift[k], side, number);
        }
    }
    find_rest(shifts, count, vertex);
}

void shifts_destroy(struct shifts *shifts)
{
    mem_free(shifts->shift);
    mem_free(shifts->group);
    mem_free(shifts->rest);
}

/// Has any of them grown or shrunk?
static bool find_growth(struct shifts *shifts, const struct strains *strains)
{
    bool has_changed = false;
    for (int i = 0; i < shifts->group_count; i++) {
        struct shift_group *group = &shifts->group[i];
        const struct person_corrective *corrective = group->corrective;
        float growth = strain_growth(corrective->grows_deg, corrective->fades_deg,
                                     strains->deg[group->side][corrective->strain]);
        has_changed |= growth != group->growth;
        group->growth = growth;
    }
    return has_changed;
}

void shifts_apply(struct shifts *shifts, const struct strains *strains, struct skin_vertex *vertex)
{
    if (!find_growth(shifts, strains))
        return;
    for (int i = 0; i < shifts->rest_count; i++) {
        const struct shift_rest *rest = &shifts->rest[i];
        memcpy(vertex[rest->vertex].at, rest->at, sizeof rest->at);
        memcpy(vertex[rest->vertex].normal, rest->normal, sizeof rest->normal);
    }
    for (int i = 0; i < shifts->group_count; i++) {
        const struct shift_group *group = &shifts->group[i];
        if (group->growth <= 0.0f)
            continue;
        for (int k = 0; k < group->corrective->shift_count; k++) {
            const struct shift *shift = &group->shift[k];
            struct skin_vertex *moved = &vertex[shift->vertex];
            for (int axis = 0; axis < 3; axis++) {
                moved->at[axis] += group->growth * shift->by_m[axis];
                moved->normal[axis] += group->growth * shift->turn[axis];
            }
        }
    }
}
