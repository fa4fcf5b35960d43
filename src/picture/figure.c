#include "picture/figure.h"

#include "base/mem.h"
#include "picture/field_lanes.h"
#include "picture/figure_far.h"
#include "picture/figure_fold.h"
#include "picture/figure_lamp.h"
#include "picture/figure_resolve.h"
#include "picture/figure_skin.h"
#include "picture/raster.h"
#include "picture/shadow.h"

#include <assert.h>
#include <math.h>

/// From the viewer's upper left.
static const vec3s TO_LIGHT = {{-0.342f, 0.830f, 0.440f}};

/// Nearer to the camera than this nothing is drawn.
static const float NEAREST_M = 0.05f;

/// Lines of the face lie on top of it.
static const float FACE_BIAS_M = 0.003f;
/// ... as long as the face looks at the camera at least this much (cosine).
static const float FACE_TURN = 0.20f;

struct figure {
    int width, height;
    cairo_surface_t *layer;
    struct skin *skin;
    struct folds folds;
    struct far_limbs far_limbs;
    struct raster raster;
    struct around around;
    struct shadow *shadow;
    struct raster_vertex *vertex; ///< of the skin's vertices and its folds', on the canvas
    float *glow;                  ///< of each of them: the lamps' light
    struct raster_mesh mesh;
    struct raster_triangle *line,
        *shown_line; ///< strips on the face; those it does not hide, and folds
    int line_count, shown_line_count;
    struct raster_span *painted; ///< of each row: what is not transparent
    struct resolve_marked marked[RESOLVE_ROWS];
    bool has_drawn;
    struct body drawn_body;
    struct camera drawn_camera;
};

struct figure_colours figure_colours_of_theme(const struct theme *theme)
{
    const struct colour *colour = theme->colour;
    return (struct figure_colours){
        .skin = {colour[ROLE_SKIN], colour[ROLE_SKIN_SHADE]},
        .top = {colour[ROLE_TOP], colour[ROLE_TOP_SHADE]},
        .leggings = {colour[ROLE_LEGGINGS], colour[ROLE_LEGGINGS_SHADE]},
        .hair = {colour[ROLE_HAIR], colour[ROLE_HAIR_SHADE]},
        .line = colour[ROLE_LINE],
        .lip = colour[ROLE_LIP],
        .shadow = colour[ROLE_SHADOW],
        .shadow_strength = theme->shadow_strength,
    };
}

/// The strips on the face apart from all the rest.
static void make_mesh(struct figure *figure)
{
    const struct skin *skin = figure->skin;
    size_t count = (size_t)skin->triangle_count;
    float *edge = mem_alloc((size_t)skin->vertex_count, sizeof *edge);
    struct raster_triangle *body = mem_alloc(count, sizeof *body);
    int body_count = 0;
    figure->line = mem_alloc(count, sizeof *figure->line);
    for (int i = 0; i < skin->triangle_count; i++) {
        const struct skin_triangle *t = &skin->triangle[i];
        struct raster_triangle triangle = {{t->vertex[0], t->vertex[1], t->vertex[2]},
                                           {t->region[0], t->region[1]}};
        if (skin->vertex[t->vertex[0]].is_face)
            figure->line[figure->line_count++] = triangle;
        else
            body[body_count++] = triangle;
    }
    for (int i = 0; i < skin->vertex_count; i++)
        edge[i] = figure->vertex[i].edge = skin->vertex[i].seam_m;
    raster_mesh_init(&figure->mesh, body, body_count, edge, skin->vertex_count);
    figure->line = mem_realloc(figure->line, (size_t)figure->line_count + 1, sizeof *figure->line);
    figure->shown_line = mem_alloc((size_t)(figure->line_count + figure->folds.triangle_count) + 1,
                                   sizeof *figure->shown_line);
    mem_free(edge);
    mem_free(body);
}

