#include "commands/session.h"

#include "base/log.h"
#include "commands/session_data.h"
#include "platform/signals.h"

#include <time.h>

static bool open_window(struct session *session)
{
    static const struct size usual = {1280, 720};
    struct err err;
    struct size size = session->options->window;
    if (size.width == 0 && !session->used.fullscreen)
        size = usual;
    const struct window_options options = {
        .width = size.width, .height = size.height, .display = session->used.display};
    session->window = window_create(&options, &err);
    if (!session->window)
        log_error("%s; \"repose export\" writes a film instead", err.text);
    return session->window != NULL;
}

/// Gamepads that SDL does not know may be known to the community's file, if somebody put it there.
static void learn_pads(void)
{
    char path[FOLDERS_PATH_MAX];
    struct err err;
    if (folders_in_data(path, "gamecontrollerdb.txt", &err))
        log_debug("%d gamepads learned", input_learn_pads(path));
}

/// Sound and gamepads come after the first picture: they may take a while, and the picture shall
/// not wait for them. The practice does, so that its first bell is heard from its start.
static void open_devices(struct session *session)
{
    playback_open(&session->playback, session->app);
    session->input = input_create();
    input_bind(session->input, &session->used);
    learn_pads();
    session->mpris = mpris_open();
    log_debug("the first picture is shown, sound and gamepads are looked for");
    session_start_clocks(session);
}

static bool is_time_up(const struct session *session, double begun_s)
{
    double for_s = session->options->for_s;
    return for_s > 0.0 && clock_now_s() - begun_s >= for_s;
}

static bool run(struct session *session)
{
    double begun_s = clock_now_s(), next_s;
    window_show_pointer(session->window, false);
    session_start_clocks(session);
    session->shown_s = begun_s;
    while (!session->quit && !signals_stop_wanted() && !is_time_up(session, begun_s)) {
        if (!session_run_frame(session, &next_s))
            return false;
        if (session->input)
            clock_sleep_until(next_s);
        else
            open_devices(session);
    }
    log_debug("left at tick %ld", app_tick(session->app));
    return true;
}

static void close_session(struct session *session)
{
    mpris_close(session->mpris);
    input_destroy(session->input);
    playback_close(&session->playback);
    window_destroy(session->window);
    stage_finish(&session->stage);
    app_destroy(session->app);
}

static bool open_app(struct session *session, const struct studio *studio)
{
    struct err err;
    struct timeline_settings heard;
    const struct session_options *options = session->options;
    struct app_options app = {
        .content = &studio->content,
        .routine = &studio->routine,
        .settings = options->preferences->used,
        .muted = options->mute,
        .broken_settings = options->preferences->notice,
        .own_pace = options->hearing.pace != NULL,
    };
    bool made = hearing_timeline_settings(&options->hearing, &heard, &err);
    app.speech = heard.speech;
    app.pace = heard.breath.goal;
    session->app = made ? app_create(&app, &err) : NULL;
    if (!session->app) {
        log_error("%s", err.text);
        return false;
    }
    if (!options->screens)
        app_begin(session->app, options->start_s);
    return true;
}

int session_run(const struct session_options *options, const struct studio *studio)
{
    struct session session = {
        .options = options,
        .used = options->preferences->used,
        .playback.wanted = options->hearing,
        .stats = play_stats_start(options->started_s),
    };
    signals_watch();
    bool good = open_app(&session, studio) &&
                lights_init(&session.lights, &session.used, time(NULL)) &&
                stage_init(&session.stage, session.lights.shown.id) && open_window(&session) &&
                run(&session);
    if (good && options->stats)
        play_stats_print(&session.stats, clock_now_s(), window_way_name(session.window));
    close_session(&session);
    return good ? EXIT_DONE : EXIT_FAILED;
}
