#include "picture/room_plant.h"

#include "picture/outline.h"

#include <stdlib.h>

const struct thing_size room_plant_size = {0.22f, 0.50f, 0.05f};

static const float POT_M = 0.122f, POT_FOOT_M = 0.048f, POT_RIM_M = 0.071f;
static const float EARTH_M = 0.060f;
enum { ARC_STEPS = 20, LEAF_STEPS = 16 };

/// A leaf rises from the earth, arches and ends in a tip.
struct leaf {
    float turn_deg; ///< 0: to +X; 90: to +Z
    float reach_m;  ///< of its tip, sideways
    float bend_m;   ///< height of the point it is drawn towards on its way
    float tip_m;    ///< height of the tip; all heights over the pot's rim
    float width_m;
};

static const struct leaf leaves[] = {
    {205.0f, 0.203f, 0.306f, 0.180f, 0.056f}, {335.0f, 0.194f, 0.360f, 0.243f, 0.056f},
    {270.0f, 0.108f, 0.405f, 0.360f, 0.058f}, {158.0f, 0.135f, 0.378f, 0.324f, 0.056f},
    {12.0f, 0.115f, 0.350f, 0.345f, 0.054f},  {120.0f, 0.171f, 0.252f, 0.144f, 0.054f},
    {55.0f, 0.176f, 0.234f, 0.108f, 0.054f},  {245.0f, 0.180f, 0.225f, 0.090f, 0.052f},
    {300.0f, 0.176f, 0.216f, 0.090f, 0.052f}, {90.0f, 0.054f, 0.342f, 0.378f, 0.052f},
};
enum { LEAF_COUNT = sizeof leaves / sizeof leaves[0] };

/// The part of a round pot's side between two turns, seen from `from` to `to` radians on its way
/// from the camera's left, in front, to its right.
static void fill_side(const struct room_thing *thing, float from, float to, struct colour colour)
{
    struct outline side = {0};
    vec3s right = thing->camera->right, front = {{-right.z, 0.0f, right.x}};
    for (int i = 0; i < 2 * (ARC_STEPS + 1); i++) {
        bool rim = i > ARC_STEPS;
        int step = rim ? 2 * ARC_STEPS + 1 - i : i;
        float turn = from + (to - from) * (float)step / ARC_STEPS;
        float radius_m = rim ? POT_RIM_M : POT_FOOT_M;
        vec3s off_m = glms_vec3_add(glms_vec3_scale(right, -radius_m * cosf(turn)),
                                    glms_vec3_scale(front, radius_m * sinf(turn)));
        off_m.y = rim ? POT_M : 0.0f;
        side.point_m[side.count++] = glms_vec3_add(thing->at_m, off_m);
    }
    outline_fill(&side, thing->camera, thing->cairo, colour, 1.0f);
}

static void draw_pot(const struct room_thing *thing)
{
    const struct colour *colour = thing->colour;
    room_thing_disc(thing, POT_FOOT_M, 0.0f, colour[ROLE_POT], 1.0f);
    fill_side(thing, 0.0f, GLM_PIf, colour[ROLE_POT]);
    fill_side(thing, 0.62f * GLM_PIf, GLM_PIf,
              colour_mixed(colour[ROLE_POT], colour[ROLE_SHADOW], 0.14f));
    room_thing_disc(thing, POT_RIM_M, POT_M,
                    colour_mixed(colour[ROLE_POT], colour[ROLE_LAMP], 0.25f), 1.0f);
    room_thing_disc(thing, EARTH_M, POT_M,
                    colour_mixed(colour[ROLE_POT], colour[ROLE_SHADOW], 0.55f), 1.0f);
}

static vec3s leaf_point(const struct room_thing *thing, const struct leaf *leaf, float way)
{
    float turn = glm_rad(leaf->turn_deg), rest = 1.0f - way;
    float out_m = 0.018f * rest * rest + 2.0f * rest * way * 0.30f * leaf->reach_m +
                  way * way * leaf->reach_m;
    float up_m = 2.0f * rest * way * leaf->bend_m + way * way * leaf->tip_m;
    return glms_vec3_add(thing->at_m,
                         (vec3s){{out_m * cosf(turn), POT_M + up_m, out_m * sinf(turn)}});
}

/// Narrow stalk, broad middle, a tip.
static float half_width(const struct leaf *leaf, float way)
{
    float blade = glm_clamp((way - 0.16f) / 0.84f, 0.0f, 1.0f);
    float share = sinf(GLM_PIf * powf(blade, 0.85f));
    return 0.5f * leaf->width_m * powf(fmaxf(share, 0.0f), 0.8f) + 0.004f * (1.0f - way);
}

