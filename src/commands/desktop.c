#include "commands/desktop.h"

#include <math.h>

static enum mpris_status status_of(const struct app *app)
{
    if (app_is_playing(app) || app_state(app) == PLAYER_SETTLING)
        return MPRIS_PLAYING;
    return app_state(app) == PLAYER_PAUSED ? MPRIS_PAUSED : MPRIS_STOPPED;
}

static double step_start_s(const struct timeline *timeline, int step)
{
    return (double)timeline_step_tick(timeline, step) / TICKS_PER_S;
}

struct mpris_state desktop_state(const struct app *app, char *title, size_t size)
{
    const struct settings *settings = app_settings(app);
    struct mpris_state state = {
        .status = status_of(app),
        .volume = app_is_muted(app) ? 0.0f : (float)settings->volume / 100.0f,
    };
    if (state.status == MPRIS_STOPPED)
        return state;
    const struct timeline *timeline = app_timeline(app);
    struct moment moment;
    timeline_at(timeline, app_time_s(app, 0.0), &moment);
    pose_side_title(moment.at, title, size);
    state.track = moment.step + 1;
    state.title = title;
    state.routine = timeline_routine(timeline)->title;
    state.position_s = moment.t_s - step_start_s(timeline, moment.step);
    state.length_s = state.position_s + moment.step_left_s;
    return state;
}

static void play(struct app *app)
{
    if (status_of(app) != MPRIS_STOPPED)
        app_resume(app);
    else if (app_state(app) != PLAYER_OVER)
        app_begin(app, 0.0);
}

/// As the keys for next and previous do, also while it is paused.
static void change_step(struct app *app, void (*move)(struct player *player))
{
    struct player player;
    if (status_of(app) == MPRIS_STOPPED)
        return;
    player_init(&player, app_timeline(app), app_time_s(app, 0.0));
    move(&player);
    app_seek(app, player_time_s(&player, 0.0));
}

static void seek(struct app *app, double t_s)
{
    if (status_of(app) != MPRIS_STOPPED)
        app_seek(app, fmax(0.0, t_s));
}

static void set_volume(struct app *app, float volume)
{
    struct settings settings = *app_settings(app);
    settings_set(&settings, SET_VOLUME, (int)lroundf(100.0f * volume));
    app_use_settings(app, &settings);
}

/// Returns whether the program shall end.
static bool obey(struct app *app, const struct mpris_request *request)
{
    char title[80];
    struct mpris_state state = desktop_state(app, title, sizeof title);
    double now_s = app_time_s(app, 0.0);
    switch (request->wish) {
    case MPRIS_PLAY:
        play(app);
        break;
    case MPRIS_PLAY_PAUSE:
        if (state.status == MPRIS_PLAYING)
            app_pause(app);
        else
            play(app);
        break;
    case MPRIS_PAUSE:
    case MPRIS_STOP:
        // A key that is pressed by chance must not end the evening.
        app_pause(app);
        break;
    case MPRIS_NEXT:
        change_step(app, player_next);
        break;
    case MPRIS_PREVIOUS:
        change_step(app, player_previous);
        break;
    case MPRIS_SEEK:
        seek(app, now_s + request->seconds);
        break;
    case MPRIS_POSITION:
        seek(app, now_s - state.position_s + request->seconds);
        break;
    case MPRIS_VOLUME:
        set_volume(app, request->volume);
        break;
    case MPRIS_QUIT:
        return true;
    case MPRIS_NOTHING:
        break;
    }
    return false;
}

bool desktop_follow(struct mpris *mpris, struct app *app)
{
    char title[80];
    struct mpris_request request;
    while ((request = mpris_next(mpris)).wish != MPRIS_NOTHING)
        if (obey(app, &request))
            return true;
    struct mpris_state state = desktop_state(app, title, sizeof title);
    mpris_update(mpris, &state);
    return false;
}
