#include "picture/figure_hand.h"

#include <math.h>

/// Share of the hand's curl in each joint of a finger, and of the thumb.
static const float CURL_SHARE[DIGIT_BONES] = {0.60f, 0.80f, 0.50f};
static const float THUMB_SHARE[DIGIT_BONES] = {0.10f, 0.35f, 0.40f};

/// How far a joint closes round what it holds, and how far it gives way.
static const float CLOSED_DEG[DIGIT_BONES] = {62.0f, 70.0f, 45.0f};
static const float THUMB_CLOSED_DEG[DIGIT_BONES] = {15.0f, 30.0f, 35.0f};
static const float OPEN_DEG = -32.0f;

/// Half the thickness of a finger, and of a palm.
static const float FINGER_M = 0.008f, PALM_HALF_M = 0.014f;

/// A palm this near to a surface holds it wholly, that far not at all.
static const float HOLDS_M = 0.012f, LETS_GO_M = 0.055f;

/// What a hand may hold, and how.
struct grasp {
    const struct body *body;
    float hold; ///< 0: only the hand's own curl .. 1: the digits lie on what they touch
    float curl_rad;
    bool with_floor;
};

/// A digit while it is placed: where its next bone starts, and which way it goes and bends.
struct reach {
    vec3s joint, along, palm;
};

static float cone_distance(vec3s p, vec3s a, vec3s b, float radius_a, float radius_b)
{
    vec3s along = glms_vec3_sub(b, a);
    float t = glms_vec3_dot(glms_vec3_sub(p, a), along) / glms_vec3_norm2(along);
    t = glm_clamp_zo(t);
    return glms_vec3_distance(p, glms_vec3_lerp(a, b, t)) - glm_lerp(radius_a, radius_b, t);
}

/// Distance to the legs, and under a palm that looks down to the floor.
static float surface_distance(const struct grasp *grasp, vec3s p)
{
    static const float HIP_M = 0.080f, KNEE_M = 0.056f, ANKLE_M = 0.038f;
    const vec3s *joint = grasp->body->joint;
    float distance = grasp->with_floor ? p.y : 1.0f;
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        vec3s hip = joint[joint_of(JOINT_HIP_R, side)], knee = joint[joint_of(JOINT_KNEE_R, side)];
        vec3s ankle = joint[joint_of(JOINT_ANKLE_R, side)];
        distance = fminf(distance, cone_distance(p, hip, knee, HIP_M, KNEE_M));
        distance = fminf(distance, cone_distance(p, knee, ankle, KNEE_M, ANKLE_M));
    }
    return distance;
}

static vec3s turned(vec3s along, vec3s palm, float angle)
{
    return glms_vec3_muladds(palm, sinf(angle), glms_vec3_scale(along, cosf(angle)));
}

/// The angle at which the end of the next bone lies on the surface. A mean of the angles between
/// open and closed, weighted by how nearly they touch, and of the `relaxed` one where nothing is
/// in reach: a finger never jumps from one touch to another.
static float touching_angle(const struct grasp *grasp, const struct reach *reach, float length,
                            float relaxed, float closed_deg)
{
    enum { LOOKS = 12 };
    static const float TOUCH_M = 0.020f, RELAXED_WEIGHT = 0.6f, HABIT_RAD = 0.8f;
    // The mean of a curve leans inwards: look for touch a little outside.
    static const float OUTSIDE_M = 0.010f;
    float open = glm_rad(OPEN_DEG), step = (glm_rad(closed_deg) - open) / LOOKS;
    float weights = RELAXED_WEIGHT, angles = weights * relaxed;
    for (int i = 0; i <= LOOKS; i++) {
        float angle = open + step * (float)i;
        vec3s end =
            glms_vec3_muladds(turned(reach->along, reach->palm, angle), length, reach->joint);
        float off = (surface_distance(grasp, end) - FINGER_M - OUTSIDE_M) / TOUCH_M;
        float near = fmaxf(1.0f - off * off, 0.0f), habit = (angle - relaxed) / HABIT_RAD;
        float weight = near * near / (1.0f + habit * habit);
        weights += weight;
        angles += weight * angle;
    }
    return angles / weights;
}

static mat3s turn_about(vec3s axis, float angle)
{
    return glms_mat4_pick3(glms_rotate_make(angle, axis));
}

/// The bind pose spreads its fingers; at rest they lie together but for this share of that.
static const float SPREAD_SHARE = 0.15f;
enum { THUMB, MIDDLE_FINGER = 2 };

/// A digit in the bind pose, in the axes of its hand.
struct bind_digit {
    vec3s joint[DIGIT_BONES + 1];
    mat3s axes[DIGIT_BONES];
};

