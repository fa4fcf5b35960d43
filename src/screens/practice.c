#include "screens/practice.h"

#include "base/mem.h"
#include "screens/hud.h"

struct practice {
    struct type *type;
    bool bare;
    enum figure_kind figure;
    struct practice_layout layout;
    struct composer *composer;
};

static void lay_out(struct practice *practice, int width_px, int height_px, int text_percent)
{
    practice->layout = practice_layout_of(width_px, height_px, text_percent);
    if (practice->bare)
        practice->layout.stage = (struct rect){0, 0, width_px, height_px};
    composer_destroy(practice->composer);
    practice->composer = composer_create(practice->type, &practice->layout);
}

struct practice *practice_create(struct type *type, int width_px, int height_px, bool bare)
{
    struct practice *practice = mem_alloc(1, sizeof *practice);
    practice->type = type;
    practice->bare = bare;
    lay_out(practice, width_px, height_px, 100);
    return practice;
}

void practice_destroy(struct practice *practice)
{
    if (!practice)
        return;
    composer_destroy(practice->composer);
    mem_free(practice);
}

void practice_set_figure(struct practice *practice, enum figure_kind kind)
{
    practice->figure = kind;
}

void practice_set_text(struct practice *practice, int percent)
{
    lay_out(practice, practice->layout.width, practice->layout.height, percent);
}

static void draw_part(const struct painter *painter, const struct part *part, void *user)
{
    hud_draw(painter, part, user);
}

double practice_wait_s(const struct practice *practice)
{
    return composer_wait_s(practice->composer);
}

void practice_draw(struct practice *practice, struct canvas *canvas, const struct moment *moment,
                   const struct theme *theme, float threshold_px)
{
    struct practice_view view = {.moment = moment, .state = PLAYER_PLAYING, .captions = true};
    struct picture picture = {
        .moment = moment,
        .figure = practice->figure,
        .light = moment->light,
        .draw = draw_part,
        .user = &view,
    };
    const struct painter measuring = {NULL, composer_typesetter(practice->composer), theme,
                                      &practice->layout, 1.0f};
    for (int i = 0; !practice->bare && i < HUD_COUNT; i++)
        hud_add(&picture, (enum hud_item)i, &measuring, &view);
    composer_draw(practice->composer, canvas, &picture, theme, threshold_px);
}
