/// Where the user is, and the way back.
#include "screens/app_data.h"

#include "base/log.h"
#include "base/mem.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const struct screen *const screens[SCREEN_COUNT] = {
    [SCREEN_START] = &screen_start,       [SCREEN_BEFORE] = &screen_before,
    [SCREEN_PRACTICE] = &screen_practice, [SCREEN_PAUSE] = &screen_pause,
    [SCREEN_POSES] = &screen_poses,       [SCREEN_WATCH] = &screen_watch,
    [SCREEN_ABOUT] = &screen_about,       [SCREEN_HELP] = &screen_help,
    [SCREEN_READ] = &screen_read,         [SCREEN_KEYS] = &screen_keys,
    [SCREEN_SETTINGS] = &screen_settings, [SCREEN_END] = &screen_end,
};

const char *screen_name(enum screen_id id)
{
    assert((int)id >= 0 && id < SCREEN_COUNT);
    return screens[id]->name;
}

const struct screen *screen_of(const struct app *app)
{
    return screens[app->screen];
}

static struct timeline_settings wanted_timeline(const struct app *app)
{
    struct timeline_settings wanted = settings_of_timeline(&app->settings);
    wanted.speech = app->speech;
    if (app->own_pace)
        wanted.breath.goal = app->pace;
    return wanted;
}

/// The poses of the routine in its order, then all others that are practised.
static void gather_poses(struct app *app, const struct routine *routine)
{
    for (int pass = 0; pass < 2; pass++) {
        int count = pass == 0 ? routine->step_count + 1 : app->content->pose_count;
        for (int i = 0; i < count && app->pose_count < POSES_MAX; i++) {
            const struct pose *pose = pass == 1                 ? &app->content->pose[i]
                                      : i < routine->step_count ? routine->step[i].at.pose
                                                                : routine->rest.pose;
            bool known = pose->rest;
            for (int k = 0; k < app->pose_count; k++)
                known = known || app->pose[k] == pose;
            if (!known)
                app->pose[app->pose_count++] = pose;
        }
    }
}

struct app *app_create(const struct app_options *options, struct err *err)
{
    struct app *app = mem_alloc(1, sizeof *app);
    app->settings = options->settings;
    app->speech = options->speech;
    app->own_pace = options->own_pace;
    app->pace = options->pace;
    app->content = options->content;
    app->muted = options->muted;
    if (options->broken_settings && options->broken_settings[0])
        app->broken_settings = options->broken_settings;
    app->start = options->routine->start;
    app->routine_title = options->routine->title;
    app->pose_shown = -1;
    app->clock_minutes = -1;
    struct timeline_settings wanted = wanted_timeline(app);
    if (!evening_init(&app->evening, app->content, options->routine, &wanted, err) ||
        !stay_solve(&app->start_stay, app->start, err)) {
        app_destroy(app);
        return NULL;
    }
    player_init(&app->player, evening_timeline(&app->evening), 0.0);
    gather_poses(app, options->routine);
    app_resize(app, 1920, 1080);
    app_restart_at(app, SCREEN_START);
    app->fade_ticks = 0;
    return app;
}

void app_destroy(struct app *app)
{
    if (!app)
        return;
    rehearsal_finish(&app->watch.rehearsal);
    evening_finish(&app->evening);
    mem_free(app);
}

void app_set_text_steps(struct app *app, int steps)
{
    app->text_steps = steps;
}

void app_resize(struct app *app, int width_px, int height_px)
{
    int percent = practice_text_percent(app->settings.text_percent, app->text_steps);
    app->layout = practice_layout_of(width_px, height_px, percent);
}

const struct practice_layout *app_layout(const struct app *app)
{
    return &app->layout;
}

void app_set_clock(struct app *app, int minutes)
{
    app->clock_minutes = minutes;
}

struct menu *app_menu(struct app *app)
{
    return &app->menu[app->screen];
}

void app_list(struct app *app)
{
    struct menu *menu = app_menu(app);
    menu_begin(menu);
    if (screen_of(app)->list)
        screen_of(app)->list(app, menu);
    menu_end(menu);
}

void app_fade(struct app *app)
{
    app->number++;
    app->fade_ticks = APP_FADE_TICKS;
}

static void let_go(struct app *app)
{
    app->held = (struct held){0};
    app->pointer.down = false;
}

/// `again`: one comes back, and finds the focus where it was.
static void arrive(struct app *app, enum screen_id id, bool again)
{
    if (screen_of(app)->leave)
        screen_of(app)->leave(app);
    app->screen = id;
    let_go(app);
    app_fade(app);
    if (!again) {
        app_menu(app)->focus = app_menu(app)->first = 0;
        app_menu(app)->focus_id = -1;
        if (screen_of(app)->enter)
            screen_of(app)->enter(app);
    }
    app_list(app);
    if (screen_of(app)->focused)
        screen_of(app)->focused(app, menu_focused(app_menu(app)));
    // Which buttons a text has is known when it has been set.
    if (app_menu(app)->across && app->reader.page_count == 0)
        app->spoken[0] = '\0';
    else
        app_speak(app);
    log_debug("screen %s", screen_name(id));
}

void app_go(struct app *app, enum screen_id id)
{
    assert(app->back_count < BACK_MAX);
    app->back[app->back_count++] = app->screen;
    arrive(app, id, false);
}

void app_back(struct app *app)
{
    if (app->back_count > 0)
        arrive(app, app->back[--app->back_count], true);
}

void app_restart_at(struct app *app, enum screen_id id)
{
    app->back_count = 0;
    arrive(app, id, false);
}

