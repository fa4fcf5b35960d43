/// A person's surface as data: the right half of a mesh with its weights, in its bind pose.
/// Made by assets/figure/make_figure.py; a second person is a second table.
///
/// Axes: x front, y up, z the person's own right; the floor is y = 0.
#pragma once

#include <stdint.h>

/// What a piece of surface is made of.
enum region {
    REGION_SKIN,
    REGION_TOP,
    REGION_LEGGINGS,
    REGION_HAIR,
    REGION_TOP_TRIM,      ///< neckline and cuffs
    REGION_LEGGINGS_TRIM, ///< waistband and hems
    REGION_LINE,          ///< closed eyes
    REGION_BROW,
    REGION_STRAND, ///< lines in the hair
    REGION_LIP,
    REGION_CREASE, ///< between fingers, between toes
    REGION_TOP_FOLD,
    REGION_LEGGINGS_FOLD,
    REGION_COUNT
};

enum { HAND_DIGITS = 5, DIGIT_BONES = 3 };

/// Bones that move the surface. Those between the body's own: a clavicle, and two that share the
/// forearm's twist.
enum skin_bone {
    SKIN_PELVIS,
    SKIN_L5,
    SKIN_L2,
    SKIN_T10,
    SKIN_CHEST,
    SKIN_NECK,
    SKIN_HEAD,
    SKIN_LIMBS, ///< right side's below, the left side's follow
    SKIN_CLAVICLE_R = SKIN_LIMBS,
    SKIN_UPPER_ARM_R,
    SKIN_FOREARM_R,
    SKIN_TWIST_1_R,
    SKIN_TWIST_2_R,
    SKIN_HAND_R,
    SKIN_THIGH_R,
    SKIN_SHIN_R,
    SKIN_FOOT_R,
    SKIN_DIGITS_R, ///< thumb to little finger, three each
    SKIN_HALF_COUNT = SKIN_DIGITS_R + HAND_DIGITS * DIGIT_BONES,
    SKIN_COUNT = SKIN_HALF_COUNT + SKIN_HALF_COUNT - SKIN_LIMBS
};

struct person_vertex {
    int32_t at[3];     ///< 0.01 mm; z = 0 in the middle, which both halves share
    int16_t normal[3]; ///< 1/1000: of a smoothed surface, for calm light
    int16_t seam;      ///< 0.01 mm beyond a garment's edge
    uint8_t bone[4];
    uint8_t weight[4]; ///< 1/255; the unused are 0
};

struct person_triangle {
    uint16_t vertex[3]; ///< counter-clockwise from outside
    uint8_t region[2];  ///< where the seam is negative, and where not
};

/// Where a bone is in the bind pose: its joint in metres, and its x, y and z axis in turn.
struct person_bone {
    float place_m[3];
    float axes[9];
};

/// What makes cloth fold and flesh swell, on the side that a fold or a corrective belongs to; all 0
/// in the bind pose, but for arms.
enum strain {
    STRAIN_TWIST_TOWARDS, ///< the chest turns to that side of the pelvis
    STRAIN_TWIST_AWAY,
    STRAIN_SPINE_FLEXION, ///< the chest bows before the pelvis
    STRAIN_SPINE_EXTENSION,
    STRAIN_HIP,       ///< the thigh leaves the line of the trunk
    STRAIN_KNEE,      ///< bends
    STRAIN_SHOULDER,  ///< the upper arm is raised from hanging
    STRAIN_ARM_FRONT, ///< ... points to the chest's front: -90 to 90
    STRAIN_ARM_OUT,   ///< ... points to its side: -90 to 90
    STRAIN_ELBOW,     ///< bends
    STRAIN_COUNT
};

enum { FOLD_POINTS = 14 };

/// A point of a fold: on a triangle of the table, or of its mirrored half.
struct person_fold_point {
    uint16_t vertex[3];
    uint8_t share[3]; ///< 1/255
    uint8_t is_mirrored;
};

/// A line on the cloth of the right side; the left has the same.
struct person_fold {
    uint8_t strain, region;
    float grows_deg[2]; ///< strain at which it begins to show, and is whole
    float fades_deg[2]; ///< ... at which it begins to vanish, and is gone
    float half_width_m;
    float widest; ///< 0..1 along it
    struct person_fold_point point[FOLD_POINTS];
};

/// Where a vertex of the table, or of its mirrored half, goes when a corrective is whole.
struct person_shift {
    uint16_t vertex;
    uint8_t is_mirrored;
    int16_t by[3];   ///< 0.01 mm, in the bind pose
    int16_t turn[3]; ///< 1/1000: what its normal gains
};

/// A shape that grows with a strain of the right side; the left has the same.
struct person_corrective {
    uint8_t strain;
    float grows_deg[2]; ///< strain at which it begins, and is whole; the first may be the greater
    float fades_deg[2]; ///< ... at which it begins to go, and is gone
    const struct person_shift *shift;
    int shift_count;
};

struct person {
    struct person_bone bone[SKIN_HALF_COUNT];
    float tip[HAND_DIGITS][3]; ///< of the digits, metres
    const struct person_vertex *vertex;
    int vertex_count;
    const struct person_triangle *triangle;
    int triangle_count;
    const struct person_fold *fold;
    int fold_count;
    const struct person_corrective *corrective;
    int corrective_count;
};

extern const struct person person_woman, person_man;
