/// The human range of every joint: one table, with its sources, for checks of files, of tests and
/// of traces.
#pragma once

#include "body/stance.h"

enum range_id {
    RANGE_HIP_FLEXION,
    RANGE_HIP_ABDUCTION,
    RANGE_HIP_ROTATION, ///< + internal
    RANGE_KNEE_FLEXION,
    RANGE_ANKLE_DORSIFLEXION,
    RANGE_ANKLE_INVERSION,
    RANGE_FOOT_TURN, ///< + toe-in
    RANGE_SHOULDER_RAISE,
    RANGE_SHOULDER_TOWARD,
    RANGE_SHOULDER_TURN, ///< + internal
    RANGE_ELBOW_FLEXION,
    RANGE_WRIST_BEND, ///< angle between forearm and hand
    RANGE_LUMBAR_FLEXION,
    RANGE_LUMBAR_SIDE,
    RANGE_LUMBAR_TURN,
    RANGE_THORACIC_FLEXION,
    RANGE_THORACIC_SIDE,
    RANGE_THORACIC_TURN,
    RANGE_NECK_FLEXION,
    RANGE_NECK_SIDE,
    RANGE_NECK_TURN,
    RANGE_COUNT
};

struct range {
    const char *name;     ///< as in traces: "hip_flexion"
    bool per_side;        ///< measured for the right and the left
    float active_deg[2];  ///< least and most by the joint's own muscles
    float passive_deg[2]; ///< least and most under the weight of the body or the pull of a hand
    const char *source;
};

extern const struct range range_table[RANGE_COUNT];

/// Clinical angles of a stance. Angles that exist once stand in [id][SIDE_RIGHT]. An angle that
/// says nothing in this stance is NAN: the direction of an arm that nearly hangs or points nearly
/// straight up, and the turn of an arm raised over 120 degrees, which depends on the way it came
/// (Codman's paradox).
void range_measure(const struct stance *stance, float angle_deg[RANGE_COUNT][SIDE_COUNT]);
