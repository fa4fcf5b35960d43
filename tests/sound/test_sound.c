/// The sound of the shipped bedtime routine without its words (tests/sound/test_voice.c has them):
/// every bell at its frame, and no click whatever the user does.
#include "support.h"

#include "base/mem.h"
#include "sound/mixer.h"
#include "store/content_folder.h"
#include "store/routine_file.h"

#include <math.h>
#include <string.h>

#define SOUNDS SOURCE_DIR "/assets/sounds"

static struct content content;
static struct routine routine;
static struct arena arena;
static struct timeline *timeline;

static int load_bedtime(void **state)
{
    (void)state;
    struct problems problems = {0};
    struct timeline_settings settings = timeline_settings_default();
    settings.talk = TALK_NONE;
    bool good =
        content_load(&content, SOURCE_DIR "/routines", &problems) &&
        routine_load(&routine, &content, SOURCE_DIR "/routines/bedtime.yaml", &arena, &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    struct err err;
    timeline = good ? timeline_create(&content, &routine, &settings, &err) : NULL;
    return timeline ? 0 : -1;
}

static int unload_bedtime(void **state)
{
    (void)state;
    timeline_destroy(timeline);
    arena_finish(&arena);
    arena_finish(&content.arena);
    return 0;
}

static struct sound *create_sound(const struct timeline *of, enum bed_kind bed,
                                  enum breath_kind breath)
{
    const struct sound_settings settings = {.folder = SOUNDS, .bed = bed, .breath = breath};
    return sound_create(of, &settings);
}

static struct sound *create_bells(const struct timeline *of)
{
    return create_sound(of, BED_NONE, BREATH_SILENT);
}

static float largest(const float *stereo, int frame_count)
{
    float most = 0.0f;
    for (int i = 0; i < 2 * frame_count; i++)
        most = fmaxf(most, fabsf(stereo[i]));
    return most;
}

static const char *bell_file(enum cue_kind kind)
{
    return kind == CUE_BELL        ? SOUNDS "/bell.ogg"
           : kind == CUE_SIDE_BELL ? SOUNDS "/side_bell.ogg"
           : kind == CUE_END_BELL  ? SOUNDS "/end_bell.ogg"
                                   : NULL;
}

/// How much of `clip`'s one side is in `heard`, as a gain; fails if anything else is.
static float correlation(const float *heard, const float *clip, int ear)
{
    double both = 0.0, clip_energy = 0.0;
    for (int i = ear; i < 2 * SOUND_RATE_HZ; i += 2) {
        both += (double)heard[i] * (double)clip[i];
        clip_energy += (double)clip[i] * (double)clip[i];
    }
    float gain = (float)(both / clip_energy);
    for (int i = ear; i < 2 * SOUND_RATE_HZ; i += 2)
        assert_float_equal(heard[i], gain * clip[i], 1e-5);
    return gain;
}

static void every_bell_rings_at_its_very_frame(void **state)
{
    (void)state;
    enum { FRAMES = SOUND_RATE_HZ };
    struct sound *sound = create_bells(timeline);
    float *heard = mem_alloc(FRAMES, 2 * sizeof *heard);
    int count[3] = {0};
    for (int i = 0; i < timeline_cue_count(timeline); i++) {
        const struct cue *cue = timeline_cue(timeline, i);
        struct clip bell;
        if (!bell_file(cue->kind))
            continue;
        assert_true(clip_load(&bell, bell_file(cue->kind), NULL));
        long long first = (long long)cue->tick * SOUND_FRAMES_PER_TICK;
        sound_render(sound, first, FRAMES, heard);
        float left = correlation(heard, bell.stereo, 0), right = correlation(heard, bell.stereo, 1);
        assert_true(left > 0.3f && right > 0.3f);
        if (cue->kind == CUE_SIDE_BELL)
            assert_true(cue->ear == EAR_LEFT && left > 1.6f * right);
        else
            assert_float_equal(left, right, 1e-4);
        count[cue->kind]++;
        clip_finish(&bell);
    }
    assert_int_equal(count[CUE_BELL], 6);
    assert_int_equal(count[CUE_SIDE_BELL], 1);
    assert_int_equal(count[CUE_END_BELL], 1);
    mem_free(heard);
    sound_destroy(sound);
}

static void pieces_of_any_length_give_the_same_sound(void **state)
{
    (void)state;
    enum { FRAMES = 3 * SOUND_RATE_HZ };
    struct sound *sound = create_sound(timeline, BED_RAIN, BREATH_WIND);
    float *whole = mem_alloc(FRAMES, 2 * sizeof *whole);
    float *pieces = mem_alloc(FRAMES, 2 * sizeof *pieces);
    // Round the end bell, where the loudness of the last rest counts as well.
    long long first =
        (long long)timeline_practice_ticks(timeline) * SOUND_FRAMES_PER_TICK - SOUND_RATE_HZ;
    sound_render(sound, first, FRAMES, whole);
    for (int done = 0, count = 1; done < FRAMES; done += count, count = count * 7 % 4099 + 1) {
        count = count < FRAMES - done ? count : FRAMES - done;
        sound_render(sound, first + done, count, pieces + 2 * done);
    }
    assert_memory_equal(whole, pieces, FRAMES * 2 * sizeof *whole);
    mem_free(whole);
    mem_free(pieces);
    sound_destroy(sound);
}

static void the_whole_evening_stays_quiet_and_ends_in_silence(void **state)
{
    (void)state;
    enum { CHUNK = SOUND_RATE_HZ };
    struct sound *sound = create_sound(timeline, BED_DRONE, BREATH_TONES);
    float chunk[2 * CHUNK], peak = 0.0f, last = 1.0f;
    long long total = (long long)timeline_total_ticks(timeline) * SOUND_FRAMES_PER_TICK;
    for (long long frame = -CHUNK; frame < total + CHUNK; frame += CHUNK) {
        sound_render(sound, frame, CHUNK, chunk);
        last = largest(chunk, CHUNK);
        peak = fmaxf(peak, last);
        if (frame < 0 || frame >= total)
            assert_float_equal(last, 0.0, 0.0);
    }
    print_message("peak %.1f dBFS\n", 20.0 * log10(peak));
    assert_true(peak > 0.01f && peak < 0.25f);
    sound_destroy(sound);
}

static void bells_fade_with_the_last_rest(void **state)
{
    (void)state;
    enum { FRAMES = SOUND_RATE_HZ };
    // From knees to chest it is not far to the rest: its fade begins while the end bell rings.
    struct routine brief = routine;
    struct timeline_settings settings = timeline_settings_default();
    brief.step_count = 1;
    brief.rest_s = 24.0;
    settings.talk = TALK_NONE;
    struct err err;
    struct timeline *fading = timeline_create(&content, &brief, &settings, &err);
    if (!fading)
        fail_msg("%s", err.text);
    struct sound *faded = create_bells(fading), *full = create_bells(timeline);
    float a[2 * FRAMES], b[2 * FRAMES];
    long long end = 60LL * SOUND_RATE_HZ, full_end = 420LL * SOUND_RATE_HZ;
    static const int seconds[] = {14, 16, 18, 20};
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        struct moment moment;
        timeline_at(fading, 60.0 + seconds[i], &moment);
        sound_render(faded, end + seconds[i] * SOUND_RATE_HZ, FRAMES, a);
        sound_render(full, full_end + seconds[i] * SOUND_RATE_HZ, FRAMES, b);
        assert_true(moment.loudness < 1.0f);
        for (int k = 0; k < 480; k++)
            assert_float_equal(a[k], b[k] * moment.loudness, 1e-4);
    }
    sound_destroy(faded);
    sound_destroy(full);
    timeline_destroy(fading);
}

