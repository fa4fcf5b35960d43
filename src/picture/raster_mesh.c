#include "picture/raster_mesh.h"

#include "base/mem.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/// Sides that begin at the same vertex, while their second triangles are looked for.
struct side_list {
    int32_t *first; ///< of each vertex, -1: none
    int32_t *next;  ///< of each side
};

static struct raster_side *find_side(struct raster_mesh *mesh, const struct side_list *list,
                                     uint16_t from, uint16_t to)
{
    for (int32_t i = list->first[from]; i >= 0; i = list->next[i])
        if (mesh->side[i].vertex[1] == to && mesh->side[i].triangle[1] == mesh->triangle_count)
            return &mesh->side[i];
    return NULL;
}

/// A side's second triangle passes it the other way round.
static void add_sides(struct raster_mesh *mesh, const struct side_list *list, int triangle)
{
    const uint16_t *vertex = mesh->triangle[triangle].vertex;
    for (int k = 0; k < 3; k++) {
        uint16_t from = vertex[k], to = vertex[(k + 1) % 3];
        struct raster_side *met = find_side(mesh, list, to, from);
        if (met) {
            met->triangle[1] = triangle;
            continue;
        }
        mesh->side[mesh->side_count] =
            (struct raster_side){{from, to}, {triangle, mesh->triangle_count}};
        list->next[mesh->side_count] = list->first[from];
        list->first[from] = mesh->side_count++;
    }
}

static void find_sides(struct raster_mesh *mesh, int vertex_count)
{
    size_t most = 3 * (size_t)mesh->triangle_count;
    struct side_list list = {mem_alloc((size_t)vertex_count, sizeof *list.first),
                             mem_alloc(most, sizeof *list.next)};
    memset(list.first, 0xff, (size_t)vertex_count * sizeof *list.first);
    mesh->side = mem_alloc(most, sizeof *mesh->side);
    for (int i = 0; i < mesh->triangle_count; i++)
        add_sides(mesh, &list, i);
    mesh->side = mem_realloc(mesh->side, (size_t)mesh->side_count, sizeof *mesh->side);
    mem_free(list.first);
    mem_free(list.next);
}

static uint8_t colour_at(const struct raster_triangle *triangle, float edge)
{
    return triangle->colour[edge >= 0.0f];
}

/// Where two garments meet along a side: all along it, or from one of its ends to where its edge
/// is zero.
static bool border_of(const struct raster_mesh *mesh, const struct raster_side *side,
                      const float *edge, struct raster_border *border)
{
    uint16_t a = side->vertex[0], b = side->vertex[1];
    if (side->triangle[1] == mesh->triangle_count)
        return false;
    const struct raster_triangle *one = &mesh->triangle[side->triangle[0]];
    const struct raster_triangle *two = &mesh->triangle[side->triangle[1]];
    bool differ_a = colour_at(one, edge[a]) != colour_at(two, edge[a]);
    bool differ_b = colour_at(one, edge[b]) != colour_at(two, edge[b]);
    *border =
        (struct raster_border){{{differ_a ? a : b, differ_a ? a : b}, {a, b}},
                               {0.0f, differ_a && differ_b ? 1.0f : edge[a] / (edge[a] - edge[b])},
                               {side->triangle[0], side->triangle[1]}};
    return differ_a || differ_b;
}

/// The line where `edge` is zero crosses two sides of a triangle of two colours, or none.
static void add_crossing(struct raster_mesh *mesh, int triangle, const float *edge)
{
    const uint16_t *vertex = mesh->triangle[triangle].vertex;
    struct raster_border border = {.triangle = {triangle, triangle}};
    int ends = 0;
    for (int k = 0; k < 3; k++) {
        uint16_t a = vertex[k], b = vertex[(k + 1) % 3];
        if ((edge[a] >= 0.0f) == (edge[b] >= 0.0f))
            continue;
        border.end[ends][0] = a;
        border.end[ends][1] = b;
        border.share[ends++] = edge[a] / (edge[a] - edge[b]);
    }
    const uint8_t *colour = mesh->triangle[triangle].colour;
    if (ends == 2 && colour[0] != colour[1])
        mesh->border[mesh->border_count++] = border;
}

static void find_borders(struct raster_mesh *mesh, const float *edge)
{
    mesh->border =
        mem_alloc((size_t)(mesh->side_count + mesh->triangle_count), sizeof *mesh->border);
    for (int i = 0; i < mesh->side_count; i++) {
        struct raster_border border;
        if (border_of(mesh, &mesh->side[i], edge, &border))
            mesh->border[mesh->border_count++] = border;
    }
    for (int i = 0; i < mesh->triangle_count; i++)
        add_crossing(mesh, i, edge);
    mesh->border = mem_realloc(mesh->border, (size_t)mesh->border_count + 1, sizeof *mesh->border);
}

void raster_mesh_init(struct raster_mesh *mesh, const struct raster_triangle *triangles,
                      int triangle_count, const float *edge, int vertex_count)
{
    *mesh = (struct raster_mesh){.vertex_count = vertex_count, .triangle_count = triangle_count};
    mesh->triangle = mem_alloc((size_t)triangle_count, sizeof *mesh->triangle);
    memcpy(mesh->triangle, triangles, (size_t)triangle_count * sizeof *triangles);
    for (int i = 0; i < triangle_count; i++)
        assert(triangles[i].colour[0] < RASTER_COLOURS && triangles[i].colour[1] < RASTER_COLOURS);
    find_sides(mesh, vertex_count);
    find_borders(mesh, edge);
}

void raster_mesh_finish(struct raster_mesh *mesh)
{
    mem_free(mesh->triangle);
    mem_free(mesh->side);
    mem_free(mesh->border);
}
