#include "body/knot.h"
#include "body/angles.h"
#include "body/limb.h"

#include <math.h>
#include <string.h>

enum { CARRY_WIDTH = sizeof(struct touch_carry) / sizeof(float) };

static void carry_add(struct touch_carry *sum, const struct touch_carry *carry, float share)
{
    float a[CARRY_WIDTH], b[CARRY_WIDTH];
    memcpy(a, sum, sizeof a);
    memcpy(b, carry, sizeof b);
    for (int i = 0; i < CARRY_WIDTH; i++)
        a[i] += share * b[i];
    memcpy(sum, a, sizeof a);
}

static struct touch touch_of(const struct motion *motion, int segment)
{
    return (struct touch){.from = motion->key[segment],
                          .to = motion->key[segment + 1],
                          .way = motion->way[segment + 1]};
}

static struct touch touch_at(const struct motion *motion, int segment, float u,
                             const struct rise_course *course)
{
    const struct motion_knot *knot = motion->knot + segment;
    double length_s = motion->time_s[segment + 1] - motion->time_s[segment];
    struct spline_weights weights = spline_weights(u);
    struct touch touch = touch_of(motion, segment);
    touch.weight = weights.to;
    touch.rise = rise_at(course, u);
    carry_add(&touch.carry, &knot[0].leaving, (float)length_s * weights.slope_from);
    carry_add(&touch.carry, &knot[1].arriving, (float)length_s * weights.slope_to);
    return touch;
}

static void sample_touch(const struct motion *motion, int segment, float u,
                         const struct touch *touch, struct motion_sample *sample)
{
    const struct motion_knot *knot = motion->knot + segment;
    struct stance_vector value[2] = {knot[0].value, knot[1].value};
    struct stance_vector slope[2] = {knot[0].slope, knot[1].slope};
    double length_s = motion->time_s[segment + 1] - motion->time_s[segment];
    struct stance_vector at = spline_at(value, slope, length_s, u);
    *sample = (struct motion_sample){.stance = spline_unpack(&at)};
    touch_place(touch, sample);
}

void knot_sample(const struct motion *motion, int segment, float u, struct motion_sample *sample)
{
    struct touch touch = touch_at(motion, segment, u, &motion->knot[segment].rise);
    sample_touch(motion, segment, u, &touch, sample);
}

struct segment_of {
    const struct motion *motion;
    int segment;
};

static struct rise missing_at(void *context, const struct rise_course *course, float u)
{
    const struct segment_of *of = context;
    struct touch touch = touch_at(of->motion, of->segment, u, course);
    struct motion_sample sample;
    sample_touch(of->motion, of->segment, u, &touch, &sample);
    return touch_missing(&touch, &sample);
}

void knot_clear_floor(struct motion *motion)
{
    for (int i = 0; i + 1 < motion->count; i++) {
        struct segment_of of = {motion, i};
        if (motion->key[i] != motion->key[i + 1])
            rise_find(&motion->knot[i].rise, missing_at, &of);
    }
}

/// The joint that carries a limb's speed, and the bone that carries its spin.
static const enum joint limb_joint[CONTACT_COUNT] = {
    [CONTACT_HAND_R] = JOINT_WRIST_R, [CONTACT_HAND_L] = JOINT_WRIST_L,
    [CONTACT_FOOT_R] = JOINT_ANKLE_R, [CONTACT_FOOT_L] = JOINT_ANKLE_L,
    [CONTACT_KNEE_R] = JOINT_KNEE_R,  [CONTACT_KNEE_L] = JOINT_KNEE_L,
};
static const enum bone limb_bone[CONTACT_COUNT] = {
    [CONTACT_HAND_R] = BONE_HAND_R,  [CONTACT_HAND_L] = BONE_HAND_L,
    [CONTACT_FOOT_R] = BONE_FOOT_R,  [CONTACT_FOOT_L] = BONE_FOOT_L,
    [CONTACT_KNEE_R] = BONE_THIGH_R, [CONTACT_KNEE_L] = BONE_THIGH_L,
};

