/// Films through the real ffmpeg, and what is left behind when it fails.
#include "files.h"

#include "platform/film.h"
#include "platform/signals.h"

#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define FOLDER BINARY_DIR "/films"

enum { WIDTH = 128, HEIGHT = 96, FRAMES_PER_S = 25, PICTURES = 50, RATE_HZ = 48000 };

static void hum(void *user, long long first_frame, int frame_count, float *stereo)
{
    long long *next = user;
    assert_int_equal(first_frame, *next);
    *next += frame_count;
    for (int i = 0; i < frame_count; i++)
        stereo[2 * i] = stereo[2 * i + 1] =
            0.1f * (float)sin(2.0 * M_PI * 220.0 * (double)(first_frame + i) / RATE_HZ);
}

static long long next_sound_frame;

static struct film_options options_for(const char *path)
{
    next_sound_frame = 0;
    return (struct film_options){
        .path = path,
        .width = WIDTH,
        .height = HEIGHT,
        .frames_per_s = FRAMES_PER_S,
        .sound_frames = (long long)PICTURES * RATE_HZ / FRAMES_PER_S,
        .sound_rate_hz = RATE_HZ,
        .sound = hum,
        .user = &next_sound_frame,
    };
}

/// A noisy picture, so that the film has some size.
static void paint(struct canvas *canvas, unsigned seed)
{
    uint32_t *pixels = canvas_pixels(canvas);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        seed = seed * 1664525u + 1013904223u;
        pixels[i] = 0xff000000u | seed >> 8;
    }
    cairo_surface_mark_dirty(canvas->surface);
}

static bool add_pictures(struct film *film, int count, struct err *err)
{
    struct canvas canvas;
    bool good = true;
    canvas_init(&canvas, WIDTH, HEIGHT);
    for (int i = 0; i < count && good; i++) {
        paint(&canvas, (unsigned)i);
        good = film_add(film, &canvas, err);
    }
    canvas_finish(&canvas);
    return good;
}

static int empty_folder(void **state)
{
    (void)state;
    make_empty_folder(FOLDER);
    return 0;
}

/// First line that a command prints.
static void ask(const char *command, char *line, int size)
{
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    line[0] = '\0';
    if (fgets(line, size, answer))
        line[strcspn(line, "\n")] = '\0';
    pclose(answer);
}

static void a_film_has_all_pictures_and_all_sound(void **state)
{
    (void)state;
    struct err err;
    struct film_options options = options_for(FOLDER "/whole.mp4");
    struct film *film = film_begin(&options, &err);
    assert_non_null(film);
    assert_true(add_pictures(film, PICTURES, &err));
    if (!film_end(film, &err))
        fail_msg("%s", err.text);
    assert_int_equal(next_sound_frame, options.sound_frames);
    assert_int_equal(count_files(FOLDER), 1);
    char line[128];
    ask("ffprobe -v error -count_packets -select_streams v -of csv=p=0 -show_entries "
        "stream=width,height,r_frame_rate,nb_read_packets '" FOLDER "/whole.mp4'",
        line, sizeof line);
    assert_string_equal(line, "128,96,25/1,50");
    ask("ffprobe -v error -select_streams a -of csv=p=0 -show_entries "
        "stream=codec_name,sample_rate,channels '" FOLDER "/whole.mp4'",
        line, sizeof line);
    assert_string_equal(line, "aac,48000,2");
    ask("ffprobe -v error -of csv=p=0 -show_entries format=duration '" FOLDER "/whole.mp4'", line,
        sizeof line);
    assert_float_equal(atof(line), 2.0, 0.05);
}

static void a_given_up_film_leaves_an_older_one_alone(void **state)
{
    (void)state;
    struct err err;
    FILE *older = fopen(FOLDER "/film.mp4", "w");
    fputs("older", older);
    fclose(older);
    struct film_options options = options_for(FOLDER "/film.mp4");
    struct film *film = film_begin(&options, &err);
    assert_non_null(film);
    assert_true(add_pictures(film, 5, &err));
    film_abandon(film);
    assert_int_equal(count_files(FOLDER), 1);
    char line[16];
    ask("cat '" FOLDER "/film.mp4'", line, sizeof line);
    assert_string_equal(line, "older");
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct err err;
    struct film_options options = options_for(FOLDER "/nowhere/film.mp4");
    assert_null(film_begin(&options, &err));
    assert_string_equal(err.text,
                        FOLDER "/nowhere/film.mp4 cannot be written: No such file or directory");
}

static void without_ffmpeg_one_sentence_says_so_and_nothing_is_left(void **state)
{
    (void)state;
    struct err err;
    char *path = strdup(getenv("PATH"));
    setenv("PATH", FOLDER, 1);
    struct film_options options = options_for(FOLDER "/film.mp4");
    struct film *film = film_begin(&options, &err);
    setenv("PATH", path, 1);
    free(path);
    assert_null(film);
    assert_string_equal(err.text, "the program ffmpeg is not installed");
    assert_int_equal(count_files(FOLDER), 0);
}

/// A file-size limit stands for the full disk: writing fails in the same place.
static void a_full_disk_is_told_and_nothing_is_left(void **state)
{
    (void)state;
    struct err err;
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 20000;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    struct film_options options = options_for(FOLDER "/film.mp4");
    struct film *film = film_begin(&options, &err);
    bool whole = false;
    if (film && add_pictures(film, PICTURES, &err))
        whole = film_end(film, &err);
    else
        film_abandon(film);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    assert_non_null(film);
    assert_false(whole);
    print_message("%s\n", err.text);
    assert_non_null(strstr(err.text, "film.mp4 cannot be written: ffmpeg says: "));
    assert_int_equal(count_files(FOLDER), 0);
}

static void being_asked_to_stop_leaves_nothing(void **state)
{
    (void)state;
    struct err err;
    struct film_options options = options_for(FOLDER "/film.mp4");
    struct film *film = film_begin(&options, &err);
    assert_non_null(film);
    assert_true(add_pictures(film, 5, &err));
    raise(SIGTERM);
    assert_false(add_pictures(film, 1, &err));
    film_abandon(film);
    assert_string_equal(err.text, "stopped, no film was written");
    assert_int_equal(count_files(FOLDER), 0);
}

int main(void)
{
    signals_watch();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_film_has_all_pictures_and_all_sound, empty_folder),
        cmocka_unit_test_setup(a_given_up_film_leaves_an_older_one_alone, empty_folder),
        cmocka_unit_test_setup(a_folder_that_is_not_there_is_told, empty_folder),
        cmocka_unit_test_setup(without_ffmpeg_one_sentence_says_so_and_nothing_is_left,
                               empty_folder),
        cmocka_unit_test_setup(a_full_disk_is_told_and_nothing_is_left, empty_folder),
        // Last: having been asked to stop cannot be taken back.
        cmocka_unit_test_setup(being_asked_to_stop_leaves_nothing, empty_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
