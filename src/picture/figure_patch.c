#include "picture/figure_patch.h"

#include "picture/figure_head.h"

#include <assert.h>
#include <math.h>

/// How deep a vertex may lie and still be lifted on to the surface: what the blends add up to.
static const float TRUNK_BLEND_M = 0.048f, SHOULDER_BLEND_M = 0.034f, HINGE_BLEND_M = 0.012f,
                   HEAD_BLEND_M = 0.007f, RIGID_BLEND_M = 0.014f;

static void add_triangle(struct mesh *mesh, int a, int b, int c, const struct patch *patch)
{
    assert(mesh->triangle_count < MESH_TRIANGLES);
    mesh->triangle[mesh->triangle_count++] =
        (struct mesh_triangle){{(uint16_t)a, (uint16_t)b, (uint16_t)c},
                               {(uint8_t)patch->region[0], (uint8_t)patch->region[1]}};
}

static void add_grid_triangles(struct mesh *mesh, const struct patch *patch)
{
    int columns = patch->kind == PATCH_STRIP ? patch->sides - 1 : patch->sides;
    for (int ring = 0; ring + 1 < patch->rings; ring++)
        for (int side = 0; side < columns; side++) {
            int next = (side + 1) % patch->sides;
            int a = patch->first_vertex + ring * patch->sides + side;
            int b = patch->first_vertex + ring * patch->sides + next;
            int c = a + patch->sides, d = b + patch->sides;
            add_triangle(mesh, a, b, c, patch);
            add_triangle(mesh, b, d, c, patch);
        }
}

/// Vertices of a patch start at a multiple of four, so that lanes never mix patches.
static void add_patch(struct mesh *mesh, struct patch patch)
{
    assert(mesh->patch_count < MESH_PATCHES);
    patch.first_vertex = mesh->vertex_count;
    patch.vertex_count = (patch.rings * patch.sides + 3) & ~3;
    mesh->vertex_count += patch.vertex_count;
    assert(mesh->vertex_count <= MESH_VERTICES);
    mesh->patch[mesh->patch_count++] = patch;
    add_grid_triangles(mesh, &mesh->patch[mesh->patch_count - 1]);
}

static int solids_of(const struct build_solid *table)
{
    int count = 0;
    while (count < BUILD_SOLIDS &&
           (table[count].a_radius_m > 0.0f || table[count].radius_m.x > 0.0f))
        count++;
    return count;
}

static void add_trunk(struct mesh *mesh)
{
    static const int WAIST_END = 22, CAPS = 5;
    add_patch(mesh, (struct patch){.kind = PATCH_SWEEP,
                                   .rings = WAIST_END + 1 + CAPS,
                                   .cap_rings = CAPS,
                                   .sides = 40,
                                   .region = {REGION_LEGGINGS, REGION_TOP},
                                   .seam = SEAM_WAIST,
                                   .buried_below_m = {TRUNK_BLEND_M, TRUNK_BLEND_M}});
    add_patch(mesh, (struct patch){.kind = PATCH_SWEEP,
                                   .first_section = WAIST_END,
                                   .rings = SHAPE_SECTIONS - WAIST_END + CAPS,
                                   .cap_rings = CAPS,
                                   .sides = 40,
                                   .region = {REGION_TOP, REGION_SKIN},
                                   .seam = SEAM_NECKLINE,
                                   .buried_below_m = {TRUNK_BLEND_M, TRUNK_BLEND_M}});
    for (int side = 0; side < SIDE_COUNT; side++) {
        add_patch(mesh, (struct patch){.kind = PATCH_TUBE,
                                       .item = side * 3 + 1,
                                       .rings = 14,
                                       .cap_rings = 3,
                                       .sides = 20,
                                       .region = {REGION_TOP, REGION_SKIN},
                                       .seam = SEAM_NECKLINE,
                                       .buried_below_m = {TRUNK_BLEND_M, TRUNK_BLEND_M}});
        add_patch(mesh, (struct patch){.kind = PATCH_BALL,
                                       .item = side * 3 + 2,
                                       .rings = 19,
                                       .sides = 32,
                                       .region = {REGION_LEGGINGS, REGION_TOP},
                                       .seam = SEAM_WAIST,
                                       .buried_below_m = {TRUNK_BLEND_M, TRUNK_BLEND_M}});
    }
    add_patch(mesh, (struct patch){.kind = PATCH_TUBE,
                                   .part = PART_NECK,
                                   .rings = 12,
                                   .cap_rings = 2,
                                   .sides = 24,
                                   .region = {REGION_TOP, REGION_SKIN},
                                   .seam = SEAM_NECKLINE,
                                   .buried_below_m = {TRUNK_BLEND_M, HEAD_BLEND_M}});
}

