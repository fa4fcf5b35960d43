/// Calm: what bones alone would crumple, where a body bends deeply, is drawn smooth again.
///
/// Every vertex moves towards the mean of its neighbours, round after round, and then back out
/// along its normal by what the same rounds take away in the bind pose (a delta mush, after
/// Mancewicz et al. 2014, with the delta along the normal only).
#pragma once

#include <stdint.h>

struct skin_triangle;

/// A vertex while it is calmed; of both arrays the fourth is 0.
struct calm_point {
    _Alignas(16) float at[4];
    float direction[4]; ///< of the normal, of any length
};

struct calm {
    int vertex_count;
    int *first; ///< of a vertex's neighbours; one more at the end
    uint16_t *neighbour;
    float *weight;    ///< of each neighbour: nearer ones count more (Fujiwara 1995); sum 1
    uint16_t *moving; ///< those that have a share
    int moving_count;
    float *share;             ///< 0..1 of the way, a round
    float *delta_m;           ///< along the normal
    struct calm_point *point; ///< room for all vertices: to be filled before calm_apply
    struct calm_point *scratch;
};

/// `share` of each vertex is copied; `at` and `normal` are those of the bind pose. Vertices of a
/// `line` other than 0 follow only their neighbours on the same line: an edge stays one long curve.
void calm_create(struct calm *calm, int vertex_count, const struct skin_triangle *triangle,
                 int triangle_count, const float *share, const int8_t *line, const float (*at)[4],
                 const float (*normal)[4]);
void calm_destroy(struct calm *calm);

/// Calm what lies in `calm->point`; `at` and `normal` (of length 1) receive it. Directions are
/// calmed too: what bends deeply is lit as one surface.
void calm_apply(struct calm *calm, float (*at)[4], float (*normal)[4]);
