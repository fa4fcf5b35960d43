#include "picture/shadow_cast.h"

#include "base/mem.h"

#include <emmintrin.h>
#include <math.h>

/// A point stands for so much of the surface: half a cell of the maps, which fill single cells that
/// are left out.
static const float POINT_M2 = 0.5e-4f;

static const struct shadow_reach on_floor = {0.016f, 0.16f};
/// Less than on the floor: nothing leans on a wall with its weight.
static const struct shadow_reach on_wall = {0.018f, 0.110f};
/// So many times the fade away, a cast shade is a thousandth.
static const float NOTHING_LEFT = 7.0f;

/// In the bind pose.
static float area_m2(const struct skin *skin, const uint16_t vertex[3])
{
    vec3s at[3];
    for (int i = 0; i < 3; i++) {
        const float *bind = skin->vertex[vertex[i]].at;
        at[i] = (vec3s){{bind[0], bind[1], bind[2]}};
    }
    vec3s b = glms_vec3_sub(at[1], at[0]), c = glms_vec3_sub(at[2], at[0]);
    return glms_vec3_norm(glms_vec3_cross(b, c)) / 2.0f;
}

/// The `index`th of points that lie evenly in triangles, whichever these are.
static struct shadow_point point_in(const uint16_t vertex[3], int index)
{
    // Two numbers whose multiples fill a square evenly; its half beyond the diagonal is turned
    // back.
    float b = fmodf((float)index * 0.7548777f, 1.0f), c = fmodf((float)index * 0.5698403f, 1.0f);
    bool is_beyond = b + c > 1.0f;
    b = is_beyond ? 1.0f - b : b;
    c = is_beyond ? 1.0f - c : c;
    return (struct shadow_point){{vertex[0], vertex[1], vertex[2]}, {1.0f - b - c, b, c}};
}

/// Neighbours follow each other in the mesh: what one leaves over its next one has. Returns how
/// many there are; `points` may be NULL.
static int choose_points(const struct skin *skin, struct shadow_point *points)
{
    int count = 0;
    float left_m2 = 0.0f;
    for (int i = 0; i < skin->triangle_count; i++) {
        const uint16_t *vertex = skin->triangle[i].vertex;
        for (left_m2 += area_m2(skin, vertex); left_m2 >= POINT_M2; left_m2 -= POINT_M2) {
            if (points)
                points[count] = point_in(vertex, count);
            count++;
        }
    }
    return count;
}

void shadow_cast_init(struct shadow_cast *cast, const struct skin *skin)
{
    shadow_map_init(&cast->floor);
    shadow_map_init(&cast->wall);
    cast->point_count = choose_points(skin, NULL);
    cast->point = mem_alloc((size_t)cast->point_count, sizeof *cast->point);
    choose_points(skin, cast->point);
}

void shadow_cast_finish(struct shadow_cast *cast)
{
    mem_free(cast->point);
}

static inline __m128 place_of(const struct skin *skin, const struct shadow_point *point)
{
    __m128 a = _mm_loadu_ps(skin->at[point->vertex[0]]);
    __m128 b = _mm_loadu_ps(skin->at[point->vertex[1]]);
    __m128 c = _mm_loadu_ps(skin->at[point->vertex[2]]);
    a = _mm_mul_ps(a, _mm_set1_ps(point->share[0]));
    b = _mm_mul_ps(b, _mm_set1_ps(point->share[1]));
    c = _mm_mul_ps(c, _mm_set1_ps(point->share[2]));
    return _mm_add_ps(_mm_add_ps(a, b), c);
}

/// The floor's map lies in x and z. Light falls straight on it: a shadow that lies aside of its
/// body would say that it floats. What is so far away that its shade would be a thousandth is left
/// out.
static inline void fall_to_floor(struct shadow_map *map, struct shadow_fall *fall, __m128 at)
{
    float height_m = _mm_cvtss_f32(_mm_shuffle_ps(at, at, 1));
    if (height_m < NOTHING_LEFT * on_floor.cast_fade_m)
        shadow_map_add_point(map, fall, at, height_m);
}

/// The wall's map lies in y and z.
static inline void fall_to_wall(struct shadow_map *map, struct shadow_fall *fall, __m128 at,
                                float wall_x_m)
{
    float away_m = wall_x_m - _mm_cvtss_f32(at);
    if (away_m < NOTHING_LEFT * on_wall.cast_fade_m)
        shadow_map_add_point(map, fall, _mm_shuffle_ps(at, at, _MM_SHUFFLE(2, 2, 1, 1)), away_m);
}

static void add_to_floor(struct shadow_cast *cast, const struct skin *skin)
{
    struct shadow_map *map = &cast->floor;
    struct shadow_fall fall = shadow_map_fall(map);
    for (int i = 0; i < cast->point_count; i++)
        fall_to_floor(map, &fall, place_of(skin, &cast->point[i]));
    shadow_map_end_fall(map, &fall);
}

static void add_to_wall(struct shadow_cast *cast, const struct skin *skin)
{
    struct shadow_map *map = &cast->wall;
    struct shadow_fall fall = shadow_map_fall(map);
    for (int i = 0; i < cast->point_count; i++)
        fall_to_wall(map, &fall, place_of(skin, &cast->point[i]), cast->wall_x_m);
    shadow_map_end_fall(map, &fall);
}

void shadow_cast_skin(struct shadow_cast *cast, const struct skin *skin)
{
    const float *middle = skin->at[0];
    shadow_map_clear(&cast->floor, middle[0], middle[2]);
    add_to_floor(cast, skin);
    shadow_map_soften(&cast->floor, &on_floor);
    shadow_map_clear(&cast->wall, middle[1], middle[2]);
    if (cast->wall_alpha <= 0.0f)
        return;
    add_to_wall(cast, skin);
    shadow_map_soften(&cast->wall, &on_wall);
}
