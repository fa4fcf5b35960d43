#include "picture/figure_patch.h"

#include "picture/figure_head.h"

#include <assert.h>
#include <math.h>

/// How deep a vertex may lie and still be lifted on to the surface: what the blends add up to.
static const float TRUNK_BLEND_M = 0.048f, SHOULDER_BLEND_M = 0.034f, HINGE_BLEND_M = 0.015f,
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
                              .rings = 20,
                              .cap_rings = 4,
                              .sides = 16,
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
                                .rings = 30,
                                .cap_rings = 7,
                                .sides = 28,
                                .region = {REGION_LEGGINGS, REGION_TOP},
                                .seam = SEAM_WAIST,
                                .buried_below_m = {TRUNK_BLEND_M, HINGE_BLEND_M}};
    add_patch(mesh, thigh);
    struct patch shank = thigh;
    shank.item = 1;
    shank.rings = 25;
    shank.cap_rings = 5;
    shank.sides = 20;
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
    for (int i = 0; i < HEAD_STRIPS; i++)
        add_patch(mesh, (struct patch){.kind = PATCH_STRIP,
                                       .part = PART_HEAD,
                                       .item = i,
                                       .rings = HEAD_STRIP_STEPS,
                                       .sides = 2,
                                       .region = {head_strip_region(i), head_strip_region(i)},
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