static void silence_is_known_beforehand(void **state)
{
    (void)state;
    enum { CHUNK = SOUND_RATE_HZ / 2 };
    struct sound *sound = create_bells(timeline);
    float chunk[2 * CHUNK];
    int silent = 0;
    for (long long frame = 0; frame < 430LL * SOUND_RATE_HZ; frame += CHUNK) {
        if (!sound_is_silent(sound, frame, frame + CHUNK))
            continue;
        sound_render(sound, frame, CHUNK, chunk);
        assert_float_equal(largest(chunk, CHUNK), 0.0, 0.0);
        silent++;
    }
    assert_in_range(silent, 400, 860);
    sound_destroy(sound);
}

static void missing_and_broken_files_are_silent(void **state)
{
    (void)state;
    enum { FRAMES = SOUND_RATE_HZ };
    const char *folder = BINARY_DIR "/broken";
    char path[512];
    float heard[2 * FRAMES];
    snprintf(path, sizeof path, "mkdir -p '%s'", folder);
    assert_int_equal(system(path), 0);
    write_file(BINARY_DIR "/broken/bell.ogg", "OggS and nothing more", 21);
    const struct sound_settings settings = {
        .folder = folder, .bed = BED_RAIN, .breath = BREATH_SILENT};
    struct sound *sound = sound_create(timeline, &settings);
    sound_render(sound, 0, FRAMES, heard);
    assert_float_equal(largest(heard, FRAMES), 0.0, 0.0);
    sound_destroy(sound);
}

/// A practice played in frames of 1/60 s, heard through a mixer.
struct practice {
    struct sound *sound;
    struct mixer mixer;
    double t_s;
    bool running;
    int frame_count;
    float *heard;
};

enum { FRAME_FRAMES = SOUND_RATE_HZ / 60, PRACTICE_SECONDS_MAX = 20 };

static void begin_practice_of(struct practice *practice, struct sound *sound, double t_s)
{
    *practice = (struct practice){.sound = sound, .t_s = t_s};
    practice->running = true;
    practice->heard = mem_alloc(PRACTICE_SECONDS_MAX * SOUND_RATE_HZ, 2 * sizeof(float));
    mixer_init(&practice->mixer, practice->sound);
}

static void begin_practice(struct practice *practice, double t_s)
{
    begin_practice_of(practice, create_sound(timeline, BED_DRONE, BREATH_TONES), t_s);
}

