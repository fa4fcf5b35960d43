#include "picture/figure_hand.h"

#include <math.h>

/// How far the joints of a hand that does nothing are bent, and how much more so from each finger
/// to the next.
static const float REST_DEG[DIGIT_BONES] = {10.0f, 14.0f, 7.0f};
static const float THUMB_REST_DEG[DIGIT_BONES] = {4.0f, 8.0f, 10.0f};
static const float REST_MORE = 0.12f;

/// Share of the hand's curl in each joint of a finger, and of the thumb.
static const float CURL_SHARE[DIGIT_BONES] = {0.60f, 0.80f, 0.50f};
static const float THUMB_SHARE[DIGIT_BONES] = {0.10f, 0.35f, 0.40f};

/// How far a joint closes round what it holds, and how far it gives way.
static const float CLOSED_DEG[DIGIT_BONES] = {62.0f, 70.0f, 45.0f};
static const float THUMB_CLOSED_DEG[DIGIT_BONES] = {15.0f, 30.0f, 35.0f};
/// Pressed on the floor it stays nearly straight.
static const float FLAT_DEG = 14.0f;
static const float OPEN_DEG[DIGIT_BONES] = {-28.0f, -8.0f, -8.0f};
static const float THUMB_OPEN_DEG[DIGIT_BONES] = {-30.0f, -4.0f, 0.0f};

/// Half the thickness of a finger, and of a palm.
static const float FINGER_M = 0.008f, PALM_HALF_M = 0.014f;

/// A palm this near to a surface holds it wholly, that far not at all.
static const float HOLDS_M = 0.012f, LETS_GO_M = 0.055f;

/// What a hand may hold, and how.
struct grasp {
    const struct body *body;
    float hold; ///< 0: only the hand's own curl .. 1: the digits lie on what they touch
    float flat; ///< 0: at rest .. 1: pressed on the floor
    float curl_rad;
    float floor_m; ///< how much farther away the floor is felt, as the palm looks less at it
};

/// A bone of a digit while it is placed: where it starts, which way it goes and bends.
struct reach {
    vec3s joint, along, palm;
    float length;
    float relaxed, open, closed; ///< angles: as long as nothing is touched, and the farthest
};

static float cone_distance(vec3s p, vec3s a, vec3s b, float radius_a, float radius_b)
{
    vec3s along = glms_vec3_sub(b, a);
    float t = glms_vec3_dot(glms_vec3_sub(p, a), along) / glms_vec3_norm2(along);
    t = glm_clamp_zo(t);
    return glms_vec3_distance(p, glms_vec3_lerp(a, b, t)) - glm_lerp(radius_a, radius_b, t);
}

