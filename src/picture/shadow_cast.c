#include "picture/shadow_cast.h"

#include <math.h>

/// Points of the surface this near to each other leave no cell of a map out.
static const float NEAR_M = 0.008f;

/// The floor's map lies in x and z, the wall's in y and z. Light falls straight on both: a shadow
/// that lies aside of its body would say that it floats.
static void add_point(struct shadow_cast *cast, bool to_wall, vec3s p)
{
    if (to_wall)
        shadow_map_add_point(&cast->wall, p.y, p.z, cast->wall_x_m - p.x);
    else
        shadow_map_add_point(&cast->floor, p.x, p.z, p.y);
}

static void cast_triangle(struct shadow_cast *cast, bool to_wall, const vec3s corner[3])
{
    vec3s ab = glms_vec3_sub(corner[1], corner[0]), ac = glms_vec3_sub(corner[2], corner[0]);
    float longest = fmaxf(glms_vec3_norm(ab), glms_vec3_norm(ac));
    longest = fmaxf(longest, glms_vec3_distance(corner[1], corner[2]));
    int steps = (int)(longest / NEAR_M) + 1;
    for (int i = 0; i <= steps; i++)
        for (int k = 0; i + k <= steps; k++) {
            vec3s p = glms_vec3_muladds(ab, (float)i / (float)steps, corner[0]);
            add_point(cast, to_wall, glms_vec3_muladds(ac, (float)k / (float)steps, p));
        }
}

/// What looks down shades the floor, what looks at the wall shades the wall.
static void cast_triangles(struct shadow_cast *cast, const struct skin *skin)
{
    bool has_wall = cast->wall_alpha > 0.0f;
    for (int i = 0; i < skin->triangle_count; i++) {
        vec3s corner[3];
        for (int k = 0; k < 3; k++) {
            const float *at = skin->at[skin->triangle[i].vertex[k]];
            corner[k] = (vec3s){{at[0], at[1], at[2]}};
        }
        vec3s out = glms_vec3_cross(glms_vec3_sub(corner[1], corner[0]),
                                    glms_vec3_sub(corner[2], corner[0]));
        if (out.y <= 0.0f)
            cast_triangle(cast, false, corner);
        if (has_wall && out.x >= 0.0f)
            cast_triangle(cast, true, corner);
    }
}

void shadow_cast_skin(struct shadow_cast *cast, const struct skin *skin)
{
    static const struct shadow_reach on_floor = {0.034f, 0.16f};
    // Seen along a wall, what touches it would look like blots beside the body.
    static const struct shadow_reach on_wall = {0.0f, 0.060f};
    const float *middle = skin->at[0];
    shadow_map_clear(&cast->floor, middle[0], middle[2]);
    shadow_map_clear(&cast->wall, middle[1], middle[2]);
    cast_triangles(cast, skin);
    shadow_map_soften(&cast->floor, &on_floor);
    if (cast->wall_alpha > 0.0f)
        shadow_map_soften(&cast->wall, &on_wall);
}