static vec3s rotation_vector(mat3s from, mat3s to)
{
    mat3s turned = glms_mat3_mul(to, glms_mat3_transpose(from));
    versors q = glms_mat3_quat(turned);
    if (q.w < 0.0f)
        q = (versors){.raw = {-q.x, -q.y, -q.z, -q.w}};
    vec3s axis = {{q.x, q.y, q.z}};
    float sine = glms_vec3_norm(axis);
    if (sine < 1e-9f)
        return glms_vec3_zero();
    return glms_vec3_scale(axis, 2.0f * atan2f(sine, q.w) / sine);
}

/// How far everything has come from one sample to another.
static struct touch_carry travel(const struct motion_sample *from, const struct motion_sample *to)
{
    struct touch_carry carry = {
        .root_spin = rotation_vector(from->stance.root, to->stance.root),
        .root_m = glms_vec3_sub(to->stance.root_m, from->stance.root_m),
        .nod_deg = to->stance.spine[SPINE_HEAD].flex_deg - from->stance.spine[SPINE_HEAD].flex_deg,
    };
    for (int i = 0; i < CONTACT_COUNT; i++) {
        enum joint joint = limb_joint[i];
        enum bone bone = limb_bone[i];
        carry.limb_m[i] = glms_vec3_sub(to->body.joint[joint], from->body.joint[joint]);
        carry.limb_spin[i] = rotation_vector(from->body.bone[bone], to->body.bone[bone]);
    }
    return carry;
}

/// Speeds of a segment at its end that touches a key: one-sided differences of second order.
static struct touch_carry speed_at(const struct motion *motion, int segment, bool at_end)
{
    const double step_s = 0.004;
    double length_s = motion->time_s[segment + 1] - motion->time_s[segment];
    float u = at_end ? 1.0f : 0.0f, step = (float)(step_s / length_s) * (at_end ? -1.0f : 1.0f);
    struct motion_sample sample[3];
    for (int i = 0; i < 3; i++)
        knot_sample(motion, segment, u + step * (float)i, &sample[i]);
    struct touch_carry near = travel(&sample[0], &sample[1]);
    struct touch_carry far = travel(&sample[0], &sample[2]), speed = {.nod_deg = 0.0f};
    float per_s = (float)(at_end ? -0.5 / step_s : 0.5 / step_s);
    carry_add(&speed, &near, 4.0f * per_s);
    carry_add(&speed, &far, -per_s);
    return speed;
}

/// Which parts of a segment are led by what touches, and so have a speed of their own.
struct firmness {
    bool spin, place, height, nod, limb[CONTACT_COUNT];
};

static struct firmness firmness_of(const struct motion *motion, int segment)
{
    struct touch touch = touch_of(motion, segment);
    struct firmness firm = {
        .spin = touch_kneels(&touch),
        .place = touch_anchors(&touch),
        .height = touch_kneels(&touch),
        .nod = touch_rests_head(&touch),
    };
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        firm.limb[CONTACT_HAND_R + side] = touch_hand_lead(&touch, side) != TOUCH_FREE;
        firm.limb[CONTACT_FOOT_R + side] =
            firm.height || touch_foot_lead(&touch, side) != TOUCH_FREE;
        // A foot that stands leads its knee as its joints' angles do on the other side.
        firm.limb[CONTACT_KNEE_R + side] = firm.height;
    }
    return firm;
}

/// The speeds on both sides of a key, and what is added to them.
struct meeting {
    struct firmness firm[2];
    struct touch_carry speed[2];
    struct touch_carry *added[2];
    bool still[CONTACT_COUNT]; ///< the key puts it on the floor, if only for an instant
};

static bool touches(const struct motion_key *key, enum volume_id first, enum volume_id last,
                    enum side side)
{
    const float touching_m = 0.002f;
    return limb_lowest_m(&key->body, first, last, side) < touching_m;
}

static void find_still(const struct motion_key *key, bool still[CONTACT_COUNT])
{
    const struct posture *posture = &key->posture;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        bool kneels = posture->kneel[side].on && !posture->seat;
        still[CONTACT_HAND_R + side] = limb_on_floor(posture->hand[side].kind) ||
                                       touches(key, VOLUME_WRIST_R, VOLUME_FINGERS_R, side);
        still[CONTACT_FOOT_R + side] = posture->foot[side].kind != PIN_NONE || kneels ||
                                       touches(key, VOLUME_ANKLE_R, VOLUME_TOE_R, side);
        still[CONTACT_KNEE_R + side] = kneels;
    }
}

