/// The audio device: there, lost, found again, never there. Under SDL's dummy driver, which takes
/// sound at the pace of the clock.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/audio.h"
#include "store/content_folder.h"
#include "store/routine_file.h"

#include <SDL.h>
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_pulls_the_sound_at_the_pace_of_the_clock),
        cmocka_unit_test(a_lost_device_is_replaced_while_the_practice_goes_on),
        cmocka_unit_test(without_any_device_everything_else_works),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
