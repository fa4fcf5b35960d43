#include "body/motion.h"
#include "base/mem.h"
#include "body/knot.h"

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
    motion->knot = mem_alloc((size_t)motion->count, sizeof *motion->knot);
    for (int i = 0; i < motion->count; i++)
        motion->knot[i] = (struct motion_knot){.value = value[i], .slope = slope[i]};
    knot_match_speeds(motion);
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
