/// The yoga mat in the middle of the room, along x, its top at y = 0, and the round rug below it.
/// It ends at the wall, and so far beyond the head that hair lies on it too.
#pragma once

static const float MAT_HEAD_X_M = -1.0f, MAT_FOOT_X_M = 0.93f, MAT_HALF_WIDTH_M = 0.335f;
static const float RUG_RADIUS_M = 1.12f;
