/// What a figure and a pose cost: processor time of one thread, the minimum and the median of many.
///
///     bench_figure [ROUNDS]      default: 40
///
/// The figure is drawn as large as the canvas, as a still without words does, and as large as a
/// practice shows it beside its words; without and with a lamp that is lit.
///
/// Each drawing differs from the one before (a breath, a step of a move), as it does in a practice.
/// Compare numbers of one machine only; the minimum is what a machine that does other things
/// disturbs least.
#include "coach/timeline.h"
#include "picture/camera.h"
#include "picture/figure.h"
#include "picture/theme.h"
#include "screens/practice_layout.h"
#include "store/content_folder.h"
#include "store/routine_file.h"
#include "store/theme_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { POSTURES = 12, ROUNDS_MAX = 1000, POSES_PER_ROUND = 50 };

static const struct {
    const char *name, *pose;
    enum side side;
    float fill; ///< of the breath
} posture[POSTURES] = {
    {"knees to chest", "knees_to_chest", SIDE_RIGHT, 0.0f},
    {"twist right", "twist", SIDE_RIGHT, 0.0f},
    {"twist left", "twist", SIDE_LEFT, 0.0f},
    {"cat", "cat_cow", SIDE_RIGHT, 0.0f},
    {"cow", "cat_cow", SIDE_RIGHT, 0.9f},
    {"all fours", "cat_cow", SIDE_RIGHT, 0.5f},
    {"child's pose", "childs_pose", SIDE_RIGHT, 0.0f},
    {"bridge low", "bridge", SIDE_RIGHT, 0.0f},
    {"bridge", "bridge", SIDE_RIGHT, 0.9f},
    {"legs up the wall", "legs_up_wall", SIDE_RIGHT, 0.0f},
    {"savasana", "savasana", SIDE_RIGHT, 0.0f},
    {"sitting by the wall", "sitting_by_wall", SIDE_RIGHT, 0.0f},
};

static double cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct cost {
    double least, median;
};

static struct cost cost_of(double *value, int count)
{
    qsort(value, (size_t)count, sizeof *value, by_value);
    return (struct cost){value[0], value[count / 2]};
}

static void stop(const char *why)
{
    fprintf(stderr, "bench_figure: %s\n", why);
    exit(EXIT_FAILURE);
}

static struct moment moment_of(const struct content *content, int index, float fill)
{
    struct moment moment = {0};
    struct err err = {0};
    struct pose_side at = {content_pose(content, posture[index].pose), posture[index].side};
    if (!at.pose)
        stop(posture[index].pose);
    if (!moment_of_pose(at, fill, &moment, &err))
        stop(err.text);
    return moment;
}

/// The colours of an evening, with the lamp of the room alight beside the figure or not.
static struct figure_colours colours_of(const struct theme *theme, bool is_lit)
{
    static const vec3s BESIDE_M = {{0.86f, 0.28f, -0.63f}};
    static const float STRENGTH = 0.62f;
    struct figure_colours colours = figure_colours_of_theme(theme);
    if (is_lit)
        colours.lamp[0] = (struct lamp){BESIDE_M, theme->colour[ROLE_LAMP_LIGHT], STRENGTH};
    return colours;
}

/// Milliseconds for a figure in one posture that breathes, in the middle of `stage`.
static struct cost figure_cost(const struct content *content, const struct figure_colours *colours,
                               int index, struct rect canvas, struct rect stage, int rounds)
{
    static double ms[ROUNDS_MAX];
    struct figure *figure = figure_create(canvas.width, canvas.height, &person_woman);
    struct moment moment[2] = {moment_of(content, index, posture[index].fill),
                               moment_of(content, index, posture[index].fill + 0.03f)};
    struct camera camera = camera_of_view(&moment[0].view, stage);
    struct rect changed;
    for (int i = -2; i < rounds; i++) {
        const struct moment *now = &moment[i & 1];
        double before_s = cpu_s();
        figure_draw(figure, &now->figure.body, &camera, colours, now->wall_m, now->wall_alpha,
                    &changed);
        if (i >= 0)
            ms[i] = (cpu_s() - before_s) * 1e3;
    }
    figure_destroy(figure);
    return cost_of(ms, rounds);
}

