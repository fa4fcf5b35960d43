#include "body/clearance.h"
#include "body/volume.h"

#include <math.h>

/// A limb's bone as a capsule, from `start` to `end` of the way between two joints.
struct limb_part {
    const char *name[SIDE_COUNT];
    enum joint from, to;
    float start, end;
    float core_m;
    int neighbours; ///< bits of the parts of the same side that are not tested against it
};

enum {
    PART_UPPER_ARM,
    PART_FOREARM,
    PART_HAND,
    PART_THIGH,
    PART_SHIN,
    PART_FOOT,
    PARTS,
};

#define BIT(part) (1 << (part))

static const struct limb_part parts[PARTS] = {
    {{"upper_arm_r", "upper_arm_l"},
     JOINT_SHOULDER_R,
     JOINT_ELBOW_R,
     0.45f,
     1.0f,
     0.026f,
     BIT(PART_FOREARM)},
    {{"forearm_r", "forearm_l"},
     JOINT_ELBOW_R,
     JOINT_WRIST_R,
     0.1f,
     1.0f,
     0.021f,
     BIT(PART_UPPER_ARM) | BIT(PART_HAND)},
    {{"hand_r", "hand_l"}, JOINT_WRIST_R, JOINT_FINGERS_R, 0.2f, 1.0f, 0.010f, BIT(PART_FOREARM)},
    {{"thigh_r", "thigh_l"}, JOINT_HIP_R, JOINT_KNEE_R, 0.45f, 1.0f, 0.042f, BIT(PART_SHIN)},
    {{"shin_r", "shin_l"},
     JOINT_KNEE_R,
     JOINT_ANKLE_R,
     0.1f,
     1.0f,
     0.030f,
     BIT(PART_THIGH) | BIT(PART_FOOT)},
    {{"foot_r", "foot_l"},
     JOINT_HEEL_R,
     JOINT_TOE_R,
     0.1f,
     1.0f,
     0.020f,
     BIT(PART_SHIN) | BIT(PART_THIGH)},
};

static const float trunk_core = 0.72f, skull_core = 0.94f;

struct capsule {
    vec3s a, b;
    float radius_m;
};

static struct capsule capsule_of(const struct body *body, const struct limb_part *part,
                                 enum side side)
{
    vec3s from = body->joint[joint_of(part->from, side)];
    vec3s to = body->joint[joint_of(part->to, side)];
    return (struct capsule){glms_vec3_lerp(from, to, part->start),
                            glms_vec3_lerp(from, to, part->end), part->core_m};
}

/// Distance of two segments (Ericson 2005, Real-Time Collision Detection, 5.1.9).
static float segment_distance_m(const struct capsule *one, const struct capsule *two)
{
    vec3s d1 = glms_vec3_sub(one->b, one->a), d2 = glms_vec3_sub(two->b, two->a);
    vec3s r = glms_vec3_sub(one->a, two->a);
    float a = glms_vec3_norm2(d1), e = glms_vec3_norm2(d2), f = glms_vec3_dot(d2, r);
    float c = glms_vec3_dot(d1, r), b = glms_vec3_dot(d1, d2), denominator = a * e - b * b;
    float s = denominator > 1e-9f ? glm_clamp((b * f - c * e) / denominator, 0.0f, 1.0f) : 0.0f;
    float t = (b * s + f) / e;
    if (t < 0.0f || t > 1.0f) {
        t = glm_clamp(t, 0.0f, 1.0f);
        s = glm_clamp((b * t - c) / a, 0.0f, 1.0f);
    }
    vec3s on_one = glms_vec3_add(one->a, glms_vec3_scale(d1, s));
    vec3s on_two = glms_vec3_add(two->a, glms_vec3_scale(d2, t));
    return glms_vec3_distance(on_one, on_two);
}

/// How deep a capsule is in an ellipsoid: measured in the space in which the ellipsoid, grown by
/// the capsule's radius, is the unit sphere.
static float depth_in_m(const struct capsule *capsule, const struct volume *volume, float core)
{
    vec3s grown, end[2] = {capsule->a, capsule->b};
    for (int axis = 0; axis < 3; axis++)
        grown.raw[axis] = volume->radius_m.raw[axis] * core + capsule->radius_m;
    mat3s into = glms_mat3_transpose(volume->axes);
    for (int i = 0; i < 2; i++)
        end[i] =
            glms_vec3_div(glms_mat3_mulv(into, glms_vec3_sub(end[i], volume->centre_m)), grown);
    vec3s line = glms_vec3_sub(end[1], end[0]);
    float t = glm_clamp(-glms_vec3_dot(end[0], line) / glms_vec3_norm2(line), 0.0f, 1.0f);
    vec3s nearest = glms_vec3_add(end[0], glms_vec3_scale(line, t));
    float share = glms_vec3_norm(nearest);
    float across_m = share > 1e-6f ? glms_vec3_norm(glms_vec3_mul(nearest, grown)) / share
                                   : glms_vec3_min(grown);
    return fmaxf(0.0f, (1.0f - share) * across_m);
}

static void deepen(struct clearance *worst, float depth_m, const char *part, const char *other)
{
    if (depth_m > worst->depth_m)
        *worst = (struct clearance){depth_m, part, other};
}

/// Thighs are of one piece with the pelvis, and a bent thigh lies on the belly.
static bool is_neighbour(int part, enum volume_id id)
{
    bool low = id == VOLUME_PELVIS || id == VOLUME_WAIST;
    return part >= PART_THIGH && low;
}

static void test_trunk(struct clearance *worst, const struct body *body,
                       const struct capsule capsule[SIDE_COUNT][PARTS])
{
    for (int id = VOLUME_PELVIS; id <= VOLUME_HEAD; id++) {
        struct volume volume = volume_of(body, (enum volume_id)id);
        float core = id == VOLUME_HEAD ? skull_core : trunk_core;
        for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
            for (int part = 0; part < PARTS; part++)
                if (!is_neighbour(part, (enum volume_id)id))
                    deepen(worst, depth_in_m(&capsule[side][part], &volume, core),
                           parts[part].name[side], volume_name((enum volume_id)id));
    }
}

static void test_limbs(struct clearance *worst, const struct capsule capsule[SIDE_COUNT][PARTS])
{
    for (int i = 0; i < PARTS * SIDE_COUNT; i++) {
        for (int j = i + 1; j < PARTS * SIDE_COUNT; j++) {
            int a = i % PARTS, b = j % PARTS;
            enum side side_a = (enum side)(i / PARTS), side_b = (enum side)(j / PARTS);
            if (side_a == side_b && (parts[a].neighbours & BIT(b)))
                continue;
            const struct capsule *one = &capsule[side_a][a], *two = &capsule[side_b][b];
            deepen(worst, one->radius_m + two->radius_m - segment_distance_m(one, two),
                   parts[a].name[side_a], parts[b].name[side_b]);
        }
    }
}

struct clearance clearance_of(const struct body *body)
{
    struct clearance worst = {0};
    struct capsule capsule[SIDE_COUNT][PARTS];
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        for (int part = 0; part < PARTS; part++)
            capsule[side][part] = capsule_of(body, &parts[part], side);
    test_trunk(&worst, body, capsule);
    test_limbs(&worst, capsule);
    return worst;
}
