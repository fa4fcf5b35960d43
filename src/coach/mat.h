/// The yoga mat in the room: in the middle, along x, its top at y = 0.
#pragma once

static const float MAT_HALF_LENGTH_M = 0.93f, MAT_HALF_WIDTH_M = 0.335f;
