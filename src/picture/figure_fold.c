#include "picture/figure_fold.h"

#include <math.h>

/// Folds lie this much before the cloth.
static const float BIAS_M = 0.005f;
/// Cloth that looks aside shows no folds: cosines to the camera.
static const float ASIDE = 0.12f, FACING = 0.40f;
/// How long a fold is when it begins to grow.
static const float SHORTEST = 0.4f;

enum { FOLD_VERTICES = 2 * FOLD_POINTS, FOLD_TRIANGLES = 2 * (FOLD_POINTS - 1) };

/// A fold's curve on the posed skin.
struct curve {
    vec3s at[FOLD_POINTS], normal[FOLD_POINTS];
};

/// Where cloth is crumpled a fold is drawn through it as one even line.
static void even(struct curve *curve)
{
    enum { ROUNDS = 6 };
    for (int round = 0; round < ROUNDS; round++) {
        vec3s before = curve->at[0];
        for (int i = 1; i + 1 < FOLD_POINTS; i++) {
            vec3s here = curve->at[i];
            vec3s ends = glms_vec3_add(before, curve->at[i + 1]);
            curve->at[i] = glms_vec3_lerp(here, glms_vec3_scale(ends, 0.5f), 0.5f);
            before = here;
        }
    }
}

static void find_curve(const struct skin *skin, const struct person_fold *fold, enum side side,
                       struct curve *curve)
{
    for (int i = 0; i < FOLD_POINTS; i++) {
        const struct person_fold_point *point = &fold->point[i];
        enum side half = point->is_mirrored ? (enum side)(SIDE_COUNT - 1 - side) : side;
        vec3s at = {{0}}, normal = {{0}};
        for (int k = 0; k < 3; k++) {
            int vertex = skin->number[half][point->vertex[k]];
            float share = (float)point->share[k] / 255.0f;
            const float *place = skin->at[vertex], *way = skin->normal[vertex];
            at = glms_vec3_muladds((vec3s){{place[0], place[1], place[2]}}, share, at);
            normal = glms_vec3_muladds((vec3s){{way[0], way[1], way[2]}}, share, normal);
        }
        curve->at[i] = at;
        curve->normal[i] = glms_vec3_normalize(normal);
    }
    even(curve);
}

/// Half of a fold's width along it, 0..1: pointed at both ends. A young one is short.
static float taper(float along, float widest, float growth)
{
    float t = along / glm_lerp(SHORTEST, 1.0f, growth);
    if (t >= 1.0f)
        return 0.0f;
    float off = t < widest ? 1.0f - t / widest : (t - widest) / (1.0f - widest);
    return growth * (1.0f - off) * (1.0f + (t < widest ? off : off * 0.5f));
}

static struct raster_vertex projected(const struct camera *camera, vec3s at)
{
    float xy[2], depth;
    camera_project(camera, at, xy, &depth);
    bool is_before = depth > BIAS_M;
    return (struct raster_vertex){
        .x = is_before ? xy[0] : NAN, .y = is_before ? xy[1] : NAN, .depth = depth - BIAS_M};
}

static void lay_vertices(const struct person_fold *fold, const struct curve *curve, float growth,
                         const struct camera *camera, struct raster_vertex *vertex)
{
    for (int i = 0; i < FOLD_POINTS; i++) {
        int before = i > 0 ? i - 1 : 0, after = i + 1 < FOLD_POINTS ? i + 1 : i;
        vec3s ahead = glms_vec3_sub(curve->at[after], curve->at[before]);
        vec3s aside = glms_vec3_normalize(glms_vec3_cross(curve->normal[i], ahead));
        vec3s to_camera = glms_vec3_normalize(glms_vec3_sub(camera->position_m, curve->at[i]));
        float facing = glms_vec3_dot(curve->normal[i], to_camera);
        float along = (float)i / (FOLD_POINTS - 1);
        float half_m = fold->half_width_m * taper(along, fold->widest, growth) *
                       glm_smoothstep(ASIDE, FACING, facing);
        for (int edge = 0; edge < 2; edge++) {
            vec3s at = glms_vec3_muladds(aside, edge ? half_m : -half_m, curve->at[i]);
            vertex[2 * i + edge] = projected(camera, at);
        }
    }
}

static int lay_triangles(enum region region, int first, struct raster_triangle *triangle)
{
    static const int corner[2][3] = {{0, 2, 3}, {0, 3, 1}};
    for (int i = 0; i < FOLD_TRIANGLES; i++) {
        triangle[i].colour[0] = triangle[i].colour[1] = (uint8_t)region;
        for (int k = 0; k < 3; k++)
            triangle[i].vertex[k] = (uint16_t)(first + i / 2 * 2 + corner[i % 2][k]);
    }
    return FOLD_TRIANGLES;
}

struct folds folds_of_skin(const struct skin *skin, int first_vertex)
{
    int count = SIDE_COUNT * skin->person->fold_count;
    return (struct folds){skin, first_vertex, count, count * FOLD_VERTICES, count * FOLD_TRIANGLES};
}

int folds_lay(const struct folds *folds, const struct camera *camera, struct raster_vertex *vertex,
              struct raster_triangle *triangle)
{
    const struct strains *strains = &folds->skin->strains;
    int next = folds->first_vertex, triangles = 0;
    for (int i = 0; i < folds->count; i++) {
        const struct person_fold *fold = &folds->skin->person->fold[i / SIDE_COUNT];
        enum side side = (enum side)(i % SIDE_COUNT);
        float growth =
            strain_growth(fold->grows_deg, fold->fades_deg, strains->deg[side][fold->strain]);
        if (growth <= 0.0f)
            continue;
        struct curve curve;
        find_curve(folds->skin, fold, side, &curve);
        lay_vertices(fold, &curve, growth, camera, vertex + next);
        triangles += lay_triangles((enum region)fold->region, next, triangle + triangles);
        next += FOLD_VERTICES;
    }
    return triangles;
}
