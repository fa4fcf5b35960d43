#include "picture/figure_shape.h"

#include <assert.h>
#include <math.h>

static vec3s mirrored(vec3s local, float outward)
{
    return (vec3s){{local.x, local.y, local.z * outward}};
}

static struct solid *add_solid(struct shape *shape, enum part part)
{
    assert(shape->solid_count[part] < SHAPE_SOLIDS);
    struct solid *solid = &shape->solid[part][shape->solid_count[part]++];
    *solid = (struct solid){.kind = SOLID_CONE};
    return solid;
}

static void finish_solid(struct solid *solid)
{
    solid->along = glms_vec3_sub(solid->b, solid->a);
    float length2 = glms_vec3_norm2(solid->along);
    solid->inverse_length2 = 1.0f / fmaxf(length2, 1e-9f);
    float thickest = fmaxf(solid->a_radius_m, solid->b_radius_m);
    if (solid->kind == SOLID_ELLIPSOID)
        thickest = glms_vec3_max(solid->radius_m);
    solid->bound_m = thickest + sqrtf(length2) / 2.0f;
}

static void add_cone(struct shape *shape, enum part part, vec3s a, vec3s b,
                     const struct build_solid *size)
{
    struct solid *solid = add_solid(shape, part);
    solid->a = a;
    solid->b = b;
    solid->a_radius_m = size->a_radius_m;
    solid->b_radius_m = size->b_radius_m;
    solid->blend_m = size->blend_m;
    finish_solid(solid);
}

static mat3s turned(mat3s axes, const float turn_deg[3], float outward)
{
    mat4s turn = glms_mat4_identity();
    turn = glms_rotate_z(turn, glm_rad(turn_deg[2]));
    turn = glms_rotate_y(turn, glm_rad(turn_deg[1] * outward));
    turn = glms_rotate_x(turn, glm_rad(turn_deg[0] * outward));
    return glms_mat3_mul(axes, glms_mat4_pick3(turn));
}

static void add_ellipsoid(struct shape *shape, enum part part, vec3s centre, mat3s axes,
                          const struct build_solid *size, float outward)
{
    struct solid *solid = add_solid(shape, part);
    solid->kind = SOLID_ELLIPSOID;
    solid->a = solid->b = centre;
    solid->axes = turned(axes, size->turn_deg, outward);
    solid->radius_m = size->radius_m;
    solid->blend_m = size->blend_m;
    finish_solid(solid);
}

void shape_add_solids(struct shape *shape, enum part part, const struct build_solid *table,
                      const struct frame *frame, float outward)
{
    for (int i = 0; i < BUILD_SOLIDS; i++) {
        const struct build_solid *size = &table[i];
        vec3s a = frame_point(frame, mirrored(size->a, outward));
        vec3s b = frame_point(frame, mirrored(size->b, outward));
        if (size->radius_m.x > 0.0f)
            add_ellipsoid(shape, part, a, frame->axes, size, outward);
        else if (size->a_radius_m > 0.0f)
            add_cone(shape, part, a, b, size);
        else
            break;
    }
}

/// Coefficients of the cubic through four points (Newton's divided differences, expanded).
static void cubic_through(const float x[4], const float y[4], float cubic[4])
{
    float d[4] = {y[0], y[1], y[2], y[3]};
    for (int order = 1; order < 4; order++)
        for (int i = 3; i >= order; i--)
            d[i] = (d[i] - d[i - 1]) / (x[i] - x[i - order]);
    cubic[0] = d[3];
    cubic[1] = cubic[2] = cubic[3] = 0.0f;
    for (int i = 2; i >= 0; i--) {
        for (int power = 3; power > 0; power--)
            cubic[power] = cubic[power - 1] - x[i] * cubic[power];
        cubic[0] = d[i] - x[i] * cubic[0];
    }
}

static void add_limb(struct shape *shape, enum part part, vec3s a, vec3s b, mat3s axes,
                     const struct build_limb *size)
{
    struct solid *solid = add_solid(shape, part);
    solid->kind = SOLID_LIMB;
    solid->a = a;
    solid->b = b;
    solid->axes = axes;
    cubic_through(size->along, size->radius_m, solid->radius_cubic);
    cubic_through(size->along, size->forward_m, solid->forward_cubic);
    for (int i = 0; i < 4; i++)
        solid->a_radius_m = fmaxf(solid->a_radius_m, size->radius_m[i] + fabsf(size->forward_m[i]));
    solid->b_radius_m = solid->a_radius_m;
    finish_solid(solid);
}

static void add_limbs(struct shape *shape, const struct build *build, const struct body *body,
                      enum side side)
{
    vec3s shoulder = body->joint[joint_of(JOINT_SHOULDER_R, side)];
    vec3s elbow = body->joint[joint_of(JOINT_ELBOW_R, side)];
    vec3s wrist = body->joint[joint_of(JOINT_WRIST_R, side)];
    vec3s drop = mirrored(build->shoulder_drop, side_sign(side));
    shoulder = glms_vec3_add(shoulder, glms_mat3_mulv(body->bone[BONE_CHEST], drop));
    enum part arm = side == SIDE_RIGHT ? PART_ARM_R : PART_ARM_L;
    add_limb(shape, arm, shoulder, elbow, body->bone[bone_of(BONE_UPPER_ARM_R, side)],
             &build->upper_arm);
    add_limb(shape, arm, elbow, wrist, body->bone[bone_of(BONE_FOREARM_R, side)], &build->forearm);

