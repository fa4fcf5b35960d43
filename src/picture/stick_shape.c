#include "picture/stick_shape.h"

#include <assert.h>
#include <math.h>

/// A cross-section of the trunk: stands off a joint by (front, up), radii front, up, right.
struct section {
    enum joint joint;
    enum bone bone;
    float front_m, up_m;
    vec3s radius_m;
};

/// From the seat to the chest; as deep as body/volume.c, so that lying it touches the floor.
static const struct section sections[] = {
    {JOINT_PELVIS, BONE_PELVIS, -0.012f, -0.004f, {{0.093f, 0.066f, 0.136f}}},
    {JOINT_L5, BONE_PELVIS, -0.006f, 0.0f, {{0.090f, 0.060f, 0.128f}}},
    {JOINT_L2, BONE_L5, 0.002f, 0.0f, {{0.083f, 0.055f, 0.124f}}},
    {JOINT_T10, BONE_T10, 0.004f, 0.0f, {{0.088f, 0.055f, 0.138f}}},
    {JOINT_T5, BONE_CHEST, 0.0f, 0.0f, {{0.092f, 0.060f, 0.162f}}},
    {JOINT_C7, BONE_CHEST, -0.004f, -0.062f, {{0.076f, 0.050f, 0.160f}}},
};
enum {
    SECTIONS = sizeof sections / sizeof *sections,
    SECTION_STEPS = 4,
    TRUNK_BALLS = STICK_TRUNK_TOP + 1,
    LIMB_BALLS = 8
};

static_assert(STICK_TRUNK_TOP == (SECTIONS - 1) * SECTION_STEPS, "the spine's balls");

static const float SHOULDER_M = 0.047f;
static const vec3s HEAD_RADIUS_M = {{0.101f, 0.108f, 0.096f}};

/// Radii at both ends of a limb's piece.
struct limb {
    enum stick_part part;
    enum joint from, to;
    float from_m, to_m;
};

static const struct limb limbs[] = {
    {STICK_UPPER_ARM_R, JOINT_SHOULDER_R, JOINT_ELBOW_R, 0.046f, 0.040f},
    {STICK_FOREARM_R, JOINT_ELBOW_R, JOINT_WRIST_R, 0.040f, 0.031f},
    {STICK_THIGH_R, JOINT_HIP_R, JOINT_KNEE_R, 0.081f, 0.056f},
    {STICK_SHIN_R, JOINT_KNEE_R, JOINT_ANKLE_R, 0.056f, 0.038f},
};

static struct stick_ball ball_at(vec3s centre_m, const mat3s *axes, vec3s radius_m)
{
    struct stick_ball ball = {.centre_m = centre_m};
    for (int i = 0; i < 3; i++)
        ball.axis_m[i] = glms_vec3_scale(axes->col[i], radius_m.raw[i]);
    return ball;
}

static struct stick_ball round_ball(vec3s centre_m, float radius_m)
{
    mat3s axes = glms_mat3_identity();
    return ball_at(centre_m, &axes, (vec3s){{radius_m, radius_m, radius_m}});
}

static int add_ball(struct stick_piece *piece, struct stick_ball ball)
{
    assert(piece->ball_count < STICK_BALLS_MAX);
    piece->ball[piece->ball_count] = ball;
    return piece->ball_count++;
}

static void add_hull(struct stick_piece *piece, int count, const int *balls)
{
    assert(piece->hull_count < STICK_HULLS_MAX && count <= STICK_HULL_BALLS_MAX);
    struct stick_hull *hull = &piece->hull[piece->hull_count++];
    hull->count = count;
    for (int i = 0; i < count; i++)
        hull->ball[i] = balls[i];
}

static vec3s off(const struct body *body, enum bone bone, vec3s from_m, vec3s offset_m)
{
    return glms_vec3_add(from_m, glms_mat3_mulv(body->bone[bone], offset_m));
}

/// How far a section grows to the front (or the back) by the breath.
static float breath_m(const struct body *body, enum joint joint)
{
    // Shown larger than it is: a pictogram has no folds of cloth that move with it.
    static const float SHOWN = 1.5f;
    if (joint == JOINT_L5 || joint == JOINT_L2)
        return SHOWN * body->belly_m;
    if (joint == JOINT_T10 || joint == JOINT_T5)
        return SHOWN * body->ribs_m;
    return 0.0f;
}

static struct stick_ball section_ball(const struct body *body, const struct section *section)
{
    float grown_m = breath_m(body, section->joint) / 2.0f;
    vec3s radius = section->radius_m;
    radius.x += grown_m;
    vec3s offset = {{section->front_m + body->breath_front * grown_m, section->up_m, 0.0f}};
    vec3s centre = off(body, section->bone, body->joint[section->joint], offset);
    return ball_at(centre, &body->bone[section->bone], radius);
}

