#include "picture/figure_calm.h"

#include "base/mem.h"
#include "picture/figure_skin.h"

#include <emmintrin.h>
#include <math.h>
#include <string.h>

enum { ROUNDS = 8, DIRECTION_ROUNDS = 6 };

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
static void find_neighbours(struct calm *calm, const struct skin_triangle *triangle, int count)
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
        add_neighbour(calm, end, v[i % 3], v[(i + 1) % 3]);
        add_neighbour(calm, end, v[i % 3], v[(i + 2) % 3]);
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

static void smooth_once(const struct calm *calm, const float (*from)[4], float (*to)[4])
{
    for (int m = 0; m < calm->moving_count; m++) {
        int i = calm->moving[m];
        __m128 here = _mm_loadu_ps(from[i]), sum = _mm_setzero_ps();
        for (int k = calm->first[i]; k < calm->first[i + 1]; k++)
            sum = _mm_add_ps(sum, _mm_mul_ps(_mm_loadu_ps(from[calm->neighbour[k]]),
                                             _mm_set1_ps(calm->weight[k])));
        here = _mm_add_ps(here, _mm_mul_ps(_mm_sub_ps(sum, here), _mm_set1_ps(calm->share[i])));
        _mm_storeu_ps(to[i], here);
    }
}

static void smooth(const struct calm *calm, float (*at)[4], int rounds)
{
    // Those that stand still are neighbours of those that move.
    memcpy(calm->scratch, at, (size_t)calm->vertex_count * sizeof *calm->scratch);
    for (int round = 0; round < rounds; round += 2) {
        smooth_once(calm, (const float(*)[4])at, calm->scratch);
        smooth_once(calm, (const float(*)[4])calm->scratch, at);
    }
}

void calm_create(struct calm *calm, int vertex_count, const struct skin_triangle *triangle,
                 int triangle_count, const float *share, const float (*at)[4],
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
        .scratch = mem_alloc(count, sizeof *calm->scratch),
    };
    find_neighbours(calm, triangle, triangle_count);
    find_weights(calm, at);
    memcpy(calm->share, share, count * sizeof *share);
    find_moving(calm);
    float(*calmed)[4] = mem_alloc(count, sizeof *calmed);
    memcpy(calmed, at, count * sizeof *calmed);
    smooth(calm, calmed, ROUNDS);
    for (int i = 0; i < vertex_count; i++)
        for (int axis = 0; axis < 3; axis++)
            calm->delta_m[i] += (at[i][axis] - calmed[i][axis]) * normal[i][axis];
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
    mem_free(calm->scratch);
}

void calm_apply(struct calm *calm, float (*at)[4], const float (*normal)[4])
{
    smooth(calm, at, ROUNDS);
    for (int i = 0; i < calm->vertex_count; i++)
        for (int axis = 0; axis < 3; axis++)
            at[i][axis] += normal[i][axis] * calm->delta_m[i];
}

void calm_directions(struct calm *calm, float (*direction)[4])
{
    smooth(calm, direction, DIRECTION_ROUNDS);
}
