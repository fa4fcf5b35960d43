/// What the window shows is what the canvas holds, either way. Runs under SDL's dummy driver; the
/// real window is tested by tests/window.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/window.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 320, HEIGHT = 200 };

static SDL_Window *only_window(void)
{
    for (Uint32 id = 1; id < 100; id++)
        if (SDL_GetWindowFromID(id))
            return SDL_GetWindowFromID(id);
    return NULL;
}

static uint32_t shown_pixel(int x, int y)
{
    SDL_Window *window = only_window();
    SDL_Renderer *renderer = SDL_GetRenderer(window);
    uint32_t pixel = 0;
    if (renderer) {
        SDL_Rect box = {x, y, 1, 1};
        SDL_RenderReadPixels(renderer, &box, SDL_PIXELFORMAT_ARGB8888, &pixel, 4);
        return pixel & 0xffffff;
    }
    SDL_Surface *surface = SDL_GetWindowSurface(window);
    pixel = *(uint32_t *)(void *)((char *)surface->pixels + y * surface->pitch + x * 4);
    uint8_t r, g, b;
    SDL_GetRGB(pixel, surface->format, &r, &g, &b);
    return (uint32_t)r << 16 | (uint32_t)g << 8 | b;
}

static void fill(struct canvas *canvas, uint32_t colour)
{
    uint32_t *pixels = canvas_pixels(canvas);
    for (int i = 0; i < canvas->width * canvas->height; i++)
        pixels[i] = 0xff000000u | colour;
    cairo_surface_mark_dirty(canvas->surface);
}

struct stage {
    struct window *window;
    struct canvas canvas;
};

static void open_stage(struct stage *stage, enum window_way way)
{
    struct err err;
    struct window_options options = {.width = WIDTH, .height = HEIGHT, .way = way};
    stage->window = window_create(&options, &err);
    if (!stage->window)
        fail_msg("%s", err.text);
    canvas_init(&stage->canvas, WIDTH, HEIGHT);
}

static void close_stage(struct stage *stage)
{
    canvas_finish(&stage->canvas);
    window_destroy(stage->window);
}

static const enum window_way ways[] = {WINDOW_WAY_SURFACE, WINDOW_WAY_TEXTURE};

static void a_new_window_is_black(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct stage stage;
        open_stage(&stage, ways[i]);
        assert_int_equal(shown_pixel(0, 0), 0);
        assert_int_equal(shown_pixel(WIDTH - 1, HEIGHT - 1), 0);
        close_stage(&stage);
    }
}

static void only_changed_boxes_are_shown(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct stage stage;
        open_stage(&stage, ways[i]);
        fill(&stage.canvas, 0x102030);
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        assert_int_equal(shown_pixel(5, 5), 0x102030);
        assert_int_equal(shown_pixel(WIDTH - 1, HEIGHT - 1), 0x102030);

        fill(&stage.canvas, 0x405060);
        canvas_mark(&stage.canvas, (struct rect){10, 20, 30, 40});
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        assert_int_equal(stage.canvas.changed_count, 0);
        assert_int_equal(shown_pixel(10, 20), 0x405060);
        assert_int_equal(shown_pixel(39, 59), 0x405060);
        assert_int_equal(shown_pixel(9, 20), 0x102030);
        assert_int_equal(shown_pixel(40, 60), 0x102030);
        close_stage(&stage);
    }
}

static void a_spoilt_window_shows_all_of_it_again(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct stage stage;
        open_stage(&stage, ways[i]);
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        fill(&stage.canvas, 0x203040);
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        assert_int_equal(shown_pixel(100, 100), 0);
        window_spoil(stage.window);
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        assert_int_equal(shown_pixel(100, 100), 0x203040);
        close_stage(&stage);
    }
}

