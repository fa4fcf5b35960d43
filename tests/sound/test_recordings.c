/// Somebody's own voice in the place of the machine's.
#define CACHE      BINARY_DIR "/recordings-cache"
#define RECORDINGS BINARY_DIR "/recordings"

#include "voices.h"

#include "sound/recordings.h"

enum { RATE = SOUND_RATE_HZ };

static void file_names_of_recordings_are_the_words(void **state)
{
    (void)state;
    char name[RECORDING_NAME_MAX];
    recording_name("Let both knees sink to your right.", name);
    assert_string_equal(name, "let-both-knees-sink-to-your-right");
    recording_name("  Soon: a twist. (100 %)", name);
    assert_string_equal(name, "soon-a-twist-100");
    recording_name("...", name);
    assert_string_equal(name, "");
    char words[400];
    memset(words, 'a', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    recording_name(words, name);
    assert_int_equal(strlen(name), 80);
}

/// The words that are said first.
static const char *first_words(void)
{
    int i = 0;
    while (timeline_cue(evening.timeline, i)->kind != CUE_WORDS)
        i++;
    return timeline_cue(evening.timeline, i)->text;
}

/// Where a recording of them belongs.
static const char *first_path(void)
{
    static char path[sizeof RECORDINGS + RECORDING_NAME_MAX + 8];
    char name[RECORDING_NAME_MAX];
    recording_name(first_words(), name);
    snprintf(path, sizeof path, RECORDINGS "/%s.wav", name);
    return path;
}

/// A tone as the recording of the first words.
static void record(double seconds, int rate_hz, float level)
{
    int count = (int)(seconds * rate_hz);
    float *tone = mem_alloc((size_t)count, sizeof *tone);
    for (int i = 0; i < count; i++)
        tone[i] = level * sinf(6.2831853f * 500.0f * (float)i / (float)rate_hz);
    make_empty_folder(RECORDINGS);
    write_wav(first_path(), rate_hz, 1, tone, count);
    mem_free(tone);
}

static double share_of_500_hz(const float *stereo, int count)
{
    double in = 0.0, across = 0.0, energy = 0.0;
    for (int i = 0; i < count; i++) {
        double phase = 6.283185307179586 * 500.0 * i / RATE, sample = (double)stereo[2 * i];
        in += sample * sin(phase);
        across += sample * cos(phase);
        energy += sample * sample;
    }
    return 2.0 * (in * in + across * across) / (energy * count);
}

static void a_recording_replaces_its_line_and_no_other(void **state)
{
    (void)state;
    record(1.2, 44100, 0.5f);
    struct speech speech = recordings_speech(RECORDINGS);
    assert_float_equal(speech.seconds(speech.user, first_words()), 1.2, 1e-6);
    assert_true(speech.seconds(speech.user, "Bridge.") <= 0.0);
    struct voice *voice = create_voice(true, RECORDINGS);
    struct voice_slot slot = voice_slot(voice, 0), next = voice_slot(voice, 1);
    float *recorded = render(voice, slot.first_frame, RATE);
    float *said = render(voice, next.first_frame, RATE);
    assert_true(share_of_500_hz(recorded, RATE) > 0.9);
    assert_true(share_of_500_hz(said, RATE) < 0.5 && loudest(said, 0, RATE) > 0.03f);
    // Levelled like every line, however loud it was recorded.
    assert_true(loudest(recorded, 0, RATE) < 0.2f);
    mem_free(recorded);
    mem_free(said);
    voice_destroy(voice);
}

static void assert_machine_says_it(void)
{
    struct voice *voice = create_voice(true, RECORDINGS);
    struct voice_slot slot = voice_slot(voice, 0);
    float *said = render(voice, slot.first_frame, RATE);
    assert_true(loudest(said, 0, RATE) > 0.03f && share_of_500_hz(said, RATE) < 0.5);
    mem_free(said);
    voice_destroy(voice);
}

static void the_machine_says_what_cannot_be_played(void **state)
{
    (void)state;
    make_empty_folder(RECORDINGS);
    write_file(first_path(), "no music", 8);
    assert_machine_says_it();
    record(1.0, 48000, 0.0f);
    assert_machine_says_it();
    // This timeline was made without knowing of the recording, and has too little time for it.
    record(8.0, 48000, 0.5f);
    assert_machine_says_it();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_names_of_recordings_are_the_words),
        cmocka_unit_test(a_recording_replaces_its_line_and_no_other),
        cmocka_unit_test(the_machine_says_what_cannot_be_played),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
