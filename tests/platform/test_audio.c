/// The audio device: there, lost, found again, never there, or another one than we render for.
/// Under SDL's dummy driver, which takes sound at the pace of the clock.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/audio.h"
#include "store/content_folder.h"
#include "store/routine_file.h"

#include <SDL.h>
#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

static struct content content;
static struct routine routine;
static struct arena arena;
static struct timeline *timeline;
static struct sound *sound;

static int begin(void **state)
{
    (void)state;
    struct problems problems = {0};
    struct err err;
    struct timeline_settings settings = timeline_settings_default();
    bool good =
        content_load(&content, SOURCE_DIR "/routines", &problems) &&
        routine_load(&routine, &content, SOURCE_DIR "/routines/bedtime.yaml", &arena, &problems);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    timeline = good ? timeline_create(&content, &routine, &settings, &err) : NULL;
    if (!timeline)
        return -1;
    static const struct sound_settings bells_alone = {
        .folder = SOURCE_DIR "/assets/sounds",
        .bed = BED_NONE,
        .breath = BREATH_SILENT,
    };
    sound = sound_create(timeline, &bells_alone);
    return 0;
}

static int end(void **state)
{
    (void)state;
    sound_destroy(sound);
    timeline_destroy(timeline);
    arena_finish(&arena);
    arena_finish(&content.arena);
    return 0;
}

static void a_device_pulls_the_sound_at_the_pace_of_the_clock(void **state)
{
    (void)state;
    struct mixer mixer;
    mixer_init(&mixer, sound);
    struct audio *audio = audio_open(&mixer);
    assert_true(audio_is_heard(audio));
    // Within the first bell, so that the mixer may not simply jump to where it is told.
    audio_follow(audio, 0.0, true);
    SDL_Delay(500);
    audio_close(audio);
    assert_in_range(mixer.frame, SOUND_RATE_HZ / 5, SOUND_RATE_HZ);
}

static SDL_Event removal(SDL_AudioDeviceID device, bool capture)
{
    return (SDL_Event){
        .adevice = {.type = SDL_AUDIODEVICEREMOVED, .which = device, .iscapture = capture}};
}

/// SDL counts opened devices from 2.
enum { FIRST_DEVICE = 2 };

static void a_lost_device_is_replaced_while_the_practice_goes_on(void **state)
{
    (void)state;
    struct mixer mixer;
    mixer_init(&mixer, sound);
    struct audio *audio = audio_open(&mixer);
    SDL_Event microphone = removal(FIRST_DEVICE, true), other = removal(FIRST_DEVICE + 5, false),
              lost = removal(FIRST_DEVICE, false);
    audio_handle(audio, &microphone);
    audio_handle(audio, &other);
    assert_true(audio_is_heard(audio));
    audio_follow(audio, 0.0, true);
    SDL_Delay(100);
    audio_handle(audio, &lost);
    assert_true(audio_is_heard(audio));
    long long frame = mixer.frame;
    SDL_Delay(300);
    audio_set_volume(audio, 0.5f, false);
    audio_close(audio);
    assert_true(mixer.frame > frame);
}

static void without_any_device_everything_else_works(void **state)
{
    (void)state;
    struct mixer mixer;
    char *driver = getenv("SDL_AUDIODRIVER");
    setenv("SDL_AUDIODRIVER", "none_of_these", 1);
    mixer_init(&mixer, sound);
    struct audio *audio = audio_open(&mixer);
    assert_false(audio_is_heard(audio));
    audio_follow(audio, 12.0, true);
    audio_set_volume(audio, 0.5f, true);
    SDL_Event added = {.adevice = {.type = SDL_AUDIODEVICEADDED}};
    audio_handle(audio, &added);
    assert_false(audio_is_heard(audio));
    audio_close(audio);
    audio_close(NULL);
    if (driver)
        setenv("SDL_AUDIODRIVER", "dummy", 1);
    else
        unsetenv("SDL_AUDIODRIVER");
}

