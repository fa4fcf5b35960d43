/// Lines of which somebody has missed a part are said again, by themselves or when asked.
#define CACHE BINARY_DIR "/say-again-cache"

#include "practice.h"
#include "voices.h"

enum { RATE = SOUND_RATE_HZ };

/// A practice of which only the voice is heard.
static void begin(struct practice *practice)
{
    const struct sound_settings settings = {
        .folder = SOUNDS,
        .bed = BED_NONE,
        .breath = BREATH_SILENT,
        .voice = {.cache_folder = CACHE, .patient = true},
    };
    practice_begin(practice, sound_create(evening.timeline, &settings), 0.0);
    mixer_set_part_volume(&practice->mixer, SOUND_BELLS, 0.0f);
}

static double start_of(const struct practice *practice, const char *text)
{
    return (double)voice_slot(sound_voice(practice->sound), line_of(text)).first_frame / RATE;
}

/// Is what is heard from `from_s` on the line `text`, from its beginning?
static bool says(struct practice *practice, double from_s, const char *text)
{
    struct voice *voice = sound_voice(practice->sound);
    int count = RATE;
    float *line = mem_alloc((size_t)count, 2 * sizeof *line);
    voice_add_line(voice, line_of(text), 0, count, line);
    const float *heard = practice->heard + 2 * (int)(from_s * RATE);
    double best = 0.0;
    // The exact frame depends on where a fade ended: search a little.
    for (int shift = -RATE / 20; shift < RATE / 2; shift += 8) {
        double both = 0.0, a = 0.0, b = 0.0;
        for (int i = RATE / 20; i < count; i += 3) {
            double x = (double)heard[2 * (i + shift)], y = (double)line[2 * i];
            both += x * y;
            a += x * x;
            b += y * y;
        }
        best = fmax(best, both / sqrt(a * b + 1e-20));
    }
    mem_free(line);
    return best > 0.9;
}

static const char LINE[] = "Then the other. Hug both shins in.";

static void a_line_in_whose_middle_somebody_paused_is_said_again(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice);
    practice.t_s = start_of(&practice, "Let your shoulders and your head grow heavy.") - 0.5;
    practise(&practice, 1.5);
    practice.running = false;
    practise(&practice, 1.0);
    assert_float_equal(heard_between(&practice, 1.8, 2.4), 0.0, 0.0);
    practice.running = true;
    practise(&practice, 3.0);
    assert_true(says(&practice, 2.5, "Let your shoulders and your head grow heavy."));
    practice_end(&practice);
}

static void a_skip_into_a_line_is_silent_if_the_next_one_is_near(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice);
    // The line after it follows at once: there is no time to say this one again.
    double start_s = start_of(&practice, "Lift one knee, and hold its shin.");
    double next_s = start_of(&practice, LINE);
    assert_true(next_s - start_s < 4.0);
    practice.t_s = start_s + 1.5;
    practise(&practice, next_s - start_s - 1.6);
    // -60 dBFS: the bells are faded out first.
    assert_true(heard_between(&practice, 0.0, next_s - start_s - 1.7) < 0.001f);
    practise(&practice, 2.0);
    assert_true(says(&practice, next_s - start_s - 1.5, LINE));
    practice_end(&practice);
}

static void say_that_again_works_in_a_pause(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice);
    practice.t_s = start_of(&practice, LINE) - 0.5;
    practise(&practice, 1.5);
    practice.running = false;
    practise(&practice, 1.0);
    mixer_say_again(&practice.mixer);
    practise(&practice, 4.5);
    assert_true(says(&practice, 2.5, LINE));
    assert_float_equal(heard_between(&practice, 6.7, 7.0), 0.0, 0.0);
    practice_end(&practice);
}

static void say_that_again_works_while_time_goes_on(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice);
    static const char WORDS[] = "Feel your lower back spread on the floor.";
    practice.t_s = start_of(&practice, WORDS) - 0.5;
    practise(&practice, 1.2);
    mixer_say_again(&practice.mixer);
    practise(&practice, 2.5);
    assert_true(says(&practice, 1.2, WORDS));
    practice_end(&practice);
}

static void a_muted_voice_leaves_the_others_as_loud_as_they_are(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice);
    mixer_set_part_volume(&practice.mixer, SOUND_VOICE, 0.0f);
    mixer_set_part_volume(&practice.mixer, SOUND_BELLS, MIXER_PART_VOLUME);
    practise(&practice, 6.0);
    float *bells = mem_alloc(6 * RATE, 2 * sizeof *bells);
    const struct sound_settings settings = {
        .folder = SOUNDS, .bed = BED_NONE, .breath = BREATH_SILENT};
    struct timeline_settings silent = timeline_settings_default();
    struct evening other;
    silent.talk = TALK_NONE;
    assert_true(evening_load(&other, &silent));
    struct sound *alone = sound_create(other.timeline, &settings);
    sound_render(alone, 0, 6 * RATE, bells);
    for (int i = 2 * RATE; i < 12 * RATE; i++)
        if (fabsf(bells[i] - practice.heard[i]) > 1e-4f)
            fail_msg("at %.3f s", (double)(i / 2) / RATE);
    sound_destroy(alone);
    evening_finish(&other);
    mem_free(bells);
    practice_end(&practice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_in_whose_middle_somebody_paused_is_said_again),
        cmocka_unit_test(a_skip_into_a_line_is_silent_if_the_next_one_is_near),
        cmocka_unit_test(say_that_again_works_in_a_pause),
        cmocka_unit_test(say_that_again_works_while_time_goes_on),
        cmocka_unit_test(a_muted_voice_leaves_the_others_as_loud_as_they_are),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
