#include "screens/practice.h"

#include "picture/sample_theme.h"
#include "screens/shipped_evening.h"

#include <stdlib.h>
#include <string.h>

static struct evening evening;
static struct type *type;

static int set_up(void **state)
{
    (void)state;
    struct err err;
    evening_load(&evening);
    type = type_create(SOURCE_DIR "/assets/fonts", &err);
    return type ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    type_destroy(type);
    evening_finish(&evening);
    return 0;
}

/// A practice screen with all that belongs to it.
struct screen {
    struct scene *scene;
    struct practice *practice;
    struct canvas canvas;
};

static void screen_init(struct screen *screen, int width, int height, struct type *its_type)
{
    screen->scene = scene_create(width, height, practice_stage(width, height));
    screen->practice = practice_create(its_type, screen->scene, width, height);
    canvas_init(&screen->canvas, width, height);
}

static void screen_finish(struct screen *screen)
{
    practice_destroy(screen->practice);
    scene_destroy(screen->scene);
    canvas_finish(&screen->canvas);
}

static void assert_same_pixels(struct canvas *a, struct canvas *b)
{
    assert_memory_equal(canvas_pixels(a), canvas_pixels(b), (size_t)(canvas_stride(a) * a->height));
}

static struct practice_view view_at(double t_s, struct moment *moment)
{
    timeline_at(evening.timeline, t_s, moment);
    return (struct practice_view){.moment = moment, .state = PLAYER_PLAYING, .volume_percent = 60};
}

/// Something the user may be seeing: any time, any message.
static struct practice_view random_view(struct moment *moment, double near_s)
{
    struct practice_view view = view_at(near_s + rand() % 100 / 50.0, moment);
    view.state = (enum player_state)(rand() % 3);
    view.settle_s = (float)(rand() % 30) / 10.0f;
    view.help = rand() % 5 == 0;
    view.leave_question = rand() % 7 == 0;
    view.again = rand() % 5 == 0;
    view.muted = rand() % 3 == 0;
    view.volume_shown = (float)(rand() % 4) / 3.0f;
    view.pad_lost = rand() % 3 == 0;
    view.notice = rand() % 4 == 0 ? "The sound device is gone" : NULL;
    return view;
}

static void redrawn_parts_add_up_to_a_fresh_picture(void **state)
{
    (void)state;
    static const int sizes[][2] = {{640, 360}, {480, 360}};
    srand(11);
    for (int s = 0; s < 2; s++) {
        struct screen kept;
        screen_init(&kept, sizes[s][0], sizes[s][1], type);
        for (int i = 0; i < 40; i++) {
            struct moment moment;
            struct theme theme = sample_theme(rand() % 6 == 0 ? 0.3f : 1.0f);
            // Neighbouring times mostly, so that parts are redrawn and not always everything.
            struct practice_view view = random_view(&moment, 30.0 + 70.0 * (i / 6));
            bool bare = rand() % 9 == 0;
            practice_draw(kept.practice, &kept.canvas, &view, &theme, 0.0f, bare);

            struct screen fresh;
            screen_init(&fresh, sizes[s][0], sizes[s][1], type);
            practice_draw(fresh.practice, &fresh.canvas, &view, &theme, 0.0f, bare);
            assert_same_pixels(&kept.canvas, &fresh.canvas);
            screen_finish(&fresh);
        }
        screen_finish(&kept);
    }
}

static bool marked(const struct canvas *canvas, int x, int y)
{
    for (int i = 0; i < canvas->changed_count; i++) {
        const struct rect *box = &canvas->changed[i];
        if (x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height)
            return true;
    }
    return false;
}

static void every_pixel_that_changes_is_marked(void **state)
{
    (void)state;
    enum { WIDTH = 640, HEIGHT = 360 };
    static uint32_t before[WIDTH * HEIGHT];
    struct screen screen;
    screen_init(&screen, WIDTH, HEIGHT, type);
    srand(5);
    for (int i = 0; i < 30; i++) {
        struct moment moment;
        struct theme theme = sample_theme(1.0f);
        struct practice_view view = random_view(&moment, 45.0 + 60.0 * (i / 10));
        memcpy(before, canvas_pixels(&screen.canvas), sizeof before);
        canvas_clear_changed(&screen.canvas);
        practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, false);
        const uint32_t *pixel = canvas_pixels(&screen.canvas);
        for (int p = 0; p < WIDTH * HEIGHT; p++)
            if (pixel[p] != before[p] && !marked(&screen.canvas, p % WIDTH, p / WIDTH))
                fail_msg("pixel %d,%d is not marked", p % WIDTH, p / WIDTH);
    }
    screen_finish(&screen);
}

