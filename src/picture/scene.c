#include "picture/scene.h"

#include "base/mem.h"
#include "picture/figure.h"
#include "picture/layer.h"
#include "picture/room.h"
#include "picture/room_things.h"
#include "picture/stick.h"

#include <math.h>
#include <string.h>

/// How often the eye wants to see what moves, by the fastest place on the canvas, in thresholds a
/// second. At the usual threshold of 0.4 px slow is up to 192 px a second, a tenth of a picture of
/// 1920: film, at 24 pictures a second, pans at a seventh without a stutter. What creeps makes at
/// most 24 px a second: steps of 1.2 px at twenty a second. 60 cm from a laptop, or 2.5 m from a
/// screen of 55 inches, a pixel is 0.9 minutes of arc: they are as small as the eye resolves.
static const float SLOW_THRESHOLDS_A_S = 480.0f, CREEPING_THRESHOLDS_A_S = 60.0f;
static const double FAST_WAIT_S = 1.0 / 60.0, SLOW_WAIT_S = 1.0 / 30.0,
                    CREEPING_WAIT_S = 1.0 / 20.0;

struct scene {
    int width_px, height_px;
    struct rect stage;
    bool mirrored;
    struct room *room;
    enum figure_kind kind;
    struct figure *figure; ///< NULL if it is the stick figure
    struct stick *stick;   ///< NULL if it is not
    struct rect figure_box;
    bool is_prepared;
    struct room_look look; ///< as last prepared
    double drawn_s;        ///< time of the moment that was drawn last
    double wait_s;         ///< see scene_wait_s
};

static void make_figure(struct scene *scene)
{
    if (scene->kind == FIGURE_STICK)
        scene->stick = stick_create(scene->width_px, scene->height_px);
    else
        scene->figure = figure_create(scene->width_px, scene->height_px,
                                      scene->kind == FIGURE_MAN ? &person_man : &person_woman);
    scene->is_prepared = false;
}

static void drop_figure(struct scene *scene)
{
    figure_destroy(scene->figure);
    stick_destroy(scene->stick);
    scene->figure = NULL;
    scene->stick = NULL;
}

struct scene *scene_create(int width_px, int height_px, struct rect stage)
{
    struct scene *scene = mem_alloc(1, sizeof *scene);
    scene->width_px = width_px;
    scene->height_px = height_px;
    scene->stage = stage;
    scene->room = room_create(width_px, height_px, stage);
    make_figure(scene);
    return scene;
}

void scene_destroy(struct scene *scene)
{
    if (!scene)
        return;
    drop_figure(scene);
    room_destroy(scene->room);
    mem_free(scene);
}

void scene_set_figure(struct scene *scene, enum figure_kind kind)
{
    if (scene->kind == kind)
        return;
    drop_figure(scene);
    scene->kind = kind;
    make_figure(scene);
}

/// A box as it lies in the mirror, and back.
static struct rect across(const struct scene *scene, struct rect box)
{
    if (scene->mirrored)
        box.x = scene->width_px - box.x - box.width;
    return box;
}

void scene_set_mirrored(struct scene *scene, bool mirrored)
{
    if (scene->mirrored == mirrored)
        return;
    scene->mirrored = mirrored;
    // Room and figure do not know of the mirror: they stand where the mirror needs them.
    struct rect stage = scene->stage;
    stage.x = scene->width_px - stage.x - stage.width;
    scene->stage = stage;
    room_destroy(scene->room);
    drop_figure(scene);
    scene->room = room_create(scene->width_px, scene->height_px, stage);
    make_figure(scene);
    scene->figure_box = (struct rect){0};
}

static struct room_look look_of(const struct camera *camera, const struct moment *moment,
                                const struct theme *theme)
{
    struct room_look look = {.camera = *camera};
    memcpy(look.colour, theme->colour, sizeof look.colour);
    // An unseen wall must not make two looks differ.
    float seen = moment->wall_alpha * room_wall_seen(camera, moment->wall_m);
    if (moment->wall_m > 0.0f && seen > 0.0f) {
        look.wall_m = moment->wall_m;
        look.wall_alpha = seen;
    }
    return look;
}

/// The largest way on the canvas of places round the mat and over it, as the camera moves.
static float room_movement_px(const struct camera *now, const struct camera *then)
{
    static const vec3s place[] = {{{-1.2f, 0.0f, -0.7f}}, {{1.2f, 0.0f, -0.7f}},
                                  {{-1.2f, 0.0f, 0.7f}},  {{1.2f, 0.0f, 0.7f}},
                                  {{-1.2f, 1.2f, 0.0f}},  {{1.2f, 1.2f, 0.0f}}};
    float largest = 0.0f;
    for (size_t i = 0; i < sizeof place / sizeof place[0]; i++) {
        float a[2], b[2];
        camera_project(now, place[i], a, NULL);
        camera_project(then, place[i], b, NULL);
        largest = fmaxf(largest, hypotf(a[0] - b[0], a[1] - b[1]));
    }
    return largest;
}

static bool figure_or_stick_has_moved(const struct scene *scene, const struct body *body,
                                      const struct camera *camera, float threshold_px)
{
    return scene->stick ? stick_has_moved(scene->stick, body, camera, threshold_px)
                        : figure_has_moved(scene->figure, body, camera, threshold_px);
}

