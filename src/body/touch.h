/// Between two keys: what touches keeps touching. The spline gives a stance that nothing holds;
/// here the trunk gets its place and height back, the head its rest, and pinned limbs reach for
/// where they are pinned. At either end this gives exactly that key.
#pragma once

#include "body/motion.h"
#include "body/rise.h"

/// Extra movement that makes the speeds on both sides of a key agree (knot.h): how far the parts
/// have been carried at this instant. All zero = none.
struct touch_carry {
    vec3s root_spin;                ///< rotation vector, radians, world
    vec3s root_m;                   ///< world
    float nod_deg;                  ///< of the head
    vec3s limb_m[CONTACT_COUNT];    ///< of the wrist, ankle or knee
    vec3s limb_spin[CONTACT_COUNT]; ///< of the hand or foot
};

struct touch {
    const struct motion_key *from, *to;
    float weight; ///< 0 = from, 1 = to, already eased
    struct motion_way way;
    struct touch_carry carry;
    struct rise rise; ///< how far limbs are lifted here so that they clear the floor
};

/// How a limb is led through a segment.
enum touch_lead {
    TOUCH_FREE,  ///< by its joints' angles
    TOUCH_FLOOR, ///< from one point of the floor to another, or kept on one
    TOUCH_GRIP   ///< on the leg it grips at both ends
};

enum touch_lead touch_hand_lead(const struct touch *touch, enum side side);
enum touch_lead touch_foot_lead(const struct touch *touch, enum side side);

/// Both legs kneel at both ends: the knees carry the pelvis.
bool touch_kneels(const struct touch *touch);

/// Both ends hang on the same joint, which is not the pelvis.
bool touch_anchors(const struct touch *touch);

bool touch_rests_head(const struct touch *touch);

/// How much too low the limbs of a placed `sample` still are.
struct rise touch_missing(const struct touch *touch, const struct motion_sample *sample);

/// Complete `sample`, whose stance is the spline's.
void touch_place(const struct touch *touch, struct motion_sample *sample);
