/// Right and left, as the figure itself feels them.
#pragma once

enum side { SIDE_RIGHT, SIDE_LEFT, SIDE_COUNT };

/// +1 for the right, -1 for the left: the sign of body z (the body's z axis points to its right).
static inline float side_sign(enum side side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

static inline enum side side_other(enum side side)
{
    return side == SIDE_RIGHT ? SIDE_LEFT : SIDE_RIGHT;
}
