#include "sound/announcer.h"

#include "sound/clip.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { PIECE_FRAMES = 1024 };

static void sleep_ms(long ms)
{
    struct timespec time = {0, ms * 1000000L};
    nanosleep(&time, NULL);
}

/// Listen for a while, as an audio device does; the loudest sample and the widest step.
struct heard {
    float peak, step;
    long frames; ///< that were not silent
};

static struct heard listen(struct announcer *announcer, int pieces)
{
    struct heard heard = {0};
    float last = 0.0f;
    for (int p = 0; p < pieces; p++) {
        float stereo[2 * PIECE_FRAMES] = {0};
        announcer_add(announcer, PIECE_FRAMES, stereo);
        for (int i = 0; i < PIECE_FRAMES; i++) {
            heard.peak = fmaxf(heard.peak, fabsf(stereo[2 * i]));
            heard.step = fmaxf(heard.step, fabsf(stereo[2 * i] - last));
            heard.frames += stereo[2 * i] != 0.0f;
            last = stereo[2 * i];
        }
    }
    return heard;
}

static void wait_until_said(struct announcer *announcer)
{
    for (int i = 0; i < 400 && !announcer_is_done(announcer); i++) {
        listen(announcer, 8);
        sleep_ms(20);
    }
    assert_true(announcer_is_done(announcer));
}

/// Until the first sound of what was asked for.
static struct heard hear_begin(struct announcer *announcer)
{
    for (int i = 0; i < 400; i++) {
        struct heard heard = listen(announcer, 1);
        if (heard.frames > 0)
            return listen(announcer, 20);
        sleep_ms(20);
    }
    fail_msg("nothing was heard");
    return (struct heard){0};
}

static void what_is_asked_for_is_said_once(void **state)
{
    (void)state;
    struct announcer *announcer = announcer_create();
    assert_non_null(announcer);
    announcer_say(announcer, SPEAKER_SLT, "Settings.");
    struct heard heard = hear_begin(announcer);
    assert_true(heard.peak > 0.01f && heard.peak < 0.6f);
    wait_until_said(announcer);
    assert_int_equal(listen(announcer, 100).frames, 0);
    announcer_destroy(announcer);
}

static void other_words_take_its_place_without_a_click(void **state)
{
    (void)state;
    struct announcer *announcer = announcer_create();
    announcer_say(announcer, SPEAKER_SLT, "A long sentence that nobody wants to hear to its end.");
    hear_begin(announcer);
    announcer_say(announcer, SPEAKER_SLT, "");
    struct heard heard = listen(announcer, 10);
    assert_true(heard.step < 0.2f);
    assert_int_equal(listen(announcer, 100).frames, 0);
    wait_until_said(announcer);
    announcer_destroy(announcer);
}

static void of_many_only_the_last_is_said(void **state)
{
    (void)state;
    struct announcer *announcer = announcer_create();
    for (int i = 0; i < 30; i++) {
        announcer_say(announcer, SPEAKER_RMS, "Somewhere on the way down a list.");
        sleep_ms(5);
    }
    announcer_say(announcer, SPEAKER_RMS, "On.");
    hear_begin(announcer);
    wait_until_said(announcer);
    assert_int_equal(listen(announcer, 50).frames, 0);
    announcer_destroy(announcer);
}

static void it_ends_in_the_middle_of_a_word_and_without_ever_having_spoken(void **state)
{
    (void)state;
    for (int ms = 0; ms < 400; ms += 80) {
        struct announcer *announcer = announcer_create();
        announcer_say(announcer, SPEAKER_SLT, "Help and questions.");
        sleep_ms(ms);
        announcer_set_gain(announcer, 0.5f);
        announcer_destroy(announcer);
    }
    announcer_say(NULL, SPEAKER_SLT, "Nobody.");
    announcer_add(NULL, 0, NULL);
    assert_true(announcer_is_done(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_is_said_once),
        cmocka_unit_test(other_words_take_its_place_without_a_click),
        cmocka_unit_test(of_many_only_the_last_is_said),
        cmocka_unit_test(it_ends_in_the_middle_of_a_word_and_without_ever_having_spoken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
