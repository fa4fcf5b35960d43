/// The practice while it runs, its pause, and the dark after it.
#include "screens/app_data.h"
#include "screens/hud.h"

#include "base/log.h"

#include <math.h>
#include <stdio.h>

enum {
    ITEM_GO_ON,
    ITEM_AGAIN,
    ITEM_POSE,
    ITEM_SKIP,
    ITEM_LIGHT,
    ITEM_BRIGHTNESS,
    ITEM_VOLUME,
    ITEM_SETTINGS,
    ITEM_HELP,
    ITEM_LEAVE
};

enum { VOLUME_FADE_TICKS = TICKS_PER_S / 2 };

/// At first, at each new pose and whenever the pointer is moved it is told for a while how to stop
/// and to change what may disturb; then the picture is left to the figure.
/// Its light waits until that of the pose's other words has come, and takes longer if it is more.
static const float NOTICE_FROM_S = 5.0f, NOTICE_FADE_S = 6.0f, NOTICE_S = 7.0f;
static const float FELT_FADE_S = 2.0f;

static const char *key_of(const struct app *app, enum action action)
{
    return binding_shown(binding_of_action(INPUT_PRACTICE, action), app->device, 0);
}

static void add_notice(struct practice_view *view, const char *words, const char *key,
                       const char *other_key)
{
    view->notice[view->notice_count++] = (struct practice_notice){words, {key, other_key}};
}

/// What somebody may need in the dark, for what is in their hand.
static void add_notices(const struct app *app, struct practice_view *view)
{
    if (device_is_pad(app->device)) {
        add_notice(view, "Any button pauses", NULL, NULL);
        add_notice(view, "Loudness, light: in the pause", NULL, NULL);
    } else if (app->device == DEVICE_POINTER) {
        add_notice(view, "Click to pause", NULL, NULL);
        add_notice(view, "Wheel: loudness", NULL, NULL);
    } else {
        const char *darker = key_of(app, ACTION_DARKER);
        add_notice(view, "Pause", key_of(app, ACTION_TOGGLE), NULL);
        add_notice(view, "Loudness", key_of(app, ACTION_VOLUME_DOWN),
                   key_of(app, ACTION_VOLUME_UP));
        // Remotes have no keys for light.
        if (darker)
            add_notice(view, "Brightness", darker, key_of(app, ACTION_LIGHTER));
    }
    // Beside large words there is room for one without touching the figure.
    if (app->layout.large)
        view->notice_count = 1;
}

/// Of its strength, `age_s` after something that brings the notice.
static float notice_after(const struct app *app, float age_s)
{
    float fade_s = NOTICE_FADE_S * app->layout.text;
    float end_s = NOTICE_FROM_S + NOTICE_S + 2.0f * fade_s;
    return fminf(1.0f, fminf(age_s - NOTICE_FROM_S, end_s - age_s) / fade_s);
}

static float notice_shown(const struct app *app)
{
    float progress = app->now.step_progress;
    float pose_s =
        progress < 1.0f ? (float)app->now.step_left_s * progress / (1.0f - progress) : 0.0f;
    float felt = (float)app->felt_ticks / (FELT_FADE_S * (float)TICKS_PER_S);
    // Something else that was asked for is read now.
    if (app->player.words_again_tick > 0 || app->volume_ticks > 0)
        return 0.0f;
    // In the last rest nothing new comes by itself, and large words give light enough.
    if (app->now.kind == SPAN_REST || (app->layout.large && app->now.step > 0))
        return fminf(1.0f, felt);
    return fmaxf(fminf(1.0f, felt), notice_after(app, pose_s));
}

static struct practice_view view_of(const struct app *app)
{
    float volume = (float)app->volume_ticks / (float)VOLUME_FADE_TICKS;
    struct practice_view view = {
        .moment = &app->now,
        .state = app->player.state,
        .settle_s = (float)app->player.settle_tick / (float)TICKS_PER_S,
        .captions = app->settings.captions != 0,
        .again = app->player.words_again_tick > 0,
        .muted = app->muted,
        .volume_percent = app->settings.volume,
        .volume_shown = fminf(1.0f, volume),
        .device = app->device,
        .notice_shown = notice_shown(app),
    };
    add_notices(app, &view);
    return view;
}

