#include "commands/stage.h"

#include "commands/options.h"
#include "commands/studio.h"

#include <string.h>

/// The scene is drawn anew when it has moved this far: with smooth edges a step below half a pixel
/// is not seen.
static const float THRESHOLD_PX = 0.4f;

bool stage_init(struct stage *stage, const char *theme_name)
{
    *stage = (struct stage){0};
    if (!studio_load_theme(&stage->theme, theme_name))
        return false;
    stage->type = studio_load_type();
    return stage->type != NULL;
}

static void clear(struct stage *stage)
{
    if (!stage->composer)
        return;
    composer_destroy(stage->composer);
    canvas_finish(&stage->canvas);
    stage->composer = NULL;
}

void stage_finish(struct stage *stage)
{
    clear(stage);
    type_destroy(stage->type);
    *stage = (struct stage){0};
}

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

/// Where the canvas is drawn, or NULL if it has memory of its own.
static uint32_t *place_for(const struct canvas_memory *memory, int width, int height)
{
    return memory && memory->width == width && memory->height == height ? memory->pixel : NULL;
}

static void make_canvas(struct stage *stage, int width, int height,
                        const struct canvas_memory *memory)
{
    canvas_finish(&stage->canvas);
    stage->place = place_for(memory, width, height);
    if (stage->place)
        canvas_init_in(&stage->canvas, memory);
    else
        canvas_init(&stage->canvas, width, height);
}

bool stage_fit(struct stage *stage, struct app *app, int width_px, int height_px,
               const struct canvas_memory *memory)
{
    int width = at_least(width_px, SIZE_MIN_PX), height = at_least(height_px, SIZE_MIN_PX);
    app_set_text_steps(app, stage->theme.text_steps);
    app_resize(app, width, height);
    const struct practice_layout *layout = app_layout(app);
    bool is_same = stage->composer && memcmp(layout, &stage->layout, sizeof *layout) == 0;
    uint32_t *place = place_for(memory, width, height);
    if (is_same && place == stage->place && !(place && memory->is_new))
        return false;
    if (is_same) {
        make_canvas(stage, width, height, memory);
        composer_forget(stage->composer);
        return true;
    }
    clear(stage);
    make_canvas(stage, width, height, memory);
    stage->layout = *layout;
    stage->composer = composer_create(stage->type, layout);
    return true;
}

void stage_take_theme(struct stage *stage, const struct theme *theme)
{
    stage->theme = *theme;
}

double stage_draw(struct stage *stage, struct app *app, double fraction)
{
    app_draw(app, stage->composer, &stage->canvas, &stage->theme, fraction, THRESHOLD_PX);
    return composer_wait_s(stage->composer);
}
