/// The spoken lines: in time, whole, one at a time.
#define CACHE BINARY_DIR "/voice-cache"

#include "voices.h"

#include "sound/polish.h"

enum { RATE = SOUND_RATE_HZ, PIECE = 512 };

static void the_first_line_is_ready_before_it_is_due_on_a_cold_cache(void **state)
{
    (void)state;
    make_empty_folder(CACHE);
    struct voice *voice = create_voice(false, NULL);
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
    struct voice *voice = create_voice(true, NULL);
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
    make_empty_folder(CACHE);
    struct voice *voice = create_voice(false, NULL);
    int line = line_of("Lift one knee, and hold its shin.");
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
    struct voice *voice = create_voice(true, NULL);
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
    struct voice *voice = create_voice(true, NULL);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_is_ready_before_it_is_due_on_a_cold_cache),
        cmocka_unit_test(every_line_is_heard_within_its_time_and_then_there_is_silence),
        cmocka_unit_test(a_line_that_is_not_ready_is_left_out_whole),
        cmocka_unit_test(words_of_a_side_come_from_that_side),
        cmocka_unit_test(memory_stays_bounded_through_the_evening),
        cmocka_unit_test(silence_is_no_line),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
