#include "picture/figure_hand.h"

/// Share of the finger's curl in each of its joints.
static const float CURL_SHARE[BUILD_PHALANGES] = {0.60f, 0.80f, 0.50f};
static const float THUMB_CURL_SHARE[BUILD_PHALANGES] = {0.10f, 0.35f, 0.40f};

static mat3s turn(vec3s axis, float angle)
{
    return glms_mat4_pick3(glms_rotate_make(angle, axis));
}

static void place_digit(struct digit *digit, const struct build_finger *size,
                        const struct frame *wrist, float outward, const float curl_rad[])
{
    static const vec3s side_axis = {{1.0f, 0.0f, 0.0f}}, palm_axis = {{0.0f, 0.0f, 1.0f}};
    vec3s knuckle = {{size->knuckle.x, size->knuckle.y, size->knuckle.z * outward}};
    mat3s axes = glms_mat3_mul(wrist->axes, turn(palm_axis, glm_rad(size->spread_deg)));
    digit->joint[0] = frame_point(wrist, knuckle);
    digit->radius_m[0] = size->radius_m[0];
    digit->back = glms_vec3_scale(axes.col[2], outward);
    for (int i = 0; i < BUILD_PHALANGES; i++) {
        axes = glms_mat3_mul(axes, turn(side_axis, outward * curl_rad[i]));
        vec3s bone = glms_vec3_scale(axes.col[1], -size->length_m[i]);
        digit->joint[i + 1] = glms_vec3_add(digit->joint[i], bone);
        digit->radius_m[i + 1] = size->radius_m[i + 1];
    }
}

void hand_of_body(struct hand *hand, const struct build *build, const struct body *body,
                  const struct shape *shape, enum side side)
{
    (void)shape;
    struct frame wrist = shape_frame_of_part(body, side == SIDE_RIGHT ? PART_HAND_R : PART_HAND_L);
    float curl_rad = glm_rad(body->finger_curl_deg[side]);
    for (int i = 0; i < HAND_DIGITS; i++) {
        bool is_thumb = i == BUILD_FINGERS;
        const float *share = is_thumb ? THUMB_CURL_SHARE : CURL_SHARE;
        float curl[BUILD_PHALANGES];
        for (int k = 0; k < BUILD_PHALANGES; k++)
            curl[k] = curl_rad * share[k];
        place_digit(&hand->digit[i], is_thumb ? &build->thumb : &build->finger[i], &wrist,
                    side_sign(side), curl);
    }
}
