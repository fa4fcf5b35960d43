/// The spoken lines: in time, whole, one at a time; kept on disk; replaced by recordings; and said
/// again when somebody comes into the middle of one.
#include "evening.h"

#include "sound/line_cache.h"
#include "sound/polish.h"
#include "sound/recordings.h"

#include <dirent.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { RATE = SOUND_RATE_HZ, PIECE = 512 };

#define CACHE      BINARY_DIR "/voice-cache"
#define RECORDINGS BINARY_DIR "/recordings"

static struct evening evening;

static void empty(const char *folder)
{
    char command[1024];
    snprintf(command, sizeof command, "rm -rf '%s' && mkdir -p '%s'", folder, folder);
    assert_int_equal(system(command), 0);
}

static int set_up(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    empty(CACHE);
    return evening_load(&evening, &settings) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    evening_finish(&evening);
    return 0;
}

static struct voice *create(bool patient, const char *recordings)
{
    const struct voice_settings settings = {
        .cache_folder = CACHE, .patient = patient, .recordings = recordings};
    return voice_create(evening.timeline, &settings);
}

/// The line that says `text` first.
static int line_of(const char *text)
{
    int line = 0;
    for (int i = 0; i < timeline_cue_count(evening.timeline); i++) {
        const struct cue *cue = timeline_cue(evening.timeline, i);
        if (cue->kind != CUE_WORDS)
            continue;
        if (strcmp(cue->text, text) == 0)
            return line;
        line++;
    }
    fail_msg("nobody says \"%s\"", text);
    return -1;
}

static float *render(struct voice *voice, long long first, int frame_count)
{
    float *stereo = mem_alloc((size_t)frame_count, 2 * sizeof *stereo);
    voice_listen_at(voice, first);
    voice_add(voice, 0, first, frame_count, stereo);
    return stereo;
}

static float loudest(const float *stereo, int first, int end)
{
    float most = 0.0f;
    for (int i = 2 * first; i < 2 * end; i++)
        most = fmaxf(most, fabsf(stereo[i]));
    return most;
}