static bool has_moved(const struct scene *scene, const struct room_look *look,
                      const struct body *body, float threshold_px)
{
    return room_movement_px(&look->camera, &scene->look.camera) >= threshold_px ||
           figure_or_stick_has_moved(scene, body, &look->camera, threshold_px);
}

/// Does the scene look as it did but for movements that the eye does not miss?
static bool looks_the_same(const struct scene *scene, const struct room_look *look,
                           const struct moment *moment, float threshold_px)
{
    struct room_look before = scene->look;
    before.camera = look->camera;
    if (!scene->is_prepared || threshold_px <= 0.0f || memcmp(&before, look, sizeof before) != 0)
        return false;
    return !has_moved(scene, look, &moment->figure.body, threshold_px);
}

static double wait_s_of(const struct scene *scene, const struct room_look *look,
                        const struct moment *moment, float threshold_px)
{
    const struct body *body = &moment->figure.body;
    double passed_s = fabs(moment->t_s - scene->drawn_s);
    // While time stands still, in a pause, a view is turned by hand.
    if (!scene->is_prepared || threshold_px <= 0.0f || passed_s == 0.0)
        return FAST_WAIT_S;
    float second_px = threshold_px * (float)passed_s;
    if (!has_moved(scene, look, body, CREEPING_THRESHOLDS_A_S * second_px))
        return CREEPING_WAIT_S;
    return has_moved(scene, look, body, SLOW_THRESHOLDS_A_S * second_px) ? FAST_WAIT_S
                                                                         : SLOW_WAIT_S;
}

static void draw_figure(struct scene *scene, const struct body *body, const struct theme *theme)
{
    const struct room_look *look = &scene->look;
    if (scene->stick) {
        struct stick_colours colours = stick_colours_of_theme(theme);
        stick_draw(scene->stick, body, &look->camera, &colours, look->wall_m, look->wall_alpha,
                   &scene->figure_box);
        return;
    }
    struct figure_colours colours = figure_colours_of_theme(theme);
    room_things_lamps(look, colours.lamp);
    figure_draw(scene->figure, body, &look->camera, &colours, look->wall_m, look->wall_alpha,
                &scene->figure_box);
}

struct rect scene_prepare(struct scene *scene, const struct moment *moment,
                          const struct theme *theme, float threshold_px)
{
    struct camera camera = camera_of_view(&moment->view, scene->stage);
    struct room_look look = look_of(&camera, moment, theme);
    scene->wait_s = wait_s_of(scene, &look, moment, threshold_px);
    if (looks_the_same(scene, &look, moment, threshold_px))
        return (struct rect){0};

    bool room_changed = room_set_look(scene->room, &look);
    scene->look = look;
    scene->drawn_s = moment->t_s;
    scene->is_prepared = true;
    struct rect before = scene->figure_box;
    draw_figure(scene, &moment->figure.body, theme);
    if (room_changed)
        return (struct rect){0, 0, scene->width_px, scene->height_px};
    return across(scene, rect_union(before, scene->figure_box));
}

double scene_wait_s(const struct scene *scene)
{
    return scene->wait_s;
}

static void paint_room(struct scene *scene, cairo_t *cairo, struct rect box)
{
    struct rect left = box, right = box;
    left.width = box.width / 2;
    right.x += left.width;
    right.width -= left.width;
    // A room that is drawn whole goes straight into the canvas. Mirrored, its edges would differ by
    // a shade from the parts copied later: halves are always copied.
    if (scene->mirrored)
        room_paint(scene->room, cairo, left);
    room_paint(scene->room, cairo, scene->mirrored ? right : box);
}

static void paint_figure(struct scene *scene, cairo_t *cairo, struct rect box)
{
    cairo_surface_t *layer = scene->stick ? stick_layer(scene->stick) : figure_layer(scene->figure);
    cairo_surface_t *target = cairo_get_target(cairo);
    // Groups have a place of their own, and in the mirror nothing is pixel on pixel.
    if (scene->mirrored || cairo_get_group_target(cairo) != target) {
        cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
        cairo_set_source_surface(cairo, layer, 0, 0);
        cairo_fill(cairo);
        return;
    }
    struct rows rows = rows_of(target), rows_of_layer = rows_of(layer);
    layer_paint(&rows, &rows_of_layer, box);
    cairo_surface_mark_dirty(target);
}

void scene_paint(struct scene *scene, struct canvas *canvas, struct rect box)
{
    cairo_t *cairo = canvas->cairo;
    cairo_save(cairo);
    if (scene->mirrored) {
        cairo_translate(cairo, scene->width_px, 0.0);
        cairo_scale(cairo, -1.0, 1.0);
        box = across(scene, box);
    }
    paint_room(scene, cairo, box);
    const struct rect whole = {0, 0, scene->width_px, scene->height_px};
    struct rect figure = rect_intersection(rect_intersection(box, whole), scene->figure_box);
    if (!rect_is_empty(figure))
        paint_figure(scene, cairo, figure);
    cairo_restore(cairo);
}
