/// What arms and legs share on their way between two keys.
#pragma once

#include "body/touch.h"
#include "body/volume.h"

vec3s limb_mix(const struct touch *touch, vec3s from, vec3s to);

/// The height of a hand or foot that travels `travel_m` from touch to touch, above its straight
/// way: full for a quarter of a metre, none at both ends.
float limb_lift_m(const struct touch *touch, float travel_m);

/// Does a pin of this kind hold its limb to the floor?
bool limb_on_floor(enum pin_kind kind);

/// Height of the lowest of the volumes `first` to `last` (right-hand names) of `side`.
float limb_lowest_m(const struct body *body, enum volume_id first, enum volume_id last,
                    enum side side);

/// How far those volumes are too low: in the floor, but no farther than the keys themselves reach
/// into it. Negative: so far above.
float limb_missing_m(const struct touch *touch, const struct body *body, enum volume_id first,
                     enum volume_id last, enum side side);

bool limb_carried(const struct touch_carry *carry, enum contact_id id);

/// `bone` turned by what the carry adds to that limb.
mat3s limb_spun(const struct touch_carry *carry, enum contact_id id, mat3s bone);

/// Note where the steered `joint` came to stand.
void limb_touched(struct motion_sample *sample, enum contact_id id, vec3s target, enum joint joint,
                  bool pinned);

/// A target that moves less than this between two keys stays.
#define LIMB_PINNED_M 0.005f

void limb_place_leg(const struct touch *touch, enum side side, struct motion_sample *sample);
void limb_place_arm(const struct touch *touch, enum side side, struct motion_sample *sample);

/// How much too low the parts of a placed leg or arm still are.
void limb_missing_leg(const struct touch *touch, enum side side, const struct body *body,
                      struct rise *missing);
void limb_missing_arm(const struct touch *touch, enum side side, const struct body *body,
                      struct rise *missing);
