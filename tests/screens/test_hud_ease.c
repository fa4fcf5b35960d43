/// Words over the scene come and go without a jump in the picture's light.
#include "screens/hud_ease.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct pose SHORT_POSE = {.name = "Bridge"};
static const struct pose LONG_POSE = {
    .name = "Legs up the wall", .sanskrit = "Viparita Karani", .devanagari = "विपरीत करणी"};

static const char WORDS[] = "Let your shoulders grow heavy."; // 30 letters
static const char HALF[] = "Breathe slowly.";                 // 15
static const char TWICE[] = "Let your shoulders grow heavy. Let your shoulders grow heavy.";
/// At the largest size of words it does not fit into its box.
static const char LONG[] = "Move both arms a little away from the body with the palms looking up, "
                           "let the feet fall open to the sides, and let go of the whole day.";

/// Measures on a television with words of `percent`.
static struct painter measuring;
static struct practice_layout layout;

static int begin(void **state)
{
    struct err err;
    *state = type_create(SOURCE_DIR "/assets/fonts", &err);
    measuring = (struct painter){NULL, typesetter_create(*state), NULL, &layout, 1.0f};
    return *state ? 0 : 1;
}

static int end(void **state)
{
    typesetter_destroy(measuring.typesetter);
    type_destroy(*state);
    return 0;
}

static struct moment caption(struct words_beside before, struct words_beside after)
{
    return (struct moment){
        .words = WORDS, .words_beside_count = 2, .words_beside = {before, after}};
}

static int words_steps(struct moment moment, int text_percent)
{
    struct practice_view view = {.moment = &moment, .state = PLAYER_PLAYING, .captions = true};
    layout = practice_layout_of(1920, 1080, text_percent);
    return hud_words_steps(&measuring, &view);
}

static void a_caption_takes_over_in_the_light_of_the_one_before(void **state)
{
    (void)state;
    // At the change both give fifteen letters' worth of light.
    struct moment first =
        caption((struct words_beside){HALF, 0.0}, (struct words_beside){TWICE, 5.0});
    struct moment last =
        caption((struct words_beside){TWICE, 5.0}, (struct words_beside){HALF, 0.0});
    assert_int_equal(words_steps(first, 100), HUD_EASE_STEPS / 2);
    assert_int_equal(words_steps(last, 100), HUD_EASE_STEPS / 2);
    // Beside a longer one it has all of its own.
    first.words_beside[0].words = TWICE;
    assert_int_equal(words_steps(first, 100), HUD_EASE_STEPS);
}

static int words_px(const char *words)
{
    struct lettering lettering = hud_words_lettering(&measuring);
    return painter_fill_px(&measuring, layout.words, &lettering, words);
}

/// Small letters give less light: what counts is their area, not how many they are.
static void a_caption_that_is_shrunk_takes_over_from_a_short_one_in_its_light(void **state)
{
    (void)state;
    struct words_beside far = {LONG, 30.0};
    struct moment small = caption(far, (struct words_beside){WORDS, 0.0});
    small.words = LONG;
    int steps = words_steps(small, 200);
    double share = (double)words_px(LONG) / words_px(WORDS);
    double light = (double)(sizeof LONG - 1) * share * share;
    assert_true(share < 0.8);
    assert_float_equal((double)steps / HUD_EASE_STEPS, (double)(sizeof WORDS - 1) / light, 0.02);
}

static void out_of_nothing_words_come_and_into_nothing_they_go(void **state)
{
    (void)state;
    struct words_beside none = {NULL, 0.0}, far = {NULL, 8.0};
    assert_int_equal(words_steps(caption(none, far), 100), 0);
    assert_int_equal(words_steps(caption(far, none), 100), 0);
    assert_int_equal(words_steps(caption(far, far), 100), HUD_EASE_STEPS);
}

static void large_words_take_longer(void **state)
{
    (void)state;
    struct moment moment =
        caption((struct words_beside){NULL, 1.0}, (struct words_beside){NULL, 8.0});
    int usual = words_steps(moment, 100), large = words_steps(moment, 200);
    assert_true(usual > HUD_EASE_STEPS / 3);
    assert_in_range(large, 1, usual / 2);
}

