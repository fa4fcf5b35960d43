/// The surface of the figure: a mesh of fixed topology, wrapped round the shape of every frame.
///
/// Overlapping tubes and balls, one for each solid, whose points are moved on to the distance
/// field of their part. Where parts melt, their patches lie on the same surface, so no seam shows.
/// Hands, feet and head are rigid: wrapped once, then only turned.
#pragma once

#include "picture/figure_hand.h"
#include "picture/figure_shape.h"

#include <stdbool.h>

/// What a piece of surface is made of.
enum region {
    REGION_SKIN,
    REGION_TOP,
    REGION_LEGGINGS,
    REGION_HAIR,
    REGION_LINE,
    REGION_BROW,
    REGION_STRAND, ///< lines in the hair
    REGION_LIP,
    REGION_COUNT
};

/// Where on a patch its two regions meet.
enum seam {
    SEAM_NONE,
    SEAM_WAIST,    ///< leggings below, top above
    SEAM_NECKLINE, ///< top outside, skin inside
    SEAM_SLEEVE,   ///< top, then skin
    SEAM_HEM,      ///< leggings, then skin
    SEAM_HAIRLINE  ///< skin, then hair; made once with the rigid head
};

enum patch_kind {
    PATCH_SWEEP, ///< rings round the trunk
    PATCH_TUBE,  ///< round a cone or a limb
    PATCH_BALL,  ///< round an ellipsoid
    PATCH_DIGIT, ///< a finger, drawn as it is
    PATCH_HEAD,  ///< face and hair, seen from the middle of the skull
    PATCH_STRIP  ///< a line on face or hair: two points a step, open
};

/// A grid of rings round an axis, closed round it.
struct patch {
    enum patch_kind kind;
    enum part part;
    int item;              ///< solid of the part; digit of the hand; strip of the head
    int first_section;     ///< PATCH_SWEEP
    int rings, cap_rings;  ///< in all; of these, round ends on either side
    int sides;             ///< points of a ring, a multiple of 4
    enum region region[2]; ///< where the seam's value is negative, and where not
    enum seam seam;
    /// A vertex deeper in its part than this is left inside: at the start and at the end of the
    /// patch. More than the blends there lift the surface.
    float buried_below_m[2];
    bool is_rigid;
    int first_vertex, vertex_count;
};

enum { MESH_PATCHES = 96, MESH_VERTICES = 20480, MESH_TRIANGLES = 36864 };

struct mesh_triangle {
    uint16_t vertex[3];
    uint8_t region[2];
};

/// Coordinates apart, so that four vertices can be moved at a time.
struct mesh_points {
    _Alignas(16) float x[MESH_VERTICES];
    float y[MESH_VERTICES], z[MESH_VERTICES];
    float normal_x[MESH_VERTICES], normal_y[MESH_VERTICES], normal_z[MESH_VERTICES];
};

struct mesh {
    struct mesh_points at;   ///< world
    struct mesh_points rest; ///< rigid patches in their part's frame
    float seam[MESH_VERTICES];
    bool is_buried[MESH_VERTICES]; ///< too deep inside to be seen
    int vertex_count;
    struct mesh_triangle triangle[MESH_TRIANGLES];
    int triangle_count;
    struct patch patch[MESH_PATCHES];
    int patch_count;
};

/// A mesh for `build` with its rigid parts wrapped. Free with mem_free.
struct mesh *mesh_create(const struct build *build);

/// Wrap the mesh round a body. `shape` and `hand` belong to `body`.
void mesh_wrap(struct mesh *mesh, const struct shape *shape, const struct body *body,
               const struct hand hand[SIDE_COUNT]);
