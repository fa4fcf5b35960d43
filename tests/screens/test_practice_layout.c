#include "screens/practice_layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const int SIZES[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1440, 1080},
                               {1024, 768}, {1280, 800},  {2560, 1080}, {3440, 1440},
                               {640, 360},  {1080, 1920}, {2160, 1440}, {1366, 768}};
static const int PERCENTS[] = {100, 110, 130, 140, 160, 180, 200};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES, PERCENT_COUNT = 7 };

static void assert_apart(const struct practice_layout *l, struct rect a, struct rect b,
                         const char *what)
{
    if (rect_touches(a, b))
        fail_msg("%s touch at %dx%d, words of %.0f %%", what, l->width, l->height,
                 100.0 * (double)l->text);
}

typedef void layout_check(const struct practice_layout *layout);

/// Every size of window with every size of words.
static void check_all(layout_check *check)
{
    for (int i = 0; i < SIZE_COUNT; i++)
        for (int p = 0; p < PERCENT_COUNT; p++) {
            struct practice_layout layout =
                practice_layout_of(SIZES[i][0], SIZES[i][1], PERCENTS[p]);
            check(&layout);
        }
}

static void check_words(const struct practice_layout *l)
{
    const struct rect boxes[] = {l->title, l->dial, l->total, l->words, l->next};
    for (int a = 0; a < 5; a++)
        for (int b = 0; b < a; b++)
            assert_apart(l, boxes[a], boxes[b], "boxes");
    assert_apart(l, l->status, l->volume, "messages");
    assert_apart(l, l->status, l->title, "status and title");
    assert_apart(l, l->status, l->dial, "status and dial");
    assert_apart(l, l->status, l->total, "status and total");
    assert_apart(l, l->status, l->words, "status and words");
    if (l->wide && !l->large)
        assert_apart(l, l->again, l->dial, "large words and dial");
    assert_apart(l, l->column, l->beside, "column and figure");
    assert_apart(l, l->page, l->aside, "page and figure");
    if (!l->filled)
        assert_apart(l, l->page, l->hints, "page and hints");
    assert_apart(l, l->column, l->hints, "column and hints");
}

static void words_never_lie_on_each_other(void **state)
{
    (void)state;
    check_all(check_words);
}

static void check_margins(const struct practice_layout *l)
{
    const struct rect boxes[] = {l->title,  l->dial,   l->total,  l->words, l->again,
                                 l->status, l->volume, l->column, l->page,  l->hints};
    int x = practice_layout_px(l, 96.0f) - 1, y = practice_layout_px(l, 60.0f) - 1;
    for (int b = 0; b < 10; b++) {
        assert_false(rect_is_empty(boxes[b]));
        assert_true(boxes[b].x >= x && boxes[b].y >= y);
        assert_true(boxes[b].x + boxes[b].width <= l->width - x);
        assert_true(boxes[b].y + boxes[b].height <= l->height - y);
    }
}

static void everything_keeps_the_safe_margins(void **state)
{
    (void)state;
    check_all(check_margins);
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

static void check_figure(const struct practice_layout *l)
{
    struct rect figure = figure_of(l);
    assert_apart(l, figure, l->title, "figure and title");
    assert_apart(l, figure, l->dial, "figure and dial");
    assert_apart(l, figure, l->total, "figure and total");
    assert_apart(l, figure, l->words, "figure and words");
    assert_apart(l, figure, l->next, "figure and next");
}

static void the_figure_collides_with_no_words(void **state)
{
    (void)state;
    check_all(check_figure);
}

/// Per cent of the width of the largest 16:9 box in the window that the figure may take.
static int figure_percent(const struct practice_layout *layout)
{
    int whole = layout->width < layout->height * 16 / 9 ? layout->width : layout->height * 16 / 9;
    return figure_of(layout).width * 100 / whole;
}

static void the_figure_is_large_enough_to_be_seen_from_the_mat(void **state)
{
    (void)state;
    for (int i = 0; i < SIZE_COUNT; i++) {
        struct practice_layout usual = practice_layout_of(SIZES[i][0], SIZES[i][1], 100);
        struct practice_layout large = practice_layout_of(SIZES[i][0], SIZES[i][1], 200);
        assert_true(figure_percent(&usual) >= 43);
        // Large words take their room from somewhere, but never all of it.
        assert_true(figure_percent(&large) >= 25);
    }
}

/// Arc minutes that a capital of Lato takes: 0.717 of the letters' size, on a 16:9 screen.
static double arc_minutes(double letters_px, double inches, double metres)
{
    double height_m = inches * 0.0254 * 9.0 / sqrt(16.0 * 16.0 + 9.0 * 9.0);
    return 0.717 * letters_px / 1080.0 * height_m / metres * 60.0 * 180.0 / 3.14159265;
}

static void words_can_be_read_from_where_one_lies(void **state)
{
    (void)state;
    struct practice_layout usual = practice_layout_of(1920, 1080, 100);
    struct practice_layout large = practice_layout_of(1920, 1080, 200);
    // ISO 9241-303: 20 minutes or more. Television at 3 m; laptop at 2 m.
    assert_true(arc_minutes(practice_layout_text_px(&usual, 62.0f), 55.0, 3.0) >= 20.0);
    assert_true(arc_minutes(practice_layout_text_px(&large, 62.0f), 15.0, 2.0) >= 20.0);
    // What may be read too.
    assert_true(arc_minutes(practice_layout_text_px(&large, 48.0f), 15.0, 2.0) >= 20.0);
}

static void sizes_scale_with_the_window(void **state)
{
    (void)state;
    struct practice_layout hd = practice_layout_of(1920, 1080, 100);
    struct practice_layout uhd = practice_layout_of(3840, 2160, 100);
    assert_int_equal(practice_layout_px(&hd, 48.0f), 48);
    assert_int_equal(practice_layout_px(&uhd, 48.0f), 96);
    assert_int_equal(uhd.words.width, 2 * hd.words.width);
    assert_int_equal(uhd.dial.x, 2 * hd.dial.x);
    struct practice_layout flat = practice_layout_of(3440, 1440, 100);
    assert_int_equal(practice_layout_px(&flat, 48.0f), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_never_lie_on_each_other),
        cmocka_unit_test(everything_keeps_the_safe_margins),
        cmocka_unit_test(the_figure_collides_with_no_words),
        cmocka_unit_test(the_figure_is_large_enough_to_be_seen_from_the_mat),
        cmocka_unit_test(words_can_be_read_from_where_one_lies),
        cmocka_unit_test(sizes_scale_with_the_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
