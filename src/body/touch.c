#include "body/touch.h"
#include "body/angles.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/limb.h"
#include "body/settle.h"

#include <math.h>

static bool kneels(const struct motion_key *key)
{
    const struct posture *posture = &key->posture;
    return posture->kneel[SIDE_RIGHT].on && posture->kneel[SIDE_LEFT].on && !posture->seat;
}

bool touch_kneels(const struct touch *touch)
{
    return kneels(touch->from) && kneels(touch->to);
}

/// The arms are planted and straight at both ends: the pelvis tips to keep them so.
static bool braces(const struct touch *touch)
{
    return touch_kneels(touch) && touch->from->posture.brace > 0.0f &&
           touch->to->posture.brace > 0.0f;
}

bool touch_anchors(const struct touch *touch)
{
    enum posture_anchor anchor = touch->from->posture.anchor;
    return anchor == touch->to->posture.anchor && anchor != ANCHOR_PELVIS && !touch_kneels(touch);
}

bool touch_rests_head(const struct touch *touch)
{
    return touch->from->posture.headrest && touch->to->posture.headrest;
}

static vec3s anchor_of(const struct body *body, enum posture_anchor anchor)
{
    if (anchor == ANCHOR_SHOULDERS)
        return body->joint[JOINT_C7];
    return glms_vec3_center(body->joint[JOINT_KNEE_R], body->joint[JOINT_KNEE_L]);
}

static void place_anchor(const struct touch *touch, struct motion_sample *sample)
{
    enum posture_anchor anchor = touch->from->posture.anchor;
    vec3s wanted =
        limb_mix(touch, anchor_of(&touch->from->body, anchor), anchor_of(&touch->to->body, anchor));
    vec3s offset = glms_vec3_sub(wanted, anchor_of(&sample->body, anchor));
    offset.y = 0.0f;
    kinematics_translate(&sample->stance, &sample->body, offset);
}

static void raise(struct motion_sample *sample, float by_m)
{
    kinematics_translate(&sample->stance, &sample->body, (vec3s){{0.0f, by_m, 0.0f}});
}

/// How much longer than a thigh the way from a hip to its knee's place is.
static float thigh_excess_m(const struct body *body, enum side side, vec3s knee, vec3s *along)
{
    vec3s line = glms_vec3_sub(body->joint[joint_of(JOINT_HIP_R, side)], knee);
    *along = glms_vec3_normalize(line);
    return glms_vec3_norm(line) - THIGH_M;
}

/// One Newton step of the least movement, up or down and turning, by which both thighs fit their
/// knees as well as they do at the keys. A turn of the hips costs as much as their own way.
static void fit_thighs(const struct touch *touch, struct motion_sample *sample)
{
    float miss_m[SIDE_COUNT];
    vec3s along[SIDE_COUNT], turn[SIDE_COUNT], ignored;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        vec3s from = touch->from->knee_target[side], to = touch->to->knee_target[side];
        float wanted_m =
            glm_lerp(thigh_excess_m(&touch->from->body, side, from, &ignored),
                     thigh_excess_m(&touch->to->body, side, to, &ignored), touch->weight);
        miss_m[side] =
            wanted_m - thigh_excess_m(&sample->body, side, limb_mix(touch, from, to), &along[side]);
        vec3s lateral = glms_vec3_scale(sample->stance.root.col[2], side_sign(side));
        turn[side] = glms_vec3_cross(lateral, along[side]);
    }
    float rr = along[0].y * along[0].y + glms_vec3_norm2(turn[0]);
    float ll = along[1].y * along[1].y + glms_vec3_norm2(turn[1]);
    float rl = along[0].y * along[1].y + glms_vec3_dot(turn[0], turn[1]);
    float determinant = fmaxf(rr * ll - rl * rl, 0.05f);
    float right = (ll * miss_m[0] - rl * miss_m[1]) / determinant;
    float left = (rr * miss_m[1] - rl * miss_m[0]) / determinant;
    vec3s spin = glms_vec3_add(glms_vec3_scale(turn[0], right), glms_vec3_scale(turn[1], left));
    spin = glms_vec3_divs(spin, HIP_HALF_WIDTH_M);
    sample->stance.root =
        glms_mat3_mul(rotation_about(spin, glm_deg(glms_vec3_norm(spin))), sample->stance.root);
    sample->stance.root_m.y += along[0].y * right + along[1].y * left;
    kinematics_trunk(&sample->stance, &sample->body);
}

