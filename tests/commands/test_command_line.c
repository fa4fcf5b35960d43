/// The program from outside: what it says and which code it ends with.
#include "program.h"

#define FOLDER BINARY_DIR "/command-line"

static void assert_run(const char *line, int code, const char *words)
{
    assert_run_in(FOLDER, line, code, words);
}

static int line_count(const char *text)
{
    int count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

/// As assert_run, and the sentence is the only line.
static void assert_sentence(const char *line, int code, const char *words)
{
    assert_run(line, code, words);
    if (line_count(said) != 1)
        fail_msg("%s: more than a sentence: %s", line, said);
}

static int empty_folder(void **state)
{
    (void)state;
    make_empty_folder(FOLDER);
    return 0;
}

static void help_and_version_are_told(void **state)
{
    (void)state;
    assert_run("$R --help", 0, "Commands:");
    assert_run("$R help", 0, "Commands:");
    assert_run("$R --version", 0, "repose 0.");
    static const char *const commands[] = {"play", "still", "sheet", "trace", "check", "export"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char line[64];
        snprintf(line, sizeof line, "$R %s --help", commands[i]);
        assert_run(line, 0, "Options:");
        assert_run("$R --help", 0, commands[i]);
    }
}

static void an_unknown_command_gets_a_suggestion(void **state)
{
    (void)state;
    assert_sentence("$R exprot", 2, "repose: unknown command \"exprot\", did you mean \"export\"?");
    assert_sentence("$R xyzzy", 2, "repose: unknown command \"xyzzy\" (see repose --help)");
}

static void wrong_calls_end_with_two(void **state)
{
    (void)state;
    assert_sentence("$R play one two", 2, "\"two\" is one word too many");
    assert_sentence("$R play --widnow 640x360", 2, "did you mean \"--window\"?");
    assert_sentence("$R play --theme dusk", 2, "--theme: \"dusk\" is none of: day, night");
    assert_sentence("$R --mtue", 2, "did you mean \"--mute\"?");
    assert_sentence("$R export", 2, "ROUTINE is missing");
    assert_sentence("$R export bedtime", 2, "say where to write it");
    assert_sentence("$R export bedtime -o film.avi", 2, "must end with .mp4");
    assert_sentence("$R export bedtime -o film.mp4 --size 101x100", 2, "even numbers");
    assert_sentence("$R export bedtime -o film.mp4 --fps 0", 2, "outside 1 to 120");
}

static void an_unknown_figure_gets_a_suggestion(void **state)
{
    (void)state;
    static const char *const calls[] = {"play", "still --pose bridge -o a.png", "sheet -o a.png",
                                        "export bedtime -o film.mp4", "measure --light"};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        char line[128];
        snprintf(line, sizeof line, "$R %s --figure stik", calls[i]);
        assert_sentence(line, 2, "--figure: \"stik\" is unknown, did you mean \"stick\"?");
    }
    assert_sentence("$R play --figure robot", 2, "\"robot\" is none of: woman, man, stick");
    assert_int_equal(count_files(FOLDER), 0);
}

static void every_figure_is_another_picture(void **state)
{
    (void)state;
    static const char still[] = "$R still --pose bridge --bare --size 320x180";
    char line[512];
    snprintf(line, sizeof line,
             "%s -o usual.png && %s --figure woman -o woman.png && %s --figure stick -o stick.png "
             "&& cmp usual.png woman.png && ! cmp -s woman.png stick.png",
             still, still, still);
    assert_run(line, 0, "");
}

static void an_unknown_routine_is_told(void **state)
{
    (void)state;
    assert_run("$R play badtime", 1, "badtime");
    assert_run("$R export nowhere/mine.yaml -o film.mp4", 1, "nowhere/mine.yaml");
    assert_int_equal(count_files(FOLDER), 0);
}

static void missing_data_are_told(void **state)
{
    (void)state;
    assert_sentence("REPOSE_DATA=/nowhere $R play", 1,
                    "/nowhere (REPOSE_DATA) holds no routines and assets");
}

static void without_a_display_play_names_export(void **state)
{
    (void)state;
    assert_sentence("env -u DISPLAY -u WAYLAND_DISPLAY -u SDL_VIDEODRIVER $R play", 1,
                    "there is no display; \"repose export\" writes a film instead");
    assert_sentence("LSAN_OPTIONS=print_suppressions=0:suppressions='" TEST_DIR "/lsan.supp' "
                    "env -u WAYLAND_DISPLAY -u SDL_VIDEODRIVER DISPLAY=:99999 $R play",
                    1, "the display :99999 cannot be reached; \"repose export\"");
}

