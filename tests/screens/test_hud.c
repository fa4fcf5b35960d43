/// The words over the scene, with texts as long as they may come and at every shape of window.
#include "screens/hud.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const int SIZES[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1440, 1080},
                               {1024, 768}, {2560, 1080}, {1280, 800}};
static const int PERCENTS[] = {100, 120, 150, 200};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES, PERCENT_COUNT = 4 };

/// The longest texts that are shipped, and then 40 % more.
static const struct pose LONG_POSE = {
    .name = "Sitting beside the wall, a while",
    .sanskrit = "Marjaryasana Bitilasana Matsyendra",
    .devanagari = "मार्जर्यासन बितिलासन मत्स्येन्द्रासन",
    .sided = true,
};
static const char LONG_WORDS[] =
    "Move both arms a little away from the body with the palms looking up, let the feet fall open "
    "to the sides, and let go";

struct stand {
    struct type *type;
    struct typesetter *typesetter;
    struct canvas canvas;
    struct theme theme;
    struct practice_layout layout;
    struct moment moment;
    struct practice_view view;
};

static void stand_init(struct stand *stand, int width, int height, int text_percent)
{
    struct err err;
    *stand = (struct stand){.type = type_create(SOURCE_DIR "/assets/fonts", &err)};
    assert_non_null(stand->type);
    stand->typesetter = typesetter_create(stand->type);
    canvas_init(&stand->canvas, width, height);
    stand->layout = practice_layout_of(width, height, text_percent);
    // White on black: every drawn pixel can be told.
    for (int i = 0; i < ROLE_COUNT; i++)
        stand->theme.colour[i] = (struct colour){1.0f, 1.0f, 1.0f};
    stand->moment = (struct moment){.t_s = 30.0,
                                    .kind = SPAN_HOLD,
                                    .at = {&LONG_POSE, SIDE_RIGHT},
                                    .next = {&LONG_POSE, SIDE_LEFT},
                                    .words = LONG_WORDS,
                                    .step_progress = 0.5f,
                                    .step_left_s = 754.0,
                                    .total_left_s = 5999.0,
                                    .light = 1.0f};
    stand->moment.breath = (struct breath){.cycles = 4, .progress = 0.5f, .fill = 1.0f};
    stand->view =
        (struct practice_view){.moment = &stand->moment, .captions = true, .volume_percent = 100};
}

static void stand_finish(struct stand *stand)
{
    typesetter_destroy(stand->typesetter);
    type_destroy(stand->type);
    canvas_finish(&stand->canvas);
}

/// The part that an item makes; no fingerprint if it hides.
static struct part part_of(const struct stand *stand, enum hud_item item)
{
    struct picture picture = {0};
    const struct painter measuring = {NULL, stand->typesetter, &stand->theme, &stand->layout, 1.0f};
    hud_add(&picture, item, &measuring, &stand->view);
    return picture.part_count ? picture.part[0] : (struct part){0};
}

/// Draw one item on an empty canvas; true if it shows itself.
static bool draw_alone(struct stand *stand, enum hud_item item, struct rect *box)
{
    struct part part = part_of(stand, item);
    const struct painter painter = {&stand->canvas, stand->typesetter, &stand->theme,
                                    &stand->layout, 1.0f};
    cairo_save(stand->canvas.cairo);
    cairo_set_operator(stand->canvas.cairo, CAIRO_OPERATOR_CLEAR);
    cairo_paint(stand->canvas.cairo);
    cairo_restore(stand->canvas.cairo);
    *box = part.box;
    if (part.fingerprint == 0)
        return false;
    cairo_save(stand->canvas.cairo);
    cairo_rectangle(stand->canvas.cairo, part.box.x, part.box.y, part.box.width, part.box.height);
    cairo_clip(stand->canvas.cairo);
    hud_draw(&painter, &part, &stand->view);
    cairo_restore(stand->canvas.cairo);
    return true;
}

