#include "picture/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static long area(const struct canvas *canvas)
{
    long sum = 0;
    for (int i = 0; i < canvas->changed_count; i++)
        sum += (long)canvas->changed[i].width * canvas->changed[i].height;
    return sum;
}

static void marks_are_cut_at_the_edge(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 100, 50);
    canvas_mark(&canvas, (struct rect){-10, -10, 30, 30});
    canvas_mark(&canvas, (struct rect){90, 45, 100, 100});
    canvas_mark(&canvas, (struct rect){200, 0, 10, 10});
    canvas_mark(&canvas, (struct rect){10, 10, 0, 5});
    assert_int_equal(canvas.changed_count, 2);
    assert_int_equal(area(&canvas), 20 * 20 + 10 * 5);
    canvas_finish(&canvas);
}

static void marks_that_overlap_become_one(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 100, 100);
    canvas_mark(&canvas, (struct rect){0, 0, 10, 10});
    canvas_mark(&canvas, (struct rect){40, 0, 10, 10});
    assert_int_equal(canvas.changed_count, 2);
    canvas_mark(&canvas, (struct rect){5, 5, 40, 2});
    assert_int_equal(canvas.changed_count, 1);
    assert_int_equal(area(&canvas), 50 * 10);
    canvas_clear_changed(&canvas);
    assert_int_equal(canvas.changed_count, 0);
    canvas_finish(&canvas);
}

static bool covered(const struct canvas *canvas, int x, int y)
{
    for (int i = 0; i < canvas->changed_count; i++) {
        const struct rect *box = &canvas->changed[i];
        if (x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height)
            return true;
    }
    return false;
}

static void many_marks_lose_nothing_and_never_overlap(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 400, 400);
    srand(7);
    int x[200], y[200];
    for (int i = 0; i < 200; i++) {
        x[i] = rand() % 395;
        y[i] = rand() % 395;
        canvas_mark(&canvas, (struct rect){x[i], y[i], 5, 5});
        assert_in_range(canvas.changed_count, 1, CANVAS_CHANGED_MAX);
        for (int a = 0; a < canvas.changed_count; a++)
            for (int b = 0; b < a; b++)
                assert_false(rect_touches(canvas.changed[a], canvas.changed[b]));
    }
    for (int i = 0; i < 200; i++) {
        assert_true(covered(&canvas, x[i], y[i]));
        assert_true(covered(&canvas, x[i] + 4, y[i] + 4));
    }
    canvas_finish(&canvas);
}

static size_t read_file(const char *path, char *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t count = fread(bytes, 1, size, file);
    fclose(file);
    return count;
}

static void a_png_has_the_same_bytes_every_time(void **state)
{
    (void)state;
    static char first[65536], second[65536];
    struct canvas canvas;
    struct err err;
    canvas_init(&canvas, 64, 32);
    cairo_set_source_rgb(canvas.cairo, 0.2, 0.5, 0.9);
    cairo_paint(canvas.cairo);
    assert_true(canvas_write_png(&canvas, BINARY_DIR "/canvas-1.png", &err));
    assert_true(canvas_write_png(&canvas, BINARY_DIR "/canvas-2.png", &err));
    size_t size = read_file(BINARY_DIR "/canvas-1.png", first, sizeof first);
    assert_int_equal(read_file(BINARY_DIR "/canvas-2.png", second, sizeof second), size);
    assert_true(size > 60);
    assert_memory_equal(first, second, size);
    // Byte 25 of a PNG is its colour type: 2 is RGB without alpha.
    assert_int_equal(first[25], 2);
    canvas_finish(&canvas);
}

static void a_png_that_cannot_be_written_names_the_file_and_the_cause(void **state)
{
    (void)state;
    struct canvas canvas;
    struct err err;
    canvas_init(&canvas, 8, 8);
    assert_false(canvas_write_png(&canvas, BINARY_DIR "/no-such-folder/x.png", &err));
    assert_non_null(strstr(err.text, "no-such-folder/x.png"));
    assert_non_null(strstr(err.text, "No such file"));
    canvas_finish(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_cut_at_the_edge),
        cmocka_unit_test(marks_that_overlap_become_one),
        cmocka_unit_test(many_marks_lose_nothing_and_never_overlap),
        cmocka_unit_test(a_png_has_the_same_bytes_every_time),
        cmocka_unit_test(a_png_that_cannot_be_written_names_the_file_and_the_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
