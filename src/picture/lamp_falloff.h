/// How the light of a lamp fades away, on the room as on the figure.
#pragma once

#include "picture/field_lanes.h"

/// 0..1 of it at places whose distances, squared, are `away_m2`: at `half_m` about half is left,
/// at `end_m` and beyond nothing.
static inline lanes lamp_falloff(lanes away_m2, float half_m, float end_m)
{
    lanes left = lanes_max(1.0f - away_m2 * (1.0f / (end_m * end_m)), lanes_set(0.0f));
    lanes half_m2 = lanes_set(half_m * half_m);
    return half_m2 / (half_m2 + away_m2) * left * left;
}
