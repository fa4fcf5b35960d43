/// The loop: events -> actions; the clock moves t; everything seen and heard comes from t.
#include "commands/session.h"

#include "base/log.h"
#include "commands/desktop.h"
#include "commands/hearing_settings.h"
#include "commands/lights.h"
#include "commands/play_stats.h"
#include "commands/screen_voice.h"
#include "commands/stage.h"
#include "platform/audio.h"
#include "platform/clock.h"
#include "platform/input.h"
#include "platform/signals.h"
#include "platform/wake.h"
#include "platform/window.h"
#include "screens/app.h"

#include <string.h>
#include <time.h>

/// While nothing moves (paused, or dark at the end) keys are looked at this often.
#define IDLE_PERIOD_S 0.05
/// The pointer hides again this long after it was moved.
#define POINTER_S 2.0
/// A window that cannot be shown that long will not come back.
#define LOST_WINDOW_S 10.0

struct session {
    const struct session_options *options;
    struct app *app;
    struct stage stage;
    struct lights lights;
    struct window *window;
    struct settings used;          ///< what sound and picture were made for
    struct hearing_options wanted; ///< to be heard
    struct hearing hearing;
    struct audio *audio;
    struct screen_voice screen_voice;
    struct input *input;
    struct mpris *mpris;
    struct wake wake;
    struct ticker ticker;
    struct pacer pacer;
    struct play_stats stats;
    double pointer_until_s; ///< 0: hidden
    double shown_s;         ///< when the window could be shown last
    bool over;
    bool quit;
};

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

static void open_sound(struct session *session)
{
    hearing_start(&session->hearing, app_timeline(session->app), &session->wanted, false);
    session->audio = audio_open(&session->hearing.mixer);
    audio_set_announcer(session->audio, session->screen_voice.announcer);
}

static void close_sound(struct session *session)
{
    audio_close(session->audio);
    hearing_finish(&session->hearing);
    session->audio = NULL;
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
    screen_voice_open(&session->screen_voice);
    open_sound(session);
    session->input = input_create();
    input_bind(session->input, &session->used);
    learn_pads();
    session->mpris = mpris_open();
    log_debug("the first picture is shown, sound and gamepads are looked for");
    double now_s = clock_now_s();
    session->ticker = ticker_start(now_s);
    session->pacer = pacer_start(session->pacer.period_s, now_s);
}

static bool need_other_sound(const struct hearing_options *a, const struct hearing_options *b)
{
    return strcmp(a->voice, b->voice) != 0 || strcmp(a->breath, b->breath) != 0 ||
           strcmp(a->bed, b->bed) != 0;
}

/// The user changed the settings, here or on the desktop.
static void use_settings(struct session *session)
{
    const struct settings *now = app_settings(session->app);
    struct hearing_options before = session->wanted;
    preferences_take(session->options->preferences, now, clock_now_s());
    if (now->fullscreen != session->used.fullscreen)
        window_toggle_fullscreen(session->window);
    window_use_display(session->window, now->display);
    session->used = *now;
    hearing_take_settings(&session->wanted, now);
    if (!session->audio)
        return;
    input_bind(session->input, now);
    if (need_other_sound(&before, &session->wanted)) {
        close_sound(session);
        open_sound(session);
    }
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        audio_set_part_volume(session->audio, (enum sound_part)part, session->wanted.volume[part]);
}

static void toggle_fullscreen(struct session *session)
{
    struct settings settings = *app_settings(session->app);
    settings.fullscreen = !settings.fullscreen;
    app_use_settings(session->app, &settings);
    use_settings(session);
}

static void take_requests(struct session *session)
{
    unsigned requests = app_take_requests(session->app);
    if (requests & APP_REQUEST_TIMELINE && session->audio) {
        close_sound(session);
        open_sound(session);
    }
    if (requests & APP_REQUEST_SETTINGS)
        use_settings(session);
    if (requests & APP_REQUEST_FULLSCREEN)
        toggle_fullscreen(session);
    if (requests & APP_REQUEST_SAY_AGAIN && session->audio)
        audio_say_again(session->audio);
    if (requests & APP_REQUEST_QUIT)
        session->quit = true;
}

static void log_state(const struct session *session, const char *what)
{
    static const char *const states[] = {"playing", "paused", "settling", "over"};
    log_debug("\"%s\" at tick %ld: %s on %s", what, app_tick(session->app),
              states[app_state(session->app)], screen_name(app_screen(session->app)));
}

