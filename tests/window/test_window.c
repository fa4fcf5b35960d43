/// The program in a real window under Xvfb: driven by key presses and by a virtual gamepad through
/// pause, skip, theme, help and leave.
#include "window/desk.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TICKS_PER_S = 120, STEP_TICKS = 60 * TICKS_PER_S };

/// The practice's tick in a line like "... at tick 7200: paused".
static long tick_in(const char *line)
{
    const char *place = strstr(line, "at tick ");
    assert_non_null(place);
    return atol(place + strlen("at tick "));
}

/// Out of the practice by its pause, whose last item leaves, and out of the start screen.
static void leave_by_keys(void)
{
    press_key("Escape");
    wait_for_words("screen pause");
    press_key("Up");
    press_key("Return");
    wait_for_words("screen start");
    press_key("Escape");
    press_key("Escape");
    wait_for_words("left at tick");
}

static void keys_drive_a_practice(void **state)
{
    (void)state;
    struct running running = play_start("--window 1280x720 --theme night --start 30");
    uint8_t *before = grab_screen();
    sleep_s(1.0);
    uint8_t *later = grab_screen();
    // The breath moves.
    assert_true(differing_pixels(before, later) > 100);

    press_key("space");
    long tick = tick_in(wait_for_words("paused"));
    assert_in_range(tick, 30 * TICKS_PER_S, 45 * TICKS_PER_S);
    sleep_s(0.3);
    uint8_t *paused = grab_screen();
    sleep_s(0.5);
    uint8_t *still_paused = grab_screen();
    assert_int_equal(differing_pixels(paused, still_paused), 0);

    press_key("h");
    wait_for_words("screen help");
    sleep_s(0.8);
    uint8_t *help = grab_screen();
    assert_true(differing_pixels(paused, help) > 20000);
    press_key("Escape");
    wait_for_words("screen pause");
    press_key("space");
    wait_for_words("settling");
    press_key("Right");
    assert_int_equal(tick_in(wait_for_words("\"Next")), STEP_TICKS);
    press_key("Right");
    assert_int_equal(tick_in(wait_for_words("\"Next")), 2 * STEP_TICKS);
    press_key("Left");
    assert_int_equal(tick_in(wait_for_words("\"Pose before")), STEP_TICKS);
    press_key("t");
    press_key("t");
    sleep_s(5.0);
    uint8_t *day = grab_screen();
    assert_true(mean_brightness(day) > 4.0 * mean_brightness(paused));
    leave_by_keys();
    assert_int_equal(play_end(&running), 0);
    free(before);
    free(later);
    free(paused);
    free(still_paused);
    free(help);
    free(day);
}

static void a_gamepad_drives_a_practice(void **state)
{
    (void)state;
    struct running running = play_start_with_pad("--window 640x360 --start 30");
    pad_do(&running, "plug");
    pad_do(&running, "press a");
    wait_for_words("paused");
    pad_do(&running, "press b");
    wait_for_words("settling");
    sleep_s(3.2);
    // Whatever button a hand finds in the dark pauses.
    pad_do(&running, "press dpright");
    wait_for_words("paused");
    // Down to "Change pose": once chosen, it goes to the next.
    for (int i = 0; i < 2; i++)
        pad_do(&running, "press dpdown");
    uint8_t *night = grab_screen();
    pad_do(&running, "press a");
    // The choice is made when the button goes up.
    wait_for_words("\"Choose");
    assert_int_equal(tick_in(wait_for_words("\"release")), STEP_TICKS);
    sleep_s(1.0);
    uint8_t *other = grab_screen();
    assert_true(differing_pixels(night, other) > 5000);
    pad_do(&running, "press y");
    wait_for_words("screen help");
    pad_do(&running, "press b");
    wait_for_words("screen pause");
    // And up, round to "Leave".
    for (int i = 0; i < 3; i++)
        pad_do(&running, "press dpup");
    pad_do(&running, "press a");
    wait_for_words("screen start");
    pad_do(&running, "press b");
    pad_do(&running, "press b");
    wait_for_words("left at tick");
    assert_int_equal(play_end(&running), 0);
    free(night);
    free(other);
}

