/// A real client (playerctl) on a bus of our own talks to the media controls.
#include "platform/mpris.h"

#include "private_bus.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { WISHES_MAX = 32 };

static pid_t bus_id;
static struct mpris *mpris;
static struct mpris_request wish[WISHES_MAX];
static int wish_count;

static const struct mpris_state twist = {.status = MPRIS_PLAYING,
                                         .track = 3,
                                         .title = "Supine twist, left",
                                         .routine = "Bedtime",
                                         .length_s = 60.0,
                                         .position_s = 12.5,
                                         .volume = 0.8f};

static int start_bus(void **state)
{
    (void)state;
    bus_id = private_bus_start();
    return bus_id > 0 ? 0 : 1;
}

static int stop_bus(void **state)
{
    (void)state;
    private_bus_stop(bus_id);
    return 0;
}

static int open_player(void **state)
{
    (void)state;
    wish_count = 0;
    mpris = mpris_open();
    return 0;
}

static int close_player(void **state)
{
    (void)state;
    mpris_close(mpris);
    return 0;
}

static void pump(void)
{
    for (struct mpris_request request; (request = mpris_next(mpris)).wish != MPRIS_NOTHING;)
        if (wish_count < WISHES_MAX)
            wish[wish_count++] = request;
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/// Runs a client while the player goes on, and returns what it printed, errors too.
static const char *client(const char *words)
{
    static char said[4096];
    char command[256];
    size_t length = 0;
    snprintf(command, sizeof command, "timeout 10 playerctl -p repose %s 2>&1", words);
    FILE *stream = popen(command, "r");
    assert_non_null(stream);
    fcntl(fileno(stream), F_SETFL, O_NONBLOCK);
    for (ssize_t count = -1; count != 0;) {
        pump();
        count = read(fileno(stream), said + length, sizeof said - 1 - length);
        length += count > 0 ? (size_t)count : 0;
    }
    pclose(stream);
    said[length] = '\0';
    if (length > 0 && said[length - 1] == '\n')
        said[length - 1] = '\0';
    return said;
}

/// Tells the state, and waits until a client finds the player.
static void begin(const struct mpris_state *told)
{
    if (!mpris)
        skip();
    mpris_update(mpris, told);
    for (int i = 0; i < 50; i++)
        if (!strstr(client("status"), "No players found"))
            return;
    fail_msg("no client finds the player");
}

static void a_client_reads_the_pose(void **state)
{
    (void)state;
    begin(&twist);
    assert_string_equal(client("status"), "Playing");
    assert_string_equal(client("metadata xesam:title"), "Supine twist, left");
    assert_string_equal(client("metadata xesam:album"), "Bedtime");
    assert_string_equal(client("metadata mpris:length"), "60000000");
    // Clients reckon on from when they were told.
    assert_float_equal(strtod(client("position"), NULL), 12.5, 2.0);
    assert_float_equal(strtod(client("volume"), NULL), 0.8, 1e-6);
}

static void what_a_client_does_becomes_a_wish(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum mpris_wish wish;
    } rows[] = {{"play", MPRIS_PLAY},         {"pause", MPRIS_PAUSE},
                {"stop", MPRIS_STOP},         {"play-pause", MPRIS_PLAY_PAUSE},
                {"next", MPRIS_NEXT},         {"previous", MPRIS_PREVIOUS},
                {"volume 0.35", MPRIS_VOLUME}};
    begin(&twist);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wish_count = 0;
        client(rows[i].words);
        assert_int_equal(wish_count, 1);
        assert_int_equal(wish[0].wish, rows[i].wish);
    }
    assert_float_equal(wish[0].volume, 0.35, 1e-6);
}

static void a_client_moves_inside_the_pose(void **state)
{
    (void)state;
    begin(&twist);
    client("position 10-");
    client("position 20");
    client("position 61");
    assert_int_equal(wish_count, 2);
    assert_int_equal(wish[0].wish, MPRIS_SEEK);
    assert_float_equal(wish[0].seconds, -10.0, 1e-6);
    assert_int_equal(wish[1].wish, MPRIS_POSITION);
    assert_float_equal(wish[1].seconds, 20.0, 1e-6);
}

