#include "body/balance.h"
#include "body/volume.h"

#include <math.h>

/// A piece of the body: its centre lies at `share` of the way between two joints.
struct segment {
    enum joint from, to;
    float mass, share;
};

static const struct segment trunk[] = {
    {JOINT_CROWN, JOINT_AO, 0.0668f, 0.5894f},
    {JOINT_C7, JOINT_T10, 0.1545f, 0.35f},
    {JOINT_T10, JOINT_L5, 0.1465f, 0.4512f},
    {JOINT_L5, JOINT_PELVIS, 0.1247f, 0.4920f},
};

static const struct segment limbs[] = {
    {JOINT_SHOULDER_R, JOINT_ELBOW_R, 0.0255f, 0.5754f},
    {JOINT_ELBOW_R, JOINT_WRIST_R, 0.0138f, 0.4559f},
    {JOINT_WRIST_R, JOINT_PALM_R, 0.0056f, 0.7474f},
    {JOINT_HIP_R, JOINT_KNEE_R, 0.1478f, 0.3612f},
    {JOINT_KNEE_R, JOINT_ANKLE_R, 0.0481f, 0.4352f},
    {JOINT_HEEL_R, JOINT_TOE_R, 0.0129f, 0.4014f},
};

enum { TRUNK = sizeof trunk / sizeof *trunk, LIMBS = sizeof limbs / sizeof *limbs };

struct weighing {
    vec3s moment;
    float mass;
};

static void weigh(struct weighing *weighing, const struct body *body, enum joint from,
                  enum joint to, const struct segment *segment)
{
    vec3s centre = glms_vec3_lerp(body->joint[from], body->joint[to], segment->share);
    weighing->moment = glms_vec3_add(weighing->moment, glms_vec3_scale(centre, segment->mass));
    weighing->mass += segment->mass;
}

vec3s balance_mass_centre(const struct body *body)
{
    struct weighing weighing = {0};
    for (int i = 0; i < TRUNK; i++)
        weigh(&weighing, body, trunk[i].from, trunk[i].to, &trunk[i]);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        for (int i = 0; i < LIMBS; i++)
            weigh(&weighing, body, joint_of(limbs[i].from, side), joint_of(limbs[i].to, side),
                  &limbs[i]);
    return glms_vec3_divs(weighing.moment, weighing.mass);
}

/// A point of the floor.
struct spot {
    float x, z;
};

/// Where a volume touches: flattened by the floor, its print is wider than a point. The print is
/// the section a few millimetres above the lowest point, taken as an upright ellipsoid's.
static int add_print(struct spot *spot, const struct body *body, enum volume_id id)
{
    const float touching_m = 0.010f, hollow_m = 0.020f, pressed_m = 0.006f;
    struct volume volume = volume_of(body, id);
    if (volume_lowest_m(&volume) > (id < VOLUME_HEAD ? hollow_m : touching_m))
        return 0;
    for (int i = 0; i < 4; i++) {
        float sign = i % 2 == 0 ? 1.0f : -1.0f;
        vec3s out = i < 2 ? (vec3s){{sign, 0, 0}} : (vec3s){{0, 0, sign}};
        vec3s local = glms_mat3_mulv(glms_mat3_transpose(volume.axes), out);
        float reach_m = glms_vec3_norm(glms_vec3_mul(local, volume.radius_m));
        float tall_m = volume.centre_m.y - volume_lowest_m(&volume);
        float share = sqrtf(fminf(1.0f, 2.0f * pressed_m / tall_m));
        spot[i] = (struct spot){volume.centre_m.x + out.x * reach_m * share,
                                volume.centre_m.z + out.z * reach_m * share};
    }
    return 4;
}

static float turn(struct spot a, struct spot b, struct spot c)
{
    return (b.x - a.x) * (c.z - a.z) - (b.z - a.z) * (c.x - a.x);
}

static void sort_spots(struct spot *spot, int count)
{
    for (int i = 1; i < count; i++) {
        struct spot moved = spot[i];
        int j = i;
        for (; j > 0 &&
               (spot[j - 1].x > moved.x || (spot[j - 1].x == moved.x && spot[j - 1].z > moved.z));
             j--)
            spot[j] = spot[j - 1];
        spot[j] = moved;
    }
}

/// Andrew's monotone chain; `hull` has room for twice `count`. Counter-clockwise in (x, z).
static int convex_hull(struct spot *spot, int count, struct spot *hull)
{
    int size = 0;
    sort_spots(spot, count);
    for (int pass = 0; pass < 2; pass++) {
        int start = size;
        for (int i = 0; i < count; i++) {
            struct spot next = spot[pass == 0 ? i : count - 1 - i];
            while (size >= start + 2 && turn(hull[size - 2], hull[size - 1], next) <= 0.0f)
                size--;
            hull[size++] = next;
        }
        size--; // the other pass begins with it
    }
    return size;
}

float balance_margin_m(const struct body *body)
{
    struct spot spot[4 * VOLUME_COUNT], hull[8 * VOLUME_COUNT];
    int count = 0;
    for (int id = 0; id < VOLUME_COUNT; id++)
        count += add_print(&spot[count], body, (enum volume_id)id);
    int corners = count >= 3 ? convex_hull(spot, count, hull) : 0;
    if (corners < 3)
        return -INFINITY;
    vec3s centre = balance_mass_centre(body);
    struct spot mass = {centre.x, centre.z};
    float margin_m = INFINITY;
    for (int i = 0; i < corners; i++) {
        struct spot a = hull[i], b = hull[(i + 1) % corners];
        float edge_m = hypotf(b.x - a.x, b.z - a.z);
        if (edge_m > 1e-6f)
            margin_m = fminf(margin_m, turn(a, b, mass) / edge_m);
    }
    return margin_m;
}
