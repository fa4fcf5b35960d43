#include "picture/figure_calm.h"

#include "base/mem.h"
#include "picture/field_eight.h"
#include "picture/figure_skin.h"

#include <emmintrin.h>
#include <math.h>
#include <string.h>

enum { ROUNDS = 2 };
/// Directions turn by this much less than places move.
static const float DIRECTION_SHARE = 0.75f;

static bool has_neighbour(const struct calm *calm, const int *end, int vertex, int other)
{
    for (int i = calm->first[vertex]; i < end[vertex]; i++)
        if (calm->neighbour[i] == other)
            return true;
    return false;
}

static void add_neighbour(struct calm *calm, int *end, int vertex, int other)
{
    if (!has_neighbour(calm, end, vertex, other))
        calm->neighbour[end[vertex]++] = (uint16_t)other;
}

/// Room for two neighbours a corner, then each once, close together.
static void find_neighbours(struct calm *calm, const struct skin_triangle *triangle, int count,
                            const int8_t *line)
{
    int vertices = calm->vertex_count;
    int *end = mem_alloc((size_t)vertices, sizeof *end);
    for (int i = 0; i < 3 * count; i++)
        calm->first[triangle[i / 3].vertex[i % 3] + 1] += 2;
    for (int i = 0; i < vertices; i++)
        calm->first[i + 1] += calm->first[i];
    for (int i = 0; i < vertices; i++)
        end[i] = calm->first[i];
    for (int i = 0; i < 3 * count; i++) {
        const uint16_t *v = triangle[i / 3].vertex;
        for (int k = 1; k < 3; k++) {
            int vertex = v[i % 3], other = v[(i + k) % 3];
            if (!line[vertex] || line[vertex] == line[other])
                add_neighbour(calm, end, vertex, other);
        }
    }
    int next = 0;
    for (int i = 0; i < vertices; i++) {
        int from = calm->first[i];
        calm->first[i] = next;
        for (int k = from; k < end[i]; k++)
            calm->neighbour[next++] = calm->neighbour[k];
    }
    calm->first[vertices] = next;
    mem_free(end);
}

/// As the inverse of the distance in the bind pose: an uneven mesh does not creep.
static void find_weights(struct calm *calm, const float (*at)[4])
{
    for (int i = 0; i < calm->vertex_count; i++) {
        float sum = 0.0f;
        for (int k = calm->first[i]; k < calm->first[i + 1]; k++) {
            const float *there = at[calm->neighbour[k]];
            float x = there[0] - at[i][0], y = there[1] - at[i][1], z = there[2] - at[i][2];
            calm->weight[k] = 1.0f / fmaxf(sqrtf(x * x + y * y + z * z), 1e-4f);
            sum += calm->weight[k];
        }
        for (int k = calm->first[i]; k < calm->first[i + 1]; k++)
            calm->weight[k] /= sum;
    }
}

static void find_moving(struct calm *calm)
{
    for (int i = 0; i < calm->vertex_count; i++)
        if (calm->share[i] > 0.0f && calm->first[i + 1] > calm->first[i])
            calm->moving[calm->moving_count++] = (uint16_t)i;
}

/// Both at once: each neighbour is looked up once.
EIGHT_CLONES static void smooth_once(const struct calm *calm, const struct calm_point *from,
                                     struct calm_point *to)
{
    for (int m = 0; m < calm->moving_count; m++) {
        int i = calm->moving[m];
        eight here = *(const eight *)&from[i], sum = {0.0f};
        for (int k = calm->first[i]; k < calm->first[i + 1]; k++)
            sum += *(const eight *)&from[calm->neighbour[k]] * calm->weight[k];
        float at = calm->share[i], turn = at * DIRECTION_SHARE;
        const eight share = {at, at, at, at, turn, turn, turn, turn};
        *(eight *)&to[i] = here + (sum - here) * share;
    }
}

static void smooth(const struct calm *calm, struct calm_point *point)
{
    // Those that stand still are neighbours of those that move.
    memcpy(calm->scratch, point, (size_t)calm->vertex_count * sizeof *point);
    for (int round = 0; round < ROUNDS; round += 2) {
        smooth_once(calm, point, calm->scratch);
        smooth_once(calm, calm->scratch, point);
    }
}

void calm_create(struct calm *calm, int vertex_count, const struct skin_triangle *triangle,
                 int triangle_count, const float *share, const int8_t *line, const float (*at)[4],
                 const float (*normal)[4])
{
    size_t count = (size_t)vertex_count;
    *calm = (struct calm){
        .vertex_count = vertex_count,
        .first = mem_alloc(count + 1, sizeof *calm->first),
        .neighbour = mem_alloc(6 * (size_t)triangle_count, sizeof *calm->neighbour),
        .weight = mem_alloc(6 * (size_t)triangle_count, sizeof *calm->weight),
        .share = mem_alloc(count, sizeof *calm->share),
        .moving = mem_alloc(count, sizeof *calm->moving),
        .delta_m = mem_alloc(count, sizeof *calm->delta_m),
        .point = mem_alloc_lines(count, sizeof *calm->point),
        .scratch = mem_alloc_lines(count, sizeof *calm->scratch),
    };
    find_neighbours(calm, triangle, triangle_count, line);
    find_weights(calm, at);
    memcpy(calm->share, share, count * sizeof *share);
    find_moving(calm);
    struct calm_point *calmed = mem_alloc(count, sizeof *calmed);
    for (int i = 0; i < vertex_count; i++)
        memcpy(calmed[i].at, at[i], sizeof at[i]);
    smooth(calm, calmed);
    for (int i = 0; i < vertex_count; i++)
        for (int axis = 0; axis < 3; axis++)
            calm->delta_m[i] += (at[i][axis] - calmed[i].at[axis]) * normal[i][axis];
    mem_free(calmed);
}

void calm_destroy(struct calm *calm)
{
    mem_free(calm->first);
    mem_free(calm->neighbour);
    mem_free(calm->weight);
    mem_free(calm->share);
    mem_free(calm->moving);
    mem_free(calm->delta_m);
    mem_free(calm->point);
    mem_free(calm->scratch);
}

void calm_apply(struct calm *calm, float (*at)[4], float (*normal)[4])
{
    struct calm_point *point = calm->point;
    smooth(calm, point);
    for (int i = 0; i < calm->vertex_count; i++) {
        __m128 direction = _mm_load_ps(point[i].direction);
        __m128 square = _mm_mul_ps(direction, direction);
        __m128 sum = _mm_add_ps(square, _mm_movehl_ps(square, square));
        sum = _mm_add_ss(sum, _mm_shuffle_ps(sum, sum, 1));
        __m128 length = _mm_max_ss(_mm_sqrt_ss(sum), _mm_set_ss(1e-6f));
        direction = _mm_div_ps(direction, _mm_shuffle_ps(length, length, 0));
        __m128 out = _mm_mul_ps(direction, _mm_set1_ps(calm->delta_m[i]));
        _mm_storeu_ps(normal[i], direction);
        _mm_storeu_ps(at[i], _mm_add_ps(_mm_load_ps(point[i].at), out));
    }
}
