/// The program as the user meets it: which screen is shown, what has the focus, what their keys,
/// buttons and pointer do, and what is to be drawn. No window, no files, no clock: those come from
/// outside, and what concerns them goes out as requests.
#pragma once

#include "coach/evening.h"
#include "coach/player.h"
#include "coach/settings.h"
#include "screens/bindings.h"
#include "screens/composer.h"
#include "screens/device.h"

enum screen_id {
    SCREEN_START,
    SCREEN_BEFORE,   ///< before you begin
    SCREEN_PRACTICE, ///< it runs
    SCREEN_PAUSE,
    SCREEN_POSES,
    SCREEN_WATCH, ///< one pose and its moves
    SCREEN_ABOUT, ///< what is to be known of that pose
    SCREEN_HELP,
    SCREEN_READ, ///< one of the help's texts
    SCREEN_KEYS,
    SCREEN_SETTINGS,
    SCREEN_END, ///< dark, nothing to dismiss
    SCREEN_COUNT
};

/// "start", "before".
const char *screen_name(enum screen_id id);

/// What the platform has to do.
enum app_request {
    APP_REQUEST_QUIT = 1 << 0,
    APP_REQUEST_FULLSCREEN = 1 << 1, ///< toggle
    APP_REQUEST_SETTINGS = 1 << 2,   ///< they have changed: use and keep them
    APP_REQUEST_TIMELINE = 1 << 3,   ///< another timeline is played now
    APP_REQUEST_SAY_AGAIN = 1 << 4
};

struct app_options {
    const struct content *content; ///< must outlive the app
    const struct routine *routine; ///< what it points to must outlive the app
    struct settings settings;
    struct speech speech; ///< of the timelines
    bool own_pace;        ///< `pace` takes the place of the settings' breath
    struct breath_pace pace;
    bool muted;
    /// The settings had a mistake: what became of the file, in a few words. The start screen says
    /// so until somebody does something. NULL or "": all is well. Must outlive the app.
    const char *broken_settings;
};

struct app;

/// On the start screen. NULL with a sentence if the routine cannot be compiled.
struct app *app_create(const struct app_options *options, struct err *err);
void app_destroy(struct app *app); ///< NULL is fine

/// Begin to practise, `start_s` into it.
void app_begin(struct app *app, double start_s);

/// Open a screen as if the user had come there.
void app_open(struct app *app, enum screen_id id);

enum screen_id app_screen(const struct app *app);

/// The canvas has this size from now on.
void app_resize(struct app *app, int width_px, int height_px);

/// Words are so many steps larger than the settings say, see struct theme. Then resize.
void app_set_text_steps(struct app *app, int steps);

/// For that size and the size of words that the settings say.
const struct practice_layout *app_layout(const struct app *app);

/// The time of day, minutes after midnight; -1: unknown.
void app_set_clock(struct app *app, int minutes);

// What the user does.

/// How keys and buttons are to be read now.
enum input_mode app_mode(const struct app *app);

/// A key or button that asks for `action` goes down. Some actions repeat while it is held; the
/// ticks that the next app_advance tells of have passed before it went down.
void app_press(struct app *app, enum action action, enum device device);

/// The key or button that went down last goes up. On the screens, that chooses; held for longer,
/// the focus goes on from item to item, so that one button is enough for everything.
void app_release(struct app *app);

/// Whatever is held is let go: the window lost the keyboard.
void app_release_all(struct app *app);

/// A stick turns the view: -1..1, + right and up.
void app_turn(struct app *app, float x, float y);

/// The pointer, canvas pixels.
void app_pointer_move(struct app *app, int x_px, int y_px);
void app_pointer_press(struct app *app, int x_px, int y_px);
void app_pointer_release(struct app *app, int x_px, int y_px);
void app_wheel(struct app *app, int clicks); ///< + up

/// A gamepad in use went away: pause, whatever was going on, and say why.
void app_pad_lost(struct app *app);

/// From outside (desktop controls): where the user never looks at the screen.
void app_pause(struct app *app);
void app_resume(struct app *app);
void app_seek(struct app *app, double t_s);

// Time, and what comes of it.

void app_advance(struct app *app, long ticks);

/// A set of enum app_request; the next call returns only new ones.
unsigned app_take_requests(struct app *app);

/// Draw what has changed; see composer_draw. The composer has app_layout().
void app_draw(struct app *app, struct composer *composer, struct canvas *canvas,
              const struct theme *theme, double fraction, float threshold_px);

/// True if the next picture will be like the last one as long as nobody does anything.
bool app_is_still(const struct app *app);

const struct settings *app_settings(const struct app *app);
/// Changed from outside: read anew, or by a desktop control.
void app_use_settings(struct app *app, const struct settings *settings);

const struct timeline *app_timeline(const struct app *app);
long app_tick(const struct app *app); ///< of the practice
double app_time_s(const struct app *app, double fraction);
bool app_is_playing(const struct app *app); ///< time goes on
enum player_state app_state(const struct app *app);
bool app_is_muted(const struct app *app);

/// Keep the screen on? True through the practice; false in the final rest, when it is over, and on
/// all other screens.
bool app_keeps_awake(const struct app *app);

/// What a voice says of the item in focus, and a number that changes when it should. Empty while
/// the practice runs.
const char *app_spoken(const struct app *app, unsigned *number);