static void play_runs_headless_and_prints_what_it_cost(void **state)
{
    (void)state;
    assert_run("$R play --window 320x180 --start 418 --for 3 --stats", 0, "late frames: ");
    assert_non_null(strstr(said, "frames: "));
    assert_non_null(strstr(said, "processor time for a frame: mean "));
    assert_non_null(strstr(said, "pixels redrawn: "));
    assert_non_null(strstr(said, "first frame: "));
    assert_non_null(strstr(said, "peak memory: "));
}

static void broken_sounds_are_warnings(void **state)
{
    (void)state;
    assert_run("cp -r '" SOURCE_DIR "/routines' '" SOURCE_DIR "/assets' . && "
               "echo nothing > assets/sounds/bell.ogg && rm assets/sounds/end_bell.ogg && "
               "REPOSE_DATA=. $R play --window 320x180 --for 0.5",
               0, "bell.ogg: not a sound file that can be read; this bell stays silent");
    assert_non_null(strstr(said, "end_bell.ogg: No such file or directory"));
}

static void a_film_is_written_with_plain_progress(void **state)
{
    (void)state;
    assert_run("$R export bedtime -o film.mp4 --from 58 --to 1:00 --size 320x180 --fps 10", 0,
               "writing film.mp4: 50 %");
    assert_null(strchr(said, '\r'));
    assert_int_equal(count_files(FOLDER), 1);
    assert_run("ffprobe -v error -count_packets -select_streams v -of csv=p=0 -show_entries "
               "stream=width,height,nb_read_packets film.mp4",
               0, "320,180,20");
}

static void a_film_outside_the_routine_is_told(void **state)
{
    (void)state;
    assert_sentence("$R export bedtime -o film.mp4 --from 900", 1,
                    "there is nothing between 900 s");
    assert_sentence("$R export bedtime -o film.mp4 --from 30 --to 20", 1,
                    "there is nothing between");
    assert_int_equal(count_files(FOLDER), 0);
}

static void a_film_that_cannot_be_written_leaves_nothing(void **state)
{
    (void)state;
    const char *film = "$R export bedtime --from 0 --to 8 --size 640x360 --fps 10";
    char line[512];
    snprintf(line, sizeof line, "%s -o nowhere/film.mp4", film);
    assert_sentence(line, 1, "nowhere/film.mp4 cannot be written: No such file or directory");
    snprintf(line, sizeof line, "PATH=/nowhere %s -o film.mp4", film);
    assert_sentence(line, 1, "the program ffmpeg is not installed");
    // A limit on the size of files stands for the full disk: at the first bytes, in between, and
    // when the film is all but complete.
    static const int blocks[] = {1, 40, 80, 120};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        snprintf(line, sizeof line, "trap '' XFSZ; ulimit -f %d; %s -o film.mp4", blocks[i], film);
        assert_run(line, 1, "film.mp4 cannot be written: ffmpeg says: ");
        assert_int_equal(count_files(FOLDER), 0);
    }
}

static void an_interrupted_film_leaves_nothing(void **state)
{
    (void)state;
    assert_run("$R export bedtime -o film.mp4 & id=$!; sleep 2; ls *.part; kill -INT $id; wait $id",
               1, "stopped, no film was written");
    assert_non_null(strstr(said, ".part"));
    assert_int_equal(count_files(FOLDER), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(help_and_version_are_told, empty_folder),
        cmocka_unit_test_setup(an_unknown_command_gets_a_suggestion, empty_folder),
        cmocka_unit_test_setup(wrong_calls_end_with_two, empty_folder),
        cmocka_unit_test_setup(an_unknown_figure_gets_a_suggestion, empty_folder),
        cmocka_unit_test_setup(every_figure_is_another_picture, empty_folder),
        cmocka_unit_test_setup(an_unknown_routine_is_told, empty_folder),
        cmocka_unit_test_setup(missing_data_are_told, empty_folder),
        cmocka_unit_test_setup(without_a_display_play_names_export, empty_folder),
        cmocka_unit_test_setup(play_runs_headless_and_prints_what_it_cost, empty_folder),
        cmocka_unit_test_setup(broken_sounds_are_warnings, empty_folder),
        cmocka_unit_test_setup(a_film_is_written_with_plain_progress, empty_folder),
        cmocka_unit_test_setup(a_film_outside_the_routine_is_told, empty_folder),
        cmocka_unit_test_setup(a_film_that_cannot_be_written_leaves_nothing, empty_folder),
        cmocka_unit_test_setup(an_interrupted_film_leaves_nothing, empty_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
