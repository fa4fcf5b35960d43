/// The shipped bells themselves: soft enough for somebody half asleep. Bounds: facts on startle,
/// EBU R128 short-term loudness and true peak.
#include "support.h"

#include "sound/clip.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

static const char *const names[] = {"bell", "side_bell", "end_bell"};
enum { NAME_COUNT = 3 };

static struct clip load(const char *name)
{
    char path[512];
    struct clip bell;
    struct err err;
    snprintf(path, sizeof path, SOURCE_DIR "/assets/sounds/%s.ogg", name);
    if (!clip_load(&bell, path, &err))
        fail_msg("%s", err.text);
    return bell;
}

static float amplitude(const struct clip *bell, int frame)
{
    return fmaxf(fabsf(bell->stereo[2 * frame]), fabsf(bell->stereo[2 * frame + 1]));
}

static float peak_between(const struct clip *bell, int from, int to)
{
    float peak = 0.0f;
    for (int i = from; i < to && i < bell->frame_count; i++)
        peak = fmaxf(peak, amplitude(bell, i));
    return peak;
}

/// First frame of the envelope (peaks of 10 ms) at `share` of its highest value.
static int frame_at_share(const struct clip *bell, float share)
{
    int step = SOUND_RATE_HZ / 100;
    float wanted = share * peak_between(bell, 0, bell->frame_count);
    int frame = 0;
    while (peak_between(bell, frame, frame + step) < wanted)
        frame += step;
    return frame;
}

static void attacks_take_a_tenth_of_a_second_at_least(void **state)
{
    (void)state;
    for (int i = 0; i < NAME_COUNT; i++) {
        struct clip bell = load(names[i]);
        int frames = frame_at_share(&bell, 0.9f) - frame_at_share(&bell, 0.1f);
        print_message("%s: 10 to 90 %% in %d ms\n", names[i], frames * 1000 / SOUND_RATE_HZ);
        assert_in_range(frames, SOUND_RATE_HZ / 10, SOUND_RATE_HZ);
        clip_finish(&bell);
    }
}

static void bells_begin_and_end_in_silence(void **state)
{
    (void)state;
    for (int i = 0; i < NAME_COUNT; i++) {
        struct clip bell = load(names[i]);
        assert_true(peak_between(&bell, 0, 48) < 0.001f);
        assert_true(peak_between(&bell, bell.frame_count - 480, bell.frame_count) < 0.001f);
        clip_finish(&bell);
    }
}

struct loudness {
    double short_term_lufs; ///< the loudest 3 s
    double true_peak_db;
};

static struct loudness measure(const struct clip *bell)
{
    ebur128_state *meter = ebur128_init(2, SOUND_RATE_HZ, EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK);
    struct loudness loudness = {.short_term_lufs = -HUGE_VAL};
    int step = SOUND_RATE_HZ / 10;
    // Silence round the bell, so that the 3 s window can lie anywhere on it.
    float *silence = calloc(3 * SOUND_RATE_HZ, 2 * sizeof(float));
    ebur128_add_frames_float(meter, silence, 3 * SOUND_RATE_HZ);
    for (int frame = 0; frame + step <= bell->frame_count; frame += step) {
        double lufs;
        ebur128_add_frames_float(meter, bell->stereo + 2 * frame, (size_t)step);
        ebur128_loudness_shortterm(meter, &lufs);
        loudness.short_term_lufs = fmax(loudness.short_term_lufs, lufs);
    }
    double left, right;
    ebur128_true_peak(meter, 0, &left);
    ebur128_true_peak(meter, 1, &right);
    loudness.true_peak_db = 20.0 * log10(fmax(left, right));
    free(silence);
    ebur128_destroy(&meter);
    return loudness;
}

static void bells_are_quiet_and_the_last_is_the_quietest(void **state)
{
    (void)state;
    double lufs[NAME_COUNT];
    for (int i = 0; i < NAME_COUNT; i++) {
        struct clip bell = load(names[i]);
        struct loudness loudness = measure(&bell);
        print_message("%s: %.1f LUFS short-term, %.1f dBTP, %.1f s\n", names[i],
                      loudness.short_term_lufs, loudness.true_peak_db,
                      (double)bell.frame_count / SOUND_RATE_HZ);
        assert_true(loudness.short_term_lufs > -30.0 && loudness.short_term_lufs < -24.0);
        // Three of them may ring together and stay below -6 dBTP.
        assert_true(loudness.true_peak_db < -6.0 - 20.0 * log10(3.0));
        lufs[i] = loudness.short_term_lufs;
        clip_finish(&bell);
    }
    assert_true(lufs[1] < lufs[0] && lufs[2] < lufs[1]);
}

static void assert_refused(const char *path, const char *sentence)
{
    struct clip bell;
    struct err err;
    assert_false(clip_load(&bell, path, &err));
    if (!strstr(err.text, sentence))
        fail_msg("\"%s\" does not say \"%s\"", err.text, sentence);
    assert_int_equal(bell.frame_count, 0);
    clip_finish(&bell);
}