    vec3s hip = body->joint[joint_of(JOINT_HIP_R, side)];
    vec3s knee = body->joint[joint_of(JOINT_KNEE_R, side)];
    vec3s ankle = body->joint[joint_of(JOINT_ANKLE_R, side)];
    enum part leg = side == SIDE_RIGHT ? PART_LEG_R : PART_LEG_L;
    add_limb(shape, leg, hip, knee, body->bone[bone_of(BONE_THIGH_R, side)], &build->thigh);
    add_limb(shape, leg, knee, ankle, body->bone[bone_of(BONE_SHIN_R, side)], &build->shank);
}

/// Between two bones: the columns mixed, then made orthonormal round the trunk's own direction.
static mat3s mix_axes(mat3s a, mat3s b, float t)
{
    vec3s front = glms_vec3_lerp(a.col[0], b.col[0], t);
    vec3s up = glms_vec3_normalize(glms_vec3_lerp(a.col[1], b.col[1], t));
    vec3s right = glms_vec3_normalize(glms_vec3_cross(front, up));
    return (mat3s){.col = {glms_vec3_cross(up, right), up, right}};
}

/// What the breath adds to a section's half depth; its centre moves as far to the breathing side,
/// so that the other side stays.
static float breath_of_section(const struct body *body, int section)
{
    static const float belly[BUILD_SECTIONS] = {0.0f, 0.15f, 0.75f, 1.0f, 0.25f, 0.0f, 0.0f};
    static const float ribs[BUILD_SECTIONS] = {0.0f, 0.0f, 0.0f, 0.25f, 1.0f, 0.9f, 0.2f};
    return (belly[section] * body->belly_m + ribs[section] * body->ribs_m) / 2.0f;
}

struct trunk_key {
    vec3s centre;
    mat3s axes;
    float half_depth_m, half_width_m;
};

static void trunk_keys(struct trunk_key key[BUILD_SECTIONS], const struct build *build,
                       const struct body *body)
{
    const mat3s *bone = body->bone;
    const vec3s centre[BUILD_SECTIONS] = {
        glms_vec3_sub(body->joint[JOINT_PELVIS],
                      glms_vec3_scale(bone[BONE_PELVIS].col[1], build->crotch_below_m)),
        body->joint[JOINT_PELVIS],
        body->joint[JOINT_L5],
        body->joint[JOINT_L2],
        body->joint[JOINT_T10],
        body->joint[JOINT_T5],
        glms_vec3_sub(body->joint[JOINT_C7],
                      glms_vec3_scale(bone[BONE_CHEST].col[1], build->top_below_m))};
    const mat3s axes[BUILD_SECTIONS] = {bone[BONE_PELVIS],
                                        bone[BONE_PELVIS],
                                        mix_axes(bone[BONE_PELVIS], bone[BONE_L5], 0.5f),
                                        mix_axes(bone[BONE_L5], bone[BONE_L2], 0.5f),
                                        mix_axes(bone[BONE_L2], bone[BONE_T10], 0.5f),
                                        mix_axes(bone[BONE_T10], bone[BONE_CHEST], 0.5f),
                                        bone[BONE_CHEST]};
    for (int i = 0; i < BUILD_SECTIONS; i++) {
        const struct build_section *size = &build->section[i];
        float breath_m = breath_of_section(body, i);
        float forward_m = size->forward_m + breath_m * body->breath_front;
        key[i].axes = axes[i];
        key[i].centre = glms_vec3_add(centre[i], glms_vec3_scale(axes[i].col[0], forward_m));
        key[i].half_depth_m = size->half_depth_m + breath_m;
        key[i].half_width_m = size->half_width_m + breath_m * 0.5f;
    }
}

static float catmull_rom(float p0, float p1, float p2, float p3, float t)
{
    return 0.5f * (2.0f * p1 + t * (p2 - p0 +
                                    t * (2.0f * p0 - 5.0f * p1 + 4.0f * p2 - p3 +
                                         t * (3.0f * p1 - p0 - 3.0f * p2 + p3))));
}

static void set_row(float row[4], vec3s axis, float last)
{
    row[0] = axis.x;
    row[1] = axis.y;
    row[2] = axis.z;
    row[3] = last;
}

