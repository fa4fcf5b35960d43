/// A posture as somebody writes it: clinical angles where angles are natural, pins where the body
/// touches something. Heights are never given: the solver lets the body settle on the floor.
///
/// All angles in degrees, 0 = anatomical. All lengths in metres. See routines/README.md for the
/// same words as they stand in files.
#pragma once

#include "body/skeleton.h"

#include <stdbool.h>

/// Flexion (+ forward), side bend (+ right), turn (+ right) of one part of the spine.
struct spine_bend {
    float flex_deg, side_deg, turn_deg;
};

enum spine_part { SPINE_LUMBAR, SPINE_THORACIC, SPINE_NECK, SPINE_HEAD, SPINE_COUNT };

struct leg_angles {
    float hip_deg[3]; ///< flexion, abduction (in the flexed frame), internal rotation
    float knee_deg;
    float ankle_deg[3]; ///< dorsiflexion (plantar is negative), inversion, toe-in
};

struct arm_angles {
    /// Raise the hanging arm by [0] towards [1] (0 = out to the side, 90 = forward, -90 = back,
    /// over 90 = across), then turn it by [2] (+ = internal rotation).
    float shoulder_deg[3];
    float elbow_deg;
    float pronation_deg; ///< 0 = thumb forward, palm to the thigh
    float wrist_deg[2];  ///< flexion, deviation
    float girdle_deg[2]; ///< elevation, protraction, on top of the automatic rhythm
    float curl_deg;      ///< of the fingers
};

enum pin_kind {
    PIN_NONE,
    PIN_FLOOR, ///< at `floor_m` in the posture's horizontal frame
    PIN_GRIP,  ///< on the own leg (hands only)
    PIN_KEEP   ///< where it was in the posture before
};

enum grip_part { GRIP_SHIN, GRIP_THIGH, GRIP_FOOT };

/// Where a palm rests. Directions are (forward, up, outward) in the posture's frame for a floor
/// pin, and (front, up, out) of the gripped bone for a grip.
struct hand_pin {
    enum pin_kind kind;
    float floor_m[2]; ///< forward, outward from the posture's origin
    enum grip_part grip_part;
    enum side grip_side;
    float along;   ///< 0..1 from the upper to the lower end of the gripped bone, more: beyond it
    float front_m; ///< palm in front of that bone's axis
    float out_m;
    vec3s fingers; ///< where the fingers point
    vec3s palm;    ///< where the palm looks
    float curl_deg;
    bool has_fingers, has_palm, has_curl;
};

/// A flat foot: the ankle stands above the point.
struct foot_pin {
    enum pin_kind kind; ///< never PIN_GRIP
    float floor_m[2];
    float turn_deg; ///< toes out
    float yaw_deg;  ///< both feet turned together, against the posture's frame
};

/// A knee and an instep on the floor.
struct kneel_pin {
    bool on;
    float knee_m[2], foot_m[2];         ///< forward, outward
    float knee_height_m, foot_height_m; ///< of the joints
};

enum posture_anchor { ANCHOR_PELVIS, ANCHOR_SHOULDERS, ANCHOR_KNEES };

enum posture_support {
    SUPPORT_BODY, ///< trunk and unpinned legs settle on the floor
    SUPPORT_TRUNK ///< the trunk alone
};

struct posture {
    float root_deg[3]; ///< yaw, pitch, roll: R = Ry(yaw) Rz(pitch) Ry(-roll)
    struct spine_bend spine[SPINE_COUNT];
    struct leg_angles leg[SIDE_COUNT];
    struct arm_angles arm[SIDE_COUNT];

    enum posture_anchor anchor; ///< the one absolute place, and the origin of the pins
    float at_m[2];              ///< x, z of the anchor
    bool has_frame;             ///< else the horizontal frame is turned by the yaw
    float frame_deg;

    struct hand_pin hand[SIDE_COUNT];
    bool has_elbow[SIDE_COUNT];
    vec3s elbow[SIDE_COUNT]; ///< where the elbow points: forward, up, outward
    struct foot_pin foot[SIDE_COUNT];
    bool has_knees;
    vec3s knees; ///< where pinned knees point
    struct kneel_pin kneel[SIDE_COUNT];
    float hips_m[2]; ///< kneeling: pelvis relative to the knees, forward and outward

    bool seat;     ///< kneeling pins, but the trunk sits on the floor at `at_m`
    bool headrest; ///< the head nods until it touches the floor
    enum posture_support support;
    float brace;  ///< 0 = off; planted arms: wrist-shoulder distance as a share of the arm's length
    float sink_m; ///< soft tissue: negative lets a lying trunk sink below first contact
    float wall_m; ///< x of a wall in front of the feet; 0 = none

    float belly_m, ribs_m;
    bool breath_into_back;
};

/// Standing at the origin, arms hanging, nothing pinned.
struct posture posture_default(void);

/// Left and right exchanged, as in a mirror that stands on the mat's long axis (z -> -z).
struct posture posture_mirror(const struct posture *posture);
