#include "screens/practice_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const int SIZES[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1440, 1080},
                               {1024, 768}, {1280, 800},  {2560, 1080}, {3440, 1440},
                               {640, 360},  {1080, 1920}, {2160, 1440}, {1366, 768}};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

static void assert_apart(struct rect a, struct rect b, const char *what, int i)
{
    if (rect_touches(a, b))
        fail_msg("%s touch at %dx%d", what, SIZES[i][0], SIZES[i][1]);
}

static void words_never_lie_on_each_other(void **state)
{
    (void)state;
    for (int i = 0; i < SIZE_COUNT; i++) {
        struct practice_layout l = practice_layout_of(SIZES[i][0], SIZES[i][1]);
        const struct rect boxes[] = {l.title, l.dial, l.total, l.words, l.next};
        for (int a = 0; a < 5; a++)
            for (int b = 0; b < a; b++)
                assert_apart(boxes[a], boxes[b], "boxes", i);
        assert_apart(l.status, l.volume, "messages", i);
        assert_apart(l.status, l.title, "status and title", i);
        assert_apart(l.status, l.dial, "status and dial", i);
        assert_apart(l.status, l.total, "status and total", i);
        assert_apart(l.status, l.words, "status and words", i);
        if (l.wide)
            assert_apart(l.again, l.dial, "large words and dial", i);
    }
}

static void everything_keeps_the_safe_margins(void **state)
{
    (void)state;
    for (int i = 0; i < SIZE_COUNT; i++) {
        struct practice_layout l = practice_layout_of(SIZES[i][0], SIZES[i][1]);
        const struct rect boxes[] = {l.title, l.dial,  l.total,  l.words,
                                     l.next,  l.again, l.status, l.volume};
        int x = practice_layout_px(&l, 96.0f) - 1, y = practice_layout_px(&l, 60.0f) - 1;
        for (int b = 0; b < 8; b++) {
            assert_false(rect_is_empty(boxes[b]));
            assert_true(boxes[b].x >= x && boxes[b].y >= y);
            assert_true(boxes[b].x + boxes[b].width <= l.width - x);
            assert_true(boxes[b].y + boxes[b].height <= l.height - y);
        }
    }
}

/// Where the figure can be: 80 % of the width and 84 % of the height of the largest 16:9 box.
static struct rect figure_of(const struct practice_layout *layout)
{
    struct rect stage = layout->stage;
    double width =
        stage.width < stage.height * 16.0 / 9.0 ? stage.width : stage.height * 16.0 / 9.0;
    int w = (int)(0.80 * width), h = (int)(0.84 * width * 9.0 / 16.0);
    return (struct rect){stage.x + (stage.width - w) / 2, stage.y + (stage.height - h) / 2, w, h};
}

static void the_figure_collides_with_no_words(void **state)
{
    (void)state;
    for (int i = 0; i < SIZE_COUNT; i++) {
        struct practice_layout l = practice_layout_of(SIZES[i][0], SIZES[i][1]);
        struct rect figure = figure_of(&l);
        assert_apart(figure, l.title, "figure and title", i);
        assert_apart(figure, l.dial, "figure and dial", i);
        assert_apart(figure, l.total, "figure and total", i);
        assert_apart(figure, l.words, "figure and words", i);
        assert_apart(figure, l.next, "figure and next", i);
    }
}

static void the_figure_is_large_enough_to_be_seen_from_the_mat(void **state)
{
    (void)state;
    for (int i = 0; i < SIZE_COUNT; i++) {
        struct practice_layout l = practice_layout_of(SIZES[i][0], SIZES[i][1]);
        struct rect figure = figure_of(&l);
        // Of the largest 16:9 box that fits into the window.
        int whole = l.width < l.height * 16 / 9 ? l.width : l.height * 16 / 9;
        assert_true(figure.width * 100 >= 43 * whole);
    }
}

static void sizes_scale_with_the_window(void **state)
{
    (void)state;
    struct practice_layout hd = practice_layout_of(1920, 1080);
    struct practice_layout uhd = practice_layout_of(3840, 2160);
    assert_int_equal(practice_layout_px(&hd, 48.0f), 48);
    assert_int_equal(practice_layout_px(&uhd, 48.0f), 96);
    assert_int_equal(uhd.words.width, 2 * hd.words.width);
    assert_int_equal(uhd.dial.x, 2 * hd.dial.x);
    struct practice_layout flat = practice_layout_of(3440, 1440);
    assert_int_equal(practice_layout_px(&flat, 48.0f), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_never_lie_on_each_other),
        cmocka_unit_test(everything_keeps_the_safe_margins),
        cmocka_unit_test(the_figure_collides_with_no_words),
        cmocka_unit_test(the_figure_is_large_enough_to_be_seen_from_the_mat),
        cmocka_unit_test(sizes_scale_with_the_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
