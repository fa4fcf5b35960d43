/// Rotations from clinical angles and back. All angles in degrees, all rotations map the distal
/// frame to the proximal one; the right side is meant by +1, the left by -1 (side_sign).
///
/// Frames and orders follow ISB (Wu 2002, 2005) where they exist: flexion about z, then
/// ab-/adduction about x, then rotation about y. The shoulder is an axis and an angle instead,
/// because ISB's Y-X-Y is singular for a hanging arm.
#pragma once

#include "body/posture.h"

mat3s rotation_x(float deg);
mat3s rotation_y(float deg);
mat3s rotation_z(float deg);

/// `axis` need not be of unit length; a zero axis gives the identity.
mat3s rotation_about(vec3s axis, float deg);

/// The smallest rotation that turns direction `from` into direction `to` (unit vectors).
mat3s rotation_between(vec3s from, vec3s to);

/// Two rotations mixed component-wise as quaternions: 0 = `from`, 1 = `to`, the short way round.
mat3s rotation_mix(mat3s from, mat3s to, float weight);

mat3s rotation_of_root(const float root_deg[3]);
mat3s rotation_of_spine(struct spine_bend bend);
mat3s rotation_of_hip(enum side side, const float hip_deg[3]);
mat3s rotation_of_knee(float knee_deg);
mat3s rotation_of_ankle(enum side side, const float ankle_deg[3]);
mat3s rotation_of_shoulder(enum side side, const float shoulder_deg[3]);
mat3s rotation_of_elbow(float elbow_deg);
mat3s rotation_of_wrist(enum side side, float pronation_deg, const float wrist_deg[2]);

void hip_angles(enum side side, mat3s hip, float hip_deg[3]);
void ankle_angles(enum side side, mat3s ankle, float ankle_deg[3]);

/// shoulder_deg[1], the direction, is 90 where the arm hangs or points straight up.
void shoulder_angles(enum side side, mat3s shoulder, float shoulder_deg[3]);

/// Angle between forearm and hand, whatever its direction.
float wrist_bend(mat3s wrist);

/// `bend` with every angle multiplied by `share`.
struct spine_bend spine_share(struct spine_bend bend, float share);