static int ink(struct stand *stand, struct rect box)
{
    int count = 0;
    const uint32_t *pixel = canvas_pixels(&stand->canvas);
    for (int y = box.y; y < box.y + box.height; y++)
        for (int x = box.x; x < box.x + box.width; x++)
            count += (pixel[y * stand->canvas.width + x] & 255u) > 8;
    return count;
}

/// What is cut by the edge of its box has ink right at the edge. Left out is the side at which the
/// lines are aligned: letters may stand there.
static void assert_not_cut(struct stand *stand, struct rect box, enum painter_align align,
                           const char *what)
{
    const struct rect left = {box.x, box.y, 1, box.height};
    const struct rect right = {box.x + box.width - 1, box.y, 1, box.height};
    const struct rect top = {box.x, box.y, box.width, 1};
    const struct rect bottom = {box.x, box.y + box.height - 1, box.width, 1};
    assert_true(ink(stand, box) > 100);
    if (ink(stand, top) || ink(stand, bottom))
        fail_msg("%s is cut in height at %dx%d", what, stand->canvas.width, stand->canvas.height);
    if ((align != ALIGN_LEFT && ink(stand, left)) || (align != ALIGN_RIGHT && ink(stand, right)))
        fail_msg("%s is cut in width at %dx%d", what, stand->canvas.width, stand->canvas.height);
}

typedef void stand_check(struct stand *stand);

/// Every size of window with every size of words.
static void check_all(stand_check *check)
{
    for (int s = 0; s < SIZE_COUNT; s++)
        for (int p = 0; p < PERCENT_COUNT; p++) {
            struct stand stand;
            stand_init(&stand, SIZES[s][0], SIZES[s][1], PERCENTS[p]);
            check(&stand);
            if (typesetter_cut_count(stand.typesetter) > 0)
                fail_msg("words are cut at %dx%d, words of %d %%", SIZES[s][0], SIZES[s][1],
                         PERCENTS[p]);
            stand_finish(&stand);
        }
}

static void check_long_texts(struct stand *stand)
{
    struct rect box;
    bool column = stand->layout.wide && !stand->layout.large;
    assert_true(draw_alone(stand, HUD_TITLE, &box));
    assert_not_cut(stand, box, ALIGN_LEFT, "title");
    assert_true(draw_alone(stand, HUD_WORDS, &box));
    assert_not_cut(stand, box, ALIGN_LEFT, "words");
    assert_true(draw_alone(stand, HUD_TOTAL, &box));
    assert_not_cut(stand, box, ALIGN_RIGHT, "total");
    if (draw_alone(stand, HUD_NEXT, &box))
        assert_not_cut(stand, box, column ? ALIGN_RIGHT : ALIGN_LEFT, "next");
    else
        assert_true(rect_is_empty(stand->layout.next));
    assert_true(draw_alone(stand, HUD_DIAL, &box));
    assert_not_cut(stand, box, ALIGN_MIDDLE, "dial");
}

static void texts_forty_percent_longer_stay_inside_their_boxes(void **state)
{
    (void)state;
    check_all(check_long_texts);
}

static void check_panels(struct stand *stand)
{
    struct rect box;
    // Only the letters count: panels are as black as the canvas.
    stand->theme.colour[ROLE_PANEL] = (struct colour){0};
    stand->view.again = true;
    assert_true(draw_alone(stand, HUD_WORDS, &box));
    assert_not_cut(stand, box, ALIGN_MIDDLE, "words again");
    stand->view.notice_count = PRACTICE_NOTICES_MAX;
    stand->view.notice[0] = (struct practice_notice){"The pause", {"Space", NULL}};
    stand->view.notice[1] = (struct practice_notice){"Its loudness", {"Down", "Up"}};
    stand->view.notice[2] = (struct practice_notice){"Its brightness", {"[", "]"}};
    stand->view.notice_shown = 1.0f;
    assert_true(draw_alone(stand, HUD_STATUS, &box));
    assert_not_cut(stand, box, ALIGN_RIGHT, "status");
    stand->view.volume_shown = 1.0f;
    assert_true(draw_alone(stand, HUD_VOLUME, &box));
    assert_not_cut(stand, box, ALIGN_MIDDLE, "volume");
}