static void a_missing_file_is_told_by_name(void **state)
{
    (void)state;
    assert_refused("nowhere/bell.ogg", "nowhere/bell.ogg: No such file or directory");
}

static void a_file_that_is_no_sound_is_refused(void **state)
{
    (void)state;
    const char *path = BINARY_DIR "/words.ogg";
    write_file(path, "These are words, not music.", 27);
    assert_refused(path, "not a sound file");
}

static void a_file_with_a_hole_is_refused(void **state)
{
    (void)state;
    size_t size;
    char *bytes = read_file(SOURCE_DIR "/assets/sounds/bell.ogg", &size);
    const char *path = BINARY_DIR "/hole.ogg";
    memset(bytes + size / 2, 0, 10000);
    write_file(path, bytes, size);
    assert_refused(path, "hole.ogg: damaged");
    free(bytes);
}

static void what_is_no_music_for_two_ears_is_refused(void **state)
{
    (void)state;
    const char *path = BINARY_DIR "/other.wav";
    float samples[600] = {0};
    write_wav(path, 4000, 2, samples, 100);
    assert_refused(path, "4000 frames a second, outside 8000 to 192000");
    write_wav(path, SOUND_RATE_HZ, 6, samples, 100);
    assert_refused(path, "6 channels");
    write_wav(path, SOUND_RATE_HZ, 2, samples, 0);
    assert_refused(path, "no sound in it");
}

static void another_rate_is_converted(void **state)
{
    (void)state;
    enum { RATE = 44100, HZ = 441 };
    const char *path = BINARY_DIR "/rate.wav";
    float *tone = calloc(RATE, sizeof *tone);
    for (int i = 0; i < RATE; i++)
        tone[i] = 0.5f * sinf(6.2831853f * HZ * (float)i / RATE);
    struct clip clip;
    write_wav(path, RATE, 1, tone, RATE);
    assert_float_equal(clip_file_seconds(path), 1.0, 1e-6);
    assert_true(clip_load(&clip, path, NULL));
    assert_in_range(clip.frame_count, SOUND_RATE_HZ - 100, SOUND_RATE_HZ + 100);
    for (int i = 2000; i < SOUND_RATE_HZ - 2000; i++) {
        float expected = 0.5f * sinf(6.2831853f * HZ * (float)i / SOUND_RATE_HZ);
        assert_float_equal(clip.stereo[2 * i], expected, 1e-3);
    }
    clip_finish(&clip);
    free(tone);
}

static void a_clip_is_added_wherever_it_lies(void **state)
{
    (void)state;
    float samples[] = {1, 1, 2, 2, 3, 3}, heard[10] = {0};
    struct clip clip = {.frame_count = 3, .stereo = samples};
    clip_add(&clip, -1, 1.0f, 0.5f, 5, heard);
    const float after[10] = {0, 0, 1, 0.5f, 2, 1, 3, 1.5f, 0, 0};
    assert_memory_equal(heard, after, sizeof heard);
    clip_add(&clip, 3, 1.0f, 1.0f, 5, heard);
    clip_add(&clip, -5, 1.0f, 1.0f, 5, heard);
    assert_memory_equal(heard, after, sizeof heard);
}

static void a_mono_file_is_heard_on_both_sides(void **state)
{
    (void)state;
    const char *path = BINARY_DIR "/mono.wav";
    float samples[3] = {0.25f, -0.5f, 0.125f};
    struct clip bell;
    write_wav(path, SOUND_RATE_HZ, 1, samples, 3);
    assert_true(clip_load(&bell, path, NULL));
    assert_int_equal(bell.frame_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_float_equal(bell.stereo[2 * i], samples[i], 1e-6);
        assert_float_equal(bell.stereo[2 * i + 1], samples[i], 1e-6);
    }
    clip_finish(&bell);
}

static void numbers_that_are_none_are_refused(void **state)
{
    (void)state;
    const char *path = BINARY_DIR "/nan.wav";
    float samples[4] = {0.0f, NAN, 0.0f, 0.0f};
    write_wav(path, SOUND_RATE_HZ, 2, samples, 2);
    assert_refused(path, "no numbers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attacks_take_a_tenth_of_a_second_at_least),
        cmocka_unit_test(bells_begin_and_end_in_silence),
        cmocka_unit_test(bells_are_quiet_and_the_last_is_the_quietest),
        cmocka_unit_test(a_missing_file_is_told_by_name),
        cmocka_unit_test(a_file_that_is_no_sound_is_refused),
        cmocka_unit_test(a_file_with_a_hole_is_refused),
        cmocka_unit_test(what_is_no_music_for_two_ears_is_refused),
        cmocka_unit_test(another_rate_is_converted),
        cmocka_unit_test(a_clip_is_added_wherever_it_lies),
        cmocka_unit_test(a_mono_file_is_heard_on_both_sides),
        cmocka_unit_test(numbers_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
