#include "commands/showing.h"

#include "base/mem.h"
#include "commands/studio.h"
#include "screens/practice.h"

#include <assert.h>

struct showing {
    struct canvas canvas;
    struct theme theme;
    struct type *type; ///< NULL if bare
    struct practice *practice;
};

const char *const showing_themes[] = {"day", "night", "ember", NULL};
const char *const showing_figures[] = {"woman", "man", "stick", NULL};

struct showing *showing_create(struct size size, const char *theme_name, bool bare)
{
    struct showing *showing = mem_alloc(1, sizeof *showing);
    canvas_init(&showing->canvas, size.width, size.height);
    bool ready = studio_load_theme(&showing->theme, theme_name);
    if (ready && !bare)
        ready = (showing->type = studio_load_type()) != NULL;
    if (!ready) {
        showing_destroy(showing);
        return NULL;
    }
    showing->practice = practice_create(showing->type, size.width, size.height, bare);
    showing_set_text(showing, 100);
    return showing;
}

void showing_destroy(struct showing *showing)
{
    if (!showing)
        return;
    practice_destroy(showing->practice);
    type_destroy(showing->type);
    canvas_finish(&showing->canvas);
    mem_free(showing);
}

void showing_set_figure(struct showing *showing, const char *name)
{
    int kind = settings_choice(SET_FIGURE, name);
    assert(kind >= 0);
    practice_set_figure(showing->practice, (enum figure_kind)kind);
}

void showing_set_text(struct showing *showing, int percent)
{
    practice_set_text(showing->practice, practice_text_percent(percent, showing->theme.text_steps));
}

void showing_draw(struct showing *showing, const struct moment *moment)
{
    practice_draw(showing->practice, &showing->canvas, moment, &showing->theme, 0.0f);
}

struct canvas *showing_canvas(struct showing *showing)
{
    return &showing->canvas;
}