/// Monitors come and go, the machine wakes, the graphics card starts anew: all of the picture is
/// shown again.
static void what_the_desktop_may_have_spoilt_is_shown_again(void **state)
{
    (void)state;
    static const struct {
        Uint32 type;
        Uint8 what;
    } causes[] = {{SDL_DISPLAYEVENT, SDL_DISPLAYEVENT_CONNECTED},
                  {SDL_DISPLAYEVENT, SDL_DISPLAYEVENT_DISCONNECTED},
                  {SDL_RENDER_TARGETS_RESET, 0},
                  {SDL_RENDER_DEVICE_RESET, 0},
                  {SDL_WINDOWEVENT, SDL_WINDOWEVENT_RESTORED},
                  {SDL_WINDOWEVENT, SDL_WINDOWEVENT_EXPOSED}};
    for (int i = 0; i < 2; i++) {
        struct stage stage;
        open_stage(&stage, ways[i]);
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        for (size_t k = 0; k < sizeof causes / sizeof *causes; k++) {
            SDL_Event event = {.type = causes[k].type};
            if (causes[k].type == SDL_DISPLAYEVENT)
                event.display.event = causes[k].what;
            else if (causes[k].type == SDL_WINDOWEVENT)
                event.window.event = causes[k].what;
            uint32_t colour = 0x203040 + 0x10 * (uint32_t)k;
            fill(&stage.canvas, colour);
            window_handle(stage.window, &event);
            assert_true(window_show(stage.window, &stage.canvas, NULL));
            assert_int_equal(shown_pixel(100, 100), colour);
        }
        close_stage(&stage);
    }
}

static void a_canvas_of_another_size_is_shown_as_far_as_it_goes(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct stage stage;
        open_stage(&stage, ways[i]);
        canvas_finish(&stage.canvas);
        canvas_init(&stage.canvas, 2 * WIDTH, 2 * HEIGHT);
        fill(&stage.canvas, 0x304050);
        assert_true(window_show(stage.window, &stage.canvas, NULL));
        assert_int_equal(shown_pixel(WIDTH - 1, HEIGHT - 1), 0x304050);
        close_stage(&stage);
    }
}

static void the_pace_is_sixty_at_most(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, WINDOW_WAY_BEST);
    double pace = window_frames_per_s(stage.window);
    assert_true(pace > 20.0 && pace <= 63.0);
    assert_string_equal(window_way_name(stage.window), "surface");
    close_stage(&stage);
}

static void the_screensaver_is_kept_away_and_let_back(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, WINDOW_WAY_SURFACE);
    window_keep_awake(stage.window, true);
    assert_false(SDL_IsScreenSaverEnabled());
    window_keep_awake(stage.window, false);
    assert_true(SDL_IsScreenSaverEnabled());
    close_stage(&stage);
}

static void without_a_display_there_is_a_sentence(void **state)
{
    (void)state;
    struct err err;
    char *driver = getenv("SDL_VIDEODRIVER") ? strdup(getenv("SDL_VIDEODRIVER")) : NULL;
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("DISPLAY", ":99999", 1);
    unsetenv("WAYLAND_DISPLAY");
    struct window_options options = {.width = WIDTH, .height = HEIGHT};
    assert_null(window_create(&options, &err));
    assert_string_equal(err.text, "the display :99999 cannot be reached");
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("DISPLAY");
    assert_null(window_create(&options, &err));
    assert_string_equal(err.text, "there is no display");
    setenv("SDL_VIDEODRIVER", driver ? driver : "dummy", 1);
    free(driver);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_window_is_black),
        cmocka_unit_test(only_changed_boxes_are_shown),
        cmocka_unit_test(a_spoilt_window_shows_all_of_it_again),
        cmocka_unit_test(what_the_desktop_may_have_spoilt_is_shown_again),
        cmocka_unit_test(a_canvas_of_another_size_is_shown_as_far_as_it_goes),
        cmocka_unit_test(the_pace_is_sixty_at_most),
        cmocka_unit_test(the_screensaver_is_kept_away_and_let_back),
        cmocka_unit_test(without_a_display_there_is_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
