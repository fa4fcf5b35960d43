/// Contact volumes: ellipsoids round the bones. What settles, what may not sink into the floor,
/// and what frames the picture. Drawn sizes agree with them.
#pragma once

#include "body/skeleton.h"

enum volume_id {
    VOLUME_PELVIS,
    VOLUME_WAIST,
    VOLUME_RIBS,
    VOLUME_CHEST,
    VOLUME_UPPER,
    VOLUME_HEAD,
    VOLUME_LIMBS, ///< right side's, then left side's
    VOLUME_SHOULDER_R = VOLUME_LIMBS,
    VOLUME_BUTTOCK_R,
    VOLUME_KNEE_R,
    VOLUME_SHIN_R,
    VOLUME_ANKLE_R,
    VOLUME_HEEL_R,
    VOLUME_BALL_R,
    VOLUME_TOE_R,
    VOLUME_ELBOW_R,
    VOLUME_WRIST_R,
    VOLUME_PALM_R,
    VOLUME_FINGERS_R,
    VOLUME_SHOULDER_L,
    VOLUME_BUTTOCK_L,
    VOLUME_KNEE_L,
    VOLUME_SHIN_L,
    VOLUME_ANKLE_L,
    VOLUME_HEEL_L,
    VOLUME_BALL_L,
    VOLUME_TOE_L,
    VOLUME_ELBOW_L,
    VOLUME_WRIST_L,
    VOLUME_PALM_L,
    VOLUME_FINGERS_L,
    VOLUME_COUNT
};

struct volume {
    vec3s centre_m; ///< world
    mat3s axes;     ///< of the bone it belongs to
    vec3s radius_m; ///< along those axes
};

const char *volume_name(enum volume_id id);
struct volume volume_of(const struct body *body, enum volume_id id);

/// Height of the volume's lowest point, metres: centre.y - |radius * axes row y|.
float volume_lowest_m(const struct volume *volume);
