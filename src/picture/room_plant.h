/// A plant in a round pot: long leaves that arch to all sides.
#pragma once

#include "picture/room_thing.h"

extern const struct thing_size room_plant_size;

void room_plant_draw(const struct room_thing *thing, float alpha);
