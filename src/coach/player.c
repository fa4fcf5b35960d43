#include "coach/player.h"

#include <assert.h>

enum {
    PLAYER_AGAIN_TICKS = 6 * TICKS_PER_S,
    /// "Previous" within this time of a step's start goes to the step before, as on a CD player.
    PLAYER_RESTART_TICKS = 3 * TICKS_PER_S
};

static long clamp_tick(const struct player *player, long tick)
{
    long total = timeline_total_ticks(player->timeline);
    return tick < 0 ? 0 : tick > total ? total : tick;
}

static void move_to(struct player *player, long tick)
{
    player->tick = clamp_tick(player, tick);
    player->words_again_tick = 0;
    if (player->state == PLAYER_OVER)
        player->state = PLAYER_PLAYING;
    if (player->tick == timeline_total_ticks(player->timeline))
        player->state = PLAYER_OVER;
}

void player_init(struct player *player, const struct timeline *timeline, double start_s)
{
    *player = (struct player){.timeline = timeline, .state = PLAYER_PLAYING};
    move_to(player, (long)(start_s * TICKS_PER_S));
}

static void count_down(long *ticks_left, long ticks)
{
    *ticks_left = *ticks_left > ticks ? *ticks_left - ticks : 0;
}

void player_advance(struct player *player, long ticks)
{
    assert(ticks >= 0);
    count_down(&player->words_again_tick, ticks);
    if (player->state == PLAYER_SETTLING) {
        long settle = ticks < player->settle_tick ? ticks : player->settle_tick;
        player->settle_tick -= settle;
        ticks -= settle;
        if (player->settle_tick == 0)
            player->state = PLAYER_PLAYING;
    }
    if (player->state != PLAYER_PLAYING)
        return;
    player->tick = clamp_tick(player, player->tick + ticks);
    if (player->tick == timeline_total_ticks(player->timeline))
        player->state = PLAYER_OVER;
}

void player_pause(struct player *player)
{
    if (player->state == PLAYER_PLAYING || player->state == PLAYER_SETTLING)
        player->state = PLAYER_PAUSED;
}

void player_resume(struct player *player)
{
    if (player->state != PLAYER_PAUSED)
        return;
    player->state = PLAYER_SETTLING;
    player->settle_tick = PLAYER_SETTLE_TICKS;
}

void player_toggle(struct player *player)
{
    if (player->state == PLAYER_PAUSED)
        player_resume(player);
    else
        player_pause(player);
}

static int current_step(const struct player *player)
{
    return timeline_step_at(player->timeline, (double)player->tick / TICKS_PER_S);
}

void player_next(struct player *player)
{
    int last = timeline_routine(player->timeline)->step_count;
    int step = current_step(player);
    if (step < last)
        move_to(player, timeline_step_tick(player->timeline, step + 1));
}

void player_previous(struct player *player)
{
    int step = current_step(player);
    long start = timeline_step_tick(player->timeline, step);
    if (step > 0 && player->tick - start < PLAYER_RESTART_TICKS)
        start = timeline_step_tick(player->timeline, step - 1);
    move_to(player, start);
}

void player_again(struct player *player)
{
    player->words_again_tick = PLAYER_AGAIN_TICKS;
}

double player_time_s(const struct player *player, double fraction)
{
    if (player->state != PLAYER_PLAYING)
        fraction = 0.0;
    return ((double)player->tick + fraction) / TICKS_PER_S;
}