static void who_paused_or_asked_can_read_at_once(void **state)
{
    (void)state;
    struct moment moment =
        caption((struct words_beside){NULL, 0.0}, (struct words_beside){NULL, 8.0});
    layout = practice_layout_of(1920, 1080, 100);
    struct practice_view view = {.moment = &moment, .state = PLAYER_PAUSED, .captions = true};
    assert_int_equal(hud_words_steps(&measuring, &view), HUD_EASE_STEPS);
    view.state = PLAYER_PLAYING;
    assert_int_equal(hud_words_steps(&measuring, &view), 0);
    view.again = true;
    assert_int_equal(hud_words_steps(&measuring, &view), HUD_EASE_STEPS);
}

/// The evening `s` seconds away from where one step of a minute gives way to another.
static struct moment around_a_change(double s)
{
    struct moment moment = {.step = 1, .at = {.pose = &LONG_POSE}, .next = {.pose = &SHORT_POSE}};
    moment.before.pose = &SHORT_POSE;
    moment.step_left_s = -s;
    moment.total_left_s = 60.0 - s;
    if (s >= 0.0) {
        moment.step = 2;
        moment.before.pose = &LONG_POSE;
        moment.at.pose = &SHORT_POSE;
        moment.next.pose = &LONG_POSE;
        moment.step_left_s = 60.0 - s;
    }
    moment.step_progress = (float)(1.0 - moment.step_left_s / 60.0);
    return moment;
}

static int title_steps(const struct moment *moment, int text_percent)
{
    layout = practice_layout_of(1920, 1080, text_percent);
    return hud_title_steps(&measuring, moment);
}

static void a_long_name_fades_towards_the_short_one_that_follows(void **state)
{
    (void)state;
    struct moment long_before = around_a_change(-10.0), last = around_a_change(-0.01);
    struct moment first = around_a_change(0.0), first_of_all = around_a_change(-59.0);
    assert_int_equal(title_steps(&long_before, 100), HUD_EASE_STEPS);
    // 18 letters' worth beside some 70.
    assert_in_range(title_steps(&last, 100), HUD_EASE_STEPS / 5, HUD_EASE_STEPS / 3);
    assert_int_equal(title_steps(&first, 100), HUD_EASE_STEPS);
    // Large names stand alone, without their scripts.
    assert_in_range(title_steps(&last, 200), HUD_EASE_STEPS / 3, HUD_EASE_STEPS / 2);
    // The evening's first name has nothing before it, and is there at once.
    first_of_all.before.pose = NULL;
    assert_int_equal(title_steps(&first_of_all, 100), HUD_EASE_STEPS);
}

static void what_comes_next_and_the_time_left_go_out_before_they_end(void **state)
{
    (void)state;
    struct moment late = around_a_change(-0.01), early = around_a_change(0.0);
    struct moment middle = around_a_change(-20.0), over = middle;
    assert_int_equal(hud_next_steps(&late, 1.0f), 0);
    assert_int_equal(hud_next_steps(&early, 1.0f), 0);
    assert_int_equal(hud_next_steps(&middle, 1.0f), HUD_EASE_STEPS);
    assert_int_equal(hud_total_steps(&middle, 1.0f), HUD_EASE_STEPS);
    over.total_left_s = 0.02;
    assert_int_equal(hud_total_steps(&over, 1.0f), 0);
}

static void half_of_the_light_is_more_than_half_of_the_colour(void **state)
{
    (void)state;
    assert_float_equal(hud_alpha(0), 0.0f, 1e-6);
    assert_float_equal(hud_alpha(HUD_EASE_STEPS), 1.0f, 1e-6);
    assert_float_equal(hud_alpha(HUD_EASE_STEPS / 2), 0.71f, 0.01f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_caption_takes_over_in_the_light_of_the_one_before),
        cmocka_unit_test(a_caption_that_is_shrunk_takes_over_from_a_short_one_in_its_light),
        cmocka_unit_test(out_of_nothing_words_come_and_into_nothing_they_go),
        cmocka_unit_test(large_words_take_longer),
        cmocka_unit_test(who_paused_or_asked_can_read_at_once),
        cmocka_unit_test(a_long_name_fades_towards_the_short_one_that_follows),
        cmocka_unit_test(what_comes_next_and_the_time_left_go_out_before_they_end),
        cmocka_unit_test(half_of_the_light_is_more_than_half_of_the_colour),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
