/// What an audit remembers from tick to tick.
#pragma once

#include "coach/audit.h"

enum { AUDIT_STROKES = 3 };

/// Speeds since the joint last rested.
struct audit_stroke {
    float *speed_m_s;
    int count, room;
    float path_m;
    double start_s;
};

struct audit_memory {
    int ticks; ///< since the last cut
    struct body body;
    vec3s velocity[JOINT_COUNT], acceleration[JOINT_COUNT];
    struct contact contact[CONTACT_COUNT];
    float bone_m[JOINT_COUNT];
    struct audit_stroke stroke[AUDIT_STROKES];
};

void audit_note(struct audit *audit, enum audit_id id, float value, double t_s, const char *part,
                const char *other);

/// Speeds, accelerations, jumps and strokes.
void audit_motion(struct audit *audit, const struct audit_tick *tick);
void audit_strokes_end(struct audit *audit);
