/// A desk for tests of the real window: an X server of our own (Xvfb), the program on it, somebody
/// who presses keys (xdotool) or holds a gamepad, and a camera (ffmpeg's x11grab).
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { DESK_WIDTH = 1280, DESK_HEIGHT = 720 };

/// Starts the X server; from now on DISPLAY names it. Nonzero if it cannot be started.
int desk_open(void **state);
int desk_close(void **state);

struct running {
    pid_t id;
    int pad; ///< where the gamepad's commands go; -1: no gamepad
};

/// Starts `repose play` with these words, split at blanks, and waits for its first picture.
struct running play_start(const char *words);

/// The same program, in a process that holds a virtual gamepad as well.
struct running play_start_with_pad(const char *words);

/// The same two without "play": the program begins on its start screen. The settings of the
/// session are the usual ones.
struct running repose_start(const char *words);
struct running repose_start_with_pad(const char *words);

/// "plug", or "plug xbox", "plug playstation", "plug nintendo"; "unplug"; "press a", "hold a",
/// "let a" go: then waits a moment.
void pad_do(struct running *running, const char *command);

/// Presses a button, until the program has said that it is down and up again.
void pad_press(struct running *running, const char *button);
/// Waits until the program has seen it.
void pad_plug(struct running *running, const char *make);

/// Waits until the program has said `text` (after what it was last waited for). Fails the test if
/// it does not within half a minute. Returns the line.
const char *wait_for_words(const char *text);

/// Which item it said has the focus, and which screen it said is shown, before the words that were
/// waited for last: "Loudness: 85 %", "pause".
const char *focus_said(void);
const char *screen_said(void);

void press_key(const char *name);

/// Holds it down until the program says `text`.
void hold_key_until(const char *name, const char *text);

/// Clicks at a point of the window.
void click_at(int x, int y);

/// What the cross in a window's title does.
void close_window(void);

/// Waits for the end; the exit code, or -1 if it did not end within half a minute (it is killed
/// then).
int play_end(struct running *running);

/// What the program printed on standard output.
const char *printed(void);

/// The screen as RGB bytes; free with free().
uint8_t *grab_screen(void);
double mean_brightness(const uint8_t *screen); ///< 0..255
long differing_pixels(const uint8_t *a, const uint8_t *b);

void sleep_s(double seconds);