static void press(struct session *session, const struct input_event *input)
{
    const struct binding *binding = binding_of_action(app_mode(session->app), input->action);
    app_press(session->app, input->action, input->device);
    // A pointer's button asks once.
    if (input->device == DEVICE_POINTER)
        app_release(session->app);
    log_state(session, binding ? binding->help : "?");
}

static void move_pointer(struct session *session, const struct input_event *input, double now_s)
{
    int x = input->pointer_x, y = input->pointer_y;
    window_point(session->window, &x, &y);
    if (input->kind == INPUT_POINTER_MOVED)
        app_pointer_move(session->app, x, y);
    else if (input->kind == INPUT_POINTER_PRESSED)
        app_pointer_press(session->app, x, y);
    else
        app_pointer_release(session->app, x, y);
    if (input->kind == INPUT_POINTER_RELEASED)
        log_state(session, "click");
    session->pointer_until_s = now_s + POINTER_S;
    window_show_pointer(session->window, true);
}

static void handle_input(struct session *session, const struct input_event *input, double now_s)
{
    switch (input->kind) {
    case INPUT_ACTION:
        press(session, input);
        break;
    case INPUT_RELEASE:
        app_release(session->app);
        log_state(session, "release");
        break;
    case INPUT_LET_GO:
        app_release_all(session->app);
        break;
    case INPUT_TURN:
        app_turn(session->app, input->x, input->y);
        break;
    case INPUT_PAD_LOST:
        app_pad_lost(session->app);
        log_debug("gamepad lost at tick %ld", app_tick(session->app));
        break;
    case INPUT_POINTER_MOVED:
    case INPUT_POINTER_PRESSED:
    case INPUT_POINTER_RELEASED:
        move_pointer(session, input, now_s);
        break;
    case INPUT_WHEEL:
        app_wheel(session->app, input->clicks);
        break;
    case INPUT_CLOSE:
        session->quit = true;
        break;
    case INPUT_NOTHING:
        break;
    }
}

static void handle_events(struct session *session, double now_s)
{
    SDL_Event event;
    while (window_poll(session->window, &event)) {
        window_handle(session->window, &event);
        audio_handle(session->audio, &event);
        struct input_event input = input_read(session->input, &event, app_mode(session->app));
        handle_input(session, &input, now_s);
        take_requests(session);
    }
    if (session->pointer_until_s > 0.0 && now_s > session->pointer_until_s) {
        session->pointer_until_s = 0.0;
        window_show_pointer(session->window, false);
    }
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
        use_settings(session);
}

static void move_time(struct session *session, double now_s)
{
    struct app *app = session->app;
    app_set_clock(app, wall_minutes());
    app_advance(app, ticker_advance(&session->ticker, now_s));
    take_requests(session);
    bool over = app_state(app) == PLAYER_OVER;
    if (over && !session->over)
        log_debug("over at tick %ld", app_tick(app));
    session->over = over;
    if (!session->audio)
        return;
    screen_voice_follow(&session->screen_voice, app);
    audio_follow(session->audio, app_time_s(app, session->ticker.fraction), app_is_playing(app));
    audio_set_volume(session->audio, (float)app_settings(app)->volume / 100.0f, app_is_muted(app));
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

/// One frame; sleeps until the next. False after a printed sentence if the window is lost.
static bool run_frame(struct session *session)
{
    struct err err;
    bool shown = false, late = false;
    double now_s = clock_now_s();
    play_stats_begin_frame(&session->stats);
    if (session->input)
        handle_events(session, now_s);
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
    double next_s = next_frame_s(session, shown, done_s, &late);
    play_stats_end_frame(&session->stats, done_s, late);
    if (session->input)
        clock_sleep_until(next_s);
    else
        open_devices(session);
    return true;
}

static bool is_time_up(const struct session *session, double begun_s)
{
    double for_s = session->options->for_s;
    return for_s > 0.0 && clock_now_s() - begun_s >= for_s;
}

static bool run(struct session *session)
{
    double begun_s = clock_now_s();
    window_show_pointer(session->window, false);
    session->ticker = ticker_start(begun_s);
    session->pacer = pacer_start(IDLE_PERIOD_S, begun_s);
    session->shown_s = begun_s;
    while (!session->quit && !signals_stop_wanted() && !is_time_up(session, begun_s))
        if (!run_frame(session))
            return false;
    log_debug("left at tick %ld", app_tick(session->app));
    return true;
}

static void close_session(struct session *session)
{
    mpris_close(session->mpris);
    input_destroy(session->input);
    close_sound(session);
    screen_voice_close(&session->screen_voice);
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
        .wanted = options->hearing,
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