enum { HEARD_SECONDS = 40 };

/// The first part of the evening with everything in it: left and right.
static float *render_evening(void)
{
    static const struct sound_settings everything = {
        .folder = SOURCE_DIR "/assets/sounds",
        .voice = {.patient = true},
    };
    struct sound *full = sound_create(timeline, &everything);
    float *stereo = malloc((size_t)HEARD_SECONDS * SOUND_RATE_HZ * 2 * sizeof *stereo);
    sound_render(full, 0, HEARD_SECONDS * SOUND_RATE_HZ, stereo);
    sound_destroy(full);
    return stereo;
}

struct measured {
    double lufs, true_peak_db;
};

static struct measured measure(const float *samples, int count, int rate_hz, int channels)
{
    ebur128_state *meter = ebur128_init((unsigned)channels, (unsigned long)rate_hz,
                                        EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    struct measured measured;
    double peak = 0.0, of_channel;
    // One speaker that plays both sides is as loud as two.
    if (channels == 1)
        ebur128_set_channel(meter, 0, EBUR128_DUAL_MONO);
    ebur128_add_frames_float(meter, samples, (size_t)count);
    ebur128_loudness_global(meter, &measured.lufs);
    for (int channel = 0; channel < channels; channel++) {
        ebur128_true_peak(meter, (unsigned)channel, &of_channel);
        peak = fmax(peak, of_channel);
    }
    measured.true_peak_db = 20.0 * log10(peak);
    ebur128_destroy(&meter);
    return measured;
}

/// What SDL does inside for a device that has not 48 kHz and two channels.
static struct measured through_sdl(const float *stereo, int rate_hz, int channels)
{
    SDL_AudioStream *stream =
        SDL_NewAudioStream(AUDIO_F32SYS, 2, SOUND_RATE_HZ, AUDIO_F32SYS, (Uint8)channels, rate_hz);
    assert_non_null(stream);
    int bytes = HEARD_SECONDS * SOUND_RATE_HZ * 2 * (int)sizeof *stereo;
    assert_int_equal(SDL_AudioStreamPut(stream, stereo, bytes), 0);
    SDL_AudioStreamFlush(stream);
    int converted_bytes = SDL_AudioStreamAvailable(stream);
    float *converted = malloc((size_t)converted_bytes);
    assert_int_equal(SDL_AudioStreamGet(stream, converted, converted_bytes), converted_bytes);
    int count = converted_bytes / (int)sizeof *converted / channels;
    assert_in_range(count, HEARD_SECONDS * rate_hz - 2000, HEARD_SECONDS * rate_hz + 2000);
    struct measured measured = measure(converted, count, rate_hz, channels);
    free(converted);
    SDL_FreeAudioStream(stream);
    return measured;
}

static void devices_of_other_rates_and_one_speaker_hear_the_same(void **state)
{
    (void)state;
    static const struct {
        int rate_hz, channels;
    } devices[] = {{48000, 2}, {44100, 2}, {48000, 1}, {44100, 1}};
    float *stereo = render_evening();
    struct measured full = measure(stereo, HEARD_SECONDS * SOUND_RATE_HZ, SOUND_RATE_HZ, 2);
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        struct measured heard = through_sdl(stereo, devices[i].rate_hz, devices[i].channels);
        print_message("%d Hz, %d channels: %.1f LUFS, %.1f dBTP\n", devices[i].rate_hz,
                      devices[i].channels, heard.lufs, heard.true_peak_db);
        // Nothing that the ears hear apart is lost where they hear the same.
        assert_true(fabs(heard.lufs - full.lufs) < 1.0);
        assert_true(heard.true_peak_db < -6.0);
    }
    free(stereo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_pulls_the_sound_at_the_pace_of_the_clock),
        cmocka_unit_test(a_lost_device_is_replaced_while_the_practice_goes_on),
        cmocka_unit_test(without_any_device_everything_else_works),
        cmocka_unit_test(devices_of_other_rates_and_one_speaker_hear_the_same),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
