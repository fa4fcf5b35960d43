/// Where pins put hands and feet in the world.
#pragma once

#include "body/posture.h"

/// A wrist's place and its hand's bone frame, world.
struct hand_target {
    vec3s wrist;
    mat3s hand;
};

/// The horizontal frame that floor pins are written in.
struct pin_frame {
    vec3s origin; ///< on the floor
    float yaw_deg;
};

/// (forward, up, outward of `side`) turned into the world.
vec3s pin_direction(const struct pin_frame *frame, enum side side, vec3s direction);

/// A point of the floor raised to `height_m`, from (forward, outward).
vec3s pin_floor_point(const struct pin_frame *frame, enum side side, const float floor_m[2],
                      float height_m);

/// The pin with its directions filled in where the posture left them out.
struct hand_pin pin_filled(const struct hand_pin *pin);

/// For PIN_FLOOR.
struct hand_target pin_hand_on_floor(const struct hand_pin *pin, enum side side,
                                     const struct pin_frame *frame);

/// For PIN_GRIP: the leg of `body` must be up to date.
struct hand_target pin_hand_on_leg(const struct hand_pin *pin, enum side side,
                                   const struct body *body);

/// Do both grip the same bone?
bool pin_same_grip(const struct hand_pin *a, const struct hand_pin *b);

/// Two grips of the same bone mixed: 0 = `from`, 1 = `to`.
struct hand_pin pin_mix_grips(const struct hand_pin *from, const struct hand_pin *to, float weight);

/// A flat foot: its bone's frame.
mat3s pin_foot_frame(const struct foot_pin *pin, enum side side, const struct pin_frame *frame);
