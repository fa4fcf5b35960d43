/// The program on a desktop: who may switch the screen off, and that nothing ever flashes.
#include "window/desk.h"

#include "private_bus.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

#ifdef REPOSE_SD_BUS
#include <systemd/sd-bus.h>
#endif

#include <cmocka.h>

static pid_t bus_id;

/// A process of this test, stopped when it ends, also when it fails.
static pid_t helper_id;

static int stop_helper(void **state)
{
    (void)state;
    if (helper_id > 0) {
        kill(helper_id, SIGKILL);
        waitpid(helper_id, NULL, 0);
    }
    helper_id = 0;
    return 0;
}

static int open_desktop(void **state)
{
    bus_id = private_bus_start();
    return bus_id > 0 ? desk_open(state) : 1;
}

static int close_desktop(void **state)
{
    private_bus_stop(bus_id);
    return desk_close(state);
}

#ifdef REPOSE_SD_BUS

/// How often the screensaver was forbidden and allowed again; seen by both processes.
struct saver {
    atomic_int ready, forbidden, allowed;
};

static struct saver *saver;

static int forbid(sd_bus_message *call, void *user, sd_bus_error *error)
{
    (void)user;
    (void)error;
    return sd_bus_reply_method_return(call, "u", 1 + atomic_fetch_add(&saver->forbidden, 1));
}

static int allow(sd_bus_message *call, void *user, sd_bus_error *error)
{
    (void)user;
    (void)error;
    atomic_fetch_add(&saver->allowed, 1);
    return sd_bus_reply_method_return(call, NULL);
}

static const sd_bus_vtable saver_table[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Inhibit", "ss", "u", forbid, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("UnInhibit", "u", "", allow, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_VTABLE_END,
};

static void serve(void)
{
    static const char NAME[] = "org.freedesktop.ScreenSaver";
    sd_bus *bus = NULL;
    if (sd_bus_open_user(&bus) < 0 ||
        sd_bus_add_object_vtable(bus, NULL, "/org/freedesktop/ScreenSaver", NAME, saver_table,
                                 NULL) < 0 ||
        sd_bus_request_name(bus, NAME, 0) < 0)
        _exit(1);
    atomic_store(&saver->ready, 1);
    for (int result = 0; result >= 0; result = sd_bus_process(bus, NULL))
        if (result == 0)
            sd_bus_wait(bus, UINT64_MAX);
    _exit(0);
}

/// The desktop's screensaver, as a process that only counts.
static void start_saver(void)
{
    saver = mmap(NULL, sizeof *saver, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(saver, MAP_FAILED);
    helper_id = fork();
    if (helper_id == 0)
        serve();
    for (int i = 0; i < 100 && !atomic_load(&saver->ready); i++)
        sleep_s(0.05);
    assert_int_equal(atomic_load(&saver->ready), 1);
}

static void the_screen_may_go_dark_whenever_nobody_practises(void **state)
{
    (void)state;
    start_saver();
    struct running running = play_start("--window 640x360 --mute");
    assert_int_equal(atomic_load(&saver->forbidden), 1);
    assert_int_equal(atomic_load(&saver->allowed), 0);
    press_key("space");
    wait_for_words("paused");
    sleep_s(0.2);
    assert_int_equal(atomic_load(&saver->allowed), 1);
    press_key("space");
    wait_for_words("settling");
    sleep_s(0.3);
    assert_int_equal(atomic_load(&saver->forbidden), 2);
    kill(running.id, SIGTERM);
    assert_int_equal(play_end(&running), 0);
    assert_int_equal(atomic_load(&saver->allowed), 2);
}

#else

static void the_screen_may_go_dark_whenever_nobody_practises(void **state)
{
    (void)state;
    skip();
}

#endif

enum { FILM_WIDTH = 160, FILM_HEIGHT = 90, FILM_S = 12, FILM_FPS = 30 };

static const char FILM[] = BINARY_DIR "/desktop-film.rgb";

/// Films the whole screen, small, from now on.
static void start_filming(void)
{
    char command[512];
    snprintf(
        command, sizeof command,
        "exec ffmpeg -y -loglevel error -f x11grab -framerate %d -video_size %dx%d -i $DISPLAY "
        "-t %d -vf scale=%d:%d -f rawvideo -pix_fmt rgb24 '%s'",
        FILM_FPS, DESK_WIDTH, DESK_HEIGHT, FILM_S, FILM_WIDTH, FILM_HEIGHT, FILM);
    helper_id = fork();
    if (helper_id == 0) {
        execl("/bin/sh", "sh", "-c", command, NULL);
        _exit(127);
    }
}

/// Share of the frame's pixels that are brighter than `level`.
static double share_above(const uint8_t *frame, int level)
{
    enum { PIXELS = FILM_WIDTH * FILM_HEIGHT };
    long count = 0;
    for (long i = 0; i < PIXELS; i++)
        count += frame[3 * i] > level && frame[3 * i + 1] > level;
    return (double)count / PIXELS;
}

/// What a tired eye would not forgive: a white window before the first picture, while the window
/// changes its size, or when it closes.
static void nothing_flashes_from_the_start_to_the_end(void **state)
{
    (void)state;
    static const char *const keys[] = {"f", "space", "f", "h", "Escape", "t"};
    static uint8_t frame[3 * FILM_WIDTH * FILM_HEIGHT];
    start_filming();
    struct running running = play_start("--theme night --mute");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press_key(keys[i]);
        sleep_s(0.7);
    }
    kill(running.id, SIGTERM);
    assert_int_equal(play_end(&running), 0);
    int status;
    waitpid(helper_id, &status, 0);
    helper_id = 0;
    assert_int_equal(status, 0);
    FILE *film = fopen(FILM, "rb");
    assert_non_null(film);
    double bright = 0.0, seen = 0.0;
    int count = 0;
    for (; fread(frame, sizeof frame, 1, film) == 1; count++) {
        bright = fmax(bright, share_above(frame, 160));
        seen = fmax(seen, share_above(frame, 50));
    }
    fclose(film);
    unlink(FILM);
    assert_int_equal(count, FILM_S * FILM_FPS);
    // Letters are bright and thin; and the film must have shown something.
    assert_true(seen > 0.02);
    if (bright > 0.01)
        fail_msg("%.1f %% of the screen were bright", 100.0 * bright);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_screen_may_go_dark_whenever_nobody_practises, stop_helper),
        cmocka_unit_test_teardown(nothing_flashes_from_the_start_to_the_end, stop_helper),
    };
    return cmocka_run_group_tests(tests, open_desktop, close_desktop);
}