static void print_figures(const struct content *content, const struct theme *theme, int rounds)
{
    enum { DARK, LIT, BESIDE_WORDS, LIT_BESIDE_WORDS, LARGE, COLUMNS };
    static const char *const title[COLUMNS] = {"1080p  min  med", "lamp  min  med", "beside words",
                                               "lamp, words", "4K  min  med"};
    static const struct rect full_hd = {0, 0, 1920, 1080}, uhd = {0, 0, 3840, 2160};
    const struct rect stage = practice_stage(full_hd.width, full_hd.height, 100);
    const struct figure_colours dark = colours_of(theme, false), lit = colours_of(theme, true);
    struct cost sum[COLUMNS] = {{0.0, 0.0}};
    printf("%-20s", "figure, ms");
    for (int k = 0; k < COLUMNS; k++)
        printf("  %15s", title[k]);
    printf("\n");
    for (int i = 0; i <= POSTURES; i++) {
        struct cost cost[COLUMNS];
        if (i < POSTURES) {
            cost[DARK] = figure_cost(content, &dark, i, full_hd, full_hd, rounds);
            cost[LIT] = figure_cost(content, &lit, i, full_hd, full_hd, rounds);
            cost[BESIDE_WORDS] = figure_cost(content, &dark, i, full_hd, stage, rounds);
            cost[LIT_BESIDE_WORDS] = figure_cost(content, &lit, i, full_hd, stage, rounds);
            cost[LARGE] = figure_cost(content, &dark, i, uhd, uhd, rounds / 2 + 1);
        }
        printf("%-20s", i < POSTURES ? posture[i].name : "mean");
        for (int k = 0; k < COLUMNS; k++) {
            if (i == POSTURES)
                cost[k] = sum[k];
            printf("  %8.2f %6.2f", cost[k].least, cost[k].median);
            sum[k].least += cost[k].least / POSTURES;
            sum[k].median += cost[k].median / POSTURES;
        }
        printf("\n");
    }
}

/// Microseconds for a moment of a span, everything in it: blend, pins, breath, view, words.
static struct cost pose_cost(const struct timeline *timeline, const struct span *span, int rounds)
{
    static double us[ROUNDS_MAX];
    struct moment moment;
    double from_s = (double)span->start_tick / TICKS_PER_S;
    double length_s = (double)(span->end_tick - span->start_tick) / TICKS_PER_S;
    for (int i = 0; i < rounds; i++) {
        double before_s = cpu_s();
        for (int k = 0; k < POSES_PER_ROUND; k++)
            timeline_at(timeline, from_s + length_s * k / POSES_PER_ROUND, &moment);
        us[i] = (cpu_s() - before_s) / POSES_PER_ROUND * 1e6;
    }
    return cost_of(us, rounds);
}

static void print_poses(struct content *content, int rounds)
{
    struct err err = {0};
    struct problems problems = {0};
    struct routine routine = {0};
    struct timeline_settings settings = timeline_settings_default();
    if (!routine_load(&routine, content, SOURCE_DIR "/routines/bedtime.yaml", &content->arena,
                      &problems))
        stop("the routine cannot be read");
    problems_finish(&problems);
    struct timeline *timeline = timeline_create(content, &routine, &settings, &err);
    if (!timeline)
        stop(err.text);
    printf("\n%-20s  %15s\n", "pose, us", "min  med");
    for (int i = 0; i < timeline_span_count(timeline); i++) {
        const struct span *span = timeline_span(timeline, i);
        struct cost cost = pose_cost(timeline, span, rounds);
        const char *const kind[] = {"move", "hold", "rest"};
        printf("%-4s of step %-8d  %8.2f %6.2f\n", kind[span->kind], span->step + 1, cost.least,
               cost.median);
    }
    timeline_destroy(timeline);
}

int main(int count, char **arguments)
{
    int rounds = count > 1 ? atoi(arguments[1]) : 40;
    if (rounds < 1 || rounds > ROUNDS_MAX)
        stop("ROUNDS is 1 to 1000");
    struct content content = {0};
    struct theme theme;
    struct problems problems = {0};
    if (!content_load(&content, SOURCE_DIR "/routines", &problems) ||
        !theme_load(&theme, SOURCE_DIR "/assets/themes/night.yaml", &problems)) {
        problems_write(&problems, NULL, stderr);
        return EXIT_FAILURE;
    }
    problems_finish(&problems);
    print_figures(&content, &theme, rounds);
    print_poses(&content, rounds);
    arena_finish(&content.arena);
    return EXIT_SUCCESS;
}
