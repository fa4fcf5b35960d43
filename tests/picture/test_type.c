#include "picture/type.h"

#include <SDL_ttf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char FONTS[] = SOURCE_DIR "/assets/fonts";
static const struct colour WHITE = {1.0f, 1.0f, 1.0f};

static int set_up(void **state)
{
    struct err err;
    *state = type_create(FONTS, &err);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    type_destroy(*state);
    return 0;
}

static int width_of(struct type *type, enum type_face face, int size_px, const char *text)
{
    int width_px, height_px;
    type_measure(type, face, size_px, text, &width_px, &height_px);
    return width_px;
}

static void a_missing_font_is_named_in_one_sentence(void **state)
{
    (void)state;
    struct err err;
    assert_null(type_create(SOURCE_DIR "/assets/themes", &err));
    assert_non_null(strstr(err.text, "assets/themes/Lato-Regular.ttf"));
}

static void lato_has_all_letters_of_transliterated_sanskrit(void **state)
{
    (void)state;
    static const Uint32 letters[] = {0x101,  0x12b,  0x16b,  0x1e5b, 0x1e5d, 0x1e43,
                                     0x1e45, 0xf1,   0x1e6d, 0x1e0d, 0x1e47, 0x15b,
                                     0x1e63, 0x1e25, 0x2026, 0x2019};
    const char *files[] = {"Lato-Regular.ttf", "Lato-Medium.ttf"};
    for (int f = 0; f < 2; f++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", FONTS, files[f]);
        TTF_Font *font = TTF_OpenFont(path, 32);
        assert_non_null(font);
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            assert_true(TTF_GlyphIsProvided32(font, letters[i]));
        TTF_CloseFont(font);
    }
}

static void devanagari_joins_its_consonants(void **state)
{
    struct type *type = *state;
    // ksha: one conjunct is narrower than its consonants with a visible sign of no vowel.
    int joined_px = width_of(type, TYPE_DEVANAGARI, 64, "क्ष");
    int apart_px =
        width_of(type, TYPE_DEVANAGARI, 64, "क") + width_of(type, TYPE_DEVANAGARI, 64, "ष");
    assert_true(joined_px > 0);
    assert_true(joined_px < apart_px * 8 / 10);
}

static void a_size_is_the_height_of_the_em(void **state)
{
    struct type *type = *state;
    int once = width_of(type, TYPE_REGULAR, 50, "Knees to chest");
    int twice = width_of(type, TYPE_REGULAR, 100, "Knees to chest");
    assert_in_range(twice, 2 * once - 14, 2 * once + 14);
    // Lato's capitals are 0.72 em high.
    assert_in_range(type_cap_height(type, TYPE_REGULAR, 100), 70, 75);
    assert_in_range(type_ascent(type, TYPE_REGULAR, 100), 75, 110);
}

static void draw_sample(struct type *type, struct canvas *canvas, int x)
{
    canvas_init(canvas, 300, 80);
    type_draw(type, canvas, TYPE_MEDIUM, 40, WHITE, 1.0f, x, 10, "Bridge");
}

static void assert_same_pixels(struct canvas *a, struct canvas *b)
{
    assert_memory_equal(canvas_pixels(a), canvas_pixels(b), (size_t)(canvas_stride(a) * a->height));
}

static long ink(struct canvas *canvas)
{
    long sum = 0;
    const uint32_t *pixel = canvas_pixels(canvas);
    for (int i = 0; i < canvas->width * canvas->height; i++)
        sum += pixel[i] >> 24;
    return sum;
}

static void a_line_looks_the_same_after_hundreds_of_others(void **state)
{
    struct type *type = *state;
    struct canvas first, other, again;
    draw_sample(type, &first, 5);
    assert_true(ink(&first) > 10000);
    canvas_init(&other, 300, 80);
    for (int i = 0; i < 400; i++) {
        char text[16];
        snprintf(text, sizeof text, "line %d", i);
        type_draw(type, &other, TYPE_REGULAR, 12 + i % 60, WHITE, 1.0f, 0, 0, text);
    }
    draw_sample(type, &again, 5);
    assert_same_pixels(&first, &again);
    canvas_finish(&first);
    canvas_finish(&other);
    canvas_finish(&again);
}

static void a_clip_is_kept(void **state)
{
    struct type *type = *state;
    struct canvas canvas;
    canvas_init(&canvas, 300, 80);
    cairo_rectangle(canvas.cairo, 0, 0, 20, 80);
    cairo_clip(canvas.cairo);
    type_draw(type, &canvas, TYPE_MEDIUM, 40, WHITE, 1.0f, 5, 10, "Bridge");
    const uint32_t *pixel = canvas_pixels(&canvas);
    for (int y = 0; y < 80; y++)
        for (int x = 20; x < 300; x++)
            assert_int_equal(pixel[y * canvas_stride(&canvas) / 4 + x], 0);
    assert_true(ink(&canvas) > 0);
    canvas_finish(&canvas);
}