static void add_practice(struct app *app, const struct painter *painter, struct rect rest,
                         struct picture *picture)
{
    (void)rest;
    struct practice_view view = view_of(app);
    for (int item = 0; item < HUD_COUNT; item++)
        hud_add(picture, (enum hud_item)item, painter, &view);
}

static void draw_practice(struct app *app, const struct painter *painter, const struct part *part)
{
    struct practice_view view = view_of(app);
    hud_draw(painter, part, &view);
}

static void next(struct app *app)
{
    player_next(&app->player);
    app_fade(app);
}

static void previous(struct app *app)
{
    player_previous(&app->player);
    app_fade(app);
}

static bool act_in_practice(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_TOGGLE:
    case ACTION_PAUSE:
    case ACTION_CONFIRM:
    case ACTION_BACK:
        app_pause(app);
        return true;
    case ACTION_NEXT:
        next(app);
        return true;
    case ACTION_PREVIOUS:
        previous(app);
        return true;
    case ACTION_AGAIN:
        player_again(&app->player);
        app_request(app, APP_REQUEST_SAY_AGAIN);
        return true;
    default:
        return false;
    }
}

static bool click_practice(struct app *app, int x_px, int y_px)
{
    (void)x_px;
    (void)y_px;
    app_pause(app);
    return true;
}

const struct screen screen_practice = {
    .name = "practice",
    .has_practice = true,
    .act = act_in_practice,
    .click = click_practice,
    .add_parts = add_practice,
    .draw = draw_practice,
};

/// The pose that is being practised.
static struct pose_side pose_now(const struct app *app)
{
    const struct routine *routine = timeline_routine(app_timeline(app));
    int step = timeline_step_at(app_timeline(app), app_time_s(app, 0.0));
    return step < routine->step_count ? routine->step[step].at : routine->rest;
}

static void head_pause(const struct app *app, struct heading *heading)
{
    long left = timeline_practice_ticks(app_timeline(app)) - app->player.tick;
    long seconds = (left + TICKS_PER_S - 1) / TICKS_PER_S;
    char pose[96];
    pose_side_title(pose_now(app), pose, sizeof pose);
    snprintf(heading->title, sizeof heading->title, "%s", app->notice ? app->notice : "Paused");
    if (left > 0)
        snprintf(heading->line[0], sizeof heading->line[0], "%s, %ld:%02ld left", pose,
                 seconds / 60, seconds % 60);
    else
        snprintf(heading->line[0], sizeof heading->line[0], "%s", pose);
}

/// Which of the routine's poses it is: "2 of 7".
static void write_pose_number(const struct app *app, char *text, size_t size)
{
    const struct routine *routine = timeline_routine(app_timeline(app));
    int step = timeline_step_at(app_timeline(app), app_time_s(app, 0.0));
    if (step < routine->step_count)
        snprintf(text, size, "%d of %d", step + 1, routine->step_count);
    else
        snprintf(text, size, "Rest");
}

static void list_comfort(struct app *app, struct menu *menu)
{
    char value[MENU_VALUE_BYTES];
    settings_text(&app->settings, SET_THEME, value, sizeof value);
    menu_add(menu, ITEM_LIGHT, MENU_VALUE, "Light", value);
    settings_text(&app->settings, SET_DIMMER, value, sizeof value);
    menu_add(menu, ITEM_BRIGHTNESS, MENU_VALUE, setting_table[SET_DIMMER].label, value);
    settings_text(&app->settings, SET_VOLUME, value, sizeof value);
    menu_add(menu, ITEM_VOLUME, MENU_VALUE, "Loudness", app->muted ? "Off" : value);
    menu_add(menu, ITEM_SETTINGS, MENU_CHOICE, "Settings", NULL);
}

/// The practice, then what makes it kinder, then the ways elsewhere. From the first item the last
/// is one step away.
static void list_pause(struct app *app, struct menu *menu)
{
    char value[MENU_VALUE_BYTES];
    menu->keeps_last = true;
    menu_add(menu, ITEM_GO_ON, MENU_MAIN, "Go on", NULL);
    menu_add(menu, ITEM_AGAIN, MENU_CHOICE, "Say that again", NULL);
    write_pose_number(app, value, sizeof value);
    menu_add(menu, ITEM_POSE, MENU_VALUE, "Change pose", value);
    if (evening_may_leave_out(&app->evening, app->player.tick))
        menu_add(menu, ITEM_SKIP, MENU_CHOICE, "Skip this pose tonight", NULL);
    menu_part(menu);
    list_comfort(app, menu);
    menu_part(menu);
    menu_add(menu, ITEM_HELP, MENU_CHOICE, "Help", NULL);
    menu_add(menu, ITEM_LEAVE, MENU_CHOICE, "Leave", NULL);
}

