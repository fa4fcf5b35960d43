#include "commands/light_table.h"

#include "base/log.h"
#include "base/mem.h"
#include "commands/options.h"
#include "commands/stage.h"
#include "picture/light.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/// Light needs no details: averages over these pixels agree with those over 1080p.
static const struct size PICTURE_SIZE = {320, 180};

/// What fades as the practice begins was asked for.
static const double BEGUN_S = 1.0;

static const struct {
    const char *theme;
    float limit_lux;
} themes[] = {{"day", 0.0f}, {"night", 1.0f}, {"ember", 0.1f}};

float light_limit_lux(const char *theme)
{
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
        if (strcmp(themes[i].theme, theme) == 0)
            return themes[i].limit_lux;
    return 0.0f;
}

/// The largest change of mean luminance within a second.
static void find_change(struct light_row *row, const float *luminance, long count, int fps)
{
    for (long i = 0; i < count; i++) {
        for (long k = i + 1; k < count && k <= i + fps; k++) {
            float change = fabsf(luminance[k] - luminance[i]);
            if (change > row->change_most) {
                row->change_most = change;
                row->change_most_s = (double)i / fps;
            }
        }
    }
}

static struct settings settings_of(const struct light_look *look)
{
    struct settings settings = settings_default();
    settings_set(&settings, SET_FIGURE, settings_choice(SET_FIGURE, look->figure));
    settings_set(&settings, SET_TEXT, look->text_percent);
    return settings;
}

/// Plays it from `from_s` on as somebody sees it who touches nothing.
static void watch(struct light_row *row, struct stage *stage, struct app *app, double from_s,
                  long count, int fps)
{
    float *luminance = mem_alloc((size_t)count, sizeof *luminance);
    double lux_sum = 0.0;
    for (long i = 0; i < count; i++) {
        stage_draw(stage, app, 0.0);
        struct light light = light_of_canvas(&stage->canvas);
        float lux = light_melanopic_lux(light.melanopic, LIGHT_WHITE_CD_M2, LIGHT_SOLID_ANGLE_SR);
        luminance[i] = light.mean_luminance;
        row->luminance_most = fmaxf(row->luminance_most, light.mean_luminance);
        lux_sum += (double)lux;
        if (lux > row->lux_most) {
            row->lux_most = lux;
            row->lux_most_s = from_s + (double)i / fps;
        }
        app_advance(app, TICKS_PER_S / fps);
    }
    row->lux_mean = (float)(lux_sum / (double)count);
    find_change(row, luminance, count, fps);
    row->change_most_s += from_s;
    row->change_share = row->change_most / row->luminance_most;
    mem_free(luminance);
}

bool light_measure(struct light_row *row, const struct studio *studio,
                   const struct light_look *look, int fps)
{
    struct err err;
    struct stage stage;
    const struct app_options options = {
        .content = &studio->content, .routine = &studio->routine, .settings = settings_of(look)};
    struct app *app = NULL;
    *row = (struct light_row){.look = *look};
    if (stage_init(&stage, look->theme) && !(app = app_create(&options, &err)))
        log_error("%s", err.text);
    if (app) {
        double end_s = timeline_total_s(app_timeline(app));
        app_begin(app, 0.0);
        app_advance(app, (long)(BEGUN_S * TICKS_PER_S));
        stage_fit(&stage, app, PICTURE_SIZE.width, PICTURE_SIZE.height, NULL);
        watch(row, &stage, app, BEGUN_S, lround(floor((end_s - BEGUN_S) * fps)) + 1, fps);
    }
    bool measured = app != NULL;
    app_destroy(app);
    stage_finish(&stage);
    return measured;
}

/// Returns whether the row keeps its promises.
static bool print_row(const struct light_row *row)
{
    float limit_lux = light_limit_lux(row->look.theme);
    bool too_light = limit_lux > 0.0f && row->lux_most > limit_lux;
    bool too_fast = row->change_share > LIGHT_CHANGE_LIMIT;
    char limit[16] = "-";
    if (limit_lux > 0.0f)
        snprintf(limit, sizeof limit, "%.1f", (double)limit_lux);
    printf("%-7s %4d %7.3f %7.3f%c %5s %6.1f %9.2f %9.2f %8.1f%c %6.1f\n", row->look.theme,
           row->look.text_percent, (double)row->lux_mean, (double)row->lux_most,
           too_light ? '*' : ' ', limit, row->lux_most_s, (double)(100.0f * row->luminance_most),
           (double)(100.0f * row->change_most), (double)(100.0f * row->change_share),
           too_fast ? '*' : ' ', row->change_most_s);
    return !too_light && !too_fast;
}

int light_table_print(const struct studio *studio, const char *figure, int fps)
{
    printf(
        "Melanopic light at the eye, 3 m from a 55-inch screen of %g cd/m2; mean luminance of the "
        "picture and its largest change within a second\n",
        (double)LIGHT_WHITE_CD_M2);
    printf("%-7s %4s %7s %8s %5s %6s %9s %9s %9s %6s\n", "theme", "text", "mean lx", "most lx ",
           "limit", "at s", "% of white", "change", "of most ", "at s");
    bool good = true;
    static const int percents[] = {100, 125, 200};
    for (int i = 0; i < 3 * (int)(sizeof themes / sizeof *themes); i++) {
        const struct light_look look = {themes[i / 3].theme, figure, percents[i % 3]};
        struct light_row row;
        if (!light_measure(&row, studio, &look, fps))
            return EXIT_FAILED;
        good = print_row(&row) && good;
    }
    return good ? EXIT_DONE : EXIT_FAILED;
}
