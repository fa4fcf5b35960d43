#include "body/motion.h"
#include "base/mem.h"
#include "body/knot.h"
#include "body/limb.h"

#include <assert.h>
#include <math.h>

static const char *const names[CONTACT_COUNT] = {
    [CONTACT_HAND_R] = "hand_r", [CONTACT_HAND_L] = "hand_l", [CONTACT_FOOT_R] = "foot_r",
    [CONTACT_FOOT_L] = "foot_l", [CONTACT_KNEE_R] = "knee_r", [CONTACT_KNEE_L] = "knee_l",
};

const char *contact_name(enum contact_id id)
{
    assert(id >= 0 && id < CONTACT_COUNT);
    return names[id];
}

float motion_minimum_jerk(float u)
{
    return spline_weights(glm_clamp(u, 0.0f, 1.0f)).to;
}

static bool elbow_lies(const struct motion_key *key, enum side side)
{
    const float touching_m = 0.002f;
    return limb_lowest_m(&key->body, VOLUME_ELBOW_R, VOLUME_ELBOW_R, side) < touching_m;
}

/// A limb that stands on the floor at a key stands still there, all of it: joints that only passed
/// through would press the elbow or the knee into the floor before or after. An arm that lies there
/// from elbow to hand stops the trunk too, which would roll over it.
static void rest_limbs(const struct motion *motion, struct stance_vector *slope)
{
    for (int i = 1; i + 1 < motion->count; i++) {
        const struct motion_key *key = motion->key[i];
        for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
            bool hand = limb_on_floor(key->posture.hand[side].kind), elbow = elbow_lies(key, side);
            if (hand && elbow)
                slope[i] = (struct stance_vector){{0}};
            else if (hand || elbow)
                spline_still_arm(&slope[i], side);
            if (limb_on_floor(key->posture.foot[side].kind))
                spline_still_leg(&slope[i], side);
        }
    }
}

void motion_prepare(struct motion *motion)
{
    assert(motion->count >= 1 && motion->count <= MOTION_KEYS_MAX && !motion->knot);
    struct stance_vector value[MOTION_KEYS_MAX], slope[MOTION_KEYS_MAX];
    for (int i = 0; i < motion->count; i++) {
        assert(i == 0 || motion->time_s[i] > motion->time_s[i - 1]);
        value[i] = spline_pack(&motion->key[i]->stance);
        if (i > 0)
            spline_align(&value[i], &value[i - 1]);
    }
    spline_slopes(motion->count, motion->time_s, value, slope);
    rest_limbs(motion, slope);
    motion->knot = mem_alloc((size_t)motion->count, sizeof *motion->knot);
    for (int i = 0; i < motion->count; i++)
        motion->knot[i] = (struct motion_knot){.value = value[i], .slope = slope[i]};
    knot_match_speeds(motion);
    knot_clear_floor(motion);
}

void motion_finish(struct motion *motion)
{
    mem_free(motion->knot);
    motion->knot = NULL;
}

static int segment_at(const struct motion *motion, double t_s)
{
    int segment = 0;
    while (segment + 2 < motion->count && t_s >= motion->time_s[segment + 1])
        segment++;
    return segment;
}

static void sample_segment(const struct motion *motion, double t_s, struct motion_sample *sample)
{
    int segment = segment_at(motion, t_s);
    double start_s = motion->time_s[segment], length_s = motion->time_s[segment + 1] - start_s;
    double u = fmin(fmax((t_s - start_s) / length_s, 0.0), 1.0);
    knot_sample(motion, segment, (float)u, sample);
}

void motion_at(const struct motion *motion, double t_s, float belly_m, float ribs_m,
               struct motion_sample *sample)
{
    assert(motion->knot && isfinite(t_s));
    if (motion->count == 1)
        motion_between(motion->key[0], motion->key[0], 0.0f, sample);
    else
        sample_segment(motion, t_s, sample);
    sample->stance.belly_m += belly_m;
    sample->stance.ribs_m += ribs_m;
    sample->body.belly_m = sample->stance.belly_m;
    sample->body.ribs_m = sample->stance.ribs_m;
}

void motion_between(const struct motion_key *from, const struct motion_key *to, float weight,
                    struct motion_sample *sample)
{
    struct stance_vector a = spline_pack(&from->stance), b = spline_pack(&to->stance);
    spline_align(&b, &a);
    struct stance_vector mixed = spline_mix(&a, &b, weight);
    struct touch touch = {.from = from, .to = to, .weight = weight};
    *sample = (struct motion_sample){.stance = spline_unpack(&mixed)};
    touch_place(&touch, sample);
}
