#include "screens/composer.h"

#include "base/mem.h"
#include "screens/fingerprint.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/// Messages in the dark keep this share of their light: enough to be read, no more.
static const float MESSAGE_LIGHT_LEAST = 0.45f;

enum { LIGHT_STEPS = 255 };

/// What fades is drawn so often at least, and so often what stands over a scene that stands still.
static const double FADING_WAIT_S = 1.0 / 30.0, STILL_WAIT_S = 1.0 / 20.0;

/// What all pixels depend on, in steps too fine for the eye. All ints: it is compared as bytes.
struct state {
    int light, before, second; ///< of LIGHT_STEPS
    int has_scene, mirrored, figure;
};

struct composer {
    struct typesetter *typesetter;
    struct practice_layout layout;
    struct scene *scene;
    struct scene *second; ///< made when it is first needed
    cairo_surface_t *before;
    bool drawn;
    double wait_s; ///< see composer_wait_s
    unsigned number;
    struct state state;
    struct theme theme;
    int part_count;
    struct part part[COMPOSER_PARTS_MAX];
};

struct composer *composer_create(struct type *type, const struct practice_layout *layout)
{
    struct composer *composer = mem_alloc(1, sizeof *composer);
    composer->typesetter = typesetter_create(type);
    composer->layout = *layout;
    composer->scene = scene_create(layout->width, layout->height, layout->stage);
    return composer;
}

void composer_destroy(struct composer *composer)
{
    if (!composer)
        return;
    typesetter_destroy(composer->typesetter);
    scene_destroy(composer->scene);
    scene_destroy(composer->second);
    if (composer->before)
        cairo_surface_destroy(composer->before);
    mem_free(composer);
}

void composer_forget(struct composer *composer)
{
    composer->drawn = false;
}

double composer_wait_s(const struct composer *composer)
{
    return composer->wait_s;
}

struct typesetter *composer_typesetter(struct composer *composer)
{
    return composer->typesetter;
}

void picture_add(struct picture *picture, struct part part)
{
    if (part.fingerprint == FINGERPRINT_NONE || rect_is_empty(part.box))
        return;
    assert(picture->part_count < COMPOSER_PARTS_MAX);
    picture->part[picture->part_count++] = part;
}

static int steps(float share)
{
    return (int)lroundf(fminf(1.0f, fmaxf(0.0f, share)) * LIGHT_STEPS);
}

static struct state state_of(const struct picture *picture)
{
    struct state state = {0};
    state.light = picture->moment ? steps(picture->light) : 0;
    state.before = steps(picture->before_share);
    state.second = picture->second ? steps(picture->second_share) : 0;
    state.mirrored = picture->mirrored;
    state.figure = picture->figure;
    // In the dark there is no scene, and nothing to work for.
    state.has_scene = state.light > 0;
    return state;
}

/// What one call draws with.
struct drawing {
    struct composer *composer;
    struct canvas *canvas;
    const struct picture *picture;
};

static void draw_parts(const struct drawing *drawing, struct rect box, bool messages, float alpha)
{
    struct composer *composer = drawing->composer;
    const struct painter painter = {drawing->canvas, composer->typesetter, &composer->theme,
                                    &composer->layout, alpha};
    cairo_t *cairo = drawing->canvas->cairo;
    for (int i = 0; i < composer->part_count; i++) {
        const struct part *part = &composer->part[i];
        if (part->message != messages || !rect_touches(part->box, box))
            continue;
        cairo_save(cairo);
        cairo_rectangle(cairo, part->box.x, part->box.y, part->box.width, part->box.height);
        cairo_clip(cairo);
        drawing->picture->draw(&painter, part, drawing->picture->user);
        cairo_restore(cairo);
    }
}

static void paint_black(cairo_t *cairo, double alpha)
{
    cairo_set_source_rgba(cairo, 0.0, 0.0, 0.0, alpha);
    cairo_paint(cairo);
}

static void paint_scenes(const struct drawing *drawing, struct rect box)
{
    struct composer *composer = drawing->composer;
    cairo_t *cairo = drawing->canvas->cairo;
    scene_paint(composer->scene, drawing->canvas, box);
    if (composer->state.second == 0)
        return;
    cairo_push_group(cairo);
    scene_paint(composer->second, drawing->canvas, box);
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, (double)composer->state.second / LIGHT_STEPS);
}

/// Everything inside `box`, from the bottom up.
static void repaint(const struct drawing *drawing, struct rect box)
{
    const struct composer *composer = drawing->composer;
    const struct state *state = &composer->state;
    cairo_t *cairo = drawing->canvas->cairo;
    float light = (float)state->light / LIGHT_STEPS;
    if (rect_is_empty(box))
        return;
    cairo_save(cairo);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
    if (state->has_scene) {
        paint_scenes(drawing, box);
        draw_parts(drawing, box, false, 1.0f);
    }
    if (state->light < LIGHT_STEPS)
        paint_black(cairo, 1.0 - (double)light);
    draw_parts(drawing, box, true, MESSAGE_LIGHT_LEAST + (1.0f - MESSAGE_LIGHT_LEAST) * light);
    if (state->before > 0 && composer->before) {
        cairo_set_source_surface(cairo, composer->before, 0, 0);
        cairo_paint_with_alpha(cairo, (double)state->before / LIGHT_STEPS);
    }
    cairo_restore(cairo);
    canvas_mark(drawing->canvas, box);
}