static void the_same_state_again_draws_nothing(void **state)
{
    (void)state;
    struct screen screen;
    struct moment moment;
    struct theme theme = sample_theme(1.0f);
    struct practice_view view = view_at(40.0, &moment);
    screen_init(&screen, 640, 360, type);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.25f, false);
    assert_int_equal(screen.canvas.changed_count, 1);
    canvas_clear_changed(&screen.canvas);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.25f, false);
    assert_int_equal(screen.canvas.changed_count, 0);
    practice_forget(screen.practice);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.25f, false);
    assert_int_equal(screen.canvas.changed_count, 1);
    assert_int_equal(screen.canvas.changed[0].width, 640);
    screen_finish(&screen);
}

static void a_passing_second_redraws_only_clock_dial_and_figure(void **state)
{
    (void)state;
    struct screen screen;
    struct moment moment;
    struct theme theme = sample_theme(1.0f);
    screen_init(&screen, 1280, 720, type);
    struct practice_view view = view_at(50.0, &moment);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.25f, false);
    canvas_clear_changed(&screen.canvas);
    view = view_at(51.0, &moment);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.25f, false);
    struct practice_layout layout = practice_layout_of(1280, 720);
    assert_true(marked(&screen.canvas, layout.dial.x, layout.dial.y));
    assert_true(marked(&screen.canvas, layout.total.x, layout.total.y));
    assert_false(marked(&screen.canvas, layout.title.x, layout.title.y));
    assert_false(marked(&screen.canvas, layout.words.x, layout.words.y + layout.words.height - 1));
    assert_false(marked(&screen.canvas, 0, 0));
    screen_finish(&screen);
}

static long brightness(struct canvas *canvas)
{
    long sum = 0;
    const uint32_t *pixel = canvas_pixels(canvas);
    for (int i = 0; i < canvas->width * canvas->height; i++)
        sum += (pixel[i] >> 16 & 255u) + (pixel[i] >> 8 & 255u) + (pixel[i] & 255u);
    return sum;
}

static void the_last_light_fades_evenly_to_black(void **state)
{
    (void)state;
    struct screen screen;
    struct moment moment;
    struct theme theme = sample_theme(1.0f);
    screen_init(&screen, 320, 180, type);
    struct practice_view view = view_at(430.0, &moment);
    moment.light = 1.0f;
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, false);
    double full = (double)brightness(&screen.canvas);
    moment.light = 0.5f;
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, false);
    assert_float_equal(brightness(&screen.canvas) / full, 0.5, 0.01);
    moment.light = 0.0f;
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, false);
    assert_int_equal(brightness(&screen.canvas), 0);
    const uint32_t *pixel = canvas_pixels(&screen.canvas);
    assert_int_equal(pixel[0] >> 24, 255);
    // A message in the dark can still be read.
    view.state = PLAYER_PAUSED;
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, false);
    assert_true(brightness(&screen.canvas) > 0);
    screen_finish(&screen);
}

static void bare_shows_the_scene_alone(void **state)
{
    (void)state;
    struct screen screen;
    struct moment moment;
    struct theme theme = sample_theme(1.0f);
    struct practice_view view = view_at(100.0, &moment);
    screen_init(&screen, 640, 360, type);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, true);
    struct scene *scene = scene_create(640, 360, practice_stage(640, 360));
    struct canvas canvas;
    canvas_init(&canvas, 640, 360);
    scene_paint(scene, &canvas, scene_prepare(scene, &moment, &theme, 0.0f));
    assert_same_pixels(&screen.canvas, &canvas);
    canvas_finish(&canvas);
    scene_destroy(scene);
    screen_finish(&screen);
}

static void without_fonts_everything_but_the_words_is_drawn(void **state)
{
    (void)state;
    struct screen screen;
    struct moment moment;
    struct theme theme = sample_theme(1.0f);
    struct practice_view view = view_at(100.0, &moment);
    view.help = view.again = true;
    view.state = PLAYER_PAUSED;
    view.volume_shown = 1.0f;
    screen_init(&screen, 640, 360, NULL);
    practice_draw(screen.practice, &screen.canvas, &view, &theme, 0.0f, false);
    assert_true(brightness(&screen.canvas) > 0);
    screen_finish(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(redrawn_parts_add_up_to_a_fresh_picture),
        cmocka_unit_test(every_pixel_that_changes_is_marked),
        cmocka_unit_test(the_same_state_again_draws_nothing),
        cmocka_unit_test(a_passing_second_redraws_only_clock_dial_and_figure),
        cmocka_unit_test(the_last_light_fades_evenly_to_black),
        cmocka_unit_test(bare_shows_the_scene_alone),
        cmocka_unit_test(without_fonts_everything_but_the_words_is_drawn),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
