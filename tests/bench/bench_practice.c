/// What a practice costs to draw, frame by frame as `play` does, without window and sound.
///
///     bench_practice [SECONDS]      default: 3 seconds out of every 15 of the routine
///
/// Prints processor time of one thread per second of practice at 60 beats a second, and how many
/// frames were drawn: every beat, and what the eye wants. No frame is dropped, however busy the
/// machine: runs can be compared.
#include "coach/timeline.h"
#include "picture/canvas.h"
#include "platform/cadence.h"
#include "screens/practice.h"
#include "store/content_folder.h"
#include "store/routine_file.h"
#include "store/theme_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, FRAMES_PER_S = 60, EVERY_S = 15, MOST_S = 15 };

static double cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

struct evening {
    struct content content;
    struct routine routine;
    struct theme theme;
    struct timeline *timeline;
    struct type *type;
};

struct sum {
    double cpu_s, practice_s;
    long drawn;
};

/// The practice from `from_s` on; its first frame, drawn whole, is not counted. `sum`: of holds and
/// of moves.
static void watch(const struct evening *evening, int from_s, int seconds, float threshold_px,
                  struct sum sum[])
{
    struct practice *practice = practice_create(evening->type, WIDTH, HEIGHT, false);
    struct canvas canvas;
    struct cadence cadence = cadence_start();
    canvas_init(&canvas, WIDTH, HEIGHT);
    for (int frame = 0, last = 0; frame <= seconds * FRAMES_PER_S; frame++) {
        double before_s = cpu_s(), frame_s = 1.0 / FRAMES_PER_S;
        if (!cadence_beat(&cadence, frame * frame_s, threshold_px <= 0.0f))
            continue;
        struct moment moment;
        timeline_at(evening->timeline, from_s + (double)frame / FRAMES_PER_S, &moment);
        practice_draw(practice, &canvas, &moment, &evening->theme, threshold_px);
        cadence_drawn(&cadence, practice_wait_s(practice), 0.0, frame_s);
        if (frame > 0) {
            struct sum *of_kind = &sum[moment.kind == SPAN_MOVE];
            of_kind->cpu_s += cpu_s() - before_s;
            of_kind->practice_s += (frame - last) * frame_s;
            of_kind->drawn += canvas.changed_count > 0;
        }
        last = frame;
        canvas_clear_changed(&canvas);
    }
    canvas_finish(&canvas);
    practice_destroy(practice);
}

static int fail(const char *why)
{
    fprintf(stderr, "bench_practice: %s\n", why);
    return EXIT_FAILURE;
}

static bool load(struct evening *evening, struct err *err)
{
    struct problems problems = {0};
    struct content *content = &evening->content;
    struct timeline_settings settings = timeline_settings_default();
    bool good = content_load(content, SOURCE_DIR "/routines", &problems) &&
                routine_load(&evening->routine, content, SOURCE_DIR "/routines/bedtime.yaml",
                             &content->arena, &problems) &&
                theme_load(&evening->theme, SOURCE_DIR "/assets/themes/night.yaml", &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    if (!good)
        return false;
    evening->timeline = timeline_create(content, &evening->routine, &settings, err);
    evening->type = type_create(SOURCE_DIR "/assets/fonts", err);
    return evening->timeline && evening->type;
}

static void print_sum(float threshold_px, const char *kind, const struct sum *sum)
{
    printf("%9.1f px %-6s %18.3f %14.1f\n", (double)threshold_px, kind,
           sum->cpu_s / sum->practice_s, (double)sum->drawn / sum->practice_s);
}

int main(int count, char **arguments)
{
    static const float thresholds_px[] = {0.0f, 0.4f};
    int seconds = count > 1 ? atoi(arguments[1]) : 3;
    struct evening evening = {0};
    struct err err = {"the content cannot be read"};
    if (seconds < 1 || seconds > MOST_S)
        return fail("SECONDS is 1 to 15");
    if (!load(&evening, &err))
        return fail(err.text);
    int end_s = (int)(timeline_total_ticks(evening.timeline) / TICKS_PER_S);
    printf("%-12s %-6s %18s %14s\n", "redrawn from", "", "CPU s a second", "frames a second");
    for (size_t i = 0; i < sizeof thresholds_px / sizeof *thresholds_px; i++) {
        struct sum sum[2] = {{0.0, 0.0, 0}, {0.0, 0.0, 0}};
        for (int from_s = 0; from_s + seconds <= end_s; from_s += EVERY_S)
            watch(&evening, from_s, seconds, thresholds_px[i], sum);
        const struct sum all = {sum[0].cpu_s + sum[1].cpu_s, sum[0].practice_s + sum[1].practice_s,
                                sum[0].drawn + sum[1].drawn};
        print_sum(thresholds_px[i], "holds", &sum[0]);
        print_sum(thresholds_px[i], "moves", &sum[1]);
        print_sum(thresholds_px[i], "all", &all);
    }
    type_destroy(evening.type);
    timeline_destroy(evening.timeline);
    arena_finish(&evening.content.arena);
    return EXIT_SUCCESS;
}
