/// The bones that move a surface: their frames in the bind pose, and in a body.
#pragma once

#include "body/skeleton.h"
#include "picture/figure_person.h"

/// A bone's place: origin and axes.
struct frame {
    vec3s origin;
    mat3s axes;
};

/// All bones of both sides in the bind pose.
struct rig {
    struct frame bind[SKIN_COUNT];
    vec3s tip[SIDE_COUNT][HAND_DIGITS]; ///< of the digits in the bind pose
    float bind_twist[SIDE_COUNT];       ///< of the hand against the forearm, radians
};

/// A knee turns half as far as the shin against the thigh, a shoulder half as far as the arm
/// against the clavicle: what moves with them keeps its distance from the joint, where a mixture of
/// the two would sink in. Beyond the person's own bones.
enum { SKIN_KNEE_R = SKIN_COUNT, SKIN_KNEE_L, SKIN_SHOULDER_R, SKIN_SHOULDER_L, SKIN_MOVEMENTS };

struct hand;

static inline enum skin_bone skin_bone_of(enum skin_bone right_bone, enum side side)
{
    return (enum skin_bone)(right_bone + (side == SIDE_LEFT ? SKIN_HALF_COUNT - SKIN_LIMBS : 0));
}

/// The right side's bone of the pair that `bone` belongs to; bones of the trunk are their own. A
/// knee counts for the shin, a shoulder for the upper arm.
static inline enum skin_bone skin_bone_on_right(enum skin_bone bone)
{
    if ((int)bone == SKIN_KNEE_R || (int)bone == SKIN_KNEE_L)
        return SKIN_SHIN_R;
    if ((int)bone == SKIN_SHOULDER_R || (int)bone == SKIN_SHOULDER_L)
        return SKIN_UPPER_ARM_R;
    return bone < SKIN_HALF_COUNT ? bone : (enum skin_bone)(bone - (SKIN_HALF_COUNT - SKIN_LIMBS));
}

void rig_of_person(struct rig *rig, const struct person *person);

/// Where the bones are now, world. `hands`: of both sides.
void rig_of_body(const struct rig *rig, const struct body *body, const struct hand *hands,
                 struct frame now[SKIN_COUNT]);