static void end_practice(struct practice *practice)
{
    mem_free(practice->heard);
    sound_destroy(practice->sound);
}

static void practise(struct practice *practice, double seconds)
{
    for (int i = 0; i < (int)lround(seconds * 60.0); i++) {
        assert_true(practice->frame_count + FRAME_FRAMES <= PRACTICE_SECONDS_MAX * SOUND_RATE_HZ);
        mixer_follow(&practice->mixer, practice->t_s, practice->running);
        mixer_render(&practice->mixer, FRAME_FRAMES, practice->heard + 2 * practice->frame_count);
        practice->frame_count += FRAME_FRAMES;
        practice->t_s += practice->running ? 1.0 / 60.0 : 0.0;
    }
}

static float heard_between(const struct practice *practice, double from_s, double to_s)
{
    int from = (int)(from_s * SOUND_RATE_HZ), to = (int)(to_s * SOUND_RATE_HZ);
    return largest(practice->heard + 2 * from, to - from);
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
    begin_practice(&practice, 0.0);
    practise(&practice, 2.0);
    assert_true(roughness(&practice) < CLICK);
    // The bell cut off, as a mixer without ramps would.
    memset(practice.heard + 2 * SOUND_RATE_HZ, 0, 2 * SOUND_RATE_HZ * sizeof(float));
    assert_true(roughness(&practice) > CLICK);
    end_practice(&practice);
}

static void playing_is_the_pure_sound_after_the_first_fade(void **state)
{
    (void)state;
    struct practice practice;
    enum { FRAMES = SOUND_RATE_HZ };
    float pure[2 * FRAMES];
    begin_practice(&practice, 59.0);
    practise(&practice, 3.0);
    // The bell at 60 s comes one second in.
    sound_render(practice.sound, 60LL * SOUND_RATE_HZ, FRAMES, pure);
    assert_true(largest(pure, FRAMES) > 0.05f);
    assert_memory_equal(pure, practice.heard + 2 * SOUND_RATE_HZ, sizeof pure);
    end_practice(&practice);
}

static void starting_in_the_middle_of_a_bell_does_not_click(void **state)
{
    (void)state;
    struct practice practice;
    begin_practice(&practice, 60.7);
    practise(&practice, 2.0);
    assert_true(heard_between(&practice, 0.5, 1.0) > 0.02f);
    assert_true(roughness(&practice) < CLICK);
    end_practice(&practice);
}

static void pausing_and_resuming_fade(void **state)
{
    (void)state;
    struct practice practice;
    begin_practice(&practice, 0.0);
    practise(&practice, 1.0);
    practice.running = false;
    practise(&practice, 1.0);
    practice.running = true;
    practise(&practice, 1.0);
    assert_true(heard_between(&practice, 0.5, 1.0) > 0.02f);
    assert_float_equal(heard_between(&practice, 1.3, 1.99), 0.0, 0.0);
    assert_true(heard_between(&practice, 2.3, 3.0) > 0.02f);
    assert_true(roughness(&practice) < CLICK);
    end_practice(&practice);
}

static void skipping_between_bells_fades_over(void **state)
{
    (void)state;
    struct practice practice;
    begin_practice(&practice, 0.0);
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
    end_practice(&practice);
}

static void volume_and_mute_are_ramps(void **state)
{
    (void)state;
    struct practice practice;
    begin_practice(&practice, 0.0);
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
    end_practice(&practice);
}

static void a_drifting_sound_comes_back_in_silence(void **state)
{
    (void)state;
    struct practice practice;
    begin_practice_of(&practice, create_bells(timeline), 30.0);
    practise(&practice, 0.5);
    // A stall of the picture: the sound ran 100 ms ahead, which is left alone while a bell rings.
    practice.t_s -= 0.1;
    practise(&practice, 0.1);
    assert_in_range(llabs(practice.mixer.frame - llround(practice.t_s * SOUND_RATE_HZ)), 0, 1);
    end_practice(&practice);
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
        cmocka_unit_test(every_bell_rings_at_its_very_frame),
        cmocka_unit_test(pieces_of_any_length_give_the_same_sound),
        cmocka_unit_test(the_whole_evening_stays_quiet_and_ends_in_silence),
        cmocka_unit_test(bells_fade_with_the_last_rest),
        cmocka_unit_test(silence_is_known_beforehand),
        cmocka_unit_test(missing_and_broken_files_are_silent),
        cmocka_unit_test(the_measure_of_clicks_finds_a_click),
        cmocka_unit_test(playing_is_the_pure_sound_after_the_first_fade),
        cmocka_unit_test(starting_in_the_middle_of_a_bell_does_not_click),
        cmocka_unit_test(pausing_and_resuming_fade),
        cmocka_unit_test(skipping_between_bells_fades_over),
        cmocka_unit_test(volume_and_mute_are_ramps),
        cmocka_unit_test(a_drifting_sound_comes_back_in_silence),
        cmocka_unit_test(each_tenth_of_the_knob_is_four_decibels),
    };
    return cmocka_run_group_tests(tests, load_bedtime, unload_bedtime);
}