static void place_on_knees(const struct touch *touch, struct motion_sample *sample)
{
    enum { ROUNDS = 4 };
    for (int round = 0; round < ROUNDS; round++)
        fit_thighs(touch, sample);
    stance_to_body(&sample->stance, &sample->body);
}

/// The gap under the trunk goes from the one key's to the other's; both are normally none.
static void place_on_trunk(const struct touch *touch, struct motion_sample *sample)
{
    float w = touch->weight, hop_m = touch->way.hop_m * 4.0f * w * (1.0f - w);
    float wanted_m = glm_lerp(touch->from->trunk_gap_m, touch->to->trunk_gap_m, w) + hop_m;
    raise(sample, wanted_m - settle_trunk_gap_m(&sample->body));
}

struct tipping {
    struct motion_sample *sample;
    mat3s root;
    vec3s wrist[SIDE_COUNT];
    float stretch;
};

static float missing_stretch(float tip_deg, void *context)
{
    struct tipping *tipping = context;
    struct stance *stance = &tipping->sample->stance;
    stance->root = glms_mat3_mul(rotation_about(tipping->root.col[2], tip_deg), tipping->root);
    kinematics_trunk(stance, &tipping->sample->body);
    return settle_arm_stretch(stance, &tipping->sample->body, tipping->wrist) - tipping->stretch;
}

/// A closed chain: tip the pelvis about its own lateral axis until the planted arms are as
/// straight as at the keys.
static void brace_arms(const struct touch *touch, struct motion_sample *sample)
{
    struct tipping tipping = {.sample = sample, .root = sample->stance.root};
    tipping.stretch = glm_lerp(touch->from->posture.brace, touch->to->posture.brace, touch->weight);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        tipping.wrist[side] =
            limb_mix(touch, touch->from->wrist_target[side], touch->to->wrist_target[side]);
    float tip_deg;
    settle_root(missing_stretch, &tipping, 0.0f, 1.5f, 25.0f, 2e-6f, &tip_deg);
    missing_stretch(tip_deg, &tipping);
    stance_to_body(&sample->stance, &sample->body);
}

static void carry_root(const struct touch *touch, struct motion_sample *sample)
{
    const struct touch_carry *carry = &touch->carry;
    float spin_deg = glm_deg(glms_vec3_norm(carry->root_spin));
    if (spin_deg > 1e-4f)
        sample->stance.root =
            glms_mat3_mul(rotation_about(carry->root_spin, spin_deg), sample->stance.root);
    stance_to_body(&sample->stance, &sample->body);
}

struct rise touch_missing(const struct touch *touch, const struct motion_sample *sample)
{
    struct rise missing = {0};
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        limb_missing_leg(touch, side, &sample->body, &missing);
        limb_missing_arm(touch, side, &sample->body, &missing);
    }
    return missing;
}

void touch_place(const struct touch *touch, struct motion_sample *sample)
{
    carry_root(touch, sample);
    if (touch_anchors(touch))
        place_anchor(touch, sample);
    if (touch_kneels(touch)) {
        place_on_knees(touch, sample);
        if (braces(touch))
            brace_arms(touch, sample);
    } else {
        place_on_trunk(touch, sample);
    }
    kinematics_translate(&sample->stance, &sample->body, touch->carry.root_m);
    if (touch_rests_head(touch)) {
        settle_head(&sample->stance, &sample->body);
    } else {
        sample->stance.spine[SPINE_HEAD].flex_deg += touch->carry.nod_deg;
        kinematics_head(&sample->stance, &sample->body);
    }
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        limb_place_leg(touch, side, sample);
    // Hands last: they may hold a leg.
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        limb_place_arm(touch, side, sample);
}