/// Distance to the legs, and to the floor under a palm that looks down.
static float surface_distance(const struct grasp *grasp, vec3s p)
{
    static const float HIP_M = 0.080f, KNEE_M = 0.054f, ANKLE_M = 0.038f;
    const vec3s *joint = grasp->body->joint;
    float distance = p.y + grasp->floor_m;
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

static float distance_of_end(const struct grasp *grasp, const struct reach *reach, float angle)
{
    vec3s way = turned(reach->along, reach->palm, angle);
    return surface_distance(grasp, glms_vec3_muladds(way, reach->length, reach->joint));
}

/// The angle at which the end of the bone lies on the surface. A mean of the angles between open
/// and closed, weighted by how nearly they touch, and of the relaxed one where nothing is in
/// reach: a finger never jumps from one touch to another.
static float touching_angle(const struct grasp *grasp, const struct reach *reach)
{
    enum { LOOKS = 12 };
    static const float TOUCH_M = 0.020f, RELAXED_WEIGHT = 0.3f, HABIT_RAD = 0.8f;
    // The mean of a curve leans inwards: look for touch a little outside.
    static const float OUTSIDE_M = 0.010f;
    float step = (reach->closed - reach->open) / LOOKS;
    float relaxed_off = distance_of_end(grasp, reach, reach->relaxed);
    // Nothing relaxes into a limb: there, what lies farther out is better.
    float inside = glm_smoothstep(-FINGER_M, TOUCH_M - FINGER_M, -relaxed_off);
    float weights = RELAXED_WEIGHT * (1.0f - inside), angles = weights * reach->relaxed;
    for (int i = 0; i <= LOOKS; i++) {
        float angle = reach->open + step * (float)i, habit = (angle - reach->relaxed) / HABIT_RAD;
        float distance = distance_of_end(grasp, reach, angle);
        float off = (distance - FINGER_M - OUTSIDE_M) / TOUCH_M;
        float near = fmaxf(1.0f - off * off, 0.0f);
        float weight = near * near / (1.0f + habit * habit) +
                       inside * fmaxf(distance - relaxed_off, 0.0f) / TOUCH_M;
        weights += weight;
        angles += weight * angle;
    }
    return weights > 0.0f ? angles / weights : reach->relaxed;
}

static mat3s turn_about(vec3s axis, float angle)
{
    return glms_mat4_pick3(glms_rotate_make(angle, axis));
}

enum { THUMB };

/// A digit in the bind pose, in the axes of its hand.
struct bind_digit {
    vec3s joint[DIGIT_BONES + 1];
    mat3s axes[DIGIT_BONES];
};

/// How far a digit turns to the thumb's side as the hand is pressed on the floor, and at rest:
/// fingers lie side by side.
static const float SPREAD_DEG[HAND_DIGITS] = {14.0f, 8.0f, 1.5f, -5.5f, -13.0f};
static const float REST_SPREAD_DEG[HAND_DIGITS] = {0.0f, -3.0f, -0.7f, 1.3f, 3.6f};

/// A digit in the bind pose, turned towards the thumb's side.
static struct bind_digit bind_digit(const struct rig *rig, int digit, float angle, enum side side)
{
    const struct frame *hand = &rig->bind[skin_bone_of(SKIN_HAND_R, side)];
    enum skin_bone first = skin_bone_of(SKIN_DIGITS_R + digit * DIGIT_BONES, side);
    mat3s to_hand = glms_mat3_transpose(hand->axes);
    mat3s spread = turn_about((vec3s){{0.0f, 0.0f, 1.0f}}, angle);
    vec3s root = glms_mat3_mulv(to_hand, glms_vec3_sub(rig->bind[first].origin, hand->origin));
    struct bind_digit bind;
    for (int i = 0; i <= DIGIT_BONES; i++) {
        vec3s joint = i < DIGIT_BONES ? rig->bind[first + i].origin : rig->tip[side][digit];
        vec3s off = glms_mat3_mulv(to_hand, glms_vec3_sub(joint, rig->bind[first].origin));
        bind.joint[i] = glms_vec3_add(root, glms_mat3_mulv(spread, off));
        if (i < DIGIT_BONES)
            bind.axes[i] = glms_mat3_mul(spread, glms_mat3_mul(to_hand, rig->bind[first + i].axes));
    }
    return bind;
}

/// Towards what a digit bends: fingers to the palm, a thumb across it.
static vec3s bending_way(const struct bind_digit *bind, bool is_thumb, float outward)
{
    vec3s first = glms_vec3_normalize(glms_vec3_sub(bind->joint[1], bind->joint[0]));
    static const float THUMB_ACROSS = 0.45f;
    vec3s way = {{is_thumb ? -THUMB_ACROSS : 0.0f, 0.0f, -outward}};
    return glms_vec3_normalize(
        glms_vec3_sub(way, glms_vec3_scale(first, glms_vec3_dot(way, first))));
}

/// The angle of a digit's joint as long as nothing is touched.
static float relaxed_angle(const struct grasp *grasp, int digit, int joint)
{
    float share = digit == THUMB ? THUMB_SHARE[joint] : CURL_SHARE[joint];
    float rest_deg = digit == THUMB ? THUMB_REST_DEG[joint]
                                    : REST_DEG[joint] * (1.0f + REST_MORE * (float)(digit - 1));
    return grasp->curl_rad * share + glm_rad(rest_deg) * (1.0f - grasp->flat);
}

static void place_digit(struct hand *hand, int which, const struct bind_digit *bind,
                        const struct grasp *grasp, float outward)
{
    bool is_thumb = which == THUMB;
    struct digit *digit = &hand->digit[which];
    const float *closed_deg = is_thumb ? THUMB_CLOSED_DEG : CLOSED_DEG;
    vec3s way = bending_way(bind, is_thumb, outward);
    mat3s turn = hand->palm.axes;
    vec3s joint = glms_vec3_add(hand->palm.origin, glms_mat3_mulv(turn, bind->joint[0]));
    for (int i = 0; i < DIGIT_BONES; i++) {
        vec3s bone = glms_mat3_mulv(turn, glms_vec3_sub(bind->joint[i + 1], bind->joint[i]));
        float length = glms_vec3_norm(bone), angle = relaxed_angle(grasp, which, i);
        struct reach reach = {.joint = joint,
                              .along = glms_vec3_scale(bone, 1.0f / length),
                              .palm = glms_mat3_mulv(turn, way),
                              .length = length,
                              .relaxed = angle,
                              .open = glm_rad(is_thumb ? THUMB_OPEN_DEG[i] : OPEN_DEG[i]),
                              .closed = glm_rad(glm_lerp(closed_deg[i], FLAT_DEG, grasp->flat))};
        if (grasp->hold > 0.0f)
            angle = glm_lerp(angle, touching_angle(grasp, &reach), grasp->hold);
        vec3s hinge = glms_vec3_normalize(glms_vec3_cross(reach.along, reach.palm));
        turn = glms_mat3_mul(turn_about(hinge, angle), turn);
        digit->bone[i] = (struct frame){joint, glms_mat3_mul(turn, bind->axes[i])};
        bone = glms_mat3_mulv(turn, glms_vec3_sub(bind->joint[i + 1], bind->joint[i]));
        joint = glms_vec3_add(joint, bone);
    }
    digit->tip = joint;
}

/// How much a hand lies on the floor: its palm near to it, level.
static float lying_share(const struct body *body, mat3s hand, enum side side)
{
    static const float LIES_M = 0.035f, FREE_M = 0.075f, ASLANT = 0.60f, LEVEL = 0.95f;
    float height_m = body->joint[joint_of(JOINT_PALM_R, side)].y;
    return (1.0f - glm_smoothstep(LIES_M, FREE_M, height_m)) *
           glm_smoothstep(ASLANT, LEVEL, fabsf(hand.col[2].y));
}

static struct grasp grasp_of(const struct body *body, mat3s hand, enum side side)
{
    static const float ASIDE = 0.10f, DOWN = 0.95f, OUT_OF_REACH_M = 0.12f;
    float down = glm_smoothstep(ASIDE, DOWN, side_sign(side) * hand.col[2].y);
    struct grasp grasp = {.body = body,
                          .flat = down * lying_share(body, hand, side),
                          .curl_rad = glm_rad(body->finger_curl_deg[side]),
                          .floor_m = (1.0f - down) * OUT_OF_REACH_M};
    float gap = surface_distance(&grasp, body->joint[joint_of(JOINT_PALM_R, side)]) - PALM_HALF_M;
    grasp.hold = 1.0f - glm_smooth(glm_clamp_zo((gap - HOLDS_M) / (LETS_GO_M - HOLDS_M)));
    return grasp;
}

/// A wrist stays off what the hand lies on: about it the hand sinks down to its knuckles, with its
/// palm on what it holds or with its back on the floor.
static mat3s sunk_hand(const struct grasp *grasp, mat3s hand, enum side side)
{
    static const float KNUCKLES_M = 0.088f, MOST_RAD = 0.30f;
    float back = side_sign(side);
    vec3s wrist = grasp->body->joint[joint_of(JOINT_WRIST_R, side)];
    vec3s knuckles = glms_vec3_muladds(hand.col[1], -KNUCKLES_M, wrist);
    float palm_gap_m = surface_distance(grasp, knuckles) - PALM_HALF_M;
    float back_gap_m = knuckles.y - PALM_HALF_M;
    float angle = glm_clamp(palm_gap_m / KNUCKLES_M, 0.0f, MOST_RAD) * grasp->hold;
    if (back * hand.col[2].y < 0.0f)
        angle -= glm_clamp(back_gap_m / KNUCKLES_M, 0.0f, MOST_RAD) *
                 lying_share(grasp->body, hand, side) * (1.0f - grasp->hold);
    return glms_mat3_mul(turn_about(hand.col[0], angle * back), hand);
}

void hand_of_body(struct hand *hand, const struct rig *rig, const struct body *body, enum side side)
{
    mat3s axes = body->bone[bone_of(BONE_HAND_R, side)];
    struct grasp grasp = grasp_of(body, axes, side);
    hand->palm =
        (struct frame){body->joint[joint_of(JOINT_WRIST_R, side)], sunk_hand(&grasp, axes, side)};
    for (int i = 0; i < HAND_DIGITS; i++) {
        float spread_deg = glm_lerp(REST_SPREAD_DEG[i], SPREAD_DEG[i], grasp.flat);
        struct bind_digit bind = bind_digit(rig, i, glm_rad(spread_deg), side);
        place_digit(hand, i, &bind, &grasp, side_sign(side));
    }
}
