#include "picture/shadow_cast.h"

#include <math.h>
#include <string.h>

/// Points of the surface this near to each other leave at most single cells of a map out.
static const float NEAR_M = 0.012f;

static const struct shadow_reach on_floor = {0.016f, 0.16f};
/// Seen along a wall, what touches it would look like blots beside the body.
static const struct shadow_reach on_wall = {0.0f, 0.060f};
/// So many times the fade away, a cast shade is a thousandth.
static const float NOTHING_LEFT = 7.0f;

/// The floor's map lies in x and z, the wall's in y and z. Light falls straight on both: a shadow
/// that lies aside of its body would say that it floats.
static inline void add_point(struct shadow_cast *cast, bool to_wall, vec3s p)
{
    if (to_wall)
        shadow_map_add_point(&cast->wall, p.y, p.z, cast->wall_x_m - p.x);
    else
        shadow_map_add_point(&cast->floor, p.x, p.z, p.y);
}

/// A corner belongs to about six triangles, and is added once.
static inline void add_corners(struct shadow_cast *cast, bool to_wall, const uint16_t vertex[3],
                               const vec3s corner[3])
{
    for (int k = 0; k < 3; k++) {
        uint8_t *is_added = &cast->is_added[to_wall][vertex[k]];
        if (!*is_added)
            add_point(cast, to_wall, corner[k]);
        *is_added = 1;
    }
}

/// Most triangles need the middles of their sides only.
static inline void add_middles(struct shadow_cast *cast, bool to_wall, vec3s a, vec3s ab, vec3s ac)
{
    vec3s middle = glms_vec3_muladds(ab, 0.5f, a);
    add_point(cast, to_wall, middle);
    add_point(cast, to_wall, glms_vec3_muladds(ac, 0.5f, a));
    add_point(cast, to_wall, glms_vec3_muladds(ac, 0.5f, middle));
}

/// Points between the corners, as many as the longest side needs.
static inline void cast_triangle(struct shadow_cast *cast, bool to_wall, const struct skin *skin,
                                 const uint16_t vertex[3])
{
    vec3s corner[3];
    for (int k = 0; k < 3; k++) {
        const float *at = skin->at[vertex[k]];
        corner[k] = (vec3s){{at[0], at[1], at[2]}};
    }
    vec3s ab = glms_vec3_sub(corner[1], corner[0]), ac = glms_vec3_sub(corner[2], corner[0]);
    vec3s bc = glms_vec3_sub(corner[2], corner[1]);
    float ab2 = glms_vec3_dot(ab, ab), ac2 = glms_vec3_dot(ac, ac), bc2 = glms_vec3_dot(bc, bc);
    float longest2 = ab2 > ac2 ? ab2 : ac2;
    longest2 = bc2 > longest2 ? bc2 : longest2;
    add_corners(cast, to_wall, vertex, corner);
    if (longest2 < NEAR_M * NEAR_M)
        return;
    if (longest2 < 4.0f * NEAR_M * NEAR_M) {
        add_middles(cast, to_wall, corner[0], ab, ac);
        return;
    }
    int steps = (int)(sqrtf(longest2) / NEAR_M) + 1;
    float share = 1.0f / (float)steps;
    for (int i = 0; i <= steps; i++) {
        vec3s from = glms_vec3_muladds(ab, (float)i * share, corner[0]);
        for (int k = 0; i + k <= steps; k++)
            if (i != steps && k != steps && i + k != 0)
                add_point(cast, to_wall, glms_vec3_muladds(ac, (float)k * share, from));
    }
}

/// What looks down shades the floor, what looks at the wall shades the wall; what is so far from
/// them that its shade would be a thousandth is left out.
static void cast_triangles(struct shadow_cast *cast, const struct skin *skin)
{
    const float highest_m = NOTHING_LEFT * on_floor.cast_fade_m;
    const float before_wall_m = cast->wall_x_m - NOTHING_LEFT * on_wall.cast_fade_m;
    bool has_wall = cast->wall_alpha > 0.0f;
    memset(cast->is_added, 0, sizeof cast->is_added);
    for (int i = 0; i < skin->triangle_count; i++) {
        const uint16_t *vertex = skin->triangle[i].vertex;
        const float *a = skin->at[vertex[0]], *b = skin->at[vertex[1]], *c = skin->at[vertex[2]];
        float ab[3], ac[3];
        for (int k = 0; k < 3; k++) {
            ab[k] = b[k] - a[k];
            ac[k] = c[k] - a[k];
        }
        if (a[1] < highest_m && ab[2] * ac[0] - ab[0] * ac[2] <= 0.0f)
            cast_triangle(cast, false, skin, vertex);
        if (has_wall && a[0] > before_wall_m && ab[1] * ac[2] - ab[2] * ac[1] >= 0.0f)
            cast_triangle(cast, true, skin, vertex);
    }
}

void shadow_cast_skin(struct shadow_cast *cast, const struct skin *skin)
{
    const float *middle = skin->at[0];
    shadow_map_clear(&cast->floor, middle[0], middle[2]);
    if (cast->wall_alpha > 0.0f)
        shadow_map_clear(&cast->wall, middle[1], middle[2]);
    cast_triangles(cast, skin);
    shadow_map_soften(&cast->floor, &on_floor);
    if (cast->wall_alpha > 0.0f)
        shadow_map_soften(&cast->wall, &on_wall);
}
