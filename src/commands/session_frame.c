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
    session->cadence = cadence_start();
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

/// Draw and show the moment. `wait_s`: until the next has to be. False with a sentence if the
/// window cannot be shown any more.
static bool draw(struct session *session, double *wait_s, bool *shown, struct err *err)
{
    int width, height;
    window_size(session->window, &width, &height);
    stage_take_theme(&session->stage,
                     lights_at(&session->lights, &session->used, clock_now_s(), time(NULL)));
    struct canvas_memory memory = window_memory(session->window);
    if (stage_fit(&session->stage, session->app, width, height, &memory))
        window_spoil(session->window);
    *wait_s = stage_draw(&session->stage, session->app, session->ticker.fraction);
    play_stats_drawn(&session->stats, &session->stage.canvas);
    *shown = session->stage.canvas.changed_count > 0;
    return window_show(session->window, &session->stage.canvas, err);
}

static bool is_still(const struct session *session)
{
    return app_is_still(session->app) && !lights_are_easing(&session->lights);
}

/// The display's beat, or a slower one while nothing moves by itself.
static double beat_s(const struct session *session)
{
    return is_still(session) ? IDLE_PERIOD_S : 1.0 / window_frames_per_s(session->window);
}

/// When the next beat begins. `shown`: this one was, so a display that waits gave it.
static double next_beat_s(struct session *session, bool shown, double now_s)
{
    session->pacer.period_s = beat_s(session);
    pacer_next(&session->pacer, now_s);
    if (shown && window_waits(session->window))
        session->pacer.deadline_s =
            now_s + session->pacer.period_s - window_lead_s(session->window);
    return session->pacer.deadline_s;
}

/// One picture. False after a printed sentence if the window is lost.
static bool run_picture(struct session *session, double now_s, bool *shown)
{
    struct err err;
    double wait_s = 0.0;
    if (draw(session, &wait_s, shown, &err)) {
        session->shown_s = now_s;
    } else if (now_s - session->shown_s > LOST_WINDOW_S) {
        log_error("%s", err.text);
        return false;
    }
    // A display that waits keeps the beat by itself, however long it takes to draw.
    double work_s = window_waits(session->window) ? 0.0 : clock_now_s() - now_s;
    bool late = cadence_drawn(&session->cadence, wait_s, work_s, beat_s(session));
    play_stats_late(&session->stats, late);
    return true;
}

bool session_run_frame(struct session *session, double *next_s)
{
    double now_s = clock_now_s();
    bool shown = false, asked = false;
    play_stats_begin_frame(&session->stats);
    if (session->input)
        asked = session_handle_events(session, now_s);
    follow_desktop(session);
    move_time(session, now_s);
    if (cadence_beat(&session->cadence, now_s, asked) && !run_picture(session, now_s, &shown))
        return false;
    preferences_keep(session->options->preferences, now_s);
    window_keep_awake(session->window, app_keeps_awake(session->app));
    double done_s = clock_now_s();
    *next_s = next_beat_s(session, shown, done_s);
    play_stats_end_frame(&session->stats, done_s);
    return true;
}