static void a_lost_gamepad_pauses_and_works_again_when_it_is_back(void **state)
{
    (void)state;
    struct running running = play_start_with_pad("--window 640x360 --start 30 --mute");
    pad_do(&running, "plug");
    pad_do(&running, "press b");
    wait_for_words("paused");
    pad_do(&running, "press b");
    wait_for_words("settling");
    pad_do(&running, "unplug");
    long lost = tick_in(wait_for_words("gamepad lost"));
    sleep_s(1.0);
    pad_do(&running, "plug");
    pad_do(&running, "press a");
    // Not a tick went by in between.
    assert_int_equal(tick_in(wait_for_words("settling")), lost);
    sleep_s(3.2);
    pad_do(&running, "press a");
    assert_true(tick_in(wait_for_words("paused")) > lost);
    kill(running.id, SIGTERM);
    assert_int_equal(play_end(&running), 0);
}

static void the_window_may_be_closed_in_the_middle_of_a_move(void **state)
{
    (void)state;
    struct running running = play_start("--window 640x360 --start 62");
    close_window();
    wait_for_words("left at tick");
    assert_int_equal(play_end(&running), 0);
}

static void a_signal_ends_it_cleanly_with_its_numbers(void **state)
{
    (void)state;
    struct running running = play_start("--window 640x360 --stats");
    sleep_s(1.0);
    kill(running.id, SIGINT);
    wait_for_words("left at tick");
    assert_int_equal(play_end(&running), 0);
    assert_non_null(strstr(printed(), "frames: "));
    assert_non_null(strstr(printed(), "late frames: "));
    assert_non_null(strstr(printed(), "shown through: surface"));
}

static void practice_time_is_the_time_of_the_clock(void **state)
{
    (void)state;
    struct running running = play_start("--window 640x360 --start 100 --for 4");
    long ticks = tick_in(wait_for_words("left at tick")) - 100L * TICKS_PER_S;
    assert_int_equal(play_end(&running), 0);
    // Opening the devices is not practice; nothing else may be missing.
    assert_in_range(ticks, 3 * TICKS_PER_S, 4 * TICKS_PER_S + 6);
}

static void it_fills_the_screen_and_no_frame_is_bright(void **state)
{
    (void)state;
    char command[640];
    const char *numbers = BINARY_DIR "/window-brightness.txt";
    remove(numbers);
    snprintf(command, sizeof command,
             "ffmpeg -v fatal -f x11grab -framerate 30 -video_size %dx%d -i %s -t 4 -vf "
             "signalstats,metadata=print:key=lavfi.signalstats.YAVG:file='%s' -f null - &",
             DESK_WIDTH, DESK_HEIGHT, getenv("DISPLAY"), numbers);
    assert_int_equal(system(command), 0);
    sleep_s(0.7);
    struct running running = play_start("--theme night --start 30");
    sleep_s(2.5);
    uint8_t *screen = grab_screen();
    // Every corner belongs to the picture: the night's background is not black.
    for (int i = 0; i < 4; i++) {
        int x = i % 2 ? DESK_WIDTH - 2 : 1, y = i / 2 ? DESK_HEIGHT - 2 : 1;
        const uint8_t *pixel = screen + 3 * (y * DESK_WIDTH + x);
        assert_true(pixel[0] + pixel[1] + pixel[2] > 0);
    }
    leave_by_keys();
    assert_int_equal(play_end(&running), 0);
    sleep_s(1.5);
    FILE *file = fopen(numbers, "r");
    assert_non_null(file);
    char line[128];
    double brightest = 0.0;
    int frames = 0;
    while (fgets(line, sizeof line, file)) {
        const char *value = strchr(line, '=');
        if (strstr(line, "YAVG") && value) {
            brightest = atof(value + 1) > brightest ? atof(value + 1) : brightest;
            frames++;
        }
    }
    fclose(file);
    print_message("brightest of %d frames: %.1f of 255 on average\n", frames, brightest);
    assert_in_range(frames, 30, 130);
    // Black is 16 in video; the night theme stays near it.
    assert_true(brightest < 64.0);
    free(screen);
}

