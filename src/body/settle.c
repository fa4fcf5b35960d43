#include "body/settle.h"
#include "body/kinematics.h"
#include "body/lengths.h"
#include "body/volume.h"

#include <math.h>

static const enum volume_id trunk[] = {
    VOLUME_PELVIS,     VOLUME_WAIST,      VOLUME_RIBS,      VOLUME_CHEST,     VOLUME_UPPER,
    VOLUME_SHOULDER_R, VOLUME_SHOULDER_L, VOLUME_BUTTOCK_R, VOLUME_BUTTOCK_L,
};

enum { TRUNK_COUNT = sizeof trunk / sizeof trunk[0] };

static float lowest_m(const struct body *body, enum volume_id id)
{
    struct volume volume = volume_of(body, id);
    return volume_lowest_m(&volume);
}

float settle_lowest_m(const struct body *body, const bool with_leg[SIDE_COUNT])
{
    float lowest = INFINITY;
    for (int i = 0; i < TRUNK_COUNT; i++)
        lowest = fminf(lowest, lowest_m(body, trunk[i]));
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        int left = side == SIDE_LEFT ? VOLUME_SHOULDER_L - VOLUME_SHOULDER_R : 0;
        for (int id = VOLUME_KNEE_R; with_leg[side] && id <= VOLUME_TOE_R; id++)
            lowest = fminf(lowest, lowest_m(body, (enum volume_id)(id + left)));
    }
    return lowest;
}

float settle_trunk_gap_m(const struct body *body)
{
    const float softness_m = 0.002f;
    float height[TRUNK_COUNT], lowest = INFINITY, sum = 0.0f;
    for (int i = 0; i < TRUNK_COUNT; i++) {
        height[i] = lowest_m(body, trunk[i]);
        lowest = fminf(lowest, height[i]);
    }
    for (int i = 0; i < TRUNK_COUNT; i++)
        sum += expf(-(height[i] - lowest) / softness_m);
    return lowest - softness_m * logf(sum);
}

float settle_kneeling_m(const struct body *body, const vec3s knee[SIDE_COUNT],
                        const bool on[SIDE_COUNT])
{
    float pelvis_y = body->joint[JOINT_PELVIS].y, sum = 0.0f;
    int count = 0;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        if (!on[side])
            continue;
        vec3s hip = body->joint[joint_of(JOINT_HIP_R, side)];
        float x = hip.x - knee[side].x, z = hip.z - knee[side].z;
        float rise_m = sqrtf(fmaxf(0.0f, THIGH_M * THIGH_M - x * x - z * z));
        sum += knee[side].y + rise_m - (hip.y - pelvis_y);
        count++;
    }
    return sum / (float)count;
}

float settle_arm_stretch(const struct stance *stance, const struct body *body,
                         const vec3s wrist[SIDE_COUNT])
{
    float sum = 0.0f;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        sum += glms_vec3_distance(wrist[side], kinematics_shoulder(stance, side, body));
    return sum / (2.0f * ARM_M);
}

/// False position with Illinois' halving, which cannot get stuck at one end: `f` has opposite
/// signs at a and b.
static float refine(settle_function *f, void *context, float a, float fa, float b, float fb,
                    float tolerance)
{
    float x = a;
    for (int round = 0; round < 40 && fabsf(b - a) > 1e-6f; round++) {
        x = b - fb * (b - a) / (fb - fa);
        float fx = f(x, context);
        if (fabsf(fx) < tolerance)
            break;
        if ((fx < 0.0f) != (fb < 0.0f)) {
            a = b;
            fa = fb;
        } else {
            fa *= 0.5f;
        }
        b = x;
        fb = fx;
    }
    return x;
}

/// Golden-section search for the smallest |f| within a step of `x`.
static float nearest_miss(settle_function *f, void *context, float x, float step)
{
    const float golden = 0.618034f;
    float low = x - step, high = x + step;
    float left = high - golden * (high - low), right = low + golden * (high - low);
    float at_left = fabsf(f(left, context)), at_right = fabsf(f(right, context));
    while (high - low > 1e-3f) {
        if (at_left < at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - golden * (high - low);
            at_left = fabsf(f(left, context));
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + golden * (high - low);
            at_right = fabsf(f(right, context));
        }
    }
    return 0.5f * (low + high);
}

bool settle_root(settle_function *f, void *context, float start, float step, float reach,
                 float tolerance, float *root)
{
    float here = f(start, context);
    float edge[2] = {start, start}, value[2] = {here, here};
    float best = start, best_value = here;
    *root = start;
    if (fabsf(here) < tolerance)
        return true;
    for (int i = 1; (float)i * step <= reach; i++) {
        for (int way = 0; way < 2; way++) {
            float x = start + (way == 0 ? step : -step) * (float)i;
            float fx = f(x, context);
            if ((fx < 0.0f) != (value[way] < 0.0f)) {
                *root = refine(f, context, edge[way], value[way], x, fx, tolerance);
                return true;
            }
            if (fabsf(fx) < fabsf(best_value)) {
                best_value = fx;
                best = x;
            }
            edge[way] = x;
            value[way] = fx;
        }
    }
    *root = nearest_miss(f, context, best, step);
    return false;
}

struct nod {
    struct stance *stance;
    struct body *body;
};

static float head_height_m(float flex_deg, void *context)
{
    struct nod *nod = context;
    nod->stance->spine[SPINE_HEAD].flex_deg = flex_deg;
    kinematics_head(nod->stance, nod->body);
    return lowest_m(nod->body, VOLUME_HEAD);
}

void settle_head(struct stance *stance, struct body *body)
{
    struct nod nod = {stance, body};
    float flex_deg = stance->spine[SPINE_HEAD].flex_deg;
    settle_root(head_height_m, &nod, flex_deg, 1.5f, 45.0f, 1e-6f, &flex_deg);
    head_height_m(flex_deg, &nod);
}
