/// Motion: postures solved once, joined by minimum jerk, and solved again at every instant so
/// that what touches keeps touching.
///
/// Between keys the joint rotations follow a quintic Hermite spline with monotone (PCHIP) slopes
/// and no acceleration at the keys: C2, and exactly minimum jerk (Flash & Hogan 1985) between two
/// keys at rest. Nothing here keeps state between calls: a body is a pure function of time.
#pragma once

#include "base/err.h"
#include "body/posture.h"
#include "body/stance.h"

/// What touches, and where it should be. A kneeling leg touches with its knee.
enum contact_id {
    CONTACT_HAND_R,
    CONTACT_HAND_L,
    CONTACT_FOOT_R,
    CONTACT_FOOT_L,
    CONTACT_KNEE_R,
    CONTACT_KNEE_L,
    CONTACT_COUNT
};

struct contact {
    bool on;       ///< steered to a target: on the leg, on the floor or a short way over it
    bool pinned;   ///< the target does not move (or moves only with the leg it grips)
    vec3s at;      ///< where the joint (wrist, ankle, knee) is, world
    float error_m; ///< distance to where the pin wants it
};

const char *contact_name(enum contact_id id);

/// A posture, solved. Plain data: copy freely.
struct motion_key {
    struct posture posture;
    struct stance stance;
    struct body body;
    vec3s wrist_target[SIDE_COUNT];
    mat3s hand_target[SIDE_COUNT];
    vec3s ankle_target[SIDE_COUNT];
    mat3s foot_target[SIDE_COUNT];
    vec3s knee_target[SIDE_COUNT]; ///< kneeling
    float trunk_gap_m;             ///< of the lowest trunk volume above the floor (soft minimum)
    float reach_error_m;           ///< largest distance by which a pin could not be reached
};

/// Solve `posture`. `before` is the key that PIN_KEEP refers to; NULL if there is none (then a
/// PIN_KEEP is an error). Returns false with a sentence if the posture cannot be solved at all.
bool motion_key_solve(struct motion_key *key, const struct posture *posture,
                      const struct motion_key *before, struct err *err);

/// How the body goes from one key to the next.
struct motion_way {
    float hop_m;  ///< how high the trunk is lifted half-way
    float lift_m; ///< how high a hand or foot is lifted that travels a quarter metre (0 = 3 cm)
};

enum { MOTION_KEYS_MAX = 96 };

/// Keys on a time axis. Keys belong to the caller and must outlive the motion.
struct motion {
    int count;
    const struct motion_key *key[MOTION_KEYS_MAX];
    double time_s[MOTION_KEYS_MAX];         ///< rising; equal postures at two times are a rest
    struct motion_way way[MOTION_KEYS_MAX]; ///< way[i] leads to key i
    struct motion_knot *knot;               ///< count entries, owned: what motion_prepare computed
};

/// Compute the knots once key, time_s, way and count are filled in. Once per motion.
void motion_prepare(struct motion *motion);
void motion_finish(struct motion *motion);

struct motion_sample {
    struct stance stance;
    struct body body;
    struct contact contact[CONTACT_COUNT];
};

/// The body at `t_s` (clamped to the motion's ends). `belly_m` and `ribs_m` come on top of the
/// keys' own: the chest never stops breathing while she moves.
void motion_at(const struct motion *motion, double t_s, float belly_m, float ribs_m,
               struct motion_sample *sample);

/// The body between two solved keys of one held pose: weight 0 = `from`, 1 = `to`. Used for the
/// breath, with the breath's own curve as the weight.
void motion_between(const struct motion_key *from, const struct motion_key *to, float weight,
                    struct motion_sample *sample);

/// 10u^3 - 15u^4 + 6u^5, clamped: the position of a minimum-jerk stroke.
float motion_minimum_jerk(float u);
