/// Lengths of the skeleton in metres, for a stature of 1.70 m.
///
/// Limbs, foot height and hip breadth: Drillis & Contini 1966, as fractions of the stature. The
/// trunk line and the girdle are divided so that the shoulder stands at 0.818 and the crown at
/// 1.0 of the stature when everything is straight.
#pragma once

#define STATURE_M        1.70f
#define THIGH_M          (0.245f * STATURE_M)
#define SHANK_M          (0.246f * STATURE_M)
#define UPPER_ARM_M      (0.186f * STATURE_M)
#define FOREARM_M        (0.146f * STATURE_M)
#define ARM_M            (UPPER_ARM_M + FOREARM_M)
#define FOOT_HEIGHT_M    (0.039f * STATURE_M)
#define HIP_HALF_WIDTH_M (0.05f * STATURE_M)

#define CLAVICLE_M    0.150f
#define GIRDLE_ROOT_M 0.035f /* of the clavicle, sideways from the spine */
#define PALM_M        0.085f /* wrist to palm */
#define FINGERS_M     0.080f /* palm to the middle of the fingers */

#define NEUTRAL_ANKLE_HEIGHT_M (FOOT_HEIGHT_M - 0.002f) /* of a flat foot: the sole gives 2 mm */
#define ELBOW_CLEAR_M          0.036f /* height at which an elbow rests: its skin gives 1 mm */
