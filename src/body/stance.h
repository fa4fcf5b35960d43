/// A stance: the degrees of freedom of the skeleton, and forward kinematics from them.
#pragma once

#include "body/posture.h"

struct stance_leg {
    mat3s hip; ///< pelvis -> thigh
    float knee_deg;
    mat3s ankle; ///< shin -> foot
};

struct stance_arm {
    float girdle_deg[2]; ///< elevation, protraction on top of the rhythm
    mat3s shoulder;      ///< chest -> upper arm
    float elbow_deg;
    mat3s wrist; ///< forearm -> hand
    float curl_deg;
};

struct stance {
    vec3s root_m; ///< pelvis, world
    mat3s root;   ///< pelvis -> world
    struct spine_bend spine[SPINE_COUNT];
    struct stance_leg leg[SIDE_COUNT];
    struct stance_arm arm[SIDE_COUNT];
    float belly_m, ribs_m, breath_front;
};

/// Angles straight from the posture, pelvis at the origin, pins ignored.
struct stance stance_of_posture(const struct posture *posture);

/// Forward kinematics: one pass over the parents.
void stance_to_body(const struct stance *stance, struct body *body);
