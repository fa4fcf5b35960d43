#include "body/posture.h"

static struct hand_pin hand_pin_default(void)
{
    return (struct hand_pin){.kind = PIN_NONE, .along = 0.2f, .front_m = 0.06f};
}

struct posture posture_default(void)
{
    struct posture posture = {.anchor = ANCHOR_PELVIS, .support = SUPPORT_BODY};
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        posture.leg[side] = (struct leg_angles){.knee_deg = 3.0f, .ankle_deg = {-15.0f}};
        posture.arm[side] =
            (struct arm_angles){.shoulder_deg = {8.0f}, .elbow_deg = 8.0f, .curl_deg = 20.0f};
        posture.hand[side] = hand_pin_default();
        posture.foot[side] = (struct foot_pin){.kind = PIN_NONE, .turn_deg = 6.0f};
        posture.kneel[side].knee_height_m = 0.054f;
        posture.kneel[side].foot_height_m = 0.055f;
    }
    return posture;
}

static struct hand_pin mirror_hand(struct hand_pin pin)
{
    pin.grip_side = side_other(pin.grip_side);
    return pin;
}

static struct foot_pin mirror_foot(struct foot_pin pin)
{
    pin.yaw_deg = -pin.yaw_deg;
    return pin;
}

struct posture posture_mirror(const struct posture *posture)
{
    struct posture mirrored = *posture;
    mirrored.root_deg[0] = -posture->root_deg[0];
    mirrored.root_deg[2] = -posture->root_deg[2];
    mirrored.frame_deg = -posture->frame_deg;
    mirrored.at_m[1] = -posture->at_m[1];
    mirrored.hips_m[1] = -posture->hips_m[1];
    for (int part = 0; part < SPINE_COUNT; part++) {
        mirrored.spine[part].side_deg = -posture->spine[part].side_deg;
        mirrored.spine[part].turn_deg = -posture->spine[part].turn_deg;
    }
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        enum side other = side_other(side);
        mirrored.leg[side] = posture->leg[other];
        mirrored.arm[side] = posture->arm[other];
        mirrored.hand[side] = mirror_hand(posture->hand[other]);
        mirrored.has_elbow[side] = posture->has_elbow[other];
        mirrored.elbow[side] = posture->elbow[other];
        mirrored.foot[side] = mirror_foot(posture->foot[other]);
        mirrored.kneel[side] = posture->kneel[other];
    }
    return mirrored;
}
