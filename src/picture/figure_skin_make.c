/// From a person's table to a surface: both halves, and what each vertex follows.
#include "picture/figure_skin.h"

#include "base/mem.h"
#include "picture/figure_skin_order.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/// Flesh that is as near as this to what it lies on lies on it.
static const float FIRM_M = 0.024f, SOFT_M = 0.055f;

static enum skin_limb limb_of_bone(enum skin_bone bone)
{
    enum skin_bone right = skin_bone_on_right(bone);
    if (right <= SKIN_CLAVICLE_R)
        return LIMB_NONE;
    bool is_leg = right >= SKIN_THIGH_R && right <= SKIN_FOOT_R;
    return (is_leg ? LIMB_LEG_R : LIMB_ARM_R) + (bone != right);
}

static void find_limb(struct skin_vertex *vertex)
{
    float share[LIMB_COUNT] = {0};
    for (int i = 0; i < 4; i++)
        share[limb_of_bone((enum skin_bone)vertex->bone[i])] += vertex->weight[i];
    for (int limb = LIMB_ARM_R; limb < LIMB_COUNT; limb++)
        if (share[limb] > vertex->limb_share) {
            vertex->limb = (uint8_t)limb;
            vertex->limb_share = share[limb];
        }
}

/// How much of a vertex belongs to head, hands and feet, which are finely made and firm.
static float fine_share(const struct skin_vertex *vertex)
{
    float fine = 0.0f;
    for (int i = 0; i < 4; i++) {
        enum skin_bone bone = skin_bone_on_right((enum skin_bone)vertex->bone[i]);
        bool is_fine = bone == SKIN_HEAD || bone == SKIN_HAND_R || bone == SKIN_FOOT_R ||
                       bone >= SKIN_DIGITS_R;
        fine += is_fine ? vertex->weight[i] : 0.0f;
    }
    return fine;
}

/// 1 in the middle of a band of heights, 0 at its ends.
static float band(float height, float low, float middle, float high)
{
    float t = height < middle ? (height - low) / (middle - low) : (high - height) / (high - middle);
    return glm_smooth(glm_clamp_zo(t));
}

/// Which part of the trunk the breath moves: the belly round the waist, the ribs above.
static void find_breath(struct skin_vertex *vertex, const struct rig *rig)
{
    float hips = rig->bind[SKIN_PELVIS].origin.y, height = vertex->at[1] - hips;
    float trunk = 1.0f - vertex->limb_share;
    vertex->belly = trunk * band(height, -0.02f, 0.17f, 0.33f);
    vertex->ribs = trunk * band(height, 0.18f, 0.34f, 0.56f);
}

/// What a body sits on: hips and the roots of the thighs.
static float seat_share(const struct skin_vertex *vertex, const struct rig *rig)
{
    static const float FROM_M = 0.08f, TO_M = 0.24f;
    vec3s at = {{vertex->at[0], vertex->at[1], vertex->at[2]}};
    float seat = 0.0f;
    for (int i = 0; i < 4; i++) {
        int bone = vertex->bone[i];
        float share = bone == SKIN_PELVIS ? 1.0f : 0.0f;
        if (skin_bone_on_right((enum skin_bone)bone) == SKIN_THIGH_R)
            share =
                1.0f - glm_smoothstep(FROM_M, TO_M, glms_vec3_distance(at, rig->bind[bone].origin));
        seat += share * vertex->weight[i];
    }
    return seat;
}

static float softness_m(const struct skin_vertex *vertex)
{
    bool is_arm = vertex->limb == LIMB_ARM_R || vertex->limb == LIMB_ARM_L;
    float arm_share = is_arm ? vertex->limb_share : 0.0f;
    return glm_lerp(SOFT_M, FIRM_M, glm_clamp_zo(fine_share(vertex) + arm_share));
}

/// The heaviest first: the first weight of 0 ends them.
static void sort_weights(struct skin_vertex *vertex)
{
    for (int i = 1; i < 4; i++)
        for (int k = i; k > 0 && vertex->weight[k] > vertex->weight[k - 1]; k--) {
            float weight = vertex->weight[k];
            uint8_t bone = vertex->bone[k];
            vertex->weight[k] = vertex->weight[k - 1];
            vertex->bone[k] = vertex->bone[k - 1];
            vertex->weight[k - 1] = weight;
            vertex->bone[k - 1] = bone;
        }
}

