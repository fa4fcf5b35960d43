/// What keys, buttons and pointer do, whatever the screen.
#include "screens/app_data.h"

#include <stdlib.h>

enum {
    VOLUME_STEP_PERCENT = 5,
    VOLUME_SHOWN_TICKS = 5 * TICKS_PER_S / 2,
    FELT_TICKS = 5 * TICKS_PER_S,
    /// Held keys repeat after the first and then with the second.
    REPEAT_FIRST_TICKS = 2 * TICKS_PER_S / 5,
    REPEAT_TICKS = TICKS_PER_S / 9,
    /// One button alone: held that long, the focus goes on, and on again.
    SCAN_FIRST_TICKS = 3 * TICKS_PER_S / 5,
    SCAN_TICKS = 4 * TICKS_PER_S / 5,
    /// Further than this, a press of the pointer is a drag. Pixels at 1080p.
    DRAG_PX = 14
};

static const float TURN_DEG_PER_S = 70.0f, DRAG_DEG = 0.25f;

enum input_mode app_mode(const struct app *app)
{
    return app->screen == SCREEN_PRACTICE ? INPUT_PRACTICE : INPUT_SCREEN;
}

void app_change_volume(struct app *app, int percent)
{
    settings_set(&app->settings, SET_VOLUME, percent);
    app->muted = false;
    app->volume_ticks = VOLUME_SHOWN_TICKS;
    app_request(app, APP_REQUEST_SETTINGS);
    app_list(app);
}

/// Day, night, ember: what follows the hour is left to the settings screen.
void app_next_theme(struct app *app)
{
    app->settings.theme = app->settings.theme >= THEME_EMBER ? THEME_DAY : app->settings.theme + 1;
    app_resize(app, app->layout.width, app->layout.height);
    app_request(app, APP_REQUEST_SETTINGS);
    app_list(app);
}

static void turn(struct app *app, enum action action, long ticks)
{
    float step = TURN_DEG_PER_S * (float)ticks / TICKS_PER_S;
    float az = action == ACTION_TURN_LEFT ? -step : action == ACTION_TURN_RIGHT ? step : 0.0f;
    float el = action == ACTION_TURN_DOWN ? -step : action == ACTION_TURN_UP ? step : 0.0f;
    if (app->settings.mirror == MIRROR_MIRROR)
        az = -az;
    orbit_turn(&app->orbit, az, el);
}

static bool is_turn(enum action action)
{
    return action >= ACTION_TURN_LEFT && action <= ACTION_TURN_DOWN;
}

/// What means the same on every screen. True if it was one of those.
static bool act_anywhere(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_VOLUME_UP:
        app_change_volume(app, app->settings.volume + VOLUME_STEP_PERCENT);
        return true;
    case ACTION_VOLUME_DOWN:
        app_change_volume(app, app->settings.volume - VOLUME_STEP_PERCENT);
        return true;
    case ACTION_MUTE:
        app->muted = !app->muted;
        app->volume_ticks = VOLUME_SHOWN_TICKS;
        return true;
    case ACTION_THEME:
        app_next_theme(app);
        return true;
    case ACTION_DARKER:
        app_change_setting(app, SET_DIMMER, -1);
        return true;
    case ACTION_LIGHTER:
        app_change_setting(app, SET_DIMMER, 1);
        return true;
    case ACTION_FULLSCREEN:
        app_request(app, APP_REQUEST_FULLSCREEN);
        return true;
    case ACTION_HELP:
        if (app->screen == SCREEN_PRACTICE)
            app_pause(app);
        if (app->screen != SCREEN_HELP && app->screen != SCREEN_KEYS &&
            app->screen != SCREEN_READ && app->back_count < BACK_MAX - 2)
            app_go(app, SCREEN_HELP);
        return true;
    default:
        return false;
    }
}

static void focused(struct app *app)
{
    if (screen_of(app)->focused)
        screen_of(app)->focused(app, menu_focused(app_menu(app)));
    app_speak(app);
}

