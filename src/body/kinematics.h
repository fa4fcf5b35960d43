/// The parts of stance_to_body, for solvers that change one limb or the trunk at a time. Each
/// fills its joints and bones of `body` from the stance and from what it hangs on.
#pragma once

#include "body/stance.h"

/// Pelvis, spine, head and the hip joints.
void kinematics_trunk(const struct stance *stance, struct body *body);

/// The head alone, above the neck's bone.
void kinematics_head(const struct stance *stance, struct body *body);

void kinematics_leg(const struct stance *stance, enum side side, struct body *body);
void kinematics_arm(const struct stance *stance, enum side side, struct body *body);

/// Where the shoulder stands when the arm is turned by stance->arm[side].shoulder: the clavicle
/// rises and swings with the arm (scapulo-humeral rhythm). Needs the chest of `body`.
vec3s kinematics_shoulder(const struct stance *stance, enum side side, const struct body *body);

/// Move everything by `offset`.
void kinematics_translate(struct stance *stance, struct body *body, vec3s offset);

/// `bone`'s rotation applied to a point given in that bone's frame, from the joint `origin`.
vec3s kinematics_point(vec3s origin, mat3s bone, float front_m, float up_m, float right_m);
