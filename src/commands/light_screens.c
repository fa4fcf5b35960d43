#include "commands/light_screens.h"

#include "base/log.h"
#include "commands/light_table.h"
#include "commands/options.h"
#include "commands/stage.h"
#include "picture/light.h"

#include <math.h>
#include <stdio.h>

static const struct size PICTURE_SIZE = {640, 360};

enum { ITEMS_MOST = 40, BREATH_TICKS = 3 * TICKS_PER_S };

static float lux_now(struct stage *stage, struct app *app)
{
    stage_fit(stage, app, PICTURE_SIZE.width, PICTURE_SIZE.height, NULL);
    stage_draw(stage, app, 0.0);
    struct light light = light_of_canvas(&stage->canvas);
    return light_melanopic_lux(light.melanopic, LIGHT_WHITE_CD_M2, LIGHT_SOLID_ANGLE_SR);
}

/// Goes from item to item; long enough on each that what fades has faded, and a chest is filled.
static float most_lux(struct stage *stage, struct app *app)
{
    float most = lux_now(stage, app);
    // Any key leads out of the dark at the end.
    if (app_screen(app) == SCREEN_END)
        return most;
    // While practising, the instruction comes once more, large.
    app_press(app, ACTION_AGAIN, DEVICE_KEYBOARD);
    app_release(app);
    app_advance(app, TICKS_PER_S);
    most = fmaxf(most, lux_now(stage, app));
    for (int i = 0; i < ITEMS_MOST; i++) {
        app_press(app, ACTION_DOWN, DEVICE_KEYBOARD);
        app_release(app);
        app_advance(app, BREATH_TICKS);
        most = fmaxf(most, lux_now(stage, app));
    }
    return most;
}

float light_of_screen(const struct studio *studio, enum screen_id screen, const char *theme,
                      const struct settings *settings)
{
    struct err err;
    struct stage stage;
    struct app_options options = {
        .content = &studio->content, .routine = &studio->routine, .settings = *settings};
    float most = -1.0f;
    struct app *app = NULL;
    if (stage_init(&stage, theme)) {
        app = app_create(&options, &err);
        if (!app)
            log_error("%s", err.text);
    }
    if (app) {
        app_open(app, screen);
        most = most_lux(&stage, app);
    }
    app_destroy(app);
    stage_finish(&stage);
    return most;
}

/// One column of the table.
static const struct {
    const char *theme;
    int text_percent;
} columns[] = {{"day", 100},   {"day", 200},   {"night", 100},
               {"night", 200}, {"ember", 100}, {"ember", 200}};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

/// Returns whether all themes keep their promises on this screen.
static bool print_screen(const struct studio *studio, enum screen_id screen, const char *figure)
{
    struct settings settings = settings_default();
    settings_set(&settings, SET_FIGURE, settings_choice(SET_FIGURE, figure));
    bool good = true;
    printf("%-10s", screen_name(screen));
    for (int i = 0; i < COLUMN_COUNT; i++) {
        float limit_lux = light_limit_lux(columns[i].theme);
        settings_set(&settings, SET_TEXT, columns[i].text_percent);
        float lux = light_of_screen(studio, screen, columns[i].theme, &settings);
        bool broken = lux < 0.0f || (limit_lux > 0.0f && lux > limit_lux);
        printf(" %9.3f%c", (double)lux, broken ? '*' : ' ');
        good = good && !broken;
    }
    puts("");
    return good;
}

int light_screens_print(const struct studio *studio, const char *figure)
{
    puts("\nThe most of each screen, melanopic lux, by theme and size of words");
    printf("%-10s", "screen");
    for (int i = 0; i < COLUMN_COUNT; i++)
        printf(" %5s %3d%%", columns[i].theme, columns[i].text_percent);
    puts("");
    bool good = true;
    for (int screen = 0; screen < SCREEN_COUNT; screen++)
        good = print_screen(studio, (enum screen_id)screen, figure) && good;
    return good ? EXIT_DONE : EXIT_FAILED;
}
