/// A posture becomes a body: trunk first, then its place and height, then the limbs that are
/// pinned, and again while the shoulders' blades, moved by the arms, change what lies lowest.
#include "body/ik.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/motion.h"
#include "body/pin.h"
#include "body/settle.h"

#include <math.h>

static const vec3s elbow_default = {{-0.3f, -0.5f, 0.6f}};
static const vec3s knees_default = {{0.3f, 1.0f, 0.0f}};
static const float floor_curl_deg = 2.0f;

/// What stays the same while a key is solved.
struct solving {
    const struct posture *posture;
    const struct motion_key *before;
    struct pin_frame frame;
    bool kneel[SIDE_COUNT]; ///< knee and instep on the floor, hips above them
    bool kneeling;          ///< any of these
};

static struct solving solving_of(const struct posture *posture, const struct motion_key *before)
{
    struct solving solving = {.posture = posture, .before = before};
    solving.frame.yaw_deg = posture->has_frame ? posture->frame_deg : posture->root_deg[0];
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        solving.kneel[side] = posture->kneel[side].on && !posture->seat;
        solving.kneeling = solving.kneeling || solving.kneel[side];
    }
    solving.frame.origin = (vec3s){{posture->at_m[0], 0.0f, posture->at_m[1]}};
    return solving;
}

static vec3s anchor_of(const struct body *body, enum posture_anchor anchor)
{
    switch (anchor) {
    case ANCHOR_PELVIS:
        return body->joint[JOINT_PELVIS];
    case ANCHOR_SHOULDERS:
        return body->joint[JOINT_C7];
    case ANCHOR_KNEES:
        return glms_vec3_center(body->joint[JOINT_KNEE_R], body->joint[JOINT_KNEE_L]);
    }
    return body->joint[JOINT_PELVIS];
}

/// The one absolute place: the anchor above `at`, or the hips beside the knees that stand there.
static void place(const struct solving *solving, struct motion_key *key)
{
    const struct posture *posture = solving->posture;
    vec3s offset;
    if (solving->kneeling) {
        vec3s hips = pin_floor_point(&solving->frame, SIDE_RIGHT, posture->hips_m, 0.0f);
        offset = glms_vec3_sub(hips, key->stance.root_m);
    } else {
        offset = glms_vec3_sub(solving->frame.origin, anchor_of(&key->body, posture->anchor));
    }
    offset.y = 0.0f;
    kinematics_translate(&key->stance, &key->body, offset);
}

static void set_knee_targets(const struct solving *solving, struct motion_key *key)
{
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        const struct kneel_pin *pin = &solving->posture->kneel[side];
        if (!pin->on)
            continue;
        key->knee_target[side] =
            pin_floor_point(&solving->frame, side, pin->knee_m, pin->knee_height_m);
        key->ankle_target[side] =
            pin_floor_point(&solving->frame, side, pin->foot_m, pin->foot_height_m);
    }
}

/// How far the lowest of what carries the body is from where it should be.
static float sinking_m(const struct solving *solving, const struct motion_key *key)
{
    const struct posture *posture = solving->posture;
    bool with_leg[SIDE_COUNT];
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        with_leg[side] = posture->support == SUPPORT_BODY && !posture->seat &&
                         posture->foot[side].kind == PIN_NONE;
    return settle_lowest_m(&key->body, with_leg) - posture->sink_m;
}

static void settle(const struct solving *solving, struct motion_key *key)
{
    vec3s offset = GLMS_VEC3_ZERO_INIT;
    if (solving->kneeling) {
        float pelvis_y = settle_kneeling_m(&key->body, key->knee_target, solving->kneel);
        offset.y = pelvis_y - key->stance.root_m.y;
    } else {
        offset.y = -sinking_m(solving, key);
    }
    kinematics_translate(&key->stance, &key->body, offset);
}

static void miss(struct motion_key *key, float error_m)
{
    key->reach_error_m = fmaxf(key->reach_error_m, error_m);
}

/// A sitter's knee keeps its height above the floor; its distance follows from the thigh.
static vec3s seated_knee(const struct motion_key *key, enum side side)
{
    vec3s hip = key->body.joint[joint_of(JOINT_HIP_R, side)], knee = key->knee_target[side];
    vec3s away = {{knee.x - hip.x, 0.0f, knee.z - hip.z}};
    float rise_m = knee.y - hip.y;
    float away_m = sqrtf(fmaxf(0.0f, THIGH_M * THIGH_M - rise_m * rise_m));
    vec3s beside = glms_vec3_add(hip, glms_vec3_scale(glms_vec3_normalize(away), away_m));
    beside.y = knee.y;
    return beside;
}

static void solve_kneel(const struct solving *solving, struct motion_key *key, enum side side)
{
    if (solving->posture->seat)
        key->knee_target[side] = seated_knee(key, side);
    float error_m =
        ik_kneel(&key->stance, &key->body, side, key->knee_target[side], key->ankle_target[side]);
    if (solving->kneel[side])
        miss(key, error_m);
}

static void solve_foot(const struct solving *solving, struct motion_key *key, enum side side)
{
    const struct posture *posture = solving->posture;
    const struct foot_pin *pin = &posture->foot[side];
    if (pin->kind == PIN_KEEP) {
        key->ankle_target[side] = solving->before->body.joint[joint_of(JOINT_ANKLE_R, side)];
        key->foot_target[side] = solving->before->body.bone[bone_of(BONE_FOOT_R, side)];
    } else {
        key->ankle_target[side] =
            pin_floor_point(&solving->frame, side, pin->floor_m, NEUTRAL_ANKLE_HEIGHT_M);
        key->foot_target[side] = pin_foot_frame(pin, side, &solving->frame);
    }
    vec3s pole = posture->has_knees ? posture->knees : knees_default;
    struct ik_reach reach = {.target = key->ankle_target[side],
                             .pole = pin_direction(&solving->frame, side, pole),
                             .end = &key->foot_target[side]};
    miss(key, ik_leg(&key->stance, &key->body, side, &reach));
}