static void add_limb_patches(struct mesh *mesh, enum side side)
{
    const struct patch arm = {.kind = PATCH_TUBE,
                              .part = PART_ARM_R + side,
                              .rings = 26,
                              .cap_rings = 5,
                              .sides = 20,
                              .region = {REGION_TOP, REGION_SKIN},
                              .seam = SEAM_SLEEVE,
                              .buried_below_m = {SHOULDER_BLEND_M, HINGE_BLEND_M}};
    add_patch(mesh, arm);
    struct patch forearm = arm;
    forearm.item = 1;
    forearm.region[0] = REGION_SKIN;
    forearm.seam = SEAM_NONE;
    forearm.buried_below_m[0] = HINGE_BLEND_M;
    forearm.buried_below_m[1] = RIGID_BLEND_M;
    add_patch(mesh, forearm);
    const struct patch thigh = {.kind = PATCH_TUBE,
                                .part = PART_LEG_R + side,
                                .rings = 34,
                                .cap_rings = 7,
                                .sides = 28,
                                .region = {REGION_LEGGINGS, REGION_TOP},
                                .seam = SEAM_WAIST,
                                .buried_below_m = {TRUNK_BLEND_M, HINGE_BLEND_M}};
    add_patch(mesh, thigh);
    struct patch shank = thigh;
    shank.item = 1;
    shank.sides = 24;
    shank.region[1] = REGION_SKIN;
    shank.seam = SEAM_HEM;
    shank.buried_below_m[0] = HINGE_BLEND_M;
    shank.buried_below_m[1] = RIGID_BLEND_M;
    add_patch(mesh, shank);
}

static void add_rigid_solids(struct mesh *mesh, const struct build_solid *table, enum part part,
                             const struct patch *model)
{
    for (int i = 0; i < solids_of(table); i++) {
        struct patch patch = *model;
        bool is_ball = table[i].radius_m.x > 0.0f;
        bool is_thick = is_ball || table[i].a_radius_m > 0.0136f;
        patch.kind = is_ball ? PATCH_BALL : PATCH_TUBE;
        patch.part = part;
        patch.item = i;
        patch.rings = is_ball ? 13 : is_thick ? 10 : 8;
        patch.cap_rings = is_ball ? 0 : 3;
        patch.sides = is_thick ? 16 : 8;
        patch.buried_below_m[0] = patch.buried_below_m[1] = RIGID_BLEND_M;
        patch.is_rigid = true;
        add_patch(mesh, patch);
    }
}

static void add_hand_patches(struct mesh *mesh, const struct build *build, enum side side)
{
    const struct patch skin = {.region = {REGION_SKIN, REGION_SKIN}};
    add_rigid_solids(mesh, build->hand, PART_HAND_R + side, &skin);
    for (int digit = 0; digit < HAND_DIGITS; digit++)
        add_patch(mesh, (struct patch){.kind = PATCH_DIGIT,
                                       .part = PART_HAND_R + side,
                                       .item = digit,
                                       .rings = 11,
                                       .cap_rings = 2,
                                       .sides = 8,
                                       .region = {REGION_SKIN, REGION_SKIN}});
}

static void add_head_patches(struct mesh *mesh, const struct build *build)
{
    add_patch(mesh, (struct patch){.kind = PATCH_HEAD,
                                   .part = PART_HEAD,
                                   .rings = 46,
                                   .sides = 48,
                                   .region = {REGION_SKIN, REGION_HAIR},
                                   .seam = SEAM_HAIRLINE,
                                   .is_rigid = true});
    struct patch ball = {.kind = PATCH_BALL,
                         .part = PART_HAIR,
                         .item = solids_of(build->hair) - 1,
                         .rings = 16,
                         .sides = 24,
                         .region = {REGION_HAIR, REGION_HAIR},
                         .is_rigid = true};
    add_patch(mesh, ball);
    ball.region[0] = ball.region[1] = REGION_SKIN;
    ball.part = PART_EARS;
    ball.rings = 9;
    ball.sides = 12;
    for (ball.item = 0; ball.item < SIDE_COUNT; ball.item++)
        add_patch(mesh, ball);
    for (int i = 0; i < FACE_STRIPS; i++)
        add_patch(mesh, (struct patch){.kind = PATCH_STRIP,
                                       .part = PART_HEAD,
                                       .item = i,
                                       .rings = FACE_STRIP_STEPS,
                                       .sides = 2,
                                       .region = {face_strip[i].region, face_strip[i].region},
                                       .is_rigid = true});
}