/// A uniform cubic B-spline: no kink, however the spine bends.
static vec3s between(vec3s a, vec3s b, vec3s c, vec3s d, float t)
{
    float t2 = t * t, t3 = t2 * t, rest = 1.0f - t;
    vec3s sum = glms_vec3_scale(a, rest * rest * rest / 6.0f);
    sum = glms_vec3_muladds(b, (3.0f * t3 - 6.0f * t2 + 4.0f) / 6.0f, sum);
    sum = glms_vec3_muladds(c, (-3.0f * t3 + 3.0f * t2 + 3.0f * t + 1.0f) / 6.0f, sum);
    return glms_vec3_muladds(d, t3 / 6.0f, sum);
}

/// What stands beyond the end of a chain, so that a spline reaches the end.
static struct stick_ball beyond(const struct stick_ball *end, const struct stick_ball *next)
{
    struct stick_ball ball = *end;
    ball.centre_m = glms_vec3_sub(glms_vec3_scale(end->centre_m, 2.0f), next->centre_m);
    for (int i = 0; i < 3; i++)
        ball.axis_m[i] = glms_vec3_sub(glms_vec3_scale(end->axis_m[i], 2.0f), next->axis_m[i]);
    return ball;
}

static struct stick_ball ball_between(const struct stick_ball *four[4], float t)
{
    struct stick_ball ball = {.centre_m = between(four[0]->centre_m, four[1]->centre_m,
                                                  four[2]->centre_m, four[3]->centre_m, t)};
    for (int i = 0; i < 3; i++)
        ball.axis_m[i] = between(four[0]->axis_m[i], four[1]->axis_m[i], four[2]->axis_m[i],
                                 four[3]->axis_m[i], t);
    return ball;
}

static void add_spine(struct stick_piece *trunk, const struct body *body)
{
    struct stick_ball control[SECTIONS + 2];
    for (int i = 0; i < SECTIONS; i++)
        control[i + 1] = section_ball(body, &sections[i]);
    control[0] = beyond(&control[1], &control[2]);
    control[SECTIONS + 1] = beyond(&control[SECTIONS], &control[SECTIONS - 1]);
    for (int i = 0; i < TRUNK_BALLS; i++) {
        int from = i / SECTION_STEPS < SECTIONS - 1 ? i / SECTION_STEPS : SECTIONS - 2;
        const struct stick_ball *four[4] = {&control[from], &control[from + 1], &control[from + 2],
                                            &control[from + 3]};
        float t = (float)(i - from * SECTION_STEPS) / SECTION_STEPS;
        int here = add_ball(trunk, ball_between(four, t));
        if (i > 0)
            add_hull(trunk, 2, (int[]){here - 1, here});
    }
}

static void shape_trunk(struct stick_piece *trunk, const struct body *body)
{
    add_spine(trunk, body);
    int right = add_ball(trunk, round_ball(body->joint[JOINT_SHOULDER_R], SHOULDER_M));
    int left = add_ball(trunk, round_ball(body->joint[JOINT_SHOULDER_L], SHOULDER_M));
    add_hull(trunk, 4, (int[]){TRUNK_BALLS - SECTION_STEPS, right, left, TRUNK_BALLS - 1});
}

static void shape_limb(struct stick_shape *shape, const struct body *body, const struct limb *limb,
                       enum side side)
{
    struct stick_piece *piece = &shape->piece[stick_part_of(limb->part, side)];
    vec3s from = body->joint[joint_of(limb->from, side)],
          to = body->joint[joint_of(limb->to, side)];
    for (int i = 0; i < LIMB_BALLS; i++) {
        float t = (float)i / (LIMB_BALLS - 1);
        float radius_m = limb->from_m + (limb->to_m - limb->from_m) * t;
        add_ball(piece, round_ball(glms_vec3_lerp(from, to, t), radius_m));
    }
    add_hull(piece, 2, (int[]){0, LIMB_BALLS - 1});
    piece->line_count = LIMB_BALLS;
}

