/// The window: shows a canvas, the boxes of it that changed.
///
/// Two ways, the same picture. Without a GPU on X11: the window's own surface, changed boxes only
/// (through a software OpenGL this would cost ten times as much). With a GPU, or on Wayland: a
/// streaming texture and vsync.
#pragma once

#include "base/err.h"
#include "picture/canvas.h"

#include <SDL_events.h>

struct window;

enum window_way {
    WINDOW_WAY_BEST, ///< find out
    WINDOW_WAY_SURFACE,
    WINDOW_WAY_TEXTURE
};

struct window_options {
    int width, height; ///< in screen coordinates; 0 = fullscreen, as large as the desktop
    int display;       ///< from 1; 0, or one that is not there: where the pointer is
    enum window_way way;
};

/// Opens the window, black. NULL with a sentence if there is no display.
struct window *window_create(const struct window_options *options, struct err *err);
void window_destroy(struct window *window);

/// Of the canvas that fits, in pixels; ask every frame, it changes with the window.
void window_size(const struct window *window, int *width_px, int *height_px);

/// Where a canvas of the window's size is shown without being copied; no pixel if there is no such
/// place. Ask before every drawing: it goes away as the window's size changes.
struct canvas_memory window_memory(struct window *window);

/// Window coordinates, as events tell them, to pixels of the canvas.
void window_point(const struct window *window, int *x, int *y);

/// Show the boxes of `canvas` that changed and clear the list. Does nothing if none did, unless
/// the window itself needs all of it (window_spoil). False with a sentence if it cannot be shown
/// any more. Waits for the display if window_waits().
bool window_show(struct window *window, struct canvas *canvas, struct err *err);

/// The next window_show shows the whole canvas.
void window_spoil(struct window *window);

/// The next event, if there is one. Hand it to window_handle too: it may tell that what the window
/// shows got lost (it was covered, resized, or the GPU forgot it).
bool window_poll(struct window *window, SDL_Event *event);
void window_handle(struct window *window, const SDL_Event *event);

/// Pictures a second that make sense: the display's pace divided down to 60 at most.
double window_frames_per_s(const struct window *window);

/// True if window_show waits for the display (vsync).
bool window_waits(const struct window *window);

/// With vsync: how long before the display takes a picture it should be begun, seconds.
double window_lead_s(const struct window *window);

void window_toggle_fullscreen(struct window *window);

/// From now on a fullscreen window belongs on this display, see struct window_options.
void window_use_display(struct window *window, int number);

/// The pointer is hidden while nobody moves it.
void window_show_pointer(struct window *window, bool shown);

/// Keep screensaver and screen lock away, or let them come.
void window_keep_awake(struct window *window, bool awake);

/// "surface" or "texture (name of the renderer)", for --stats.
const char *window_way_name(const struct window *window);