struct figure *figure_create(int width_px, int height_px, const struct person *person)
{
    assert(width_px > 0 && height_px > 0);
    struct figure *figure = mem_alloc(1, sizeof *figure);
    figure->width = width_px;
    figure->height = height_px;
    figure->layer = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
    assert(cairo_surface_status(figure->layer) == CAIRO_STATUS_SUCCESS);
    figure->skin = skin_create(person);
    // Four at a time are projected.
    int first_fold = figure->skin->vertex_count + 3;
    figure->folds = folds_of_skin(figure->skin, first_fold);
    far_limbs_create(&figure->far_limbs, figure->skin);
    int vertex_count = first_fold + figure->folds.vertex_count;
    assert(vertex_count <= UINT16_MAX);
    figure->vertex = mem_alloc((size_t)vertex_count, sizeof *figure->vertex);
    figure->glow = mem_alloc((size_t)figure->skin->vertex_count + 3, sizeof *figure->glow);
    make_mesh(figure);
    figure->painted = mem_alloc((size_t)height_px, sizeof *figure->painted);
    raster_init(&figure->raster, width_px, height_px);
    resolve_marked_init(figure->marked, width_px);
    figure->shadow = shadow_create(width_px, height_px, figure->skin);
    return figure;
}

void figure_destroy(struct figure *figure)
{
    if (!figure)
        return;
    cairo_surface_destroy(figure->layer);
    far_limbs_destroy(&figure->far_limbs);
    skin_destroy(figure->skin);
    mem_free(figure->vertex);
    mem_free(figure->glow);
    raster_mesh_finish(&figure->mesh);
    mem_free(figure->line);
    mem_free(figure->shown_line);
    mem_free(figure->painted);
    raster_finish(&figure->raster);
    resolve_marked_finish(figure->marked);
    around_finish(&figure->around);
    shadow_destroy(figure->shadow);
    mem_free(figure);
}

cairo_surface_t *figure_layer(const struct figure *figure)
{
    return figure->layer;
}

/// As camera_project, four vertices at a time. Their edges stay what they are.
static void project_four(struct figure *figure, const struct camera *camera, int first)
{
    struct points from =
        points_from(points_of((const float(*)[4])figure->skin->at + first), camera->position_m);
    struct points normal = points_of((const float(*)[4])figure->skin->normal + first);
    lanes depth = points_dot(from, camera->forward), scale = camera->focal_px / depth;
    lanes x = camera->centre_px[0] + scale * points_dot(from, camera->right);
    lanes y = camera->centre_px[1] - scale * points_dot(from, camera->up);
    lanes cosine = points_dot(normal, TO_LIGHT);
    x = lanes_if_less(depth, lanes_set(NEAREST_M), lanes_set(NAN), x);
    for (int k = 0; k < 4; k++) {
        struct raster_vertex *vertex = &figure->vertex[first + k];
        vertex->x = x[k];
        vertex->y = y[k];
        vertex->depth = depth[k];
        vertex->light = resolve_light(cosine[k]);
    }
}

static void project_skin(struct figure *figure, const struct body *body,
                         const struct camera *camera)
{
    for (int i = 0; i < figure->skin->vertex_count; i += 4)
        project_four(figure, camera, i);
    far_limbs_shade(&figure->far_limbs, body, camera, figure->vertex);
    for (int i = 0; i < figure->skin->face_count; i++)
        figure->vertex[figure->skin->face[i]].depth -= FACE_BIAS_M;
}

/// A line on the face is left out where the face looks aside.
static bool is_turned_away(const struct skin *skin, const struct camera *camera, int i)
{
    vec3s at = {{skin->at[i][0], skin->at[i][1], skin->at[i][2]}};
    vec3s normal = {{skin->normal[i][0], skin->normal[i][1], skin->normal[i][2]}};
    vec3s to_camera = glms_vec3_normalize(glms_vec3_sub(camera->position_m, at));
    return glms_vec3_dot(normal, to_camera) < FACE_TURN;
}

/// Folds, and the lines of the face over them.
static void pick_lines(struct figure *figure, const struct camera *camera)
{
    figure->shown_line_count =
        folds_lay(&figure->folds, camera, figure->vertex, figure->shown_line);
    for (int i = 0; i < figure->line_count; i++)
        if (!is_turned_away(figure->skin, camera, figure->line[i].vertex[0]))
            figure->shown_line[figure->shown_line_count++] = figure->line[i];
}

static void remember(struct figure *figure, const struct body *body, const struct camera *camera)
{
    figure->has_drawn = true;
    figure->drawn_body = *body;
    figure->drawn_camera = *camera;
}

