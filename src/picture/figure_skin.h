/// The surface of the figure: one mesh, moved by its bones.
///
/// Correctives give the surface the shape that strained flesh and cloth have (figure_shift). Each
/// vertex follows up to four bones by its weights (linear blend skinning); then what was crumpled
/// is smoothed (figure_calm). A vertex' normal, of a smoothed surface, turns with it, so
/// that light and shade part along calm lines.
#pragma once

#include "picture/figure_calm.h"
#include "picture/figure_rig.h"
#include "picture/figure_shift.h"
#include "picture/figure_strain.h"

#include <stdbool.h>

enum skin_limb { LIMB_NONE, LIMB_ARM_R, LIMB_ARM_L, LIMB_LEG_R, LIMB_LEG_L, LIMB_COUNT };

/// What of a vertex does not move with bones: a line of the processor's cache.
struct skin_vertex {
    _Alignas(64) float at[3]; ///< bind pose with its correctives, metres
    float seam_m;             ///< beyond the edge of a garment
    float normal[3];          ///< ... of length 1 without them
    float limb_share;         ///< 0..1: how much of it follows the limb
    float weight[4];
    float belly, ribs; ///< how much it follows the breath
    uint8_t bone[4];
    uint8_t limb; ///< enum skin_limb
    bool is_face; ///< a line on the face
};

struct skin_triangle {
    uint16_t vertex[3];
    uint8_t region[2];
};

struct skin {
    const struct person *person;
    struct rig rig;
    struct skin_vertex *vertex;
    struct skin_triangle *triangle;
    int vertex_count, triangle_count;
    uint16_t *number[SIDE_COUNT]; ///< of each of the person's vertices on either side
    float *soft_m;                ///< of each vertex: nearer than this to a floor it gives way
    float *seat;                  ///< 0..1: how much of each is sat on
    uint16_t *face;               ///< vertices of lines on the face
    int face_count;
    struct strains strains; ///< of the body to which it was moved
    struct shifts shifts;
    uint16_t *under_hem; ///< vertices just beyond a garment's edge
    int under_hem_count;
    struct calm calm;
    float (*at)[4];     ///< world, metres; the fourth is unused. Three more than vertices
    float (*normal)[4]; ///< world, of length 1. Three more
};

struct skin *skin_create(const struct person *person); ///< free with skin_destroy
void skin_destroy(struct skin *skin);                  ///< NULL is fine

/// How far beyond a garment's edge its shadow reaches on what it ends on.
#define SKIN_HEM_REACH_M 0.016f

/// Move the surface to a body. What presses on the floor or on a wall (faces -X at `wall_x_m`; 0:
/// none) gives way and lies flat.
void skin_pose(struct skin *skin, const struct body *body, float wall_x_m);