static struct hand_target hand_target_of(const struct solving *solving,
                                         const struct motion_key *key, enum side side)
{
    const struct hand_pin *pin = &solving->posture->hand[side];
    if (pin->kind == PIN_GRIP)
        return pin_hand_on_leg(pin, side, &key->body);
    if (pin->kind == PIN_FLOOR)
        return pin_hand_on_floor(pin, side, &solving->frame);
    const struct body *before = &solving->before->body;
    return (struct hand_target){before->joint[joint_of(JOINT_WRIST_R, side)],
                                before->bone[bone_of(BONE_HAND_R, side)]};
}

static void solve_hand(const struct solving *solving, struct motion_key *key, enum side side)
{
    const struct posture *posture = solving->posture;
    const struct hand_pin *pin = &posture->hand[side];
    struct hand_target target = hand_target_of(solving, key, side);
    key->wrist_target[side] = target.wrist;
    key->hand_target[side] = target.hand;
    if (pin->has_curl)
        key->stance.arm[side].curl_deg = pin->curl_deg;
    else if (pin->kind != PIN_GRIP)
        key->stance.arm[side].curl_deg = floor_curl_deg;
    vec3s pole = posture->has_elbow[side] ? posture->elbow[side] : elbow_default;
    struct ik_reach reach = {.target = target.wrist,
                             .pole = pin_direction(&solving->frame, side, pole),
                             .end = &target.hand,
                             .elbow_lowest_m = ELBOW_CLEAR_M};
    miss(key, ik_arm(&key->stance, &key->body, side, &reach));
}

static void solve_limbs(const struct solving *solving, struct motion_key *key)
{
    const struct posture *posture = solving->posture;
    key->reach_error_m = 0.0f;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        if (posture->kneel[side].on)
            solve_kneel(solving, key, side);
        if (posture->foot[side].kind != PIN_NONE)
            solve_foot(solving, key, side);
    }
    // Hands last: they may hold a leg.
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        if (posture->hand[side].kind != PIN_NONE)
            solve_hand(solving, key, side);
}

/// With the pelvis pitched by `pitch_deg`; a kneeling height follows from the legs alone, a lying
/// one is corrected until what the arms lift or lower rests again.
static void solve_pitched(const struct solving *solving, float pitch_deg, struct motion_key *key)
{
    enum { ROUNDS_MAX = 8 };
    struct posture pitched = *solving->posture;
    pitched.root_deg[1] = pitch_deg;
    key->stance = stance_of_posture(&pitched);
    stance_to_body(&key->stance, &key->body);
    place(solving, key);
    set_knee_targets(solving, key);
    settle(solving, key);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        if (pitched.headrest)
            settle_head(&key->stance, &key->body);
        solve_limbs(solving, key);
        if (solving->kneeling || fabsf(sinking_m(solving, key)) < 5e-5f)
            break;
        settle(solving, key);
    }
}

struct bracing {
    const struct solving *solving;
    struct motion_key *key;
};

static float missing_stretch(float pitch_deg, void *context)
{
    struct bracing *bracing = context;
    struct motion_key *key = bracing->key;
    solve_pitched(bracing->solving, pitch_deg, key);
    return settle_arm_stretch(&key->stance, &key->body, key->wrist_target) -
           bracing->solving->posture->brace;
}

/// On all fours the arms are longer than the thighs: the pelvis tips until they are as straight
/// as `brace` wants.
static bool solve_braced(const struct solving *solving, struct motion_key *key, struct err *err)
{
    const struct posture *posture = solving->posture;
    struct bracing bracing = {solving, key};
    float pitch_deg;
    if (!settle_root(missing_stretch, &bracing, posture->root_deg[1], 4.0f, 60.0f, 1e-6f,
                     &pitch_deg))
        return err_set(err,
                       "no pitch of the pelvis within 60 degrees stretches the planted arms "
                       "to %.2f of their length",
                       (double)posture->brace);
    solve_pitched(solving, pitch_deg, key);
    return true;
}

static bool check_pins(const struct posture *posture, const struct motion_key *before,
                       struct err *err)
{
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        bool keep = posture->hand[side].kind == PIN_KEEP || posture->foot[side].kind == PIN_KEEP;
        if (keep && !before)
            return err_set(err, "a hand or foot is kept where it was, but no posture comes before");
        if (posture->foot[side].kind == PIN_GRIP)
            return err_set(err, "a foot cannot grip a leg");
        if (posture->foot[side].kind != PIN_NONE && posture->kneel[side].on)
            return err_set(err, "one leg both kneels and stands on its foot");
        if (posture->brace > 0.0f && posture->hand[side].kind == PIN_NONE)
            return err_set(err, "the arms can only brace when both hands are planted");
    }
    return true;
}

bool motion_key_solve(struct motion_key *key, const struct posture *posture,
                      const struct motion_key *before, struct err *err)
{
    *key = (struct motion_key){.posture = *posture};
    if (!check_pins(posture, before, err))
        return false;
    struct solving solving = solving_of(posture, before);
    if (posture->brace > 0.0f) {
        if (!solve_braced(&solving, key, err))
            return false;
    } else {
        solve_pitched(&solving, posture->root_deg[1], key);
    }
    key->trunk_gap_m = settle_trunk_gap_m(&key->body);
    if (!isfinite(key->trunk_gap_m) || !isfinite(key->reach_error_m))
        return err_set(err, "the posture has no place to be: its numbers cannot be joined");
    return true;
}
