#include "body/limb.h"
#include "body/angles.h"

#include <math.h>

vec3s limb_mix(const struct touch *touch, vec3s from, vec3s to)
{
    return glms_vec3_lerp(from, to, touch->weight);
}

bool limb_on_floor(enum pin_kind kind)
{
    return kind == PIN_FLOOR || kind == PIN_KEEP;
}

float limb_lift_m(const struct touch *touch, float travel_m)
{
    const float default_lift_m = 0.03f;
    float w = touch->weight;
    float height_m = touch->way.lift_m > 0.0f ? touch->way.lift_m : default_lift_m;
    return height_m * fminf(1.0f, travel_m / 0.25f) * 4.0f * w * (1.0f - w);
}

void limb_touched(struct motion_sample *sample, enum contact_id id, vec3s target, enum joint joint,
                  bool pinned)
{
    vec3s at = sample->body.joint[joint];
    sample->contact[id] = (struct contact){
        .on = true, .pinned = pinned, .at = at, .error_m = glms_vec3_distance(at, target)};
}

static float lowest_m(const struct body *body, enum volume_id right_id, enum side side)
{
    int left = side == SIDE_LEFT ? VOLUME_SHOULDER_L - VOLUME_SHOULDER_R : 0;
    struct volume volume = volume_of(body, (enum volume_id)(right_id + left));
    return volume_lowest_m(&volume);
}

float limb_lowest_m(const struct body *body, enum volume_id first, enum volume_id last,
                    enum side side)
{
    float lowest = INFINITY;
    for (int id = first; id <= (int)last; id++)
        lowest = fminf(lowest, lowest_m(body, (enum volume_id)id, side));
    return lowest;
}

float limb_missing_m(const struct touch *touch, const struct body *body, enum volume_id first,
                     enum volume_id last, enum side side)
{
    float from_m = limb_lowest_m(&touch->from->body, first, last, side);
    float to_m = limb_lowest_m(&touch->to->body, first, last, side);
    float allowed_m = glm_lerp(fminf(from_m, 0.0f), fminf(to_m, 0.0f), touch->weight);
    return allowed_m - limb_lowest_m(body, first, last, side);
}

bool limb_carried(const struct touch_carry *carry, enum contact_id id)
{
    return glms_vec3_norm2(carry->limb_m[id]) + glms_vec3_norm2(carry->limb_spin[id]) > 1e-12f;
}

mat3s limb_spun(const struct touch_carry *carry, enum contact_id id, mat3s bone)
{
    vec3s spin = carry->limb_spin[id];
    return glms_mat3_mul(rotation_about(spin, glm_deg(glms_vec3_norm(spin))), bone);
}
