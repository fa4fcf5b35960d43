/// What a session is made of, for the files session*.c alone.
#pragma once

#include "commands/lights.h"
#include "commands/play_stats.h"
#include "commands/playback.h"
#include "commands/session.h"
#include "commands/stage.h"
#include "platform/cadence.h"
#include "platform/clock.h"
#include "platform/input.h"
#include "platform/mpris.h"
#include "platform/wake.h"
#include "platform/window.h"
#include "screens/app.h"

struct session {
    const struct session_options *options;
    struct app *app;
    struct settings used; ///< what sound and picture were made for
    struct stage stage;
    struct lights lights;
    struct window *window;
    struct playback playback;
    struct input *input; ///< NULL until the first picture is shown
    struct mpris *mpris;
    struct wake wake;
    struct ticker ticker;
    struct pacer pacer;
    struct cadence cadence;
    struct play_stats stats;
    double pointer_until_s; ///< 0: hidden
    double shown_s;         ///< when the window could be shown last
    bool over;              ///< the practice is
    bool quit;
};

/// Time begins to be counted from now.
void session_start_clocks(struct session *session);

/// One frame: events -> actions; the clock moves t; everything seen and heard comes from t.
/// `next_s`: when the next one begins. False after a printed sentence if the window is lost.
bool session_run_frame(struct session *session, double *next_s);

/// Reads all events that wait, lets the app act on them, and does what the app asks for. True if
/// any of them wants an answer in the window.
bool session_handle_events(struct session *session, double now_s);

/// Does what the app has asked the platform for.
void session_take_requests(struct session *session);

/// The user changed the app's settings: sound, window and keys follow, and they are kept.
void session_use_settings(struct session *session);