/// Unit vector across a leaf. It turns its face to the camera, more than a leaf would: seen from
/// its edge it would be a line.
static vec3s leaf_across(const struct room_thing *thing, const struct leaf *leaf, float way)
{
    vec3s at_m = leaf_point(thing, leaf, way), ahead_m = leaf_point(thing, leaf, way + 0.01f);
    vec3s view = glms_vec3_normalize(glms_vec3_sub(thing->camera->position_m, at_m));
    vec3s facing = glms_vec3_crossn(glms_vec3_sub(ahead_m, at_m), view);
    float turn = glm_rad(leaf->turn_deg);
    vec3s level = {{-sinf(turn), 0.0f, cosf(turn)}};
    // A leaf that bends over towards the camera or away from it goes up and down on the canvas:
    // there the facing vector turns over, but the level one is across it all along.
    float edge_on = fabsf(glms_vec3_dot(level, view));
    return glms_vec3_normalize(
        glms_vec3_add(glms_vec3_scale(facing, edge_on), glms_vec3_scale(level, 1.0f - edge_on)));
}

/// Half of a leaf, on one side (-1, 1) of its middle, or all of it (0).
static struct outline leaf_outline(const struct room_thing *thing, const struct leaf *leaf,
                                   int side)
{
    struct outline outline = {0};
    for (int i = 0; i <= 2 * LEAF_STEPS + 1; i++) {
        bool back = i > LEAF_STEPS;
        float way = (float)(back ? 2 * LEAF_STEPS + 1 - i : i) / LEAF_STEPS;
        float to = back ? (side ? 0.0f : -1.0f) : (side ? (float)side : 1.0f);
        vec3s off_m = glms_vec3_scale(leaf_across(thing, leaf, way), to * half_width(leaf, way));
        outline.point_m[outline.count++] = glms_vec3_add(leaf_point(thing, leaf, way), off_m);
    }
    return outline;
}

struct placed_leaf {
    const struct leaf *leaf;
    float depth_m; ///< of its middle
};

static int farther_first(const void *a, const void *b)
{
    float a_m = ((const struct placed_leaf *)a)->depth_m;
    float b_m = ((const struct placed_leaf *)b)->depth_m;
    return (a_m < b_m) - (a_m > b_m);
}

static void draw_leaf(const struct room_thing *thing, const struct leaf *leaf)
{
    const struct colour *colour = thing->colour;
    vec3s middle_m = leaf_point(thing, leaf, 0.6f);
    vec3s to_lamp_m = glms_vec3_sub(thing->lamp_m, middle_m);
    float near = 1.0f - glm_smoothstep(0.10f, 0.60f, glms_vec3_norm(to_lamp_m));
    float upper = glm_smoothstep(-0.45f, 0.45f, leaf_across(thing, leaf, 0.6f).y + 0.2f);
    struct colour lit = colour_mixed(colour[ROLE_LEAF], colour[ROLE_LAMP_LIGHT], 0.40f * near);
    struct colour shade =
        colour_mixed(colour[ROLE_LEAF_SHADE], colour[ROLE_LAMP_LIGHT], 0.28f * near);
    struct outline whole = leaf_outline(thing, leaf, 0), half = leaf_outline(thing, leaf, 1);
    outline_fill(&whole, thing->camera, thing->cairo, colour_mixed(lit, shade, upper), 1.0f);
    outline_fill(&half, thing->camera, thing->cairo, colour_mixed(shade, lit, upper), 1.0f);
}

void room_plant_draw(const struct room_thing *thing, float alpha)
{
    struct placed_leaf placed[LEAF_COUNT];
    for (int i = 0; i < LEAF_COUNT; i++) {
        float px[2];
        placed[i].leaf = &leaves[i];
        camera_project(thing->camera, leaf_point(thing, &leaves[i], 0.7f), px, &placed[i].depth_m);
    }
    qsort(placed, LEAF_COUNT, sizeof placed[0], farther_first);
    room_thing_begin(thing, room_plant_size, alpha);
    room_thing_shadow(thing, POT_FOOT_M);
    draw_pot(thing);
    for (int i = 0; i < LEAF_COUNT; i++)
        draw_leaf(thing, placed[i].leaf);
    room_thing_end(thing, alpha);
}