static void sweep_trunk(struct shape *shape, const struct build *build, const struct body *body)
{
    struct trunk_key key[BUILD_SECTIONS];
    trunk_keys(key, build, body);
    for (int i = 0; i < SHAPE_SECTIONS; i++) {
        int segment = i / SHAPE_STEPS < BUILD_SECTIONS - 1 ? i / SHAPE_STEPS : BUILD_SECTIONS - 2;
        float t = (float)(i - segment * SHAPE_STEPS) / SHAPE_STEPS;
        const struct trunk_key *k1 = &key[segment], *k2 = &key[segment + 1];
        const struct trunk_key *k0 = segment > 0 ? k1 - 1 : k1;
        const struct trunk_key *k3 = segment + 2 < BUILD_SECTIONS ? k2 + 1 : k2;
        vec3s centre;
        for (int c = 0; c < 3; c++)
            centre.raw[c] = catmull_rom(k0->centre.raw[c], k1->centre.raw[c], k2->centre.raw[c],
                                        k3->centre.raw[c], t);
        float depth =
            catmull_rom(k0->half_depth_m, k1->half_depth_m, k2->half_depth_m, k3->half_depth_m, t);
        float width =
            catmull_rom(k0->half_width_m, k1->half_width_m, k2->half_width_m, k3->half_width_m, t);
        mat3s axes = mix_axes(k1->axes, k2->axes, t);
        set_row(shape->section[i].centre, centre, depth);
        set_row(shape->section[i].front, axes.col[0], width);
        set_row(shape->section[i].right, axes.col[2], 0.0f);
        set_row(shape->section[i].up, axes.col[1], 0.0f);
    }
    for (int i = 0; i + 1 < SHAPE_SECTIONS; i++) {
        const float *here = shape->section[i].centre, *next = shape->section[i + 1].centre;
        vec3s way = {{next[0] - here[0], next[1] - here[1], next[2] - here[2]}};
        set_row(shape->section[i].to_next, way, 1.0f / fmaxf(glms_vec3_norm2(way), 1e-9f));
    }
}

static vec3s from_joint(const struct body *body, enum joint joint, enum bone bone, vec3s local)
{
    return glms_vec3_add(body->joint[joint], glms_mat3_mulv(body->bone[bone], local));
}

static void add_trunk_solids(struct shape *shape, const struct build *build,
                             const struct body *body)
{
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        float sign = side_sign(side);
        vec3s bust = from_joint(body, JOINT_T5, BONE_CHEST, mirrored(build->bust.a, sign));
        add_ellipsoid(shape, PART_TRUNK, bust, body->bone[BONE_CHEST], &build->bust, sign);
        vec3s inner = from_joint(body, JOINT_C7, BONE_CHEST, mirrored(build->girdle.a, sign));
        vec3s outer = from_joint(body, joint_of(JOINT_SHOULDER_R, side), BONE_CHEST,
                                 mirrored(build->girdle.b, sign));
        add_cone(shape, PART_TRUNK, inner, outer, &build->girdle);
        vec3s buttock = from_joint(body, joint_of(JOINT_HIP_R, side), BONE_PELVIS,
                                   mirrored(build->buttock.a, sign));
        add_ellipsoid(shape, PART_TRUNK, buttock, body->bone[BONE_PELVIS], &build->buttock, sign);
    }
    vec3s low = from_joint(body, JOINT_C7, BONE_CHEST, build->neck.a);
    vec3s high = from_joint(body, JOINT_AO, BONE_HEAD, build->neck.b);
    add_cone(shape, PART_NECK, low, high, &build->neck);
}

struct frame shape_frame_of_part(const struct body *body, enum part part)
{
    static const struct {
        enum joint joint;
        enum bone bone;
    } of_part[PART_COUNT] = {
        [PART_HAND_R] = {JOINT_WRIST_R, BONE_HAND_R}, [PART_HAND_L] = {JOINT_WRIST_L, BONE_HAND_L},
        [PART_FOOT_R] = {JOINT_ANKLE_R, BONE_FOOT_R}, [PART_FOOT_L] = {JOINT_ANKLE_L, BONE_FOOT_L},
        [PART_HEAD] = {JOINT_HEAD, BONE_HEAD},
    };
    assert(part >= PART_HAND_R && part < PART_COUNT);
    part = part > PART_HEAD ? PART_HEAD : part;
    return (struct frame){body->joint[of_part[part].joint], body->bone[of_part[part].bone]};
}

void shape_of_body(struct shape *shape, const struct build *build, const struct body *body)
{
    for (int part = 0; part < PART_COUNT; part++)
        shape->solid_count[part] = 0;
    shape->shoulder_blend_m = build->shoulder_blend_m;
    shape->hip_blend_m = build->hip_blend_m;
    sweep_trunk(shape, build, body);
    add_trunk_solids(shape, build, body);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        add_limbs(shape, build, body, side);
    for (enum part part = PART_HAND_R; part <= PART_HEAD; part++) {
        const struct build_solid *table = part <= PART_HAND_L   ? build->hand
                                          : part <= PART_FOOT_L ? build->foot
                                                                : build->head;
        bool is_left = part == PART_HAND_L || part == PART_FOOT_L;
        struct frame frame = shape_frame_of_part(body, part);
        shape_add_solids(shape, part, table, &frame, is_left ? -1.0f : 1.0f);
    }
}
