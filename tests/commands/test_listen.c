/// listen from outside: the file holds what would be heard, whatever piece is asked for.
#include "program.h"

#include <math.h>
#include <sndfile.h>

#define FOLDER BINARY_DIR "/listen"

enum { RATE = 48000 };

static int begin(void **state)
{
    (void)state;
    // A cache of our own: the user's is left alone.
    setenv("XDG_CACHE_HOME", FOLDER "/cache", 1);
    make_empty_folder(FOLDER);
    return 0;
}

/// The samples that listen writes for these arguments; free with free().
static float *listen(const char *arguments, long *frame_count)
{
    char line[1024];
    SF_INFO info = {0};
    snprintf(line, sizeof line, "$R listen bedtime -o heard.wav %s", arguments);
    assert_run_in(FOLDER, line, 0, "");
    SNDFILE *file = sf_open(FOLDER "/heard.wav", SFM_READ, &info);
    assert_non_null(file);
    assert_int_equal(info.samplerate, RATE);
    assert_int_equal(info.channels, 2);
    *frame_count = (long)info.frames;
    float *stereo = malloc((size_t)info.frames * 2 * sizeof *stereo);
    assert_int_equal(sf_readf_float(file, stereo, info.frames), info.frames);
    sf_close(file);
    return stereo;
}

static float loudest(const float *stereo, long first, long end)
{
    float most = 0.0f;
    for (long i = 2 * first; i < 2 * end; i++)
        most = fmaxf(most, fabsf(stereo[i]));
    return most;
}

static void a_piece_is_a_piece_of_the_whole(void **state)
{
    (void)state;
    long whole_count, piece_count;
    float *whole = listen("--to 50", &whole_count);
    float *piece = listen("--from 34 --to 0:41", &piece_count);
    assert_int_equal(whole_count, 50 * RATE);
    assert_int_equal(piece_count, 7 * RATE);
    // It begins between two lines; the first fifth of a second fades in; 24 bits are written.
    for (long i = 2 * RATE / 4; i < 2 * piece_count; i++)
        assert_float_equal(piece[i], whole[2 * 34 * RATE + i], 2.0 / (1 << 23));
    free(whole);
    free(piece);
}

static void the_parts_add_up_to_the_whole(void **state)
{
    (void)state;
    static const char *const parts[] = {"voice", "bells", "breath", "bed"};
    long count;
    float *whole = listen("--to 20", &count);
    for (int i = 0; i < 4; i++) {
        char line[64];
        long part_count;
        snprintf(line, sizeof line, "--to 20 --only %s", parts[i]);
        float *part = listen(line, &part_count);
        assert_int_equal(part_count, count);
        assert_true(loudest(part, 0, count) > 0.005f);
        for (long k = 0; k < 2 * count; k++)
            whole[k] -= part[k];
        free(part);
    }
    assert_true(loudest(whole, 0, count) < 1e-5f);
    free(whole);
}

static void what_is_turned_off_is_silent(void **state)
{
    (void)state;
    long count;
    float *silent = listen("--from 20 --to 24 --talk none --breath off --bed none", &count);
    assert_float_equal(loudest(silent, 0, count), 0.0, 0.0);
    free(silent);
    silent = listen("--from 20 --to 24 --voice-volume 0 --breath-volume 0 --bed-volume 0", &count);
    assert_float_equal(loudest(silent, RATE, count), 0.0, 0.0);
    free(silent);
}

static void a_tenth_of_a_knob_is_four_decibels(void **state)
{
    (void)state;
    long count;
    float *full = listen("--from 20 --to 24 --only bed", &count);
    float *less = listen("--from 20 --to 24 --only bed --bed-volume 0.7", &count);
    float ratio = loudest(less, RATE, count) / loudest(full, RATE, count);
    assert_float_equal(20.0 * log10((double)ratio), -4.0, 0.02);
    free(full);
    free(less);
}

static void assert_wrong(const char *arguments, int code, const char *sentence)
{
    char line[256];
    snprintf(line, sizeof line, "$R listen bedtime %s", arguments);
    assert_run_in(FOLDER, line, code, sentence);
}

static void wrong_calls_are_answered_by_a_sentence(void **state)
{
    (void)state;
    assert_wrong("", 2, "say where to write it: -o FILE.wav");
    assert_wrong("-o heard.mp3", 2, "say where to write it: -o FILE.wav");
    assert_wrong("-o x.wav --only bel", 2, "--only: \"bel\" is unknown, did you mean");
    assert_wrong("-o x.wav --pace 2,9", 2, "is not comfortable: at least 3 s in");
    assert_wrong("-o x.wav --pace slow", 2, "is no pace like 4,6");
    assert_wrong("-o x.wav --from 30 --to 20", 1, "there is nothing between");
    assert_wrong("-o nowhere/x.wav --to 1", 1, "nowhere/x.wav: cannot be written");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_is_a_piece_of_the_whole),
        cmocka_unit_test(the_parts_add_up_to_the_whole),
        cmocka_unit_test(what_is_turned_off_is_silent),
        cmocka_unit_test(a_tenth_of_a_knob_is_four_decibels),
        cmocka_unit_test(wrong_calls_are_answered_by_a_sentence),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