/// What follows thigh and shin follows the knee between them instead, the more the more evenly.
static void bend_knee(struct skin_vertex *vertex, enum side side)
{
    enum skin_bone bones[2] = {skin_bone_of(SKIN_THIGH_R, side), skin_bone_of(SKIN_SHIN_R, side)};
    int slot[2] = {-1, -1};
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 2; k++)
            if (vertex->bone[i] == bones[k] && vertex->weight[i] > 0.0f)
                slot[k] = i;
    if (slot[0] < 0 || slot[1] < 0)
        return;
    int more = vertex->weight[slot[0]] < vertex->weight[slot[1]], less = !more;
    float knee = vertex->weight[slot[less]];
    vertex->weight[slot[more]] -= knee;
    vertex->weight[slot[less]] += knee;
    vertex->bone[slot[less]] = (uint8_t)(SKIN_KNEE_R + (int)side);
    sort_weights(vertex);
}

/// A share of a vertex for one more bone; the least share of all gives way. The rest is all again.
static void add_bone(struct skin_vertex *vertex, int bone, float weight)
{
    float sum = 0.0f;
    sort_weights(vertex);
    if (vertex->weight[3] < weight) {
        vertex->bone[3] = (uint8_t)bone;
        vertex->weight[3] = weight;
    }
    for (int i = 0; i < 4; i++)
        sum += vertex->weight[i];
    for (int i = 0; i < 4; i++)
        vertex->weight[i] /= sum;
    sort_weights(vertex);
}

/// Near a shoulder, what follows the arm and, otherwise, clavicle and trunk follows the shoulder
/// between them instead.
static void bend_shoulder(struct skin_vertex *vertex, const struct rig *rig, enum side side)
{
    static const float NEAR_M = 0.09f, FAR_M = 0.15f;
    enum skin_bone arm = skin_bone_of(SKIN_UPPER_ARM_R, side);
    enum skin_bone clavicle = skin_bone_of(SKIN_CLAVICLE_R, side);
    vec3s at = {{vertex->at[0], vertex->at[1], vertex->at[2]}};
    float near =
        1.0f - glm_smoothstep(NEAR_M, FAR_M, glms_vec3_distance(at, rig->bind[arm].origin));
    float of_arm = 0.0f, of_trunk = 0.0f;
    bool is_trunk[4];
    for (int i = 0; i < 4; i++) {
        is_trunk[i] = vertex->bone[i] < SKIN_LIMBS || vertex->bone[i] == clavicle;
        of_arm += vertex->bone[i] == arm ? vertex->weight[i] : 0.0f;
        of_trunk += is_trunk[i] ? vertex->weight[i] : 0.0f;
    }
    float shoulder = near * fminf(of_arm, of_trunk);
    if (shoulder <= 0.0f)
        return;
    for (int i = 0; i < 4; i++)
        if (is_trunk[i])
            vertex->weight[i] *= 1.0f - shoulder / of_trunk;
        else if (vertex->bone[i] == arm)
            vertex->weight[i] *= 1.0f - shoulder / of_arm;
    add_bone(vertex, SKIN_SHOULDER_R + (int)side, 2.0f * shoulder);
}

