/// One frame: what came from outside, time, picture and sound, and when the next one is due.
#include "base/log.h"
#include "commands/desktop.h"
#include "commands/session_data.h"

#include <string.h>
#include <time.h>

/// While nothing moves (paused, or dark at the end) keys are looked at this often.
#define IDLE_PERIOD_S 0.05
/// A window that cannot be shown that long will not come back.
#define LOST_WINDOW_S 10.0

void session_start_clocks(struct session *session)
{
    double now_s = clock_now_s();
    session->ticker = ticker_start(now_s);
    session->pacer = pacer_start(IDLE_PERIOD_S, now_s);
}

/// Minutes after midnight by the clock on the wall.
static int wall_minutes(void)
{
    time_t now = time(NULL);
    struct tm day;
    return localtime_r(&now, &day) ? day.tm_hour * 60 + day.tm_min : -1;
}

/// The desktop's media controls, and the machine's sleep.
static void follow_desktop(struct session *session)
{
    if (wake_slept(&session->wake)) {
        log_debug("slept: paused at tick %ld", app_tick(session->app));
        app_pause(session->app);
    }
    if (desktop_follow(session->mpris, session->app))
        session->quit = true;
    if (memcmp(app_settings(session->app), &session->used, sizeof session->used) != 0)
        session_use_settings(session);
}

static void move_time(struct session *session, double now_s)
{
    struct app *app = session->app;
    app_set_clock(app, wall_minutes());
    app_advance(app, ticker_advance(&session->ticker, now_s));
    session_take_requests(session);
    bool over = app_state(app) == PLAYER_OVER;
    if (over && !session->over)
        log_debug("over at tick %ld", app_tick(app));
    session->over = over;
    playback_follow(&session->playback, app, session->ticker.fraction);
}

/// Draw and show the moment. False with a sentence if the window cannot be shown any more.
static bool draw(struct session *session, bool *shown, struct err *err)
{
    int width, height;
    window_size(session->window, &width, &height);
    stage_take_theme(&session->stage,
                     lights_at(&session->lights, &session->used, clock_now_s(), time(NULL)));
    if (stage_fit(&session->stage, session->app, width, height))
        window_spoil(session->window);
    stage_draw(&session->stage, session->app, session->ticker.fraction);
    play_stats_drawn(&session->stats, &session->stage.canvas);
    *shown = session->stage.canvas.changed_count > 0;
    return window_show(session->window, &session->stage.canvas, err);
}

static bool is_still(const struct session *session)
{
    return app_is_still(session->app) && !lights_are_easing(&session->lights);
}

/// When the next frame begins. `shown`: this one was, so a display that waits gave the beat.
static double next_frame_s(struct session *session, bool shown, double now_s, bool *late)
{
    double frame_s = 1.0 / window_frames_per_s(session->window);
    session->pacer.period_s = is_still(session) ? IDLE_PERIOD_S : frame_s;
    pacer_next(&session->pacer, now_s, late);
    if (shown && window_waits(session->window))
        session->pacer.deadline_s =
            now_s + session->pacer.period_s - window_lead_s(session->window);
    return session->pacer.deadline_s;
}

bool session_run_frame(struct session *session, double *next_s)
{
    struct err err;
    bool shown = false, late = false;
    double now_s = clock_now_s();
    play_stats_begin_frame(&session->stats);
    if (session->input)
        session_handle_events(session, now_s);
    follow_desktop(session);
    move_time(session, now_s);
    if (draw(session, &shown, &err)) {
        session->shown_s = now_s;
    } else if (now_s - session->shown_s > LOST_WINDOW_S) {
        log_error("%s", err.text);
        return false;
    }
    preferences_keep(session->options->preferences, now_s);
    window_keep_awake(session->window, app_keeps_awake(session->app));
    double done_s = clock_now_s();
    *next_s = next_frame_s(session, shown, done_s, &late);
    play_stats_end_frame(&session->stats, done_s, late);
    return true;
}