static void a_resized_window_shows_all_of_the_picture(void **state)
{
    (void)state;
    struct running running = play_start("--window 640x360 --theme day --start 30");
    assert_int_equal(system("xdotool search --name '^Repose$' windowmove 0 0 windowsize 1280 720"),
                     0);
    sleep_s(1.0);
    uint8_t *screen = grab_screen();
    const uint8_t *corner = screen + 3 * ((DESK_HEIGHT - 2) * DESK_WIDTH + DESK_WIDTH - 2);
    assert_true(corner[0] > 100);
    assert_int_equal(system("xdotool search --name '^Repose$' windowsize 100 40"), 0);
    sleep_s(0.5);
    assert_int_equal(system("xdotool search --name '^Repose$' windowsize 300 900"), 0);
    sleep_s(0.5);
    leave_by_keys();
    assert_int_equal(play_end(&running), 0);
    free(screen);
}

/// Until the window is so wide, half a minute at most.
static void wait_for_width(int wanted)
{
    int width = 0, height;
    for (int tries = 0; tries < 300 && width != wanted; tries++) {
        FILE *answer = popen("xdotool search --name '^Repose$' getwindowgeometry | "
                             "grep -o '[0-9]*x[0-9]*'",
                             "r");
        assert_non_null(answer);
        if (fscanf(answer, "%dx%d", &width, &height) != 2)
            width = 0;
        pclose(answer);
        sleep_s(0.1);
    }
    assert_int_equal(width, wanted);
}

static void who_leaves_full_screen_gets_a_window_with_edges(void **state)
{
    (void)state;
    struct running running = play_start("--theme day --mute");
    wait_for_width(DESK_WIDTH);
    press_key("f");
    wait_for_width(DESK_WIDTH * 2 / 3);
    press_key("f");
    wait_for_width(DESK_WIDTH);
    leave_by_keys();
    assert_int_equal(play_end(&running), 0);
}

/// Where the routine ends: a practice that begins behind its end is over.
static long ask_for_total_ticks(void)
{
    struct running running = play_start("--window 320x180 --start 9999 --for 3");
    long total = tick_in(wait_for_words("left at tick"));
    assert_int_equal(play_end(&running), 0);
    return total;
}

static void at_the_end_it_waits_in_the_dark_and_leaves_without_asking(void **state)
{
    (void)state;
    char words[64];
    long total = ask_for_total_ticks();
    assert_true(total > 7 * STEP_TICKS);
    snprintf(words, sizeof words, "--start %ld", total / TICKS_PER_S - 2);
    struct running running = play_start(words);
    assert_int_equal(tick_in(wait_for_words("over at tick")), total);
    sleep_s(0.5);
    uint8_t *screen = grab_screen();
    assert_true(mean_brightness(screen) < 1.0);
    press_key("Escape");
    assert_int_equal(tick_in(wait_for_words("left at tick")), total);
    assert_int_equal(play_end(&running), 0);
    free(screen);
}

static void without_a_sound_device_the_practice_goes_on(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "alsa", 1);
    setenv("AUDIODEV", "nowhere", 1);
    struct running running = play_start("--window 640x360 --for 2");
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    unsetenv("AUDIODEV");
    assert_true(tick_in(wait_for_words("left at tick")) > TICKS_PER_S / 2);
    assert_int_equal(play_end(&running), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_drive_a_practice),
        cmocka_unit_test(a_gamepad_drives_a_practice),
        cmocka_unit_test(a_lost_gamepad_pauses_and_works_again_when_it_is_back),
        cmocka_unit_test(the_window_may_be_closed_in_the_middle_of_a_move),
        cmocka_unit_test(a_signal_ends_it_cleanly_with_its_numbers),
        cmocka_unit_test(practice_time_is_the_time_of_the_clock),
        cmocka_unit_test(it_fills_the_screen_and_no_frame_is_bright),
        cmocka_unit_test(a_resized_window_shows_all_of_the_picture),
        cmocka_unit_test(who_leaves_full_screen_gets_a_window_with_edges),
        cmocka_unit_test(at_the_end_it_waits_in_the_dark_and_leaves_without_asking),
        cmocka_unit_test(without_a_sound_device_the_practice_goes_on),
    };
    return cmocka_run_group_tests(tests, desk_open, desk_close);
}