static struct skin_vertex vertex_of(const struct person_vertex *from, const struct rig *rig,
                                    enum side side)
{
    struct skin_vertex vertex = {.seam_m = (float)from->seam * 1e-5f};
    float length = 0.0f, weights = 0.0f;
    for (int i = 0; i < 3; i++) {
        float mirror = i == 2 ? side_sign(side) : 1.0f;
        vertex.at[i] = (float)from->at[i] * 1e-5f * mirror;
        vertex.normal[i] = (float)from->normal[i] * mirror;
        length += vertex.normal[i] * vertex.normal[i];
    }
    for (int i = 0; i < 3; i++)
        vertex.normal[i] /= fmaxf(sqrtf(length), 1.0f);
    for (int i = 0; i < 4; i++)
        weights += from->weight[i];
    for (int i = 0; i < 4; i++) {
        enum skin_bone bone = (enum skin_bone)from->bone[i];
        bool is_right = bone >= SKIN_LIMBS && bone < SKIN_HALF_COUNT;
        bool is_left = bone >= SKIN_HALF_COUNT;
        if (side == SIDE_LEFT && is_right)
            bone = skin_bone_of(bone, SIDE_LEFT);
        else if (side == SIDE_LEFT && is_left)
            bone = skin_bone_on_right(bone);
        vertex.bone[i] = (uint8_t)bone;
        vertex.weight[i] = (float)from->weight[i] / weights;
    }
    find_limb(&vertex);
    find_breath(&vertex, rig);
    for (enum side of = SIDE_RIGHT; of < SIDE_COUNT; of++)
        bend_knee(&vertex, of);
    for (enum side of = SIDE_RIGHT; of < SIDE_COUNT; of++)
        bend_shoulder(&vertex, rig, of);
    return vertex;
}

/// Both halves from one.
static void mirror_vertices(struct skin *skin)
{
    const struct person *person = skin->person;
    uint16_t *left_of = skin->number[SIDE_LEFT];
    skin->vertex_count = person->vertex_count;
    for (int i = 0; i < person->vertex_count; i++) {
        const struct person_vertex *from = &person->vertex[i];
        skin->vertex[i] = vertex_of(from, &skin->rig, SIDE_RIGHT);
        skin->number[SIDE_RIGHT][i] = left_of[i] = (uint16_t)i;
        if (from->at[2] == 0)
            continue;
        left_of[i] = (uint16_t)skin->vertex_count++;
        skin->vertex[left_of[i]] = vertex_of(from, &skin->rig, SIDE_LEFT);
    }
}

static void mirror_triangles(struct skin *skin)
{
    const uint16_t *left_of = skin->number[SIDE_LEFT];
    for (int i = 0; i < skin->person->triangle_count; i++) {
        const struct person_triangle *from = &skin->person->triangle[i];
        struct skin_triangle *right = &skin->triangle[2 * i], *left = right + 1;
        for (int k = 0; k < 3; k++) {
            right->vertex[k] = from->vertex[k];
            left->vertex[2 - k] = left_of[from->vertex[k]];
        }
        for (int k = 0; k < 2; k++)
            right->region[k] = left->region[k] = from->region[k];
        if (from->region[0] >= REGION_LINE && from->region[0] == from->region[1])
            for (int k = 0; k < 3; k++)
                skin->vertex[right->vertex[k]].is_face = skin->vertex[left->vertex[k]].is_face =
                    true;
    }
    skin->triangle_count = 2 * skin->person->triangle_count;
}

/// Where the surface may be smoothed: not the finely made head, hands and feet.
static float calm_share(const struct skin_vertex *vertex)
{
    return 1.0f - glm_smoothstep(0.1f, 0.6f, fine_share(vertex));
}

/// Which side of a garment's edge a vertex stands on: 1 or -1, 0 if on none.
static int8_t edge_line(const struct skin_vertex *vertex)
{
    static const float EDGE_M = 5e-5f;
    if (vertex->seam_m == 0.0f || fabsf(vertex->seam_m) > EDGE_M)
        return 0;
    return vertex->seam_m > 0.0f ? 1 : -1;
}

/// Where a trim begins is a line too.
static void add_trim_lines(const struct skin *skin, int8_t *line)
{
    enum { TRIM_LINE = 2, REGION_UNKNOWN = 0xff };
    size_t count = (size_t)skin->vertex_count;
    uint8_t *region = mem_alloc(count, sizeof *region);
    memset(region, REGION_UNKNOWN, count);
    for (int i = 0; i < 3 * skin->triangle_count; i++) {
        const struct skin_triangle *triangle = &skin->triangle[i / 3];
        int vertex = triangle->vertex[i % 3];
        if (region[vertex] == REGION_UNKNOWN)
            region[vertex] = triangle->region[0];
        else if (region[vertex] != triangle->region[0] && !line[vertex])
            line[vertex] = TRIM_LINE;
    }
    mem_free(region);
}

