#include "picture/shadow_cast.h"

#include "base/mem.h"

#include <emmintrin.h>
#include <math.h>

/// Points of the surface this near to each other leave at most single cells of a map out.
static const float NEAR_M = 0.011f;

static const struct shadow_reach on_floor = {0.016f, 0.16f};
/// Seen along a wall, what touches it would look like blots beside the body.
static const struct shadow_reach on_wall = {0.0f, 0.060f};
/// So many times the fade away, a cast shade is a thousandth.
static const float NOTHING_LEFT = 7.0f;

/// Into how many parts a side is cut, in the bind pose.
static int parts_of(const struct skin *skin, uint16_t from, uint16_t to)
{
    const float *a = skin->vertex[from].at, *b = skin->vertex[to].at;
    float length2 = 0.0f;
    for (int i = 0; i < 3; i++)
        length2 += (b[i] - a[i]) * (b[i] - a[i]);
    return (int)ceilf(sqrtf(length2) / NEAR_M);
}

static void add(struct shadow_cast *cast, const uint16_t vertex[3], float b, float c)
{
    cast->between[cast->between_count++] = (struct shadow_point){
        .vertex = {vertex[0], vertex[1], vertex[2]}, .share = {1.0f - b - c, b, c}};
}

/// Points within a triangle, and on those of its sides that its neighbours leave to it. Returns
/// how many; they are added if there is room.
static int cut(struct shadow_cast *cast, const struct skin *skin, const uint16_t vertex[3])
{
    int count = 0, most = 0;
    for (int side = 0; side < 3; side++) {
        const uint16_t turned[3] = {vertex[side], vertex[(side + 1) % 3], vertex[(side + 2) % 3]};
        int parts = parts_of(skin, turned[0], turned[1]);
        most = parts > most ? parts : most;
        if (turned[0] > turned[1])
            continue;
        for (int i = 1; i < parts; i++, count++)
            if (cast->between)
                add(cast, turned, (float)i / (float)parts, 0.0f);
    }
    for (int i = 1; i < most; i++)
        for (int k = 1; i + k < most; k++, count++)
            if (cast->between)
                add(cast, vertex, (float)i / (float)most, (float)k / (float)most);
    return count;
}

void shadow_cast_init(struct shadow_cast *cast, const struct skin *skin)
{
    int count = 0;
    shadow_map_init(&cast->floor);
    shadow_map_init(&cast->wall);
    for (int i = 0; i < skin->triangle_count; i++)
        count += cut(cast, skin, skin->triangle[i].vertex);
    cast->between = mem_alloc((size_t)count, sizeof *cast->between);
    for (int i = 0; i < skin->triangle_count; i++)
        cut(cast, skin, skin->triangle[i].vertex);
}

void shadow_cast_finish(struct shadow_cast *cast)
{
    mem_free(cast->between);
}

/// The floor's map lies in x and z, the wall's in y and z. Light falls straight on both: a shadow
/// that lies aside of its body would say that it floats. What is so far from them that its shade
/// would be a thousandth is left out.
static inline void add_to_maps(struct shadow_cast *cast, const float at[4], bool has_wall)
{
    if (at[1] < NOTHING_LEFT * on_floor.cast_fade_m)
        shadow_map_add_point(&cast->floor, at[0], at[2], at[1]);
    if (has_wall && cast->wall_x_m - at[0] < NOTHING_LEFT * on_wall.cast_fade_m)
        shadow_map_add_point(&cast->wall, at[1], at[2], cast->wall_x_m - at[0]);
}

static inline __m128 part_of(const struct skin *skin, const struct shadow_point *point, int i)
{
    return _mm_mul_ps(_mm_loadu_ps(skin->at[point->vertex[i]]), _mm_set1_ps(point->share[i]));
}

static void add_points(struct shadow_cast *cast, const struct skin *skin)
{
    bool has_wall = cast->wall_alpha > 0.0f;
    for (int i = 0; i < skin->vertex_count; i++)
        add_to_maps(cast, skin->at[i], has_wall);
    for (int i = 0; i < cast->between_count; i++) {
        const struct shadow_point *point = &cast->between[i];
        float at[4];
        _mm_storeu_ps(at, _mm_add_ps(_mm_add_ps(part_of(skin, point, 0), part_of(skin, point, 1)),
                                     part_of(skin, point, 2)));
        add_to_maps(cast, at, has_wall);
    }
}

void shadow_cast_skin(struct shadow_cast *cast, const struct skin *skin)
{
    const float *middle = skin->at[0];
    shadow_map_clear(&cast->floor, middle[0], middle[2]);
    shadow_map_clear(&cast->wall, middle[1], middle[2]);
    add_points(cast, skin);
    shadow_map_soften(&cast->floor, &on_floor);
    shadow_map_soften(&cast->wall, &on_wall);
}
