#include "picture/shadow_cast.h"

#include <math.h>

/// The floor's map lies in x and z, the wall's in y and z. Light falls straight on both: a shadow
/// that lies aside of its body would say that it floats.
static void cast_ball(struct shadow_cast *cast, vec3s centre, float radius)
{
    shadow_map_add_ball(&cast->floor, centre.x, centre.z, centre.y, radius);
    if (cast->wall_alpha > 0.0f)
        shadow_map_add_ball(&cast->wall, centre.y, centre.z, cast->wall_x_m - centre.x, radius);
}

/// Balls along an axis, at most half a radius apart.
static void cast_axis(struct shadow_cast *cast, const struct solid *solid)
{
    float length = sqrtf(glms_vec3_norm2(solid->along));
    float thin = fminf(solid->a_radius_m, solid->b_radius_m);
    int count = (int)ceilf(length / (0.5f * fmaxf(thin, 0.01f))) + 1;
    for (int i = 0; i < count; i++) {
        float t = count > 1 ? (float)i / (float)(count - 1) : 0.0f;
        float radius = glm_lerp(solid->a_radius_m, solid->b_radius_m, t);
        vec3s centre = glms_vec3_lerp(solid->a, solid->b, t);
        if (solid->kind == SOLID_LIMB) {
            radius = shape_cubic(solid->radius_cubic, t);
            centre =
                glms_vec3_muladds(solid->axes.col[0], shape_cubic(solid->forward_cubic, t), centre);
        }
        cast_ball(cast, centre, radius);
    }
}

/// Balls as thick as the ellipsoid is thin, spread over its other two axes.
static void cast_ellipsoid(struct shadow_cast *cast, const struct solid *solid)
{
    float thin = fminf(solid->radius_m.x, fminf(solid->radius_m.y, solid->radius_m.z));
    for (int k = 0; k < 27; k++) {
        const float place[3] = {(float)(k % 3 - 1), (float)(k / 3 % 3 - 1), (float)(k / 9 - 1)};
        vec3s centre = solid->a;
        float inside = 0.0f;
        bool is_double = false;
        for (int axis = 0; axis < 3; axis++) {
            float room = solid->radius_m.raw[axis] - thin;
            is_double |= place[axis] != 0.0f && room <= 0.0f;
            inside += place[axis] * place[axis];
        }
        if (is_double)
            continue;
        float shrink = inside > 1.0f ? 1.0f / sqrtf(inside) : 1.0f;
        for (int axis = 0; axis < 3; axis++)
            centre = glms_vec3_muladds(solid->axes.col[axis],
                                       place[axis] * shrink * (solid->radius_m.raw[axis] - thin),
                                       centre);
        cast_ball(cast, centre, thin);
    }
}

static void cast_trunk(struct shadow_cast *cast, const struct shape *shape)
{
    for (int i = 0; i < SHAPE_SECTIONS; i++) {
        const struct section *s = &shape->section[i];
        vec3s centre = {{s->centre[0], s->centre[1], s->centre[2]}};
        vec3s right = {{s->right[0], s->right[1], s->right[2]}};
        float depth = s->centre[3], room = s->front[3] - depth;
        for (int k = -2; k <= 2; k++)
            cast_ball(cast, glms_vec3_muladds(right, room * (float)k / 2.0f, centre), depth);
    }
}

/// Hair is no part of the shape: a somewhat larger skull, farther back, lies where it lies.
static void cast_hair(struct shadow_cast *cast, const struct solid *skull)
{
    static const float BACK_M = 0.0145f, THICKER = 1.05f;
    struct solid hair = *skull;
    hair.a = glms_vec3_muladds(skull->axes.col[0], -BACK_M, skull->a);
    hair.radius_m = glms_vec3_scale(skull->radius_m, THICKER);
    cast_ellipsoid(cast, &hair);
}

static void cast_hand(struct shadow_cast *cast, const struct hand *hand)
{
    for (int i = 0; i < HAND_DIGITS; i++) {
        const struct digit *digit = &hand->digit[i];
        for (int k = 0; k + 1 < DIGIT_JOINTS; k++) {
            vec3s middle = glms_vec3_lerp(digit->joint[k], digit->joint[k + 1], 0.5f);
            cast_ball(cast, middle, digit->radius_m[k]);
            cast_ball(cast, digit->joint[k + 1], digit->radius_m[k + 1]);
        }
    }
}

void shadow_cast_body(struct shadow_cast *cast, const struct shape *shape,
                      const struct hand hand[SIDE_COUNT])
{
    static const struct shadow_reach on_floor = {0.020f, 0.16f};
    static const struct shadow_reach on_wall = {0.020f, 0.045f};
    const float *hips = shape->section[0].centre;
    shadow_map_clear(&cast->floor, hips[0], hips[2]);
    shadow_map_clear(&cast->wall, hips[1], hips[2]);
    cast_trunk(cast, shape);
    for (int part = 0; part < PART_COUNT; part++)
        for (int i = 0; i < shape->solid_count[part]; i++) {
            const struct solid *solid = &shape->solid[part][i];
            if (solid->kind == SOLID_ELLIPSOID)
                cast_ellipsoid(cast, solid);
            else
                cast_axis(cast, solid);
        }
    cast_hair(cast, &shape->solid[PART_HEAD][0]);
    for (int side = 0; side < SIDE_COUNT; side++)
        cast_hand(cast, &hand[side]);
    shadow_map_soften(&cast->floor, &on_floor);
    if (cast->wall_alpha > 0.0f)
        shadow_map_soften(&cast->wall, &on_wall);
}