static void letters_on_panels_stay_inside_them(void **state)
{
    (void)state;
    check_all(check_panels);
}

static void an_instruction_of_forty_letters_a_line_is_never_smaller_than_48(void **state)
{
    (void)state;
    for (int s = 0; s < SIZE_COUNT; s++) {
        struct stand stand;
        stand_init(&stand, SIZES[s][0], SIZES[s][1], 100);
        const struct set_text *set =
            typesetter_set(stand.typesetter, TYPE_REGULAR, practice_layout_px(&stand.layout, 62.0f),
                           practice_layout_px(&stand.layout, 20.0f), stand.layout.words.width, 2,
                           "Move both of your arms a little away from "
                           "the body, palms up, and let them go now.");
        assert_int_equal(set->count, 2);
        assert_true(set->size_px >= practice_layout_px(&stand.layout, 48.0f));
        stand_finish(&stand);
    }
}

static void items_hide_when_they_have_nothing_to_say(void **state)
{
    (void)state;
    struct stand stand;
    struct rect box;
    stand_init(&stand, 1280, 720, 100);
    assert_false(draw_alone(&stand, HUD_STATUS, &box));
    stand.view.notice[stand.view.notice_count++].words = "Space: pause";
    assert_false(draw_alone(&stand, HUD_STATUS, &box)); // it is faded out
    assert_false(draw_alone(&stand, HUD_VOLUME, &box));
    stand.moment.words = NULL;
    stand.moment.next.pose = NULL;
    stand.moment.total_left_s = 0.0;
    assert_false(draw_alone(&stand, HUD_WORDS, &box));
    assert_false(draw_alone(&stand, HUD_NEXT, &box));
    assert_false(draw_alone(&stand, HUD_TOTAL, &box));
    stand.view.state = PLAYER_SETTLING;
    stand.view.volume_shown = 0.5f;
    assert_true(draw_alone(&stand, HUD_STATUS, &box));
    assert_true(draw_alone(&stand, HUD_VOLUME, &box));
    stand_finish(&stand);
}

static void captions_can_be_off_but_what_was_asked_for_is_shown(void **state)
{
    (void)state;
    struct stand stand;
    struct rect box;
    stand_init(&stand, 1280, 720, 100);
    stand.view.captions = false;
    assert_false(draw_alone(&stand, HUD_WORDS, &box));
    stand.view.again = true;
    assert_true(draw_alone(&stand, HUD_WORDS, &box));
    stand_finish(&stand);
}

static void a_fingerprint_changes_with_what_is_shown_and_with_nothing_else(void **state)
{
    (void)state;
    struct stand stand;
    stand_init(&stand, 1280, 720, 100);
    uint64_t total = part_of(&stand, HUD_TOTAL).fingerprint;
    uint64_t title = part_of(&stand, HUD_TITLE).fingerprint;
    stand.moment.total_left_s -= 0.4;
    assert_true(part_of(&stand, HUD_TOTAL).fingerprint == total);
    stand.moment.total_left_s -= 0.8;
    assert_true(part_of(&stand, HUD_TOTAL).fingerprint != total);
    assert_true(part_of(&stand, HUD_TITLE).fingerprint == title);
    stand.moment.at.side = SIDE_LEFT;
    assert_true(part_of(&stand, HUD_TITLE).fingerprint != title);
    stand_finish(&stand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_forty_percent_longer_stay_inside_their_boxes),
        cmocka_unit_test(letters_on_panels_stay_inside_them),
        cmocka_unit_test(captions_can_be_off_but_what_was_asked_for_is_shown),
        cmocka_unit_test(an_instruction_of_forty_letters_a_line_is_never_smaller_than_48),
        cmocka_unit_test(items_hide_when_they_have_nothing_to_say),
        cmocka_unit_test(a_fingerprint_changes_with_what_is_shown_and_with_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
