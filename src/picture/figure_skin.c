#include "picture/figure_skin.h"

#include "picture/figure_hand.h"

#include <emmintrin.h>
#include <math.h>

/// From the bind pose into the room: three columns of a turn, and a place.
struct movement {
    __m128 column[4];
};

static __m128 lane3(vec3s v)
{
    return _mm_setr_ps(v.x, v.y, v.z, 0.0f);
}

/// A turn that takes a joint from where it was bound to where it is.
static struct movement movement_of(mat3s turn, vec3s bound, vec3s now)
{
    vec3s place = glms_vec3_sub(now, glms_mat3_mulv(turn, bound));
    return (struct movement){
        {lane3(turn.col[0]), lane3(turn.col[1]), lane3(turn.col[2]), lane3(place)}};
}

static mat3s turn_of(const struct rig *rig, const struct frame now[SKIN_COUNT], int bone)
{
    return glms_mat3_mul(now[bone].axes, glms_mat3_transpose(rig->bind[bone].axes));
}

/// Half of a turn about `axis`; of one that is nearly round less and less, as it may come from
/// either direction.
static versors half_twist(float angle, vec3s axis)
{
    static const float FROM_RAD = 2.1f;
    float share = 1.0f - glm_smoothstep(FROM_RAD, GLM_PIf, fabsf(angle));
    return glms_quatv(0.5f * share * angle, axis);
}

/// Half of the arm's turn against the clavicle: half of its swing, and half of its twist about
/// itself, which are never round both.
static mat3s half_shoulder(const struct rig *rig, const struct frame now[SKIN_COUNT],
                           enum side side)
{
    int arm = skin_bone_of(SKIN_UPPER_ARM_R, side);
    mat3s from = turn_of(rig, now, skin_bone_of(SKIN_CLAVICLE_R, side));
    versors turn = glms_mat3_quat(glms_mat3_mul(glms_mat3_transpose(from), turn_of(rig, now, arm)));
    vec3s axis = rig->bind[arm].axes.col[1];
    float twist = 2.0f * atan2f(glms_vec3_dot((vec3s){{turn.x, turn.y, turn.z}}, axis), turn.w);
    twist -= 2.0f * GLM_PIf * roundf(twist / (2.0f * GLM_PIf));
    versors swing = glms_quat_mul(turn, glms_quatv(-twist, axis));
    versors half = glms_quat_slerp(glms_quat_identity(), swing, 0.5f);
    return glms_mat3_mul(from, glms_quat_mat3(glms_quat_mul(half, half_twist(twist, axis))));
}

static void find_movements(const struct rig *rig, const struct frame now[SKIN_COUNT],
                           struct movement movement[SKIN_MOVEMENTS])
{
    for (int i = 0; i < SKIN_COUNT; i++)
        movement[i] = movement_of(turn_of(rig, now, i), rig->bind[i].origin, now[i].origin);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        int thigh = skin_bone_of(SKIN_THIGH_R, side), shin = skin_bone_of(SKIN_SHIN_R, side);
        versors from = glms_mat3_quat(turn_of(rig, now, thigh));
        versors to = glms_mat3_quat(turn_of(rig, now, shin));
        mat3s half = glms_quat_mat3(glms_quat_slerp(from, to, 0.5f));
        movement[SKIN_KNEE_R + (int)side] =
            movement_of(half, rig->bind[shin].origin, now[shin].origin);
        int arm = skin_bone_of(SKIN_UPPER_ARM_R, side);
        movement[SKIN_SHOULDER_R + (int)side] =
            movement_of(half_shoulder(rig, now, side), rig->bind[arm].origin, now[arm].origin);
    }
}

static inline struct movement blended(const struct movement *movement,
                                      const struct skin_vertex *vertex)
{
    struct movement sum;
    __m128 share = _mm_set1_ps(vertex->weight[0]);
    for (int c = 0; c < 4; c++)
        sum.column[c] = _mm_mul_ps(movement[vertex->bone[0]].column[c], share);
    for (int i = 1; i < 4 && vertex->weight[i] > 0.0f; i++) {
        share = _mm_set1_ps(vertex->weight[i]);
        for (int c = 0; c < 4; c++)
            sum.column[c] =
                _mm_add_ps(sum.column[c], _mm_mul_ps(movement[vertex->bone[i]].column[c], share));
    }
    return sum;
}

