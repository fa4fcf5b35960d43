/// The head: one surface for face and hair, and the lines drawn on both.
#pragma once

#include "picture/figure_mesh.h"

enum { FACE_STRIPS = 5, HAIR_STRIPS = 8, HEAD_STRIPS = FACE_STRIPS + HAIR_STRIPS };
enum { HEAD_STRIP_STEPS = 13 };

/// What strip 0..HEAD_STRIPS-1 is made of: first those of the face, then strands of the hair.
enum region head_strip_region(int strip);

/// Rest points of the patches PATCH_HEAD and PATCH_STRIP. `shape` holds head and hair in head axes.
void head_make_patch(struct mesh *mesh, const struct patch *patch, const struct shape *shape);
