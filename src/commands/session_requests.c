/// What the app asks the platform for.
#include "commands/session_data.h"

void session_use_settings(struct session *session)
{
    const struct settings *now = app_settings(session->app);
    preferences_take(session->options->preferences, now, clock_now_s());
    if (now->fullscreen != session->used.fullscreen)
        window_toggle_fullscreen(session->window);
    window_use_display(session->window, now->display);
    session->used = *now;
    if (session->input)
        input_bind(session->input, now);
    playback_take_settings(&session->playback, session->app);
}

static void toggle_fullscreen(struct session *session)
{
    struct settings settings = *app_settings(session->app);
    settings.fullscreen = !settings.fullscreen;
    app_use_settings(session->app, &settings);
    session_use_settings(session);
}

void session_take_requests(struct session *session)
{
    unsigned requests = app_take_requests(session->app);
    if (requests & APP_REQUEST_TIMELINE)
        playback_take_timeline(&session->playback, session->app);
    if (requests & APP_REQUEST_SETTINGS)
        session_use_settings(session);
    if (requests & APP_REQUEST_FULLSCREEN)
        toggle_fullscreen(session);
    if (requests & APP_REQUEST_SAY_AGAIN)
        playback_say_again(&session->playback);
    if (requests & APP_REQUEST_QUIT)
        session->quit = true;
}