/// A box that cuts no part: Cairo smooths an edge a shade differently if only a piece of it is
/// drawn, and pieces would not add up to the whole.
static struct rect uncut(const struct composer *composer, struct rect box)
{
    if (rect_is_empty(box))
        return box;
    for (int i = 0; i < composer->part_count; i++) {
        const struct part *part = &composer->part[i];
        struct rect both = rect_union(box, part->box);
        bool grows = memcmp(&both, &box, sizeof box) != 0;
        if (part->plain || !grows || !rect_touches(part->box, box))
            continue;
        box = both;
        i = -1; // parts before this one may be cut now
    }
    return box;
}

/// Boxes of parts as they were and as they are, and the scene's.
enum { STALE_MAX = 2 * COMPOSER_PARTS_MAX + 1 };

/// What lies in another box is painted with it: a part over a scene that moves, and a part that
/// stays where it was.
static void repaint_stale(const struct drawing *drawing, struct rect stale[STALE_MAX], int count)
{
    for (int i = 0; i < count; i++)
        stale[i] = uncut(drawing->composer, stale[i]);
    for (int i = 0; i < count; i++) {
        bool held = false;
        for (int other = 0; other < count && !held; other++)
            // Of two that are equal the first is painted.
            held = other != i && rect_holds(stale[other], stale[i]) &&
                   (other < i || !rect_holds(stale[i], stale[other]));
        if (!held)
            repaint(drawing, stale[i]);
    }
}

static bool parts_equal(const struct part *a, const struct part *b)
{
    return a->fingerprint == b->fingerprint && a->id == b->id && a->message == b->message &&
           memcmp(&a->box, &b->box, sizeof a->box) == 0;
}

/// Take over the new parts; `stale` receives the boxes whose contents differ. Returns their count.
static int update_parts(struct composer *composer, const struct picture *picture,
                        struct rect stale[STALE_MAX])
{
    int count = 0;
    int most =
        picture->part_count > composer->part_count ? picture->part_count : composer->part_count;
    for (int i = 0; i < most; i++) {
        struct part none = {0};
        const struct part *now = i < picture->part_count ? &picture->part[i] : &none;
        const struct part *before = i < composer->part_count ? &composer->part[i] : &none;
        if (parts_equal(now, before))
            continue;
        stale[count++] = before->box;
        stale[count++] = now->box;
    }
    composer->part_count = picture->part_count;
    memcpy(composer->part, picture->part, (size_t)picture->part_count * sizeof *picture->part);
    return count;
}

/// Keep what is shown, to fade over from it.
static void keep_picture(struct composer *composer, struct canvas *canvas)
{
    if (!composer->before)
        composer->before =
            cairo_image_surface_create(CAIRO_FORMAT_ARGB32, canvas->width, canvas->height);
    cairo_t *cairo = cairo_create(composer->before);
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_surface(cairo, canvas->surface, 0, 0);
    cairo_paint(cairo);
    cairo_destroy(cairo);
}

/// Returns the box in which the scenes differ from the last call.
static struct rect prepare_scenes(struct composer *composer, const struct picture *picture,
                                  const struct theme *theme, float threshold_px)
{
    const struct practice_layout *layout = &composer->layout;
    if (!composer->state.has_scene)
        return (struct rect){0};
    scene_set_figure(composer->scene, picture->figure);
    scene_set_mirrored(composer->scene, picture->mirrored);
    struct rect stale = scene_prepare(composer->scene, picture->moment, theme, threshold_px);
    if (composer->state.second == 0)
        return stale;
    if (!composer->second)
        composer->second = scene_create(layout->width, layout->height, layout->stage);
    struct moment moment = *picture->moment;
    moment.view = *picture->second;
    scene_set_figure(composer->second, picture->figure);
    scene_set_mirrored(composer->second, picture->mirrored);
    return rect_union(stale, scene_prepare(composer->second, &moment, theme, threshold_px));
}

static double wait_s_of(const struct composer *composer, bool fades)
{
    double wait_s = fades ? FADING_WAIT_S : STILL_WAIT_S;
    if (composer->state.has_scene)
        wait_s = fmin(wait_s, scene_wait_s(composer->scene));
    return wait_s;
}

void composer_draw(struct composer *composer, struct canvas *canvas, const struct picture *picture,
                   const struct theme *theme, float threshold_px)
{
    assert(canvas->width == composer->layout.width && canvas->height == composer->layout.height);
    struct state state = state_of(picture);
    bool all = !composer->drawn || memcmp(&state, &composer->state, sizeof state) != 0 ||
               memcmp(theme, &composer->theme, sizeof *theme) != 0;
    if (composer->drawn && picture->number != composer->number && picture->before_share > 0.0f)
        keep_picture(composer, canvas);
    composer->number = picture->number;
    composer->drawn = true;
    composer->state = state;
    composer->theme = *theme;

    const struct drawing drawing = {composer, canvas, picture};
    struct rect stale[STALE_MAX];
    int stale_count = update_parts(composer, picture, stale);
    struct rect scene = prepare_scenes(composer, picture, theme, threshold_px);
    composer->wait_s = wait_s_of(composer, all);
    if (all) {
        repaint(&drawing, (struct rect){0, 0, canvas->width, canvas->height});
        return;
    }
    stale[stale_count++] = scene;
    repaint_stale(&drawing, stale, stale_count);
}
