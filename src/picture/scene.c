#include "picture/scene.h"

#include "base/mem.h"
#include "picture/figure.h"
#include "picture/room.h"

#include <string.h>

struct scene {
    int width_px, height_px;
    struct rect stage;
    bool mirrored;
    struct room *room;
    struct figure *figure;
    struct rect figure_box;
};

struct scene *scene_create(int width_px, int height_px, struct rect stage)
{
    struct scene *scene = mem_alloc(1, sizeof *scene);
    scene->width_px = width_px;
    scene->height_px = height_px;
    scene->stage = stage;
    scene->room = room_create(width_px, height_px, stage);
    scene->figure = figure_create(width_px, height_px);
    return scene;
}

void scene_destroy(struct scene *scene)
{
    if (!scene)
        return;
    figure_destroy(scene->figure);
    room_destroy(scene->room);
    mem_free(scene);
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
    figure_destroy(scene->figure);
    scene->room = room_create(scene->width_px, scene->height_px, stage);
    scene->figure = figure_create(scene->width_px, scene->height_px);
    scene->figure_box = (struct rect){0};
}

static struct room_look look_of(const struct camera *camera, const struct moment *moment,
                                const struct theme *theme)
{
    struct room_look look = {.camera = *camera};
    memcpy(look.colour, theme->colour, sizeof look.colour);
    // An unseen wall must not make two looks differ.
    if (moment->wall_m > 0.0f && moment->wall_alpha > 0.0f) {
        look.wall_m = moment->wall_m;
        look.wall_alpha = moment->wall_alpha;
    }
    return look;
}

struct rect scene_prepare(struct scene *scene, const struct moment *moment,
                          const struct theme *theme, float threshold_px)
{
    struct camera camera = camera_of_view(&moment->view, scene->stage);
    struct room_look look = look_of(&camera, moment, theme);
    const struct body *body = &moment->figure.body;
    bool room_changed = room_set_look(scene->room, &look);
    if (!room_changed && threshold_px > 0.0f &&
        !figure_has_moved(scene->figure, body, &camera, threshold_px))
        return (struct rect){0};

    struct rect before = scene->figure_box;
    struct figure_colours colours = figure_colours_of_theme(theme);
    figure_draw(scene->figure, body, &camera, &colours, look.wall_m, look.wall_alpha,
                &scene->figure_box);
    if (room_changed)
        return (struct rect){0, 0, scene->width_px, scene->height_px};
    return across(scene, rect_union(before, scene->figure_box));
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
    struct rect figure = rect_intersection(box, scene->figure_box);
    if (!rect_is_empty(figure)) {
        cairo_rectangle(cairo, figure.x, figure.y, figure.width, figure.height);
        cairo_set_source_surface(cairo, figure_layer(scene->figure), 0, 0);
        cairo_fill(cairo);
    }
    cairo_restore(cairo);
}
