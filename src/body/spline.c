#include "body/spline.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/// Append numbers to a row, or take them from it: one walk through the stance for both, so that
/// packing and unpacking cannot disagree.
struct walk {
    float *at;
    bool packing;
};

static void walk_float(struct walk *walk, float *value)
{
    if (walk->packing)
        *walk->at++ = *value;
    else
        *value = *walk->at++;
}

static void walk_rotation(struct walk *walk, mat3s *rotation)
{
    if (walk->packing) {
        versors q = glms_quat_normalize(glms_mat3_quat(*rotation));
        memcpy(walk->at, q.raw, sizeof q.raw);
    } else {
        versors q;
        memcpy(q.raw, walk->at, sizeof q.raw);
        *rotation = glms_quat_mat3(glms_quat_normalize(q));
    }
    walk->at += 4;
}

static void walk_stance(struct walk *walk, struct stance *stance)
{
    for (int i = 0; i < 3; i++)
        walk_float(walk, &stance->root_m.raw[i]);
    for (int part = 0; part < SPINE_COUNT; part++) {
        walk_float(walk, &stance->spine[part].flex_deg);
        walk_float(walk, &stance->spine[part].side_deg);
        walk_float(walk, &stance->spine[part].turn_deg);
    }
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        walk_float(walk, &stance->leg[side].knee_deg);
        walk_float(walk, &stance->arm[side].elbow_deg);
        walk_float(walk, &stance->arm[side].girdle_deg[0]);
        walk_float(walk, &stance->arm[side].girdle_deg[1]);
        walk_float(walk, &stance->arm[side].curl_deg);
    }
    walk_float(walk, &stance->belly_m);
    walk_float(walk, &stance->ribs_m);
    walk_float(walk, &stance->breath_front);
    walk_rotation(walk, &stance->root);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        walk_rotation(walk, &stance->leg[side].hip);
        walk_rotation(walk, &stance->leg[side].ankle);
        walk_rotation(walk, &stance->arm[side].shoulder);
        walk_rotation(walk, &stance->arm[side].wrist);
    }
}

struct stance_vector spline_pack(const struct stance *stance)
{
    struct stance_vector vector;
    struct stance copy = *stance;
    struct walk walk = {vector.at, true};
    walk_stance(&walk, &copy);
    assert(walk.at == vector.at + SPLINE_WIDTH);
    return vector;
}

struct stance spline_unpack(const struct stance_vector *vector)
{
    struct stance_vector copy = *vector;
    struct stance stance;
    struct walk walk = {copy.at, false};
    walk_stance(&walk, &stance);
    return stance;
}

void spline_align(struct stance_vector *vector, const struct stance_vector *before)
{
    for (int i = SPLINE_SCALARS; i < SPLINE_WIDTH; i += 4) {
        float *a = vector->at + i;
        const float *b = before->at + i;
        if (a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] >= 0.0f)
            continue;
        for (int k = 0; k < 4; k++)
            a[k] = -a[k];
    }
}

/// Where a side's numbers stand in the row: see walk_stance.
enum {
    KNEE_AT = 3 + 3 * SPINE_COUNT,
    SIDE_SCALARS = 5,
    HIP_AT = SPLINE_SCALARS + 4,
    SIDE_ROTATIONS = 4 * 4
};

static void set_still(struct stance_vector *slope, int first, int count)
{
    memset(slope->at + first, 0, (size_t)count * sizeof *slope->at);
}

void spline_still_arm(struct stance_vector *slope, enum side side)
{
    set_still(slope, KNEE_AT + SIDE_SCALARS * (int)side + 1, SIDE_SCALARS - 1);
    set_still(slope, HIP_AT + SIDE_ROTATIONS * (int)side + 8, 8);
}

void spline_still_leg(struct stance_vector *slope, enum side side)
{
    set_still(slope, KNEE_AT + SIDE_SCALARS * (int)side, 1);
    set_still(slope, HIP_AT + SIDE_ROTATIONS * (int)side, 8);
}

/// The weighted harmonic mean of the slopes before and after a knot; 0 at a turning point.
static double monotone_slope(double h0, double h1, double d0, double d1)
{
    if (d0 * d1 <= 1e-12)
        return 0.0;
    double w0 = 2.0 * h1 + h0, w1 = h1 + 2.0 * h0;
    return (w0 + w1) / (w0 / d0 + w1 / d1);
}

void spline_slopes(int count, const double *time_s, const struct stance_vector *value,
                   struct stance_vector *slope)
{
    memset(slope, 0, (size_t)count * sizeof *slope);
    for (int knot = 1; knot + 1 < count; knot++) {
        double h0 = time_s[knot] - time_s[knot - 1], h1 = time_s[knot + 1] - time_s[knot];
        for (int i = 0; i < SPLINE_WIDTH; i++) {
            double here = (double)value[knot].at[i];
            double d0 = (here - (double)value[knot - 1].at[i]) / h0;
            double d1 = ((double)value[knot + 1].at[i] - here) / h1;
            slope[knot].at[i] = (float)monotone_slope(h0, h1, d0, d1);
        }
    }
}

struct spline_weights spline_weights(float u)
{
    float u3 = u * u * u, u4 = u3 * u, u5 = u4 * u;
    float to = 10.0f * u3 - 15.0f * u4 + 6.0f * u5;
    return (struct spline_weights){
        .from = 1.0f - to,
        .to = to,
        .slope_from = u - 6.0f * u3 + 8.0f * u4 - 3.0f * u5,
        .slope_to = -4.0f * u3 + 7.0f * u4 - 3.0f * u5,
    };
}

struct stance_vector spline_mix(const struct stance_vector *from, const struct stance_vector *to,
                                float weight)
{
    struct stance_vector mixed;
    for (int i = 0; i < SPLINE_WIDTH; i++)
        mixed.at[i] = from->at[i] + weight * (to->at[i] - from->at[i]);
    return mixed;
}

struct stance_vector spline_at(const struct stance_vector value[2],
                               const struct stance_vector slope[2], double length_s, float u)
{
    struct spline_weights weights = spline_weights(u);
    float h = (float)length_s;
    struct stance_vector at = spline_mix(&value[0], &value[1], weights.to);
    for (int i = 0; i < SPLINE_WIDTH; i++)
        at.at[i] += h * (weights.slope_from * slope[0].at[i] + weights.slope_to * slope[1].at[i]);
    return at;
}
