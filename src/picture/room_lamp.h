/// A round paper lamp that glows on the floor.
#pragma once

#include "picture/room_thing.h"

extern const struct thing_size room_lamp_size;

/// Height of its middle over the floor.
float room_lamp_middle_m(void);

void room_lamp_draw(const struct room_thing *thing, float alpha);