void patch_add_all(struct mesh *mesh, const struct build *build)
{
    add_trunk(mesh);
    const struct patch foot = {.region = {REGION_LEGGINGS, REGION_SKIN}, .seam = SEAM_HEM};
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        add_limb_patches(mesh, side);
        add_hand_patches(mesh, build, side);
        add_rigid_solids(mesh, build->foot, PART_FOOT_R + side, &foot);
    }
    add_head_patches(mesh, build);
}

/// A ring's points: centre + cos * across + sin * over, and the normals that belong to them.
struct ring {
    vec3s centre, across, over;
    vec3s normal_across, normal_over, normal_along;
};

static void put_ring(struct mesh_points *points, int first, int sides, const struct ring *ring)
{
    float angle = 2.0f * GLM_PIf / (float)sides;
    float step_c = cosf(angle), step_s = sinf(angle), c = 1.0f, s = 0.0f;
    for (int side = 0; side < sides; side++) {
        vec3s place = glms_vec3_muladds(ring->across, c, ring->centre);
        place = glms_vec3_muladds(ring->over, s, place);
        vec3s normal = glms_vec3_muladds(ring->normal_across, c, ring->normal_along);
        normal = glms_vec3_normalize(glms_vec3_muladds(ring->normal_over, s, normal));
        int i = first + side;
        points->x[i] = place.x;
        points->y[i] = place.y;
        points->z[i] = place.z;
        points->normal_x[i] = normal.x;
        points->normal_y[i] = normal.y;
        points->normal_z[i] = normal.z;
        float turned = c * step_c - s * step_s;
        s = s * step_c + c * step_s;
        c = turned;
    }
}

/// A round end: how wide (0..1) and how far out (-1..1, in radii) a ring is.
struct cap {
    float width, out;
};

static struct cap cap_of(int ring, int cap_rings, int rings)
{
    int left = ring < cap_rings ? ring : rings - 1 - ring;
    float angle = ((float)left + 0.03f) / ((float)cap_rings + 0.03f) * GLM_PI_2f;
    float out = cosf(angle);
    return (struct cap){sinf(angle), ring < cap_rings ? -out : out};
}

static vec3s row_axis(const float row[4])
{
    return (vec3s){{row[0], row[1], row[2]}};
}