static void act_in_menu(struct app *app, enum action action)
{
    const struct screen *screen = screen_of(app);
    struct menu *menu = app_menu(app);
    int item = menu_focused(menu);
    switch (menu_act(menu, action)) {
    case MENU_WISH_NOTHING:
        break;
    case MENU_WISH_MOVED:
        focused(app);
        break;
    case MENU_WISH_CHOSEN:
        if (screen->choose)
            screen->choose(app, item);
        break;
    case MENU_WISH_LESS:
    case MENU_WISH_MORE:
        if (screen->adjust)
            screen->adjust(app, item, action == ACTION_LEFT ? -1 : 1);
        break;
    }
}

static void act(struct app *app, enum action action)
{
    const struct screen *screen = screen_of(app);
    if (screen->act && screen->act(app, action))
        return;
    if (is_turn(action)) {
        turn(app, action, 1);
        return;
    }
    if (act_anywhere(app, action))
        return;
    if (action == ACTION_BACK)
        app_back(app);
    else
        act_in_menu(app, action);
}

void app_press(struct app *app, enum action action, enum device device)
{
    app->device = device;
    app->broken_settings = NULL;
    app->held = (struct held){.action = action};
    // On a screen the choice is made when the button goes up: held, it goes on to the next item.
    if (action != ACTION_CONFIRM || app_menu(app)->count == 0)
        act(app, action);
}

void app_release(struct app *app)
{
    struct held held = app->held;
    app->held = (struct held){0};
    if (held.action == ACTION_CONFIRM && !held.scanned && app_menu(app)->count > 0)
        act(app, ACTION_CONFIRM);
}

void app_release_all(struct app *app)
{
    app->held = (struct held){0};
    app->pointer.down = false;
    app->stick_x = app->stick_y = 0.0f;
}

static bool repeats(enum action action)
{
    return (action >= ACTION_UP && action <= ACTION_PAGE_DOWN) || action == ACTION_VOLUME_UP ||
           action == ACTION_VOLUME_DOWN;
}

/// How often something that begins after `first` and repeats with `pace` happens in these ticks.
static long times(long before, long now, long first, long pace)
{
    long done = before < first ? 0 : 1 + (before - first) / pace;
    long due = now < first ? 0 : 1 + (now - first) / pace;
    return due - done;
}

void app_hold(struct app *app, long ticks)
{
    if (app->stick_x != 0.0f || app->stick_y != 0.0f) {
        float step = TURN_DEG_PER_S * (float)ticks / TICKS_PER_S;
        float side = app->settings.mirror == MIRROR_MIRROR ? -1.0f : 1.0f;
        orbit_turn(&app->orbit, side * step * app->stick_x, step * app->stick_y);
    }
    struct held *held = &app->held;
    if (held->action == ACTION_NONE)
        return;
    // A long frame before a press must not make a hold of it.
    if (!held->counts) {
        held->counts = true;
        return;
    }
    enum action action = held->action;
    long before = held->ticks, now = held->ticks += ticks;
    if (is_turn(action))
        turn(app, action, ticks);
    bool scans = action == ACTION_CONFIRM && app_menu(app)->count > 1;
    long count = repeats(action) ? times(before, now, REPEAT_FIRST_TICKS, REPEAT_TICKS)
                 : scans         ? times(before, now, SCAN_FIRST_TICKS, SCAN_TICKS)
                                 : 0;
    if (scans && count > 0)
        held->scanned = true;
    // An action may lead to another screen, where nothing is held any more.
    for (; count > 0 && held->action == action; count--)
        act(app, scans ? ACTION_DOWN : action);
}

void app_turn(struct app *app, float x, float y)
{
    app->stick_x = x;
    app->stick_y = y;
}

static bool is_far(const struct app *app)
{
    const struct pointer *pointer = &app->pointer;
    int most_px = practice_layout_px(&app->layout, (float)DRAG_PX);
    return abs(pointer->x_px - pointer->from_x_px) > most_px ||
           abs(pointer->y_px - pointer->from_y_px) > most_px;
}

