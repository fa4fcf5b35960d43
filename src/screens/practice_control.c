#include "screens/practice_control.h"

enum {
    VOLUME_STEP_PERCENT = 5,
    VOLUME_SHOWN_TICKS = 5 * TICKS_PER_S / 2,
    VOLUME_FADE_TICKS = TICKS_PER_S / 2
};

void practice_control_init(struct practice_control *control, const struct timeline *timeline,
                           double start_s, int volume_percent, bool muted)
{
    *control = (struct practice_control){.volume_percent = volume_percent, .muted = muted};
    player_init(&control->player, timeline, start_s);
}

static void change_volume(struct practice_control *control, int by_percent)
{
    int percent = control->volume_percent + by_percent;
    control->volume_percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
    control->muted = false;
    control->volume_ticks = VOLUME_SHOWN_TICKS;
}

static void toggle_mute(struct practice_control *control)
{
    control->muted = !control->muted;
    control->volume_ticks = VOLUME_SHOWN_TICKS;
}

static void toggle(struct practice_control *control)
{
    control->pad_lost = false;
    player_toggle(&control->player);
}

static void ask_to_leave(struct practice_control *control)
{
    enum player_state state = control->player.state;
    control->resume_after_question = state == PLAYER_PLAYING || state == PLAYER_SETTLING;
    control->leave_question = true;
    player_pause(&control->player);
}

static void stay(struct practice_control *control)
{
    control->leave_question = false;
    if (control->resume_after_question)
        player_resume(&control->player);
}

static unsigned act_in_question(struct practice_control *control, enum action action)
{
    if (action == ACTION_CONFIRM)
        return PRACTICE_REQUEST_QUIT;
    if (action == ACTION_CANCEL)
        stay(control);
    return PRACTICE_REQUEST_NONE;
}

static unsigned leave(struct practice_control *control)
{
    // The way back closes what is open first, and asks only if there is something to lose.
    if (control->help)
        control->help = false;
    else if (control->player.state == PLAYER_OVER)
        return PRACTICE_REQUEST_QUIT;
    else
        ask_to_leave(control);
    return PRACTICE_REQUEST_NONE;
}

unsigned practice_control_act(struct practice_control *control, enum action action)
{
    if (control->leave_question)
        return act_in_question(control, action);
    switch (action) {
    case ACTION_TOGGLE:
        toggle(control);
        break;
    case ACTION_NEXT:
        player_next(&control->player);
        break;
    case ACTION_PREVIOUS:
        player_previous(&control->player);
        break;
    case ACTION_AGAIN:
        player_again(&control->player);
        break;
    case ACTION_VOLUME_UP:
        change_volume(control, VOLUME_STEP_PERCENT);
        break;
    case ACTION_VOLUME_DOWN:
        change_volume(control, -VOLUME_STEP_PERCENT);
        break;
    case ACTION_MUTE:
        toggle_mute(control);
        break;
    case ACTION_HELP:
        control->help = !control->help;
        break;
    case ACTION_THEME:
        return PRACTICE_REQUEST_THEME;
    case ACTION_FULLSCREEN:
        return PRACTICE_REQUEST_FULLSCREEN;
    case ACTION_LEAVE:
        return leave(control);
    case ACTION_NONE:
    case ACTION_CONFIRM:
    case ACTION_CANCEL:
    case ACTION_COUNT:
        break;
    }
    return PRACTICE_REQUEST_NONE;
}

void practice_control_advance(struct practice_control *control, long ticks)
{
    player_advance(&control->player, ticks);
    control->volume_ticks = control->volume_ticks > ticks ? control->volume_ticks - ticks : 0;
}

void practice_control_pad_lost(struct practice_control *control)
{
    player_pause(&control->player);
    control->resume_after_question = false;
    control->pad_lost = control->player.state == PLAYER_PAUSED;
}

enum input_mode practice_control_mode(const struct practice_control *control)
{
    return control->leave_question ? INPUT_QUESTION : INPUT_PRACTICE;
}

bool practice_control_keeps_awake(const struct practice_control *control)
{
    const struct player *player = &control->player;
    bool moving = player->state == PLAYER_PLAYING || player->state == PLAYER_SETTLING;
    return moving && player->tick < timeline_practice_ticks(player->timeline);
}

float practice_control_volume(const struct practice_control *control)
{
    return control->muted ? 0.0f : (float)control->volume_percent / 100.0f;
}

static float volume_shown(const struct practice_control *control)
{
    float shown = (float)control->volume_ticks / (float)VOLUME_FADE_TICKS;
    return shown < 1.0f ? shown : 1.0f;
}

struct practice_view practice_control_view(const struct practice_control *control,
                                           const struct moment *moment)
{
    return (struct practice_view){
        .moment = moment,
        .state = control->player.state,
        .settle_s = (float)control->player.settle_tick / (float)TICKS_PER_S,
        .help = control->help,
        .leave_question = control->leave_question,
        .again = control->player.words_again_tick > 0,
        .muted = control->muted,
        .volume_percent = control->volume_percent,
        .volume_shown = volume_shown(control),
        .pad_lost = control->pad_lost,
    };
}
