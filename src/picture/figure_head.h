/// The head: one surface for face and hair, and the lines drawn on the face.
#pragma once

#include "picture/figure_mesh.h"

enum { FACE_STRIPS = 5, FACE_STRIP_STEPS = 13 };

/// A line on the face, a bow from `from_z_m` to `to_z_m` (head axes), pointed at both ends.
struct face_strip {
    enum region region;
    float from_z_m, to_z_m;
    float y_m;          ///< of its ends
    float bow_m;        ///< how much higher its middle is
    float half_width_m; ///< in the middle
};

extern const struct face_strip face_strip[FACE_STRIPS];

/// Rest points of the patches PATCH_HEAD and PATCH_STRIP. `shape` holds head and hair in head axes.
void head_make_patch(struct mesh *mesh, const struct patch *patch, const struct shape *shape);