void figure_draw(struct figure *figure, const struct body *body, const struct camera *camera,
                 const struct figure_colours *colours, float wall_x_m, float wall_alpha,
                 struct rect *changed_px)
{
    skin_pose(figure->skin, body, wall_alpha > 0.0f ? wall_x_m : 0.0f);
    project_skin(figure, body, camera);
    bool is_lit = figure_lamp_is_on(colours->lamp);
    if (is_lit)
        figure_lamp_light(colours->lamp, figure->skin, figure->glow);
    raster_carry_glow(&figure->raster, is_lit ? figure->glow : NULL);
    pick_lines(figure, camera);
    float trunk_depth =
        glms_vec3_dot(glms_vec3_sub(body->joint[JOINT_L2], camera->position_m), camera->forward);
    trunk_depth = fmaxf(trunk_depth, NEAREST_M);
    raster_draw(&figure->raster, figure->vertex, &figure->mesh, figure->shown_line,
                figure->shown_line_count, trunk_depth / camera->focal_px);
    around_make(&figure->around, &figure->raster, camera->focal_px / trunk_depth, trunk_depth);
    shadow_cast(figure->shadow, figure->skin, wall_x_m, wall_alpha);
    struct resolve resolve = {
        .raster = &figure->raster,
        .around = &figure->around,
        .shadow = figure->shadow,
        .shadow_box = shadow_project(figure->shadow, camera),
        .colours = colours,
        .painted = figure->painted,
        .marked = figure->marked,
    };
    cairo_surface_flush(figure->layer);
    uint32_t *pixels = (uint32_t *)(void *)cairo_image_surface_get_data(figure->layer);
    int stride_px = cairo_image_surface_get_stride(figure->layer) / 4;
    resolve_pixels(&resolve, pixels, stride_px);
    cairo_surface_mark_dirty(figure->layer);
    remember(figure, body, camera);
    *changed_px = rect_union(figure->raster.box, resolve.shadow_box);
}

/// The distance on the canvas between a point of a body now and then.
static float moved_px(const struct figure *figure, const struct camera *camera, vec3s now,
                      vec3s then)
{
    float a[2], b[2];
    camera_project(camera, now, a, NULL);
    camera_project(&figure->drawn_camera, then, b, NULL);
    return hypotf(a[0] - b[0], a[1] - b[1]);
}

/// Has a bone turned so far that points on the surface round it have moved?
static bool bone_has_moved(const struct figure *figure, const struct camera *camera,
                           const struct body *body, enum bone bone, enum joint joint,
                           float threshold_px)
{
    static const float OUT_M = 0.12f;
    const struct body *then = &figure->drawn_body;
    for (int axis = 0; axis < 3; axis++) {
        vec3s now = glms_vec3_muladds(body->bone[bone].col[axis], OUT_M, body->joint[joint]);
        vec3s before = glms_vec3_muladds(then->bone[bone].col[axis], OUT_M, then->joint[joint]);
        if (moved_px(figure, camera, now, before) >= threshold_px)
            return true;
    }
    return false;
}

/// What moves without its bones, in metres: breath and fingers.
static float soft_movement_m(const struct body *now, const struct body *then)
{
    static const float FINGER_M = 0.08f;
    float moved = fmaxf(fabsf(now->belly_m - then->belly_m), fabsf(now->ribs_m - then->ribs_m));
    float turn_of_breath = fabsf(now->breath_front - then->breath_front) / 2.0f;
    moved = fmaxf(moved, turn_of_breath * fmaxf(now->belly_m, now->ribs_m));
    for (int side = 0; side < SIDE_COUNT; side++) {
        float curl_deg = fabsf(now->finger_curl_deg[side] - then->finger_curl_deg[side]);
        moved = fmaxf(moved, FINGER_M * glm_rad(curl_deg));
    }
    return moved;
}

bool figure_has_moved(const struct figure *figure, const struct body *body,
                      const struct camera *camera, float threshold_px)
{
    static const enum joint joint_of_bone[BONE_LIMBS] = {
        JOINT_PELVIS, JOINT_L5, JOINT_L2, JOINT_T10, JOINT_T5, JOINT_C7, JOINT_HEAD};
    if (!figure->has_drawn)
        return true;
    for (int i = 0; i < JOINT_COUNT; i++)
        if (moved_px(figure, camera, body->joint[i], figure->drawn_body.joint[i]) >= threshold_px)
            return true;
    for (int i = 0; i < BONE_LIMBS; i++)
        if (bone_has_moved(figure, camera, body, (enum bone)i, joint_of_bone[i], threshold_px))
            return true;
    float metre_px = camera->focal_px / fmaxf(camera->distance_m, NEAREST_M);
    return soft_movement_m(body, &figure->drawn_body) * metre_px >= threshold_px;
}