static void volumes_beyond_the_ends_are_brought_back(void **state)
{
    (void)state;
    begin(&twist);
    client("volume 7");
    assert_int_equal(wish[wish_count - 1].wish, MPRIS_VOLUME);
    assert_float_equal(wish[wish_count - 1].volume, 1.0, 1e-6);
}

/// A client that follows hears of changes without asking.
static void changes_are_told_to_a_client_that_follows(void **state)
{
    (void)state;
    begin(&twist);
    char said[2048] = "";
    size_t length = 0;
    FILE *stream = popen("exec timeout 3 playerctl -p repose --follow metadata --format "
                         "'{{status}} {{title}}' 2>&1",
                         "r");
    assert_non_null(stream);
    fcntl(fileno(stream), F_SETFL, O_NONBLOCK);
    struct mpris_state next = twist;
    next.status = MPRIS_PAUSED;
    next.title = "Bridge";
    next.track = 4;
    bool told = false;
    for (int i = 0; i < 5000 && !strstr(said, "Paused Bridge"); i++) {
        pump();
        ssize_t count = read(fileno(stream), said + length, sizeof said - 1 - length);
        length += count > 0 ? (size_t)count : 0;
        said[length] = '\0';
        if (!told && strstr(said, "Playing Supine twist, left")) {
            mpris_update(mpris, &next);
            told = true;
        }
    }
    mpris_close(mpris);
    mpris = NULL;
    pclose(stream);
    assert_non_null(strstr(said, "Paused Bridge"));
}

static void without_a_pose_there_is_no_track(void **state)
{
    (void)state;
    begin(&(struct mpris_state){.status = MPRIS_STOPPED, .volume = 1.0f});
    assert_string_equal(client("status"), "Stopped");
    assert_null(strstr(client("metadata"), "title"));
}

static void a_second_player_has_a_name_of_its_own(void **state)
{
    (void)state;
    begin(&twist);
    struct mpris *second = mpris_open();
    char name[80];
    snprintf(name, sizeof name, "repose.instance%d", (int)getpid());
    bool found = false;
    for (int i = 0; i < 50 && !found; i++) {
        assert_int_equal(mpris_next(second).wish, MPRIS_NOTHING);
        found = strstr(client("-l"), name) != NULL;
    }
    mpris_close(second);
    assert_true(found);
}

static void a_bus_that_goes_away_is_no_trouble(void **state)
{
    begin(&twist);
    stop_bus(state);
    for (int i = 0; i < 20; i++) {
        pump();
        struct mpris_state moved = twist;
        moved.track = i + 10;
        mpris_update(mpris, &moved);
    }
    assert_int_equal(start_bus(state), 0);
}

static void without_a_bus_nothing_is_said(void **state)
{
    (void)state;
    char kept[512];
    snprintf(kept, sizeof kept, "%s", getenv("DBUS_SESSION_BUS_ADDRESS"));
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", 1);
    struct mpris *nothing = mpris_open();
    assert_null(nothing);
    mpris_update(nothing, &twist);
    assert_int_equal(mpris_next(nothing).wish, MPRIS_NOTHING);
    mpris_close(nothing);
    setenv("DBUS_SESSION_BUS_ADDRESS", kept, 1);
}

#define WITH_A_PLAYER(test) cmocka_unit_test_setup_teardown(test, open_player, close_player)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_A_PLAYER(a_client_reads_the_pose),
        WITH_A_PLAYER(what_a_client_does_becomes_a_wish),
        WITH_A_PLAYER(a_client_moves_inside_the_pose),
        WITH_A_PLAYER(volumes_beyond_the_ends_are_brought_back),
        WITH_A_PLAYER(changes_are_told_to_a_client_that_follows),
        WITH_A_PLAYER(without_a_pose_there_is_no_track),
        WITH_A_PLAYER(a_second_player_has_a_name_of_its_own),
        WITH_A_PLAYER(a_bus_that_goes_away_is_no_trouble),
        cmocka_unit_test(without_a_bus_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, start_bus, stop_bus);
}
