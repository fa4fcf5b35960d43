/// Events become what the user asks the app for.
#include "base/log.h"
#include "commands/session_data.h"

/// The pointer hides again this long after it was moved.
#define POINTER_S 2.0

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

static void hide_pointer(struct session *session, double now_s)
{
    if (session->pointer_until_s == 0.0 || now_s <= session->pointer_until_s)
        return;
    session->pointer_until_s = 0.0;
    window_show_pointer(session->window, false);
}

bool session_handle_events(struct session *session, double now_s)
{
    SDL_Event event;
    bool any = false;
    while (window_poll(session->window, &event)) {
        window_handle(session->window, &event);
        audio_handle(session->playback.audio, &event);
        struct input_event input = input_read(session->input, &event, app_mode(session->app));
        handle_input(session, &input, now_s);
        session_take_requests(session);
        any = any || input.kind != INPUT_NOTHING || event.type == SDL_WINDOWEVENT;
    }
    hide_pointer(session, now_s);
    return any;
}
