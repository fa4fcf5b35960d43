/// What lies together on the body lies together in memory: posing and drawing it then finds most of
/// what it needs in the processor's caches.
#pragma once

#include "picture/figure_skin.h"

/// Put vertices and triangles in order of their place in the bind pose, along a curve that fills
/// the room (Morton 1966).
void skin_order(struct skin *skin);