static struct bind_digit spread_digit(const struct rig *rig, int digit, enum side side)
{
    const struct frame *hand = &rig->bind[skin_bone_of(SKIN_HAND_R, side)];
    enum skin_bone first = skin_bone_of(SKIN_DIGITS_R + digit * DIGIT_BONES, side);
    mat3s to_hand = glms_mat3_transpose(hand->axes);
    struct bind_digit bind;
    for (int i = 0; i <= DIGIT_BONES; i++) {
        vec3s joint = i < DIGIT_BONES ? rig->bind[first + i].origin : rig->tip[side][digit];
        bind.joint[i] = glms_mat3_mulv(to_hand, glms_vec3_sub(joint, hand->origin));
        if (i < DIGIT_BONES)
            bind.axes[i] = glms_mat3_mul(to_hand, rig->bind[first + i].axes);
    }
    return bind;
}

/// Direction of a digit in the plane of the palm.
static float splay(const struct bind_digit *bind)
{
    vec3s bone = glms_vec3_sub(bind->joint[1], bind->joint[0]);
    return atan2f(bone.x, -bone.y);
}

static struct bind_digit bind_digit(const struct rig *rig, int digit, enum side side)
{
    struct bind_digit bind = spread_digit(rig, digit, side);
    if (digit == THUMB)
        return bind;
    struct bind_digit middle = spread_digit(rig, MIDDLE_FINGER, side);
    float off = splay(&bind) - splay(&middle);
    mat3s turn = turn_about((vec3s){{0.0f, 0.0f, 1.0f}}, -off * (1.0f - SPREAD_SHARE));
    for (int i = 1; i <= DIGIT_BONES; i++)
        bind.joint[i] = glms_vec3_add(
            bind.joint[0], glms_mat3_mulv(turn, glms_vec3_sub(bind.joint[i], bind.joint[0])));
    for (int i = 0; i < DIGIT_BONES; i++)
        bind.axes[i] = glms_mat3_mul(turn, bind.axes[i]);
    return bind;
}

/// Towards what a digit bends: fingers to the palm, a thumb as its bones already do.
static vec3s bending_way(const struct bind_digit *bind, bool is_thumb, float outward)
{
    vec3s first = glms_vec3_normalize(glms_vec3_sub(bind->joint[1], bind->joint[0]));
    vec3s way = {{0.0f, 0.0f, -outward}};
    if (is_thumb)
        way = glms_vec3_sub(bind->joint[3], bind->joint[1]);
    return glms_vec3_normalize(
        glms_vec3_sub(way, glms_vec3_scale(first, glms_vec3_dot(way, first))));
}

static void place_digit(struct digit *digit, const struct bind_digit *bind,
                        const struct grasp *grasp, const struct frame *hand, bool is_thumb,
                        float outward)
{
    const float *share = is_thumb ? THUMB_SHARE : CURL_SHARE;
    const float *closed_deg = is_thumb ? THUMB_CLOSED_DEG : CLOSED_DEG;
    vec3s way = bending_way(bind, is_thumb, outward);
    mat3s turn = hand->axes;
    vec3s joint = glms_vec3_add(hand->origin, glms_mat3_mulv(turn, bind->joint[0]));
    for (int i = 0; i < DIGIT_BONES; i++) {
        vec3s bone = glms_mat3_mulv(turn, glms_vec3_sub(bind->joint[i + 1], bind->joint[i]));
        float length = glms_vec3_norm(bone), angle = grasp->curl_rad * share[i];
        struct reach reach = {joint, glms_vec3_scale(bone, 1.0f / length),
                              glms_mat3_mulv(turn, way)};
        if (grasp->hold > 0.0f)
            angle +=
                (touching_angle(grasp, &reach, length, angle, closed_deg[i]) - angle) * grasp->hold;
        vec3s hinge = glms_vec3_normalize(glms_vec3_cross(reach.along, reach.palm));
        turn = glms_mat3_mul(turn_about(hinge, angle), turn);
        digit->bone[i] = (struct frame){joint, glms_mat3_mul(turn, bind->axes[i])};
        bone = glms_mat3_mulv(turn, glms_vec3_sub(bind->joint[i + 1], bind->joint[i]));
        joint = glms_vec3_add(joint, bone);
    }
    digit->tip = joint;
}

static struct grasp grasp_of(const struct body *body, mat3s hand, enum side side)
{
    struct grasp grasp = {.body = body,
                          .curl_rad = glm_rad(body->finger_curl_deg[side]),
                          .with_floor = side_sign(side) * hand.col[2].y > 0.5f};
    float gap = surface_distance(&grasp, body->joint[joint_of(JOINT_PALM_R, side)]) - PALM_HALF_M;
    grasp.hold = 1.0f - glm_smooth(glm_clamp_zo((gap - HOLDS_M) / (LETS_GO_M - HOLDS_M)));
    return grasp;
}

void hand_of_body(struct hand *hand, const struct rig *rig, const struct body *body, enum side side)
{
    struct frame wrist = {body->joint[joint_of(JOINT_WRIST_R, side)],
                          body->bone[bone_of(BONE_HAND_R, side)]};
    struct grasp grasp = grasp_of(body, wrist.axes, side);
    for (int i = 0; i < HAND_DIGITS; i++) {
        struct bind_digit bind = bind_digit(rig, i, side);
        place_digit(&hand->digit[i], &bind, &grasp, &wrist, i == THUMB, side_sign(side));
    }
}
