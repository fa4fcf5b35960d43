/// The loop: events -> actions; the clock moves t; everything seen and heard comes from t.
#include "commands/session.h"

#include "base/log.h"
#include "commands/play_stats.h"
#include "commands/stage.h"
#include "platform/audio.h"
#include "platform/clock.h"
#include "platform/input.h"
#include "platform/signals.h"
#include "platform/window.h"
#include "screens/practice_control.h"

#include <string.h>

enum { VOLUME_PERCENT = 80 };

/// While nothing moves (paused, or dark at the end) keys are looked at this often.
#define IDLE_PERIOD_S 0.05
/// The pointer hides again this long after it was moved.
#define POINTER_S 2.0
/// A window that cannot be shown that long will not come back.
#define LOST_WINDOW_S 10.0

struct session {
    const struct session_options *options;
    const struct timeline *timeline;
    struct practice_control control;
    struct stage stage;
    struct window *window;
    struct hearing hearing;
    struct audio *audio;
    struct input *input;
    struct ticker ticker;
    struct pacer pacer;
    struct play_stats stats;
    double pointer_until_s; ///< 0: hidden
    double shown_s;         ///< when the window could be shown last
    bool quit;
};

static bool open_window(struct session *session)
{
    struct err err;
    const struct window_options options = {
        .width = session->options->window.width,
        .height = session->options->window.height,
    };
    session->window = window_create(&options, &err);
    if (!session->window)
        log_error("%s; \"repose export\" writes a film instead", err.text);
    return session->window != NULL;
}

/// Sound and gamepads come after the first picture: they may take a while, and the picture shall
/// not wait for them. The practice does, so that its first bell is heard from its start.
static void open_devices(struct session *session)
{
    hearing_start(&session->hearing, session->timeline, &session->options->hearing, false);
    session->audio = audio_open(&session->hearing.mixer);
    session->input = input_create();
    log_debug("the first picture is shown, sound and gamepads are looked for");
    double now_s = clock_now_s();
    session->ticker = ticker_start(now_s);
    session->pacer = pacer_start(session->pacer.period_s, now_s);
}

static void take_next_theme(struct session *session)
{
    bool night = strcmp(session->stage.theme.id, "night") == 0;
    stage_take_theme(&session->stage, night ? "day" : "night");
}

static void act(struct session *session, enum action action)
{
    const struct player *player = &session->control.player;
    enum input_mode mode = practice_control_mode(&session->control);
    const struct binding *binding = binding_of_action(mode, action);
    unsigned requests = practice_control_act(&session->control, action);
    static const char *const states[] = {"playing", "paused", "settling", "over"};
    log_debug("\"%s\" at tick %ld: %s", binding ? binding->help : "?", player->tick,
              states[player->state]);
    if (action == ACTION_AGAIN && session->audio)
        audio_say_again(session->audio);
    if (requests & PRACTICE_REQUEST_THEME)
        take_next_theme(session);
    if (requests & PRACTICE_REQUEST_FULLSCREEN)
        window_toggle_fullscreen(session->window);
    if (requests & PRACTICE_REQUEST_QUIT)
        session->quit = true;
}

static void lose_pad(struct session *session)
{
    practice_control_pad_lost(&session->control);
    log_debug("gamepad lost at tick %ld", session->control.player.tick);
}

static void handle_event(struct session *session, const SDL_Event *event, double now_s)
{
    window_handle(session->window, event);
    audio_handle(session->audio, event);
    struct input_event input =
        input_read(session->input, event, practice_control_mode(&session->control));
    switch (input.kind) {
    case INPUT_ACTION:
        act(session, input.action);
        break;
    case INPUT_PAD_LOST:
        lose_pad(session);
        break;
    case INPUT_POINTER_MOVED:
        session->pointer_until_s = now_s + POINTER_S;
        window_show_pointer(session->window, true);
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
    while (window_poll(session->window, &event))
        handle_event(session, &event, now_s);
    if (session->pointer_until_s > 0.0 && now_s > session->pointer_until_s) {
        session->pointer_until_s = 0.0;
        window_show_pointer(session->window, false);
    }
}

static bool is_playing(const struct session *session)
{
    return session->control.player.state == PLAYER_PLAYING;
}

static void move_time(struct session *session, double now_s)
{
    bool was_over = session->control.player.state == PLAYER_OVER;
    practice_control_advance(&session->control, ticker_advance(&session->ticker, now_s));
    if (session->control.player.state == PLAYER_OVER && !was_over)
        log_debug("over at tick %ld", session->control.player.tick);
    if (!session->audio)
        return;
    double t_s = player_time_s(&session->control.player, session->ticker.fraction);
    audio_follow(session->audio, t_s, is_playing(session));
    audio_set_volume(session->audio, practice_control_volume(&session->control),
                     session->control.muted);
}

/// Draw and show the moment. False with a sentence if the window cannot be shown any more.
static bool draw(struct session *session, bool *shown, struct err *err)
{
    int width, height;
    struct moment moment;
    window_size(session->window, &width, &height);
    if (stage_fit(&session->stage, width, height))
        window_spoil(session->window);
    timeline_at(session->timeline,
                player_time_s(&session->control.player, session->ticker.fraction), &moment);
    struct practice_view view = practice_control_view(&session->control, &moment);
    stage_draw(&session->stage, &view);
    play_stats_drawn(&session->stats, &session->stage.canvas);
    *shown = session->stage.canvas.changed_count > 0;
    return window_show(session->window, &session->stage.canvas, err);
}

static bool is_idle(const struct session *session)
{
    enum player_state state = session->control.player.state;
    return (state == PLAYER_PAUSED || state == PLAYER_OVER) && session->control.volume_ticks == 0;
}

/// When the next frame begins. `shown`: this one was, so a display that waits gave the beat.
static double next_frame_s(struct session *session, bool shown, double now_s, bool *late)
{
    double frame_s = 1.0 / window_frames_per_s(session->window);
    session->pacer.period_s = is_idle(session) ? IDLE_PERIOD_S : frame_s;
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
    move_time(session, now_s);
    if (draw(session, &shown, &err)) {
        session->shown_s = now_s;
    } else if (now_s - session->shown_s > LOST_WINDOW_S) {
        log_error("%s", err.text);
        return false;
    }
    window_keep_awake(session->window, practice_control_keeps_awake(&session->control));
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
    log_debug("left at tick %ld", session->control.player.tick);
    return true;
}

static void close_session(struct session *session)
{
    input_destroy(session->input);
    audio_close(session->audio);
    hearing_finish(&session->hearing);
    window_destroy(session->window);
    stage_finish(&session->stage);
}

int session_run(const struct session_options *options, const struct studio *studio)
{
    struct session session = {
        .options = options,
        .timeline = studio->timeline,
        .stats = play_stats_start(options->started_s),
    };
    signals_watch();
    practice_control_init(&session.control, studio->timeline, options->start_s, VOLUME_PERCENT,
                          options->mute);
    bool good =
        stage_init(&session.stage, options->theme) && open_window(&session) && run(&session);
    if (good && options->stats)
        play_stats_print(&session.stats, clock_now_s(), window_way_name(session.window));
    close_session(&session);
    return good ? EXIT_DONE : EXIT_FAILED;
}
