/// How a body comes to rest: heights above the floor, the head's nod, the hips over the knees.
#pragma once

#include "body/stance.h"

/// Height of the lowest volume of the trunk (never the head), and of the legs that `with_leg`
/// names, above the floor.
float settle_lowest_m(const struct body *body, const bool with_leg[SIDE_COUNT]);

/// The trunk's lowest height as a soft minimum (2 mm), so that it moves smoothly when the weight
/// goes from one volume to the next.
float settle_trunk_gap_m(const struct body *body);

/// Nod the head about its own lateral axis until it touches the floor: the nearest such nod
/// within 45 degrees, or the one that comes nearest to the floor.
void settle_head(struct stance *stance, struct body *body);

/// Height of the pelvis so that both thighs reach from the hips to `knee` (world).
float settle_kneeling_m(const struct body *body, const vec3s knee[SIDE_COUNT],
                        const bool on[SIDE_COUNT]);

/// Mean distance of both shoulders from `wrist`, as a share of the arm's length.
float settle_arm_stretch(const struct stance *stance, const struct body *body,
                         const vec3s wrist[SIDE_COUNT]);

/// A function of one number, for settle_root.
typedef float settle_function(float x, void *context);

/// The zero of `f` next to `start`, looked for in steps of `step` up to `reach` on both sides and
/// then refined to `tolerance`. Returns false, and where |f| is least, if there is none.
bool settle_root(settle_function *f, void *context, float start, float step, float reach,
                 float tolerance, float *root);
