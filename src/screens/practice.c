#include "screens/practice.h"

#include "base/mem.h"
#include "screens/fingerprint.h"
#include "screens/hud.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/// Messages in the dark keep this share of their light: enough to be read, no more.
static const float MESSAGE_LIGHT_LEAST = 0.45f;

enum { LIGHT_STEPS = 255 };

struct practice {
    struct typesetter *typesetter;
    struct scene *scene;
    struct practice_layout layout;
    bool drawn;
    int light; ///< of LIGHT_STEPS
    struct theme theme;
    struct hud_look look[HUD_COUNT];
};

struct practice *practice_create(struct type *type, struct scene *scene, int width_px,
                                 int height_px)
{
    struct practice *practice = mem_alloc(1, sizeof *practice);
    practice->typesetter = typesetter_create(type);
    practice->scene = scene;
    practice->layout = practice_layout_of(width_px, height_px);
    return practice;
}

void practice_destroy(struct practice *practice)
{
    if (!practice)
        return;
    typesetter_destroy(practice->typesetter);
    mem_free(practice);
}

void practice_forget(struct practice *practice)
{
    practice->drawn = false;
}

/// What one call draws with.
struct drawing {
    struct practice *practice;
    struct canvas *canvas;
    const struct practice_view *view;
};

static void draw_items(const struct drawing *drawing, struct rect box, enum hud_item first,
                       enum hud_item end, float alpha)
{
    struct practice *practice = drawing->practice;
    const struct painter painter = {drawing->canvas, practice->typesetter, &practice->theme,
                                    &practice->layout, alpha};
    for (int i = (int)first; i < (int)end; i++) {
        const struct hud_look *look = &practice->look[i];
        if (look->fingerprint != FINGERPRINT_NONE && rect_touches(look->box, box))
            hud_draw((enum hud_item)i, &painter, look->box, drawing->view);
    }
}

/// Everything inside `box`, from the bottom up.
static void repaint(const struct drawing *drawing, struct rect box)
{
    cairo_t *cairo = drawing->canvas->cairo;
    float light = (float)drawing->practice->light / LIGHT_STEPS;
    if (rect_is_empty(box))
        return;
    cairo_save(cairo);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
    if (light > 0.0f) {
        scene_paint(drawing->practice->scene, drawing->canvas, box);
        draw_items(drawing, box, 0, HUD_MESSAGES, 1.0f);
    }
    if (light < 1.0f) {
        cairo_set_source_rgba(cairo, 0.0, 0.0, 0.0, 1.0 - (double)light);
        cairo_paint(cairo);
    }
    draw_items(drawing, box, HUD_MESSAGES, HUD_COUNT,
               MESSAGE_LIGHT_LEAST + (1.0f - MESSAGE_LIGHT_LEAST) * light);
    cairo_restore(cairo);
    canvas_mark(drawing->canvas, box);
}

static int light_steps(const struct practice_view *view)
{
    float light = fminf(1.0f, fmaxf(0.0f, view->moment->light));
    return (int)lroundf(light * LIGHT_STEPS);
}

static bool looks_equal(const struct hud_look *a, const struct hud_look *b)
{
    return a->fingerprint == b->fingerprint && memcmp(&a->box, &b->box, sizeof a->box) == 0;
}

/// Take over the new looks; `stale` receives the boxes whose contents differ.
static void update_looks(struct practice *practice, const struct practice_view *view, bool bare,
                         struct rect stale[HUD_COUNT])
{
    for (int i = 0; i < HUD_COUNT; i++) {
        struct hud_look look = {0}, *before = &practice->look[i];
        if (!bare)
            look = hud_look_of((enum hud_item)i, &practice->layout, view);
        stale[i] = (struct rect){0};
        if (!looks_equal(&look, before))
            stale[i] = rect_union(before->box, look.box);
        *before = look;
    }
}

void practice_draw(struct practice *practice, struct canvas *canvas,
                   const struct practice_view *view, const struct theme *theme, float threshold_px,
                   bool bare)
{
    assert(canvas->width == practice->layout.width && canvas->height == practice->layout.height);
    int light = light_steps(view);
    bool all = !practice->drawn || light != practice->light ||
               memcmp(theme, &practice->theme, sizeof *theme) != 0;
    practice->drawn = true;
    practice->light = light;
    practice->theme = *theme;

    const struct drawing drawing = {practice, canvas, view};
    struct rect stale[HUD_COUNT], scene = {0};
    update_looks(practice, view, bare, stale);
    // In the dark there is no scene, and nothing to work for.
    if (light > 0)
        scene = scene_prepare(practice->scene, view->moment, theme, threshold_px);
    if (all) {
        repaint(&drawing, (struct rect){0, 0, canvas->width, canvas->height});
        return;
    }
    repaint(&drawing, scene);
    for (int i = 0; i < HUD_COUNT; i++)
        repaint(&drawing, stale[i]);
}