void app_open(struct app *app, enum screen_id id)
{
    app_restart_at(app, SCREEN_START);
    if (id == SCREEN_PRACTICE || id == SCREEN_PAUSE)
        app_begin(app, 30.0);
    if (id == SCREEN_PAUSE)
        app_pause(app);
    if (id == SCREEN_END)
        app_begin(app, 1e6);
    if (id == SCREEN_WATCH || id == SCREEN_ABOUT)
        app_go(app, SCREEN_POSES);
    if (id == SCREEN_ABOUT)
        app_go(app, SCREEN_WATCH);
    if (id == SCREEN_READ || id == SCREEN_KEYS)
        app_go(app, SCREEN_HELP);
    if (app->screen != id)
        app_go(app, id);
    app->fade_ticks = 0;
}

enum screen_id app_screen(const struct app *app)
{
    return app->screen;
}

void app_begin(struct app *app, double start_s)
{
    player_init(&app->player, evening_timeline(&app->evening), start_s);
    app->begun = true;
    app->notice = NULL;
    app_restart_at(app, app->player.state == PLAYER_OVER ? SCREEN_END : SCREEN_PRACTICE);
}

void app_play(struct app *app)
{
    app->notice = NULL;
    app_restart_at(app, SCREEN_PRACTICE);
    if (app->player.state != PLAYER_PAUSED)
        return;
    player_resume(&app->player);
    app->player.settle_tick = (long)app->settings.settle_s * TICKS_PER_S;
    if (app->player.settle_tick == 0)
        app->player.state = PLAYER_PLAYING;
}

void app_request(struct app *app, unsigned request)
{
    app->requests |= request;
}

unsigned app_take_requests(struct app *app)
{
    unsigned requests = app->requests;
    app->requests = 0;
    return requests;
}

static void advance_player(struct app *app, long ticks)
{
    player_advance(&app->player, ticks);
    if (app->screen == SCREEN_PRACTICE && app->player.state == PLAYER_OVER)
        app_restart_at(app, SCREEN_END);
}

static long less(long ticks, long by)
{
    return ticks > by ? ticks - by : 0;
}

void app_advance(struct app *app, long ticks)
{
    app->tick += ticks;
    app->fade_ticks = less(app->fade_ticks, ticks);
    app->volume_ticks = less(app->volume_ticks, ticks);
    app->felt_ticks = less(app->felt_ticks, ticks);
    app_hold(app, ticks);
    orbit_advance(&app->orbit, ticks);
    if (app->begun)
        advance_player(app, ticks);
    if (screen_of(app)->advance)
        screen_of(app)->advance(app, ticks);
}

const struct settings *app_settings(const struct app *app)
{
    return &app->settings;
}

const struct timeline *app_timeline(const struct app *app)
{
    return evening_timeline(&app->evening);
}

long app_tick(const struct app *app)
{
    return app->player.tick;
}

double app_time_s(const struct app *app, double fraction)
{
    return player_time_s(&app->player, app_is_playing(app) ? fraction : 0.0);
}

enum player_state app_state(const struct app *app)
{
    return app->player.state;
}

bool app_is_playing(const struct app *app)
{
    return app->begun && app->player.state == PLAYER_PLAYING;
}

bool app_is_muted(const struct app *app)
{
    return app->muted;
}

bool app_keeps_awake(const struct app *app)
{
    bool moving = app->player.state == PLAYER_PLAYING || app->player.state == PLAYER_SETTLING;
    return app->screen == SCREEN_PRACTICE && moving &&
           app->player.tick < timeline_practice_ticks(app_timeline(app));
}

void app_speak(struct app *app)
{
    const struct menu *menu = app_menu(app);
    app->spoken_number++;
    app->spoken[0] = '\0';
    if (menu->count == 0)
        return;
    const struct menu_item *item = &menu->item[menu->focus];
    snprintf(app->spoken, sizeof app->spoken, "%s%s%s", item->label, item->value[0] ? ": " : ".",
             item->value);
    log_debug("focus on %s", app->spoken);
}

const char *app_spoken(const struct app *app, unsigned *number)
{
    *number = app->spoken_number;
    return app->spoken;
}

/// Compile anew if the settings ask for another timeline.
static void use_timeline_settings(struct app *app)
{
    struct err err;
    const struct timeline_settings *before = &app->evening.settings;
    struct timeline_settings wanted = wanted_timeline(app);
    bool same = memcmp(&before->breath, &wanted.breath, sizeof wanted.breath) == 0 &&
                before->moves_extra == wanted.moves_extra && before->talk == wanted.talk;
    if (same)
        return;
    if (!evening_use(&app->evening, &wanted, &app->player.tick, &err)) {
        log_warning("%s", err.text);
        return;
    }
    app->player.timeline = app_timeline(app);
    app_request(app, APP_REQUEST_TIMELINE);
}

void app_use_settings(struct app *app, const struct settings *settings)
{
    app->settings = *settings;
    app_resize(app, app->layout.width, app->layout.height);
    use_timeline_settings(app);
    app_list(app);
}

static void setting_changed(struct app *app)
{
    app_resize(app, app->layout.width, app->layout.height);
    use_timeline_settings(app);
    app_request(app, APP_REQUEST_SETTINGS);
    app_list(app);
    app_speak(app);
}

void app_change_setting(struct app *app, enum setting_id id, int direction)
{
    if (settings_step_shown(&app->settings, id, direction))
        setting_changed(app);
}

void app_cycle_setting(struct app *app, enum setting_id id)
{
    if (!settings_step(&app->settings, id, 1))
        settings_set(&app->settings, id, setting_table[id].least);
    setting_changed(app);
}