void app_pointer_move(struct app *app, int x_px, int y_px)
{
    struct pointer *pointer = &app->pointer;
    int dx = x_px - pointer->x_px, dy = y_px - pointer->y_px;
    // The first word of it may only tell where it has been all the time.
    if (pointer->known && (dx != 0 || dy != 0)) {
        app->device = DEVICE_POINTER;
        app->felt_ticks = FELT_TICKS;
    }
    pointer->known = true;
    pointer->x_px = x_px;
    pointer->y_px = y_px;
    if (pointer->down && (pointer->dragged || is_far(app))) {
        float degrees = DRAG_DEG / app->layout.unit;
        float side = app->settings.mirror == MIRROR_MIRROR ? 1.0f : -1.0f;
        pointer->dragged = true;
        orbit_turn(&app->orbit, side * degrees * (float)dx, degrees * (float)dy);
        return;
    }
    int before = menu_focused(app_menu(app));
    if (app->device == DEVICE_POINTER && menu_point(app_menu(app), x_px, y_px) &&
        menu_focused(app_menu(app)) != before)
        focused(app);
}

void app_pointer_press(struct app *app, int x_px, int y_px)
{
    app_pointer_move(app, x_px, y_px);
    app->device = DEVICE_POINTER;
    app->broken_settings = NULL;
    app->pointer.down = true;
    app->pointer.dragged = false;
    app->pointer.from_x_px = x_px;
    app->pointer.from_y_px = y_px;
}

/// A value is lessened by its left half and raised by its right one.
static void click_item(struct app *app, int x_px)
{
    const struct menu *menu = app_menu(app);
    const struct menu_item *item = &menu->item[menu->focus];
    const struct rect *box = &menu->box[menu->focus];
    bool less = item->kind == MENU_VALUE && x_px < box->x + box->width * 2 / 3;
    act(app, item->kind != MENU_VALUE ? ACTION_CONFIRM : less ? ACTION_LEFT : ACTION_RIGHT);
}

void app_pointer_release(struct app *app, int x_px, int y_px)
{
    struct pointer *pointer = &app->pointer;
    bool clicked = pointer->down && !pointer->dragged;
    pointer->down = false;
    if (!clicked)
        return;
    if (screen_of(app)->click && screen_of(app)->click(app, x_px, y_px))
        return;
    if (menu_point(app_menu(app), x_px, y_px))
        click_item(app, x_px);
}

void app_wheel(struct app *app, int clicks)
{
    app->device = DEVICE_POINTER;
    bool practice = app->screen == SCREEN_PRACTICE;
    enum action up = practice ? ACTION_VOLUME_UP : ACTION_UP;
    enum action down = practice ? ACTION_VOLUME_DOWN : ACTION_DOWN;
    for (int i = 0; i < abs(clicks) && i < 8; i++)
        act(app, clicks > 0 ? up : down);
}

void app_pause(struct app *app)
{
    if (app->screen != SCREEN_PRACTICE)
        return;
    player_pause(&app->player);
    if (app->player.state == PLAYER_PAUSED)
        app_restart_at(app, SCREEN_PAUSE);
}

void app_resume(struct app *app)
{
    if (app->begun && app->player.state == PLAYER_PAUSED)
        app_play(app);
}

void app_seek(struct app *app, double t_s)
{
    if (!app->begun)
        return;
    enum player_state state = app->player.state;
    player_init(&app->player, app_timeline(app), t_s);
    if (app->player.state == PLAYER_OVER)
        app_restart_at(app, SCREEN_END);
    else
        app->player.state = state;
    app_fade(app);
}

void app_pad_lost(struct app *app)
{
    app_release_all(app);
    app->device = DEVICE_KEYBOARD;
    app_pause(app);
    if (app->screen == SCREEN_PAUSE) {
        app->notice = "The gamepad is gone";
        app_fade(app);
    }
}