static void empty_and_broken_texts_draw_nothing_and_do_no_harm(void **state)
{
    struct type *type = *state;
    struct canvas canvas;
    char line[2][TYPE_LINE_BYTES];
    canvas_init(&canvas, 300, 80);
    type_draw(type, &canvas, TYPE_REGULAR, 40, WHITE, 1.0f, 0, 0, "");
    assert_int_equal(ink(&canvas), 0);
    type_draw(type, &canvas, TYPE_REGULAR, 40, WHITE, 1.0f, 0, 0, "\xff\xfe");
    assert_int_equal(type_wrap(type, TYPE_REGULAR, 40, "   ", 100, 2, line), 0);
    assert_int_equal(type_wrap(type, TYPE_REGULAR, 40, "\xff\xfe\xff", 10, 2, line), 1);
    canvas_finish(&canvas);
}

static void lines_never_exceed_the_width(void **state)
{
    struct type *type = *state;
    const char *texts[] = {
        "Let both knees sink to the right. Turn your head to the left and let the shoulder rest.",
        "Marjaryasana-Bitilasana", "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
        "a b c d e f"};
    for (int t = 0; t < 4; t++)
        for (int width_px = 60; width_px < 1400; width_px += 97) {
            char line[3][TYPE_LINE_BYTES];
            int count = type_wrap(type, TYPE_REGULAR, 48, texts[t], width_px, 3, line);
            assert_in_range(count, 1, 3);
            for (int i = 0; i < count; i++)
                assert_true(width_of(type, TYPE_REGULAR, 48, line[i]) <= width_px);
        }
}

static void nothing_is_lost_unless_an_ellipsis_says_so(void **state)
{
    struct type *type = *state;
    const char text[] = "Rest your forehead on the mat and let your arms go long";
    char line[3][TYPE_LINE_BYTES], joined[256] = "";
    int count = type_wrap(type, TYPE_REGULAR, 48, text, 700, 3, line);
    for (int i = 0; i < count; i++) {
        strcat(joined, i ? " " : "");
        strcat(joined, line[i]);
    }
    assert_string_equal(joined, text);
    count = type_wrap(type, TYPE_REGULAR, 48, text, 300, 2, line);
    assert_int_equal(count, 2);
    assert_non_null(strstr(line[1], "…"));
}

static void two_lines_break_after_a_sentence_if_they_can(void **state)
{
    struct type *type = *state;
    char line[2][TYPE_LINE_BYTES];
    const char text[] = "Let both knees sink to the right. Turn your head to the left";
    assert_int_equal(type_wrap(type, TYPE_REGULAR, 48, text, 1100, 2, line), 2);
    assert_string_equal(line[0], "Let both knees sink to the right.");
    assert_string_equal(line[1], "Turn your head to the left");
}

static void no_line_is_left_with_a_lonely_word(void **state)
{
    struct type *type = *state;
    char line[2][TYPE_LINE_BYTES];
    const char text[] = "Rest your forehead on the mat and let your arms go";
    int width_px = width_of(type, TYPE_REGULAR, 48, text) - 10;
    assert_int_equal(type_wrap(type, TYPE_REGULAR, 48, text, width_px, 2, line), 2);
    int first_px = width_of(type, TYPE_REGULAR, 48, line[0]);
    int second_px = width_of(type, TYPE_REGULAR, 48, line[1]);
    assert_true(second_px > first_px / 2 && first_px > second_px / 2);
}

static void a_text_that_does_not_fit_becomes_smaller_before_it_is_cut(void **state)
{
    struct type *type = *state;
    const char text[] = "Sitting beside the wall";
    char line[1][TYPE_LINE_BYTES];
    int full_px = width_of(type, TYPE_MEDIUM, 88, text);
    assert_int_equal(type_fit(type, TYPE_MEDIUM, 88, 60, text, full_px, 1), 88);
    int size_px = type_fit(type, TYPE_MEDIUM, 88, 60, text, full_px * 8 / 10, 1);
    assert_in_range(size_px, 60, 87);
    assert_int_equal(type_wrap(type, TYPE_MEDIUM, size_px, text, full_px * 8 / 10, 1, line), 1);
    assert_string_equal(line[0], text);
    assert_int_equal(type_fit(type, TYPE_MEDIUM, 88, 60, text, full_px / 4, 1), 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_font_is_named_in_one_sentence),
        cmocka_unit_test(lato_has_all_letters_of_transliterated_sanskrit),
        cmocka_unit_test(devanagari_joins_its_consonants),
        cmocka_unit_test(a_size_is_the_height_of_the_em),
        cmocka_unit_test(a_line_looks_the_same_after_hundreds_of_others),
        cmocka_unit_test(a_clip_is_kept),
        cmocka_unit_test(empty_and_broken_texts_draw_nothing_and_do_no_harm),
        cmocka_unit_test(lines_never_exceed_the_width),
        cmocka_unit_test(nothing_is_lost_unless_an_ellipsis_says_so),
        cmocka_unit_test(two_lines_break_after_a_sentence_if_they_can),
        cmocka_unit_test(no_line_is_left_with_a_lonely_word),
        cmocka_unit_test(a_text_that_does_not_fit_becomes_smaller_before_it_is_cut),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
