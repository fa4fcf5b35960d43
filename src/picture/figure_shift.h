/// Correctives: what flesh and cloth do beyond following their bones, as places of a few vertices
/// that move, in the bind pose, with a strain.
///
/// Only vertices that some corrective moves are touched, and only when a strain has changed.
#pragma once

#include "picture/figure_person.h"
#include "picture/figure_strain.h"

struct skin_vertex;

/// A vertex that correctives move, as it is without them.
struct shift_rest {
    uint16_t vertex; ///< of the skin
    float at[3], normal[3];
};

/// What a corrective of one side does to a vertex.
struct shift {
    uint16_t vertex; ///< of the skin
    float by_m[3], turn[3];
};

/// A corrective of one side.
struct shift_group {
    const struct person_corrective *corrective;
    enum side side;
    const struct shift *shift;
    float growth; ///< 0..1: how much of it the vertices have now
};

struct shifts {
    struct shift *shift; ///< of all groups
    struct shift_group *group;
    int group_count;
    struct shift_rest *rest;
    int rest_count;
};

/// `number`: which of the skin's vertices each of the person's became, on either side; `vertex`:
/// the skin's, in the bind pose. Finish with shifts_destroy.
void shifts_create(struct shifts *shifts, const struct person *person,
                   const uint16_t *const number[SIDE_COUNT], const struct skin_vertex *vertex);
void shifts_destroy(struct shifts *shifts);

/// Give the vertices of the bind pose the shape that they have under these strains.
void shifts_apply(struct shifts *shifts, const struct strains *strains, struct skin_vertex *vertex);