static void match(const bool firm[2], const float speed[2], float *added[2])
{
    if (firm[0] && firm[1])
        return;
    float wanted = 0.5f * (speed[0] + speed[1]);
    for (int i = 0; i < 2; i++)
        if (firm[i])
            wanted = speed[i];
    for (int i = 0; i < 2; i++)
        *added[i] = wanted - speed[i];
}

static void match_vector(bool firm_before, bool firm_after, vec3s before, vec3s after,
                         vec3s *arriving, vec3s *leaving)
{
    const bool firm[2] = {firm_before, firm_after};
    for (int i = 0; i < 3; i++) {
        const float speed[2] = {before.raw[i], after.raw[i]};
        match(firm, speed, (float *[]){&arriving->raw[i], &leaving->raw[i]});
    }
}

static void match_spin(const struct meeting *meeting)
{
    match_vector(meeting->firm[0].spin, meeting->firm[1].spin, meeting->speed[0].root_spin,
                 meeting->speed[1].root_spin, &meeting->added[0]->root_spin,
                 &meeting->added[1]->root_spin);
}

static void match_root(const struct meeting *meeting)
{
    for (int axis = 0; axis < 3; axis++) {
        bool firm[2];
        float speed[2], *added[2];
        for (int i = 0; i < 2; i++) {
            firm[i] = axis == 1 ? meeting->firm[i].height : meeting->firm[i].place;
            speed[i] = meeting->speed[i].root_m.raw[axis];
            added[i] = &meeting->added[i]->root_m.raw[axis];
        }
        match(firm, speed, added);
    }
}

static void match_nod(const struct meeting *meeting)
{
    const bool firm[2] = {meeting->firm[0].nod, meeting->firm[1].nod};
    const float speed[2] = {meeting->speed[0].nod_deg, meeting->speed[1].nod_deg};
    match(firm, speed, (float *[]){&meeting->added[0]->nod_deg, &meeting->added[1]->nod_deg});
}

static void match_limbs(const struct meeting *meeting)
{
    const struct touch_carry *before = &meeting->speed[0], *after = &meeting->speed[1];
    struct touch_carry *arriving = meeting->added[0], *leaving = meeting->added[1];
    for (int i = 0; i < CONTACT_COUNT; i++) {
        bool firm[2] = {meeting->firm[0].limb[i], meeting->firm[1].limb[i]};
        if (!firm[0] && !firm[1] && !meeting->still[i])
            continue;
        if (!firm[0] && !firm[1]) {
            arriving->limb_m[i] = glms_vec3_negate(before->limb_m[i]);
            leaving->limb_m[i] = glms_vec3_negate(after->limb_m[i]);
            arriving->limb_spin[i] = glms_vec3_negate(before->limb_spin[i]);
            leaving->limb_spin[i] = glms_vec3_negate(after->limb_spin[i]);
            continue;
        }
        match_vector(firm[0], firm[1], before->limb_m[i], after->limb_m[i], &arriving->limb_m[i],
                     &leaving->limb_m[i]);
        match_vector(firm[0], firm[1], before->limb_spin[i], after->limb_spin[i],
                     &arriving->limb_spin[i], &leaving->limb_spin[i]);
    }
}

/// From the trunk outwards: each step moves everything that hangs on it.
static void (*const steps[])(const struct meeting *) = {match_spin, match_root, match_nod,
                                                        match_limbs};

void knot_match_speeds(struct motion *motion)
{
    for (size_t step = 0; step < sizeof steps / sizeof steps[0]; step++) {
        for (int key = 1; key + 1 < motion->count; key++) {
            struct motion_knot *knot = &motion->knot[key];
            struct meeting meeting = {
                .firm = {firmness_of(motion, key - 1), firmness_of(motion, key)},
                .speed = {speed_at(motion, key - 1, true), speed_at(motion, key, false)},
                .added = {&knot->arriving, &knot->leaving},
            };
            find_still(motion->key[key], meeting.still);
            steps[step](&meeting);
        }
    }
}
