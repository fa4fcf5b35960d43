/// What an app consists of: for the files of the screens.
#pragma once

#include "coach/orbit.h"
#include "coach/rehearsal.h"
#include "coach/stay.h"
#include "screens/app.h"
#include "screens/menu.h"
#include "screens/reader.h"

/// How long one screen fades over to another.
enum { APP_FADE_TICKS = 2 * TICKS_PER_S / 5 };

enum { BACK_MAX = 8, SPOKEN_BYTES = 256, POSES_MAX = 24, HEADING_LINES = 2 };

struct heading {
    char title[MENU_LABEL_BYTES];
    char line[HEADING_LINES][128]; ///< quieter; may be empty
};

/// What is held down.
struct held {
    enum action action; ///< ACTION_NONE: nothing
    long ticks;
    bool counts;  ///< the time that had passed when it went down is over
    bool scanned; ///< it was held so long that the focus went on
};

struct pointer {
    bool known; ///< where it is
    bool down, dragged;
    int x_px, y_px, from_x_px, from_y_px;
};

/// How a pose is watched.
struct watch {
    struct rehearsal rehearsal;
    const struct pose *pose; ///< of the rehearsal, NULL: none
    bool running;
    int speed; ///< quarters
    double tick;
};

struct app {
    struct settings settings;
    int text_steps; ///< on top of the settings' size of words
    struct speech speech;
    bool own_pace;
    struct breath_pace pace;
    const struct content *content;
    struct pose_side start; ///< where the figure waits
    struct evening evening;
    struct player player;
    bool begun; ///< the player is somewhere in the practice
    bool muted;
    long volume_ticks;  ///< left for which the volume is shown
    long felt_ticks;    ///< left since the pointer was moved
    const char *notice; ///< why it was paused; NULL: the user wished it
    int clock_minutes;
    const char *routine_title;
    const char *broken_settings; ///< NULL: none, or somebody has seen the sentence

    enum screen_id screen, back[BACK_MAX];
    int back_count;
    struct menu menu[SCREEN_COUNT];
    struct reader reader;
    const struct text *text; ///< being read
    bool pages_changed;      ///< its pages are others than those the buttons were listed for
    struct text made_text;   ///< for texts that depend on something
    char made[TEXT_BLOCKS_MAX][96];

    int pose_count;
    const struct pose *pose[POSES_MAX]; ///< to be browsed
    int pose_shown;                     ///< -1: none yet
    struct stay start_stay, pose_stay;
    struct watch watch;

    enum device device;
    struct held held;
    struct pointer pointer;
    float stick_x, stick_y;
    struct orbit orbit;

    struct practice_layout layout;
    struct moment now; ///< of the practice, as the picture that is drawn shows it
    long tick;         ///< of the app itself: screens breathe by it
    unsigned number;
    long fade_ticks; ///< left of the fade from what was shown before
    unsigned requests;
    char spoken[SPOKEN_BYTES];
    unsigned spoken_number;
};

/// What makes a screen; NULL functions do nothing.
struct screen {
    const char *name;
    bool page;         ///< of words; the figure beside them does not move
    bool greets;       ///< heading and items stand large in the middle of the column
    bool has_practice; ///< the scene is the practice's moment, else the figure waits
    void (*enter)(struct app *app);
    void (*leave)(struct app *app);
    void (*head)(const struct app *app, struct heading *heading);
    void (*list)(struct app *app, struct menu *menu);
    void (*choose)(struct app *app, int item);
    void (*adjust)(struct app *app, int item, int direction);
    /// Actions before the menu gets them. True if that was all.
    bool (*act)(struct app *app, enum action action);
    void (*focused)(struct app *app, int item);
    void (*advance)(struct app *app, long ticks);
    /// The scene, if it is neither the practice nor the waiting figure.
    void (*look)(struct app *app, double fraction, struct moment *moment);
    /// Parts of its own, in what heading and menu leave of column or page.
    void (*add_parts)(struct app *app, const struct painter *painter, struct rect rest,
                      struct picture *picture);
    void (*draw)(struct app *app, const struct painter *painter, const struct part *part);
    /// Room that it needs below the items, pixels.
    int (*foot_px)(struct app *app, const struct painter *painter);
    bool (*click)(struct app *app, int x_px, int y_px);
};

extern const struct screen screen_start, screen_before, screen_practice, screen_pause, screen_poses,
    screen_watch, screen_about, screen_help, screen_read, screen_keys, screen_settings, screen_end;

const struct screen *screen_of(const struct app *app);

/// Part ids of a screen's own parts begin here.
enum { PART_VEIL = 100, PART_HEADING, PART_HINTS, PART_MENU, PART_OWN = PART_MENU + MENU_IDS };

/// To a screen, keeping the way back to this one.
void app_go(struct app *app, enum screen_id id);
/// To the screen before; from the first one nowhere.
void app_back(struct app *app);
/// To a screen with no way back but from it on.
void app_restart_at(struct app *app, enum screen_id id);
/// What is shown changes altogether: fade over.
void app_fade(struct app *app);
/// List the items of the screen anew.
void app_list(struct app *app);
void app_request(struct app *app, unsigned request);
/// The focus is elsewhere, or its item says something else: a voice may say it.
void app_speak(struct app *app);

struct menu *app_menu(struct app *app);

/// A picture and what it points to.
struct app_frame {
    struct moment moment;
    struct view second;
    struct picture picture;
};

/// What is to be seen now.
void app_compose(struct app *app, struct typesetter *typesetter, const struct theme *theme,
                 double fraction, struct app_frame *frame);

/// What is held goes on.
void app_hold(struct app *app, long ticks);

/// Begin from the start, or go on where it was left.
void app_play(struct app *app);
void app_change_volume(struct app *app, int percent);
/// + is more of what is shown.
void app_change_setting(struct app *app, enum setting_id id, int direction);
/// One step on, and from the last to the first: one button is enough. Brightness goes down first.
void app_cycle_setting(struct app *app, enum setting_id id);
void app_next_theme(struct app *app);

/// The moment of the practice.
void app_practice_moment(const struct app *app, double fraction, struct moment *moment);

/// The pose that was browsed last, breathing.
void app_pose_moment(struct app *app, double fraction, struct moment *moment);

/// Read a text from its first page.
void app_take_text(struct app *app, const struct text *text);
/// A line of the made text, which app_take_text(&app->made_text) reads.
void app_make_text(struct app *app, const char *title);
void app_make_block(struct app *app, enum text_kind kind, const char *text, const char *value);