static void sleep_ms(long ms)
{
    const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void the_first_line_is_ready_before_it_is_due_on_a_cold_cache(void **state)
{
    (void)state;
    empty(CACHE);
    struct voice *voice = create(false, NULL);
    double due_s = (double)voice_slot(voice, 0).first_frame / RATE;
    long waited_ms = 0;
    while (!voice_is_ready(voice, 0) && waited_ms < 20000) {
        sleep_ms(5);
        waited_ms += 5;
    }
    print_message("ready after %ld ms, due after %.0f ms\n", waited_ms, 1000.0 * due_s);
#if !defined(__SANITIZE_ADDRESS__)
    assert_true((double)waited_ms < 1000.0 * due_s);
#endif
    voice_destroy(voice);
}

static void every_line_is_heard_within_its_time_and_then_there_is_silence(void **state)
{
    (void)state;
    // What the room adds after the last sound of a line.
    enum { TAIL = RATE / 2 };
    struct voice *voice = create(true, NULL);
    int lines = voice_line_count(voice);
    assert_true(lines > 60);
    for (int i = 0; i + 1 < lines; i++) {
        struct voice_slot slot = voice_slot(voice, i), next = voice_slot(voice, i + 1);
        int length = (int)(next.first_frame - slot.first_frame);
        float *heard = render(voice, slot.first_frame, length);
        float voice_level = loudest(heard, 0, slot.frame_count);
        assert_true(voice_level > 0.03f);
        // The voice itself is over when its time is; only the room may go on, much quieter.
        if (slot.frame_count < length)
            assert_true(loudest(heard, slot.frame_count, length) < 0.25f * voice_level);
        if (slot.frame_count + TAIL < length)
            assert_float_equal(loudest(heard, slot.frame_count + TAIL, length), 0.0, 0.0);
        mem_free(heard);
    }
    voice_destroy(voice);
}

static void a_line_that_is_not_ready_is_left_out_whole(void **state)
{
    (void)state;
    empty(CACHE);
    struct voice *voice = create(false, NULL);
    int line = line_of("Lift both knees towards your chest.");
    struct voice_slot slot = voice_slot(voice, line);
    // At once: the thread cannot have it yet.
    float *begin = render(voice, slot.first_frame, PIECE);
    assert_float_equal(loudest(begin, 0, PIECE), 0.0, 0.0);
    while (!voice_is_ready(voice, line))
        sleep_ms(5);
    float *late = render(voice, slot.first_frame + PIECE, RATE);
    assert_float_equal(loudest(late, 0, RATE), 0.0, 0.0);
    // The next time it is heard from its beginning.
    float *again = render(voice, slot.first_frame, RATE);
    assert_true(loudest(again, 0, RATE) > 0.03f);
    mem_free(begin);
    mem_free(late);
    mem_free(again);
    voice_destroy(voice);
}

static void words_of_a_side_come_from_that_side(void **state)
{
    (void)state;
    struct voice *voice = create(true, NULL);
    const struct {
        const char *text;
        double least, most;
    } lines[] = {
        {"Let both knees sink to your right.", 3.0, 7.0},
        {"Let both knees sink to your left.", -7.0, -3.0},
        {"Big toes together, knees wide.", -0.5, 0.5},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct voice_slot slot = voice_slot(voice, line_of(lines[i].text));
        float *heard = render(voice, slot.first_frame, slot.frame_count);
        double left = 0.0, right = 0.0;
        for (int k = 0; k < slot.frame_count; k++) {
            left += (double)heard[2 * k] * (double)heard[2 * k];
            right += (double)heard[2 * k + 1] * (double)heard[2 * k + 1];
        }
        double lean_db = 10.0 * log10(right / left);
        print_message("%-36s %+.1f dB to the right\n", lines[i].text, lean_db);
        assert_true(lean_db >= lines[i].least && lean_db <= lines[i].most);
        mem_free(heard);
    }
    voice_destroy(voice);
}

static void memory_stays_bounded_through_the_evening(void **state)
{
    (void)state;
    struct voice *voice = create(true, NULL);
    long long total = timeline_total_ticks(evening.timeline) * SOUND_FRAMES_PER_TICK, most = 0;
    for (long long frame = 0; frame < total; frame += 10 * RATE) {
        voice_listen_at(voice, frame);
        // Until everything that is kept ready ahead of here is ready.
        long long ahead = frame + 89LL * RATE;
        for (int i = voice_line_before(voice, frame) + 1; i < voice_line_count(voice); i++)
            while (voice_slot(voice, i).first_frame < ahead && !voice_is_ready(voice, i))
                sleep_ms(2);
        long long bytes = voice_bytes(voice);
        most = bytes > most ? bytes : most;
    }
    print_message("prepared lines take at most %.1f MB\n", (double)most / 1e6);
    assert_true(most < 32 * 1000 * 1000);
    voice_destroy(voice);
}

static long long bytes_in(const char *folder, int *files)
{
    DIR *opened = opendir(folder);
    struct dirent *found;
    long long bytes = 0;
    *files = 0;
    assert_non_null(opened);
    while ((found = readdir(opened)) != NULL) {
        char path[1024];
        struct stat status;
        snprintf(path, sizeof path, "%s/%s", folder, found->d_name);
        if (found->d_name[0] == '.' || stat(path, &status) != 0)
            continue;
        bytes += status.st_size;
        (*files)++;
    }
    closedir(opened);
    return bytes;
}

static void the_cache_is_bounded_and_the_oldest_lines_go_first(void **state)
{
    (void)state;
    int files, fewer;
    long long bytes = bytes_in(CACHE, &files);
    print_message("the evening's lines take %.1f MB in %d files\n", (double)bytes / 1e6, files);
    assert_true(bytes <= LINE_CACHE_BYTES_MAX);
    struct speech_sound said, kept;
    assert_true(speaker_say(SPEAKER_SLT, "This one is new.", 1.0f, &said, NULL));
    sleep_ms(20);
    line_cache_write(CACHE, "new", &said);
    line_cache_trim(CACHE, 1000000);
    assert_true(bytes_in(CACHE, &fewer) <= 1000000 && fewer < files && fewer > 0);
    assert_true(line_cache_read(CACHE, "new", &kept));
    speech_sound_finish(&said);
    speech_sound_finish(&kept);
}

static void a_line_comes_back_as_it_was_kept(void **state)
{
    (void)state;
    struct speech_sound said, kept;
    empty(CACHE);
    assert_true(speaker_say(SPEAKER_SLT, "Half-way.", 1.25f, &said, NULL));
    assert_false(line_cache_read(CACHE, "half", &kept));
    line_cache_write(CACHE, "half", &said);
    assert_true(line_cache_read(CACHE, "half", &kept));
    assert_int_equal(kept.rate_hz, said.rate_hz);
    assert_int_equal(kept.sample_count, said.sample_count);
    assert_memory_equal(kept.sample, said.sample, (size_t)said.sample_count * sizeof(int16_t));
    speech_sound_finish(&kept);
    assert_false(line_cache_read(CACHE, "whole", &kept));
    assert_false(line_cache_read("/nowhere/at/all", "half", &kept));
    line_cache_write("/dev/null/cannot", "half", &said);
    speech_sound_finish(&said);
}

static void only_file(const char *folder, char path[1024])
{
    DIR *opened = opendir(folder);
    struct dirent *found;
    while ((found = readdir(opened)) != NULL)
        if (found->d_name[0] != '.')
            snprintf(path, 1024, "%s/%s", folder, found->d_name);
    closedir(opened);
}

static void a_damaged_file_counts_as_not_there(void **state)
{
    (void)state;
    struct speech_sound said, kept;
    char path[1024] = "";
    empty(CACHE);
    assert_true(speaker_say(SPEAKER_SLT, "Half-way.", 1.25f, &said, NULL));
    line_cache_write(CACHE, "half", &said);
    only_file(CACHE, path);
    size_t size;
    char *bytes = read_file(path, &size);
    for (size_t at = 0; at < size; at += size / 40) {
        bytes[at] ^= 0x10;
        write_file(path, bytes, size);
        assert_false(line_cache_read(CACHE, "half", &kept));
        bytes[at] ^= 0x10;
        write_file(path, bytes, at);
        assert_false(line_cache_read(CACHE, "half", &kept));
    }
    write_file(path, bytes, size);
    assert_true(line_cache_read(CACHE, "half", &kept));
    speech_sound_finish(&kept);
    speech_sound_finish(&said);
    free(bytes);
}

static void lines_are_said_anew_if_their_file_is_damaged(void **state)
{
    (void)state;
    char path[1024] = "";
    empty(CACHE);
    struct voice *voice = create(true, NULL);
    struct voice_slot slot = voice_slot(voice, 0);
    float *good = render(voice, slot.first_frame, slot.frame_count);
    voice_destroy(voice);
    only_file(CACHE, path);
    write_file(path, "no line", 7);
    voice = create(true, NULL);
    float *again = render(voice, slot.first_frame, slot.frame_count);
    assert_memory_equal(good, again, (size_t)slot.frame_count * 2 * sizeof *good);
    voice_destroy(voice);
    mem_free(good);
    mem_free(again);
}

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

/// A tone of `seconds` at `rate_hz` as the recording of "Lie on your back, legs long. Knees to
/// chest.".
static void record(double seconds, int rate_hz, float level)
{
    int count = (int)(seconds * rate_hz);
    float *tone = mem_alloc((size_t)count, sizeof *tone);
    for (int i = 0; i < count; i++)
        tone[i] = level * sinf(6.2831853f * 500.0f * (float)i / (float)rate_hz);
    empty(RECORDINGS);
    write_wav(RECORDINGS "/lie-on-your-back-legs-long-knees-to-chest.wav", rate_hz, 1, tone, count);
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
    assert_float_equal(speech.seconds(speech.user, "Lie on your back, legs long. Knees to chest."),
                       1.2, 1e-6);
    assert_true(speech.seconds(speech.user, "Bridge.") <= 0.0);
    struct voice *voice = create(true, RECORDINGS);
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
    struct voice *voice = create(true, RECORDINGS);
    struct voice_slot slot = voice_slot(voice, 0);
    float *said = render(voice, slot.first_frame, RATE);
    assert_true(loudest(said, 0, RATE) > 0.03f && share_of_500_hz(said, RATE) < 0.5);
    mem_free(said);
    voice_destroy(voice);
}

static void the_machine_says_what_cannot_be_played(void **state)
{
    (void)state;
    empty(RECORDINGS);
    write_file(RECORDINGS "/lie-on-your-back-legs-long-knees-to-chest.wav", "no music", 8);
    assert_machine_says_it();
    record(1.0, 48000, 0.0f);
    assert_machine_says_it();
    // This timeline was made without knowing of the recording, and has too little time for it.
    record(5.0, 48000, 0.5f);
    assert_machine_says_it();
}

static void silence_is_no_line(void **state)
{
    (void)state;
    float silent[4800] = {0};
    struct spoken_line line;
    struct err err;
    assert_false(polish_line(silent, 4800, 16000, POLISH_DARK, &line, &err));
    assert_string_equal(err.text, "there is no voice in it");
    assert_false(polish_line(silent, 0, 16000, POLISH_DARK, &line, &err));
    assert_null(line.stereo);
}

/// A practice that is played in frames of 1/60 s through a mixer, only the voice of it.
struct practice {
    struct sound *sound;
    struct mixer mixer;
    double t_s;
    bool running;
    int frame_count;
    float *heard;
};

enum { FRAME = RATE / 60, PRACTICE_SECONDS_MAX = 30 };

static void begin(struct practice *practice, double t_s)
{
    const struct sound_settings settings = {
        .folder = SOUNDS,
        .bed = BED_NONE,
        .breath = BREATH_SILENT,
        .voice = {.cache_folder = CACHE, .patient = true},
    };
    *practice = (struct practice){.t_s = t_s, .running = true};
    practice->sound = sound_create(evening.timeline, &settings);
    practice->heard = mem_alloc(PRACTICE_SECONDS_MAX * RATE, 2 * sizeof(float));
    mixer_init(&practice->mixer, practice->sound);
    mixer_set_part_volume(&practice->mixer, SOUND_BELLS, 0.0f);
}

static void end(struct practice *practice)
{
    mem_free(practice->heard);
    sound_destroy(practice->sound);
}

static void practise(struct practice *practice, double seconds)
{
    for (int i = 0; i < (int)lround(seconds * 60.0); i++) {
        assert_true(practice->frame_count + FRAME <= PRACTICE_SECONDS_MAX * RATE);
        mixer_follow(&practice->mixer, practice->t_s, practice->running);
        mixer_render(&practice->mixer, FRAME, practice->heard + 2 * practice->frame_count);
        practice->frame_count += FRAME;
        practice->t_s += practice->running ? 1.0 / 60.0 : 0.0;
    }
}

static float heard_between(const struct practice *practice, double from_s, double to_s)
{
    return loudest(practice->heard, (int)(from_s * RATE), (int)(to_s * RATE));
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

static const char LINE[] = "Hold your shins, and hug your knees in.";

static void a_line_in_whose_middle_somebody_paused_is_said_again(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    practice.t_s = start_of(&practice, "Let your shoulders and your head grow heavy.") - 0.5;
    practise(&practice, 1.5);
    practice.running = false;
    practise(&practice, 1.0);
    assert_float_equal(heard_between(&practice, 1.8, 2.4), 0.0, 0.0);
    practice.running = true;
    practise(&practice, 3.0);
    assert_true(says(&practice, 2.5, "Let your shoulders and your head grow heavy."));
    end(&practice);
}

static void a_skip_into_a_line_is_silent_if_the_next_one_is_near(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    // The line after it follows at once: there is no time to say this one again.
    double start_s = start_of(&practice, "Lift both knees towards your chest.");
    double next_s = start_of(&practice, LINE);
    assert_true(next_s - start_s < 4.0);
    practice.t_s = start_s + 1.5;
    practise(&practice, next_s - start_s - 1.6);
    // -60 dBFS: the bells are faded out first.
    assert_true(heard_between(&practice, 0.0, next_s - start_s - 1.7) < 0.001f);
    practise(&practice, 2.0);
    assert_true(says(&practice, next_s - start_s - 1.5, LINE));
    end(&practice);
}

static void say_that_again_works_in_a_pause(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    practice.t_s = start_of(&practice, LINE) - 0.5;
    practise(&practice, 1.5);
    practice.running = false;
    practise(&practice, 1.0);
    mixer_say_again(&practice.mixer);
    practise(&practice, 4.5);
    assert_true(says(&practice, 2.5, LINE));
    assert_float_equal(heard_between(&practice, 6.7, 7.0), 0.0, 0.0);
    end(&practice);
}

static void say_that_again_works_while_time_goes_on(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
    static const char WORDS[] = "Feel your lower back spread on the floor.";
    practice.t_s = start_of(&practice, WORDS) - 0.5;
    practise(&practice, 1.2);
    mixer_say_again(&practice.mixer);
    practise(&practice, 2.5);
    assert_true(says(&practice, 1.2, WORDS));
    end(&practice);
}

static void a_muted_voice_leaves_the_others_as_loud_as_they_are(void **state)
{
    (void)state;
    struct practice practice;
    begin(&practice, 0.0);
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
    end(&practice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_is_ready_before_it_is_due_on_a_cold_cache),
        cmocka_unit_test(every_line_is_heard_within_its_time_and_then_there_is_silence),
        cmocka_unit_test(a_line_that_is_not_ready_is_left_out_whole),
        cmocka_unit_test(words_of_a_side_come_from_that_side),
        cmocka_unit_test(memory_stays_bounded_through_the_evening),
        cmocka_unit_test(the_cache_is_bounded_and_the_oldest_lines_go_first),
        cmocka_unit_test(a_line_comes_back_as_it_was_kept),
        cmocka_unit_test(a_damaged_file_counts_as_not_there),
        cmocka_unit_test(lines_are_said_anew_if_their_file_is_damaged),
        cmocka_unit_test(file_names_of_recordings_are_the_words),
        cmocka_unit_test(a_recording_replaces_its_line_and_no_other),
        cmocka_unit_test(the_machine_says_what_cannot_be_played),
        cmocka_unit_test(silence_is_no_line),
        cmocka_unit_test(a_line_in_whose_middle_somebody_paused_is_said_again),
        cmocka_unit_test(a_skip_into_a_line_is_silent_if_the_next_one_is_near),
        cmocka_unit_test(say_that_again_works_in_a_pause),
        cmocka_unit_test(say_that_again_works_while_time_goes_on),
        cmocka_unit_test(a_muted_voice_leaves_the_others_as_loud_as_they_are),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