static void change_pose(struct app *app, int direction)
{
    if (direction < 0)
        previous(app);
    else
        next(app);
    app_list(app);
    app_speak(app);
}

/// One button is enough: after the last rest comes the first pose.
static void cycle_pose(struct app *app)
{
    const struct routine *routine = timeline_routine(app_timeline(app));
    int step = timeline_step_at(app_timeline(app), app_time_s(app, 0.0));
    if (step < routine->step_count) {
        change_pose(app, 1);
        return;
    }
    app_seek(app, 0.0);
    app_list(app);
    app_speak(app);
}

static void skip_pose(struct app *app)
{
    struct err err;
    if (!evening_leave_out(&app->evening, &app->player.tick, &err)) {
        log_warning("%s", err.text);
        return;
    }
    app->player.timeline = app_timeline(app);
    app_request(app, APP_REQUEST_TIMELINE);
    app_fade(app);
    app_list(app);
    menu_focus(app_menu(app), ITEM_GO_ON);
    app_speak(app);
}

static void adjust_pause(struct app *app, int item, int direction)
{
    enum { VOLUME_STEP_PERCENT = 5 };
    if (item == ITEM_POSE) {
        change_pose(app, direction);
        return;
    }
    if (item == ITEM_VOLUME)
        app_change_volume(app, app->settings.volume + direction * VOLUME_STEP_PERCENT);
    if (item == ITEM_LIGHT)
        app_change_setting(app, SET_THEME, direction);
    if (item == ITEM_BRIGHTNESS)
        app_change_setting(app, SET_DIMMER, direction);
    app->volume_ticks = 0;
    app_speak(app);
}

static void choose_pause(struct app *app, int item)
{
    switch (item) {
    case ITEM_AGAIN:
        app_play(app);
        player_again(&app->player);
        app_request(app, APP_REQUEST_SAY_AGAIN);
        break;
    case ITEM_GO_ON:
        app_play(app);
        break;
    case ITEM_POSE:
        cycle_pose(app);
        break;
    case ITEM_SKIP:
        skip_pose(app);
        break;
    case ITEM_VOLUME:
        app->muted = false;
        app_cycle_setting(app, SET_VOLUME);
        break;
    case ITEM_LIGHT:
        app_cycle_setting(app, SET_THEME);
        break;
    case ITEM_BRIGHTNESS:
        app_cycle_setting(app, SET_DIMMER);
        break;
    case ITEM_SETTINGS:
        app_go(app, SCREEN_SETTINGS);
        break;
    case ITEM_HELP:
        app_go(app, SCREEN_HELP);
        break;
    case ITEM_LEAVE:
        app_restart_at(app, SCREEN_START);
        break;
    }
}

static bool act_in_pause(struct app *app, enum action action)
{
    if (action == ACTION_TOGGLE || action == ACTION_BACK) {
        app_play(app);
        return true;
    }
    return false;
}

const struct screen screen_pause = {
    .name = "pause",
    .has_practice = true,
    .head = head_pause,
    .list = list_pause,
    .choose = choose_pause,
    .adjust = adjust_pause,
    .act = act_in_pause,
};

static void enter_end(struct app *app)
{
    app->begun = false;
}

/// Whatever is pressed: there is nothing to dismiss, but somebody is awake.
static bool act_at_end(struct app *app, enum action action)
{
    bool leaves = action == ACTION_BACK;
    if (action == ACTION_NONE || action == ACTION_VOLUME_UP || action == ACTION_VOLUME_DOWN ||
        action == ACTION_MUTE || action == ACTION_DARKER || action == ACTION_LIGHTER)
        return false;
    if (leaves)
        app_request(app, APP_REQUEST_QUIT);
    else
        app_restart_at(app, SCREEN_START);
    return true;
}

static bool click_end(struct app *app, int x_px, int y_px)
{
    (void)x_px;
    (void)y_px;
    app_restart_at(app, SCREEN_START);
    return true;
}

const struct screen screen_end = {
    .name = "end", .enter = enter_end, .act = act_at_end, .click = click_end};
