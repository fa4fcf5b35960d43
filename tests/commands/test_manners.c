/// The program itself on a desktop: a media player's client drives it, settings outlive it, sleep
/// and broken files do not disturb it.
#include "home.h"
#include "private_bus.h"

#include <time.h>

static pid_t bus_id, program_id;
static char log_path[320];

static int begin(void **state)
{
    (void)state;
    if (make_home() != 0)
        return 1;
    snprintf(log_path, sizeof log_path, "%s/log", home);
    setenv("REPOSE_DEBUG", "1", 1);
    program_id = 0;
    bus_id = private_bus_start();
    return bus_id > 0 ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    if (program_id > 0) {
        kill(program_id, SIGKILL);
        waitpid(program_id, NULL, 0);
    }
    private_bus_stop(bus_id);
    remove_folder(home);
    return 0;
}

static void sleep_s(double seconds)
{
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

static const char *file_text(const char *path)
{
    static char text[65536];
    FILE *stream = fopen(path, "r");
    text[0] = '\0';
    if (!stream)
        return text;
    text[fread(text, 1, sizeof text - 1, stream)] = '\0';
    fclose(stream);
    return text;
}

static bool waits_until(bool (*is_true)(const char *), const char *what)
{
    for (int i = 0; i < 200; i++) {
        if (is_true(what))
            return true;
        sleep_s(0.05);
    }
    return false;
}

static bool is_said(const char *words)
{
    return strstr(file_text(log_path), words) != NULL;
}

static void wait_for(const char *words)
{
    if (!waits_until(is_said, words))
        fail_msg("not said: %s; but:\n%s", words, file_text(log_path));
}

/// Plays in the dark, `words` split at blanks, and waits for the first picture.
static void start(const char *words)
{
    char text[256], *argument[16] = {"repose", "play", "--window", "320x180"};
    int count = 4;
    snprintf(text, sizeof text, "%s", words);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        argument[count++] = word;
    program_id = fork();
    if (program_id == 0) {
        int log = open(log_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        dup2(log, STDERR_FILENO);
        execv(REPOSE_PROGRAM, argument);
        _exit(127);
    }
    wait_for("the first picture is shown");
}

static int leave(void)
{
    int status = -1;
    kill(program_id, SIGTERM);
    waitpid(program_id, &status, 0);
    program_id = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// What a media player's client says to these words.
static const char *client(const char *words)
{
    static char said[512];
    char command[256];
    snprintf(command, sizeof command, "timeout 10 playerctl -p repose %s 2>&1", words);
    FILE *stream = popen(command, "r");
    assert_non_null(stream);
    said[fread(said, 1, sizeof said - 1, stream)] = '\0';
    pclose(stream);
    said[strcspn(said, "\n")] = '\0';
    return said;
}

static bool has_status(const char *status)
{
    return strcmp(client("status"), status) == 0;
}

static bool has_title(const char *title)
{
    return strcmp(client("metadata xesam:title"), title) == 0;
}

/// Skips where the program was built without media controls.
static void need_controls(void)
{
    if (!waits_until(has_status, "Playing"))
        skip();
}

static void a_client_pauses_and_goes_on(void **state)
{
    (void)state;
    start("--mute");
    need_controls();
    client("pause");
    assert_true(waits_until(has_status, "Paused"));
    client("play-pause");
    assert_true(waits_until(has_status, "Playing"));
    client("stop");
    assert_true(waits_until(has_status, "Paused"));
    client("play");
    assert_true(waits_until(has_status, "Playing"));
    assert_int_equal(leave(), 0);
}

static void a_client_goes_from_pose_to_pose(void **state)
{
    (void)state;
    start("--mute");
    need_controls();
    assert_true(waits_until(has_title, "Knees to chest"));
    assert_string_equal(client("metadata xesam:trackNumber"), "1");
    assert_string_equal(client("metadata mpris:length"), "60000000");
    client("next");
    assert_true(waits_until(has_title, "Supine twist, right"));
    client("previous");
    assert_true(waits_until(has_title, "Knees to chest"));
    client("position 40");
    double at_s = 0.0;
    for (int i = 0; i < 100 && at_s < 39.0; i++)
        at_s = strtod(client("position"), NULL);
    assert_float_equal(at_s, 40.0, 5.0);
    client("position 30-");
    for (int i = 0; i < 100 && at_s > 20.0; i++)
        at_s = strtod(client("position"), NULL);
    assert_float_equal(at_s, 11.0, 8.0);
    assert_int_equal(leave(), 0);
}

static void a_volume_set_outside_is_kept_for_the_next_evening(void **state)
{
    (void)state;
    start("--mute");
    need_controls();
    client("volume 0.35");
    sleep_s(0.3);
    assert_int_equal(leave(), 0);
    assert_non_null(strstr(file_text(settings_path), "\nvolume: 35\n"));
}

static void what_the_command_line_says_is_not_kept(void **state)
{
    (void)state;
    write_settings("theme: day\n");
    start("--mute --theme ember --figure stick --display 3 --talk names --voice rms");
    need_controls();
    client("volume 0.5");
    sleep_s(0.3);
    assert_int_equal(leave(), 0);
    const char *kept = file_text(settings_path);
    assert_non_null(strstr(kept, "\nvolume: 50\n"));
    assert_non_null(strstr(kept, "\ntheme: day\n"));
    assert_non_null(strstr(kept, "\nfigure: woman\n"));
    assert_non_null(strstr(kept, "\ndisplay: 0\n"));
    assert_non_null(strstr(kept, "\ntalk: full\n"));
    assert_non_null(strstr(kept, "\nvoice: woman\n"));
    assert_non_null(strstr(kept, "\nfullscreen: true\n"));
}

static void a_changed_setting_is_on_the_disk_before_the_program_ends(void **state)
{
    (void)state;
    start("--mute");
    need_controls();
    client("volume 0.25");
    sleep_s(2.5);
    kill(program_id, SIGKILL);
    waitpid(program_id, NULL, 0);
    program_id = 0;
    assert_non_null(strstr(file_text(settings_path), "\nvolume: 25\n"));
}

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++)
        count++;
    return count;
}

static void a_broken_file_is_told_once_and_the_practice_goes_on(void **state)
{
    (void)state;
    char aside[340];
    write_settings("volume: [1, 2\n");
    start("--mute --for 1");
    wait_for("left at tick");
    assert_int_equal(leave(), 0);
    assert_int_equal(count_of(file_text(log_path), "warning:"), 1);
    snprintf(aside, sizeof aside, "%s.broken-1", settings_path);
    assert_string_equal(file_text(aside), "volume: [1, 2\n");
}

static void a_home_that_takes_no_files_is_told_once(void **state)
{
    (void)state;
    block_settings();
    start("--mute");
    need_controls();
    client("volume 0.5");
    sleep_s(1.5);
    client("volume 0.6");
    sleep_s(1.5);
    assert_int_equal(leave(), 0);
    assert_int_equal(count_of(file_text(log_path), "warning:"), 1);
    assert_non_null(strstr(file_text(log_path), "Not a directory"));
}

/// A stopped program and a sleeping machine are the same to the clock that is asked.
static void after_a_sleep_the_practice_waits(void **state)
{
    (void)state;
    start("--mute");
    need_controls();
    kill(program_id, SIGSTOP);
    sleep_s(5.5);
    kill(program_id, SIGCONT);
    wait_for("slept: paused");
    assert_true(waits_until(has_status, "Paused"));
    assert_int_equal(leave(), 0);
}

static void a_bus_that_dies_does_not_stop_the_practice(void **state)
{
    (void)state;
    start("--mute --for 3");
    need_controls();
    private_bus_stop(bus_id);
    wait_for("left at tick");
    bus_id = private_bus_start();
    assert_int_equal(leave(), 0);
}

#define ON_A_DESKTOP(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_DESKTOP(a_client_pauses_and_goes_on),
        ON_A_DESKTOP(a_client_goes_from_pose_to_pose),
        ON_A_DESKTOP(a_volume_set_outside_is_kept_for_the_next_evening),
        ON_A_DESKTOP(what_the_command_line_says_is_not_kept),
        ON_A_DESKTOP(a_changed_setting_is_on_the_disk_before_the_program_ends),
        ON_A_DESKTOP(a_broken_file_is_told_once_and_the_practice_goes_on),
        ON_A_DESKTOP(a_home_that_takes_no_files_is_told_once),
        ON_A_DESKTOP(after_a_sleep_the_practice_waits),
        ON_A_DESKTOP(a_bus_that_dies_does_not_stop_the_practice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