static void place_sweep(struct mesh_points *points, const struct patch *patch,
                        const struct shape *shape)
{
    static const float END_M = 0.06f;
    bool has_low_end = patch->first_section == 0;
    for (int i = 0; i < patch->rings; i++) {
        int step = has_low_end ? i - patch->cap_rings : i;
        int place = patch->first_section + step;
        int section = place < 0 ? 0 : place < SHAPE_SECTIONS ? place : SHAPE_SECTIONS - 1;
        struct cap cap = {1.0f, 0.0f};
        if (place != section)
            cap = cap_of(i, patch->cap_rings, patch->rings);
        struct section s = shape->section[section];
        vec3s front = row_axis(s.front), right = row_axis(s.right), up = row_axis(s.up);
        float depth = s.centre[3], width = s.front[3];
        struct ring ring = {
            .centre = glms_vec3_muladds(up, cap.out * END_M, row_axis(s.centre)),
            .across = glms_vec3_scale(front, depth * cap.width),
            .over = glms_vec3_scale(right, -width * cap.width),
            .normal_across = glms_vec3_scale(front, cap.width / depth),
            .normal_over = glms_vec3_scale(right, -cap.width / width),
            .normal_along = glms_vec3_scale(up, cap.out / END_M),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

static float cubic_at(const float c[4], float t)
{
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

static void place_tube(struct mesh_points *points, const struct patch *patch,
                       const struct solid *solid)
{
    float length = sqrtf(glms_vec3_norm2(solid->along));
    vec3s along = glms_vec3_scale(solid->along, 1.0f / fmaxf(length, 1e-6f));
    vec3s across = solid->kind == SOLID_LIMB ? solid->axes.col[0] : glms_vec3_ortho(along);
    across = glms_vec3_normalize(
        glms_vec3_sub(across, glms_vec3_scale(along, glms_vec3_dot(across, along))));
    vec3s over = glms_vec3_cross(along, across);
    int open_rings = patch->rings - 2 * patch->cap_rings;
    for (int i = 0; i < patch->rings; i++) {
        struct cap cap = {1.0f, 0.0f};
        if (i < patch->cap_rings || i >= patch->rings - patch->cap_rings)
            cap = cap_of(i, patch->cap_rings, patch->rings);
        float t = glm_clamp((float)(i - patch->cap_rings) / (float)(open_rings - 1), 0.0f, 1.0f);
        float radius = glm_lerp(solid->a_radius_m, solid->b_radius_m, t);
        vec3s centre = glms_vec3_lerp(solid->a, solid->b, t);
        if (solid->kind == SOLID_LIMB) {
            radius = cubic_at(solid->radius_cubic, t);
            centre =
                glms_vec3_muladds(solid->axes.col[0], cubic_at(solid->forward_cubic, t), centre);
        }
        struct ring ring = {
            .centre = glms_vec3_muladds(along, cap.out * radius, centre),
            .across = glms_vec3_scale(across, radius * cap.width),
            .over = glms_vec3_scale(over, radius * cap.width),
            .normal_across = glms_vec3_scale(across, cap.width),
            .normal_over = glms_vec3_scale(over, cap.width),
            .normal_along = glms_vec3_scale(along, cap.out),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

static void place_ball(struct mesh_points *points, const struct patch *patch,
                       const struct solid *solid)
{
    vec3s radius = solid->radius_m;
    const vec3s *axis = solid->axes.col;
    for (int i = 0; i < patch->rings; i++) {
        float angle = ((float)i + 0.02f) / ((float)patch->rings - 1.0f + 0.04f) * GLM_PIf;
        float width = sinf(angle), out = -cosf(angle);
        struct ring ring = {
            .centre = glms_vec3_muladds(axis[1], out * radius.y, solid->a),
            .across = glms_vec3_scale(axis[0], -width * radius.x),
            .over = glms_vec3_scale(axis[2], width * radius.z),
            .normal_across = glms_vec3_scale(axis[0], -width / radius.x),
            .normal_over = glms_vec3_scale(axis[2], width / radius.z),
            .normal_along = glms_vec3_scale(axis[1], out / radius.y),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

/// A finger's middle line bends at its joints; rings there stand on the bisector.
static void place_digit(struct mesh_points *points, const struct patch *patch,
                        const struct digit *digit)
{
    int open_rings = patch->rings - 2 * patch->cap_rings;
    for (int i = 0; i < patch->rings; i++) {
        struct cap cap = {1.0f, 0.0f};
        if (i < patch->cap_rings || i >= patch->rings - patch->cap_rings)
            cap = cap_of(i, patch->cap_rings, patch->rings);
        float place =
            glm_clamp((float)(i - patch->cap_rings) / (float)(open_rings - 1), 0.0f, 1.0f);
        place *= BUILD_PHALANGES;
        int bone = place < BUILD_PHALANGES ? (int)place : BUILD_PHALANGES - 1;
        float t = place - (float)bone;
        vec3s here = glms_vec3_normalize(glms_vec3_sub(digit->joint[bone + 1], digit->joint[bone]));
        vec3s along = here;
        if (t < 0.01f && bone > 0)
            along = glms_vec3_normalize(glms_vec3_add(
                here,
                glms_vec3_normalize(glms_vec3_sub(digit->joint[bone], digit->joint[bone - 1]))));
        float radius = glm_lerp(digit->radius_m[bone], digit->radius_m[bone + 1], t);
        vec3s centre = glms_vec3_lerp(digit->joint[bone], digit->joint[bone + 1], t);
        vec3s across =
            glms_vec3_sub(digit->back, glms_vec3_scale(along, glms_vec3_dot(digit->back, along)));
        across = glms_vec3_normalize(across);
        vec3s over = glms_vec3_cross(along, across);
        struct ring ring = {
            .centre = glms_vec3_muladds(along, cap.out * radius, centre),
            .across = glms_vec3_scale(across, radius * cap.width),
            .over = glms_vec3_scale(over, radius * cap.width),
            .normal_across = glms_vec3_scale(across, cap.width),
            .normal_over = glms_vec3_scale(over, cap.width),
            .normal_along = glms_vec3_scale(along, cap.out),
        };
        put_ring(points, patch->first_vertex + i * patch->sides, patch->sides, &ring);
    }
}

void patch_place(struct mesh_points *points, const struct patch *patch, const struct shape *shape,
                 const struct hand hand[SIDE_COUNT])
{
    const struct solid *solid = &shape->solid[patch->part][patch->item];
    switch (patch->kind) {
    case PATCH_SWEEP:
        place_sweep(points, patch, shape);
        break;
    case PATCH_TUBE:
        place_tube(points, patch, solid);
        break;
    case PATCH_BALL:
        place_ball(points, patch, solid);
        break;
    case PATCH_DIGIT:
        place_digit(points, patch, &hand[patch->part - PART_HAND_R].digit[patch->item]);
        break;
    case PATCH_HEAD:
    case PATCH_STRIP:
        assert(!"made once with the head");
    }
}