/// A mitten: a flat palm and fingers, and a thumb that tells which way the palm looks.
static void add_hand(struct stick_piece *forearm, const struct body *body, enum side side)
{
    static const vec3s PALM_M = {{0.040f, 0.046f, 0.020f}};
    static const vec3s FINGERS_M = {{0.031f, 0.040f, 0.016f}};
    static const float THUMB_ROOT_M = 0.018f, THUMB_TIP_M = 0.0135f;
    float out = side_sign(side);
    enum bone hand = bone_of(BONE_HAND_R, side), fingers = bone_of(BONE_FINGERS_R, side);
    vec3s wrist = body->joint[joint_of(JOINT_WRIST_R, side)];
    int end = forearm->ball_count - 1;
    int palm = add_ball(
        forearm, ball_at(body->joint[joint_of(JOINT_PALM_R, side)], &body->bone[hand], PALM_M));
    int tips = add_ball(forearm, ball_at(body->joint[joint_of(JOINT_FINGERS_R, side)],
                                         &body->bone[fingers], FINGERS_M));
    vec3s root_m = {{0.014f, -0.040f, -0.004f * out}}, tip_m = {{0.062f, -0.088f, -0.014f * out}};
    int root = add_ball(forearm, round_ball(off(body, hand, wrist, root_m), THUMB_ROOT_M));
    int tip = add_ball(forearm, round_ball(off(body, hand, wrist, tip_m), THUMB_TIP_M));
    add_hull(forearm, 2, (int[]){end, palm});
    add_hull(forearm, 2, (int[]){palm, tips});
    add_hull(forearm, 2, (int[]){root, tip});
}

/// Heel and toes, flat below.
static void add_foot(struct stick_piece *shin, const struct body *body, enum side side)
{
    // A heel that stands out less than a real one: a calmer outline.
    static const float HEEL_FORWARD_M = 0.012f;
    static const vec3s HEEL_M = {{0.032f, 0.031f, 0.031f}};
    static const vec3s BALL_M = {{0.026f, 0.022f, 0.041f}};
    static const vec3s TOE_M = {{0.026f, 0.016f, 0.036f}};
    const mat3s *foot = &body->bone[bone_of(BONE_FOOT_R, side)];
    int ankle = shin->ball_count - 1;
    vec3s heel_m = off(body, bone_of(BONE_FOOT_R, side), body->joint[joint_of(JOINT_HEEL_R, side)],
                       (vec3s){{HEEL_FORWARD_M, 0.0f, 0.0f}});
    int heel = add_ball(shin, ball_at(heel_m, foot, HEEL_M));
    int ball = add_ball(shin, ball_at(body->joint[joint_of(JOINT_BALL_R, side)], foot, BALL_M));
    int toe = add_ball(shin, ball_at(body->joint[joint_of(JOINT_TOE_R, side)], foot, TOE_M));
    add_hull(shin, 3, (int[]){ankle, heel, ball});
    add_hull(shin, 2, (int[]){ball, toe});
}

/// Half of the ball's extent along a world axis.
static float reach_m(const struct stick_ball *ball, int axis)
{
    float sum = 0.0f;
    for (int i = 0; i < 3; i++)
        sum += ball->axis_m[i].raw[axis] * ball->axis_m[i].raw[axis];
    return sqrtf(sum);
}

static void keep_in_room(struct stick_piece *piece, float wall_x_m)
{
    for (int i = 0; i < piece->ball_count; i++) {
        struct stick_ball *ball = &piece->ball[i];
        ball->centre_m.y = fmaxf(ball->centre_m.y, reach_m(ball, 1));
        if (wall_x_m > 0.0f)
            ball->centre_m.x = fminf(ball->centre_m.x, wall_x_m - reach_m(ball, 0));
    }
}

void stick_shape_of_body(struct stick_shape *shape, const struct body *body, float wall_x_m)
{
    for (int part = 0; part < STICK_PART_COUNT; part++)
        shape->piece[part].ball_count = shape->piece[part].hull_count =
            shape->piece[part].line_count = 0;
    shape_trunk(&shape->piece[STICK_TRUNK], body);
    struct stick_piece *head = &shape->piece[STICK_HEAD];
    add_ball(head, ball_at(body->joint[JOINT_HEAD], &body->bone[BONE_HEAD], HEAD_RADIUS_M));
    add_hull(head, 1, (int[]){0});
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        for (size_t i = 0; i < sizeof limbs / sizeof *limbs; i++)
            shape_limb(shape, body, &limbs[i], side);
        add_hand(&shape->piece[stick_part_of(STICK_FOREARM_R, side)], body, side);
        add_foot(&shape->piece[stick_part_of(STICK_SHIN_R, side)], body, side);
    }
    for (int part = 0; part < STICK_PART_COUNT; part++)
        keep_in_room(&shape->piece[part], wall_x_m);
}

enum stick_part stick_parent(enum stick_part part)
{
    if (part < STICK_LIMBS)
        return STICK_PART_COUNT;
    enum side side = stick_side_of(part);
    if (part == stick_part_of(STICK_FOREARM_R, side) || part == stick_part_of(STICK_SHIN_R, side))
        return (enum stick_part)(part - 1);
    return STICK_TRUNK;
}