static inline __m128 turned(const struct movement *m, float x, float y, float z)
{
    return _mm_add_ps(_mm_mul_ps(m->column[0], _mm_set1_ps(x)),
                      _mm_add_ps(_mm_mul_ps(m->column[1], _mm_set1_ps(y)),
                                 _mm_mul_ps(m->column[2], _mm_set1_ps(z))));
}

/// The breath widens the trunk: the breathing side moves, the other stays, the flanks follow.
static inline void breathe(const struct body *body, const struct skin_vertex *vertex, float at[2])
{
    static const float FLANKS = 0.5f;
    float half_m = (vertex->belly * body->belly_m + vertex->ribs * body->ribs_m) / 2.0f;
    at[0] = vertex->at[0] + half_m * (body->breath_front + vertex->normal[0]);
    at[1] = vertex->at[2] + half_m * FLANKS * vertex->normal[2];
}

static float pressed(float gap_m, float soft_m)
{
    if (gap_m >= soft_m)
        return gap_m;
    return gap_m > 0.0f ? gap_m * gap_m / soft_m : 0.0f;
}

/// Bent hips leave the seat hollow: hips this near to the floor sink on to it, as flesh does that
/// is sat on. Higher up they let go of it.
static void sit_down(struct skin *skin)
{
    static const float NEAR_M = 0.035f, FAR_M = 0.10f, DEPTH_M = 0.18f;
    float gap_m = FAR_M;
    for (int i = 0; i < skin->vertex_count; i++)
        if (skin->seat[i] > 0.5f)
            gap_m = fminf(gap_m, skin->at[i][1]);
    float drop_m = gap_m * (1.0f - glm_smoothstep(NEAR_M, FAR_M, gap_m));
    if (drop_m <= 0.0f)
        return;
    for (int i = 0; i < skin->vertex_count; i++) {
        float *height = &skin->at[i][1];
        float near = 1.0f - glm_smoothstep(0.0f, DEPTH_M, *height - gap_m);
        *height -= drop_m * near * skin->seat[i];
    }
}

static void press(struct skin *skin, float wall_x_m)
{
    for (int i = 0; i < skin->vertex_count; i++) {
        float *at = skin->at[i], soft_m = skin->soft_m[i];
        at[1] = pressed(at[1], soft_m);
        if (wall_x_m > 0.0f)
            at[0] = wall_x_m - pressed(wall_x_m - at[0], soft_m);
    }
}

void skin_pose(struct skin *skin, const struct body *body, float wall_x_m)
{
    struct hand hand[SIDE_COUNT];
    struct frame now[SKIN_COUNT];
    struct movement movement[SKIN_MOVEMENTS];
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++)
        hand_of_body(&hand[side], &skin->rig, body, side);
    rig_of_body(&skin->rig, body, hand, now);
    find_movements(&skin->rig, now, movement);
    skin->strains = strains_of_body(body);
    shifts_apply(&skin->shifts, &skin->strains, skin->vertex);
    for (int i = 0; i < skin->vertex_count; i++) {
        const struct skin_vertex *vertex = &skin->vertex[i];
        struct movement m = blended(movement, vertex);
        float at[2];
        breathe(body, vertex, at);
        struct calm_point *point = &skin->calm.point[i];
        _mm_store_ps(point->at, _mm_add_ps(turned(&m, at[0], vertex->at[1], at[1]), m.column[3]));
        _mm_store_ps(point->direction,
                     turned(&m, vertex->normal[0], vertex->normal[1], vertex->normal[2]));
    }
    calm_apply(&skin->calm, skin->at, skin->normal);
    sit_down(skin);
    press(skin, wall_x_m);
}