static void prepare_calm(struct skin *skin)
{
    size_t count = (size_t)skin->vertex_count;
    float *share = mem_alloc(count, sizeof *share);
    int8_t *line = mem_alloc(count, sizeof *line);
    for (size_t i = 0; i < count; i++) {
        share[i] = calm_share(&skin->vertex[i]);
        line[i] = edge_line(&skin->vertex[i]);
        for (int axis = 0; axis < 3; axis++) {
            skin->at[i][axis] = skin->vertex[i].at[axis];
            skin->normal[i][axis] = skin->vertex[i].normal[axis];
        }
    }
    add_trim_lines(skin, line);
    calm_create(&skin->calm, skin->vertex_count, skin->triangle, skin->triangle_count, share, line,
                (const float(*)[4])skin->at, (const float(*)[4])skin->normal);
    mem_free(share);
    mem_free(line);
}

/// Cuffs have a shadow. Those of collar and waist would be as ragged as the vertices there are
/// coarse; hair has an edge too, but casts none.
static bool is_under_hem(const struct skin_vertex *vertex)
{
    static const float LEAST = 0.95f;
    float limb = 0.0f;
    for (int i = 0; i < 4; i++)
        if (skin_bone_on_right((enum skin_bone)vertex->bone[i]) > SKIN_CLAVICLE_R)
            limb += vertex->weight[i];
    return vertex->seam_m > 0.0f && vertex->seam_m < SKIN_HEM_REACH_M && limb > LEAST;
}

/// What of the vertices is needed apart from all the rest, close together.
static void find_touch(struct skin *skin)
{
    size_t count = (size_t)skin->vertex_count;
    skin->soft_m = mem_alloc(count, sizeof *skin->soft_m);
    skin->seat = mem_alloc(count, sizeof *skin->seat);
    skin->face = mem_alloc(count, sizeof *skin->face);
    skin->under_hem = mem_alloc(count, sizeof *skin->under_hem);
    for (size_t i = 0; i < count; i++) {
        skin->soft_m[i] = softness_m(&skin->vertex[i]);
        skin->seat[i] = seat_share(&skin->vertex[i], &skin->rig);
        if (skin->vertex[i].is_face)
            skin->face[skin->face_count++] = (uint16_t)i;
        if (is_under_hem(&skin->vertex[i]))
            skin->under_hem[skin->under_hem_count++] = (uint16_t)i;
    }
}

struct skin *skin_create(const struct person *person)
{
    assert(person->vertex_count > 0 && 2 * person->vertex_count <= UINT16_MAX);
    struct skin *skin = mem_alloc(1, sizeof *skin);
    size_t most = 2 * (size_t)person->vertex_count;
    skin->person = person;
    skin->vertex = mem_alloc_lines(most, sizeof *skin->vertex);
    skin->triangle = mem_alloc(2 * (size_t)person->triangle_count, sizeof *skin->triangle);
    rig_of_person(&skin->rig, person);
    for (int side = 0; side < SIDE_COUNT; side++)
        skin->number[side] = mem_alloc((size_t)person->vertex_count, sizeof *skin->number[side]);
    mirror_vertices(skin);
    mirror_triangles(skin);
    skin_order(skin);
    find_touch(skin);
    skin->at = mem_alloc(most + 3, sizeof *skin->at);
    skin->normal = mem_alloc(most + 3, sizeof *skin->normal);
    prepare_calm(skin);
    shifts_create(&skin->shifts, person, (const uint16_t *const *)skin->number, skin->vertex);
    return skin;
}

void skin_destroy(struct skin *skin)
{
    if (!skin)
        return;
    calm_destroy(&skin->calm);
    shifts_destroy(&skin->shifts);
    mem_free(skin->vertex);
    mem_free(skin->number[SIDE_RIGHT]);
    mem_free(skin->number[SIDE_LEFT]);
    mem_free(skin->soft_m);
    mem_free(skin->seat);
    mem_free(skin->face);
    mem_free(skin->under_hem);
    mem_free(skin->triangle);
    mem_free(skin->at);
    mem_free(skin->normal);
    mem_free(skin);
}
