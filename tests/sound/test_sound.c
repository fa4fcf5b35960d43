/// The sound of the shipped bedtime routine without its words: every bell at its frame, silence
/// where there is nothing to be heard.
#include "wordless.h"

#include <string.h>

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
    struct sound *sound = create_bells(evening.timeline);
    float *heard = mem_alloc(FRAMES, 2 * sizeof *heard);
    int count[3] = {0};
    for (int i = 0; i < timeline_cue_count(evening.timeline); i++) {
        const struct cue *cue = timeline_cue(evening.timeline, i);
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
    struct sound *sound = create_sound(evening.timeline, BED_RAIN, BREATH_WIND);
    float *whole = mem_alloc(FRAMES, 2 * sizeof *whole);
    float *pieces = mem_alloc(FRAMES, 2 * sizeof *pieces);
    // Round the end bell, where the loudness of the last rest counts as well.
    long long first = (long long)timeline_practice_ticks(evening.timeline) * SOUND_FRAMES_PER_TICK -
                      SOUND_RATE_HZ;
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
    struct sound *sound = create_sound(evening.timeline, BED_DRONE, BREATH_TONES);
    float chunk[2 * CHUNK], peak = 0.0f, last = 1.0f;
    long long total = (long long)timeline_total_ticks(evening.timeline) * SOUND_FRAMES_PER_TICK;
    for (long long frame = -CHUNK; frame < total + CHUNK; frame += CHUNK) {
        sound_render(sound, frame, CHUNK, chunk);
        last = loudest(chunk, 0, CHUNK);
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
    struct routine brief = evening.routine;
    struct timeline_settings settings = timeline_settings_default();
    brief.step_count = 1;
    brief.rest_s = 24.0;
    settings.talk = TALK_NONE;
    struct err err;
    struct timeline *fading = timeline_create(&evening.content, &brief, &settings, &err);
    if (!fading)
        fail_msg("%s", err.text);
    struct sound *faded = create_bells(fading), *full = create_bells(evening.timeline);
    float a[2 * FRAMES], b[2 * FRAMES];
    long long end = 60LL * SOUND_RATE_HZ, full_end = 420LL * SOUND_RATE_HZ;
    static const int seconds[] = {18, 19, 20, 21};
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
    struct sound *sound = create_bells(evening.timeline);
    float chunk[2 * CHUNK];
    int silent = 0;
    for (long long frame = 0; frame < 430LL * SOUND_RATE_HZ; frame += CHUNK) {
        if (!sound_is_silent(sound, frame, frame + CHUNK))
            continue;
        sound_render(sound, frame, CHUNK, chunk);
        assert_float_equal(loudest(chunk, 0, CHUNK), 0.0, 0.0);
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
    float heard[2 * FRAMES];
    make_empty_folder(folder);
    write_file(BINARY_DIR "/broken/bell.ogg", "OggS and nothing more", 21);
    const struct sound_settings settings = {
        .folder = folder, .bed = BED_RAIN, .breath = BREATH_SILENT};
    struct sound *sound = sound_create(evening.timeline, &settings);
    sound_render(sound, 0, FRAMES, heard);
    assert_float_equal(loudest(heard, 0, FRAMES), 0.0, 0.0);
    sound_destroy(sound);
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
    };
    return cmocka_run_group_tests(tests, load_evening, finish_evening);
}
