/// No click whatever the user does, and the sound is where the practice is.
#include "practice.h"
#include "wordless.h"

#include <string.h>

static void begin(struct practice *practice, double t_s)
{
    practice_begin(practice, create_sound(evening.timeline, BED_DRONE, BREATH_TONES), t_s);
}

/// What a click adds: the part of the sound that no smooth bell has. The fourth difference lets a
/// bell's tones through by (2 pi f / 48 kHz)^4 (2.6 kHz, the highest: -38 dB on a tone that is
/// itself 30 dB below the first) and a step nearly whole.
static float roughness(const struct practice *practice)
{
    const float *x = practice->heard;
    float most = 0.0f;
    for (int i = 8; i < 2 * practice->frame_count; i++)
        most = fmaxf(most, fabsf(x[i] - 4 * x[i - 2] + 6 * x[i - 4] - 4 * x[i - 6] + x[i - 8]));
    return most;
}

/// -60 dBFS.
static const float CLICK = 0.001f;

static void the_measure_of_clicks_finds_a_click(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    practise(&practice, 2.0);
    assert_true(roughness(&practice) < CLICK);
    // The bell cut off, as a mixer without ramps would.
    memset(practice.heard + 2 * SOUND_RATE_HZ, 0, 2 * SOUND_RATE_HZ * sizeof(float));
    assert_true(roughness(&practice) > CLICK);
    practice_end(&practice);
}

static void playing_is_the_pure_sound_after_the_first_fade(void **state)
{
    (void)state;
    struct practice practice;
    enum { FRAMES = SOUND_RATE_HZ };
    float pure[2 * FRAMES];
    begin(&practice, 59.0);
    practise(&practice, 3.0);
    // The bell at 60 s comes one second in.
    sound_render(practice.sound, 60LL * SOUND_RATE_HZ, FRAMES, pure);
    assert_true(loudest(pure, 0, FRAMES) > 0.05f);
    assert_memory_equal(pure, practice.heard + 2 * SOUND_RATE_HZ, sizeof pure);
    practice_end(&practice);
}

static void starting_in_the_middle_of_a_bell_does_not_click(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 60.7);
    practise(&practice, 2.0);
    assert_true(heard_between(&practice, 0.5, 1.0) > 0.02f);
    assert_true(roughness(&practice) < CLICK);
    practice_end(&practice);
}

static void pausing_and_resuming_fade(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    practise(&practice, 1.0);
    practice.running = false;
    practise(&practice, 1.0);
    practice.running = true;
    practise(&practice, 1.0);
    assert_true(heard_between(&practice, 0.5, 1.0) > 0.02f);
    assert_float_equal(heard_between(&practice, 1.3, 1.99), 0.0, 0.0);
    assert_true(heard_between(&practice, 2.3, 3.0) > 0.02f);
    assert_true(roughness(&practice) < CLICK);
    practice_end(&practice);
}

static void skipping_between_bells_fades_over(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    practise(&practice, 0.7);
    practice.t_s = 60.3;
    practise(&practice, 1.0);
    practice.t_s = 120.1;
    practise(&practice, 1.0);
    // Several skips within one fade.
    for (int i = 0; i < 4; i++) {
        practice.t_s = 60.0 * (i + 1) + 0.4;
        practise(&practice, 0.05);
    }
    practise(&practice, 1.0);
    assert_true(heard_between(&practice, 3.4, 3.9) > 0.02f);
    assert_true(roughness(&practice) < CLICK);
    // In the end the sound is where the practice is.
    assert_in_range(llabs(practice.mixer.frame - llround(practice.t_s * SOUND_RATE_HZ)), 0,
                    MIXER_DRIFT_FRAMES);
    practice_end(&practice);
}

static void volume_and_mute_are_ramps(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    practise(&practice, 0.6);
    for (int i = 0; i < 10; i++) {
        mixer_set_volume(&practice.mixer, 1.0f - 0.1f * (float)i, false);
        practise(&practice, 0.04);
    }
    mixer_set_volume(&practice.mixer, 1.0f, false);
    practise(&practice, 0.5);
    mixer_set_volume(&practice.mixer, 1.0f, true);
    practise(&practice, 0.5);
    assert_float_equal(heard_between(&practice, 1.7, 2.0), 0.0, 0.0);
    mixer_set_volume(&practice.mixer, 1.0f, false);
    practise(&practice, 0.5);
    assert_true(heard_between(&practice, 2.2, 2.5) > 0.02f);
    assert_true(roughness(&practice) < CLICK);
    practice_end(&practice);
}

static void a_drifting_sound_comes_back_in_silence(void **state)
{
    (void)state;
    struct practice practice;
    practice_begin(&practice, create_bells(evening.timeline), 30.0);
    practise(&practice, 0.5);
    // A stall of the picture: the sound ran 100 ms ahead, which is left alone while a bell rings.
    practice.t_s -= 0.1;
    practise(&practice, 0.1);
    assert_in_range(llabs(practice.mixer.frame - llround(practice.t_s * SOUND_RATE_HZ)), 0, 1);
    practice_end(&practice);
}

static void each_tenth_of_the_knob_is_four_decibels(void **state)
{
    (void)state;
    assert_float_equal(mixer_gain(1.0f), 1.0, 1e-6);
    assert_float_equal(20.0 * log10(mixer_gain(0.5f)), -20.0, 1e-3);
    assert_float_equal(20.0 * log10(mixer_gain(0.9f)), -4.0, 1e-3);
    assert_float_equal(mixer_gain(0.0f), 0.0, 0.0);
    assert_float_equal(mixer_gain(7.0f), 1.0, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_measure_of_clicks_finds_a_click),
        cmocka_unit_test(playing_is_the_pure_sound_after_the_first_fade),
        cmocka_unit_test(starting_in_the_middle_of_a_bell_does_not_click),
        cmocka_unit_test(pausing_and_resuming_fade),
        cmocka_unit_test(skipping_between_bells_fades_over),
        cmocka_unit_test(volume_and_mute_are_ramps),
        cmocka_unit_test(a_drifting_sound_comes_back_in_silence),
        cmocka_unit_test(each_tenth_of_the_knob_is_four_decibels),
    };
    return cmocka_run_group_tests(tests, load_evening, finish_evening);
}
