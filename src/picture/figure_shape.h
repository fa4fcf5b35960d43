/// A body as solids in the room: what the surface of the figure is wrapped round.
#pragma once

#include "body/skeleton.h"
#include "picture/figure_build.h"

#include <stdint.h>

enum part {
    PART_TRUNK, ///< the sweep of sections and the solids on it, without the neck
    PART_NECK,
    PART_ARM_R, ///< upper arm and forearm
    PART_ARM_L,
    PART_LEG_R, ///< thigh and shank
    PART_LEG_L,
    PART_HAND_R, ///< palm
    PART_HAND_L,
    PART_FOOT_R,
    PART_FOOT_L,
    PART_HEAD,
    PART_HAIR, ///< this and the ears only in the shape the rigid head is made from
    PART_EARS,
    PART_COUNT
};

enum {
    SHAPE_SOLIDS = BUILD_SOLIDS,
    SHAPE_STEPS = 6, ///< sections between two of the build's
    SHAPE_SECTIONS = (BUILD_SECTIONS - 1) * SHAPE_STEPS + 1
};

enum solid_kind { SOLID_CONE, SOLID_ELLIPSOID, SOLID_LIMB };

struct solid {
    enum solid_kind kind;
    float blend_m;         ///< with the solids before it in its part
    vec3s a, b;            ///< ends of the axis; an ellipsoid's centre is `a`
    vec3s along;           ///< b - a
    float inverse_length2; ///< 1 / |b - a|^2
    float a_radius_m, b_radius_m;
    mat3s axes;             ///< of an ellipsoid; of a limb its bone's
    vec3s radius_m;         ///< of an ellipsoid
    float radius_cubic[4];  ///< of a limb: coefficients over 0..1
    float forward_cubic[4]; ///< of a limb: how far its axis bows along axes.x
    float bound_m;          ///< radius of a sphere round the middle of a and b that holds it
};

/// An oval of the trunk; four floats a row, so that four can be loaded at once.
struct section {
    _Alignas(16) float centre[4]; ///< x y z, half depth
    float front[4];               ///< axis, half width
    float right[4];               ///< axis
    float up[4];                  ///< axis
    float to_next[4];             ///< to the next centre, 1 / distance^2
};

struct shape {
    struct section section[SHAPE_SECTIONS];
    struct solid solid[PART_COUNT][SHAPE_SOLIDS];
    int solid_count[PART_COUNT];
    float shoulder_blend_m, hip_blend_m;
};

/// A limb's measure at a place 0..1 along its bone.
static inline float shape_cubic(const float cubic[4], float along)
{
    return cubic[0] + along * (cubic[1] + along * (cubic[2] + along * cubic[3]));
}

/// A bone's place: origin and axes.
struct frame {
    vec3s origin;
    mat3s axes;
};

static inline vec3s frame_point(const struct frame *frame, vec3s local)
{
    return glms_vec3_add(frame->origin, glms_mat3_mulv(frame->axes, local));
}

void shape_of_body(struct shape *shape, const struct build *build, const struct body *body);

/// The rigid parts carry their own frames (wrist, ankle, skull).
struct frame shape_frame_of_part(const struct body *body, enum part part);

/// Append the solids of a table, placed by `frame`; z is mirrored when `outward` is -1.
void shape_add_solids(struct shape *shape, enum part part, const struct build_solid *table,
                      const struct frame *frame, float outward);
