#include "body/range.h"
#include "body/angles.h"

#include <math.h>

/// The spine's zero is the straight trunk line, so a standing person's lordosis of about 20
/// degrees is taken from lumbar flexion and given to extension.
const struct range range_table[RANGE_COUNT] = {
    [RANGE_HIP_FLEXION] = {"hip_flexion",
                           true,
                           {-20, 125},
                           {-30, 135},
                           "AAOS 120, CDC 2010 passive 130 (men) 134 (women), extension 17 to 30"},
    [RANGE_HIP_ABDUCTION] = {"hip_abduction", true, {-30, 45}, {-35, 50}, "AAOS 45 and 30"},
    [RANGE_HIP_ROTATION] = {"hip_rotation", true, {-45, 45}, {-50, 50}, "AAOS 45 both ways"},
    [RANGE_KNEE_FLEXION] =
        {"knee_flexion",
         true,
         {-5, 150},
         {-10, 160},
         "AAOS 135 to 150; 155 to 160 under the body's weight, sitting on heels"},
    [RANGE_ANKLE_DORSIFLEXION] = {"ankle_dorsiflexion",
                                  true,
                                  {-55, 20},
                                  {-62, 22},
                                  "AAOS 20 and 50, CDC 2010 passive plantar 55 (men) 62 (women)"},
    [RANGE_ANKLE_INVERSION] =
        {"ankle_inversion", true, {-20, 35}, {-30, 40}, "AAOS 35 and 15 to 20"},
    [RANGE_FOOT_TURN] = {"foot_turn",
                         true,
                         {-20, 20},
                         {-30, 30},
                         "the subtalar joint's share of toe-in and toe-out, estimated"},
    [RANGE_SHOULDER_RAISE] = {"shoulder_raise", true, {0, 180}, {0, 180}, "AAOS 180"},
    [RANGE_SHOULDER_TOWARD] = {"shoulder_toward",
                               true,
                               {-100, 135},
                               {-110, 150},
                               "AAOS horizontal flexion 135, extension straight back"},
    [RANGE_SHOULDER_TURN] = {"shoulder_turn",
                             true,
                             {-90, 70},
                             {-110, 110},
                             "AAOS internal 70, external 90 at the side; the girdle adds the rest"},
    [RANGE_ELBOW_FLEXION] = {"elbow_flexion",
                             true,
                             {-5, 145},
                             {-10, 150},
                             "AAOS 150, CDC 2010 145 to 150, hyperextension to 5"},
    [RANGE_WRIST_BEND] = {"wrist_bend",
                          true,
                          {0, 80},
                          {0, 90},
                          "AAOS flexion 80, extension 70; 85 to 90 loaded, on all fours"},
    [RANGE_LUMBAR_FLEXION] = {"lumbar_flexion",
                              false,
                              {-49, 53},
                              {-50, 60},
                              "Troke 2005: flexion 73, extension 29, less a lordosis of 20"},
    [RANGE_LUMBAR_SIDE] = {"lumbar_side", false, {-28, 28}, {-28, 28}, "Troke 2005"},
    [RANGE_LUMBAR_TURN] = {"lumbar_turn",
                           false,
                           {-10, 10},
                           {-14, 14},
                           "White and Panjabi 1990: 5 to 10 in all; the whole trunk turns 45"},
    [RANGE_THORACIC_FLEXION] = {"thoracic_flexion",
                                false,
                                {-25, 45},
                                {-30, 45},
                                "White and Panjabi 1990: flexion 30 to 45, extension 20 to 25"},
    [RANGE_THORACIC_SIDE] =
        {"thoracic_side", false, {-25, 25}, {-25, 25}, "White and Panjabi 1990"},
    [RANGE_THORACIC_TURN] =
        {"thoracic_turn", false, {-35, 35}, {-38, 38}, "White and Panjabi 1990"},
    [RANGE_NECK_FLEXION] =
        {"neck_flexion", false, {-63, 64}, {-70, 64}, "cervical spine 64 and 63 (AnatomyStandard)"},
    [RANGE_NECK_SIDE] =
        {"neck_side", false, {-49, 49}, {-49, 49}, "cervical spine (AnatomyStandard)"},
    [RANGE_NECK_TURN] =
        {"neck_turn", false, {-80, 80}, {-80, 80}, "cervical spine, clinic 70 to 80"},
};

static void measure_bend(struct spine_bend bend, enum range_id flexion,
                         float angle_deg[RANGE_COUNT][SIDE_COUNT])
{
    float value[3] = {bend.flex_deg, bend.side_deg, bend.turn_deg};
    for (int i = 0; i < 3; i++)
        angle_deg[flexion + i][SIDE_RIGHT] = angle_deg[flexion + i][SIDE_LEFT] = value[i];
}

static void measure_leg(const struct stance_leg *leg, enum side side,
                        float angle_deg[RANGE_COUNT][SIDE_COUNT])
{
    float hip_deg[3], ankle_deg[3];
    hip_angles(side, leg->hip, hip_deg);
    ankle_angles(side, leg->ankle, ankle_deg);
    for (int i = 0; i < 3; i++) {
        angle_deg[RANGE_HIP_FLEXION + i][side] = hip_deg[i];
        angle_deg[RANGE_ANKLE_DORSIFLEXION + i][side] = ankle_deg[i];
    }
    angle_deg[RANGE_KNEE_FLEXION][side] = leg->knee_deg;
}

static void measure_arm(const struct stance_arm *arm, enum side side,
                        float angle_deg[RANGE_COUNT][SIDE_COUNT])
{
    float shoulder_deg[3];
    shoulder_angles(side, arm->shoulder, shoulder_deg);
    if (shoulder_deg[0] < 15.0f || shoulder_deg[0] > 150.0f)
        shoulder_deg[1] = NAN;
    if (shoulder_deg[0] > 120.0f)
        shoulder_deg[2] = NAN;
    for (int i = 0; i < 3; i++)
        angle_deg[RANGE_SHOULDER_RAISE + i][side] = shoulder_deg[i];
    angle_deg[RANGE_ELBOW_FLEXION][side] = arm->elbow_deg;
    angle_deg[RANGE_WRIST_BEND][side] = wrist_bend(arm->wrist);
}

void range_measure(const struct stance *stance, float angle_deg[RANGE_COUNT][SIDE_COUNT])
{
    struct spine_bend neck = stance->spine[SPINE_NECK], head = stance->spine[SPINE_HEAD];
    struct spine_bend cervical = {neck.flex_deg + head.flex_deg, neck.side_deg + head.side_deg,
                                  neck.turn_deg + head.turn_deg};
    measure_bend(stance->spine[SPINE_LUMBAR], RANGE_LUMBAR_FLEXION, angle_deg);
    measure_bend(stance->spine[SPINE_THORACIC], RANGE_THORACIC_FLEXION, angle_deg);
    measure_bend(cervical, RANGE_NECK_FLEXION, angle_deg);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        measure_leg(&stance->leg[side], side, angle_deg);
        measure_arm(&stance->arm[side], side, angle_deg);
    }
}
