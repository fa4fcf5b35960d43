/// Start: the figure breathes, and Begin is one press away.
#include "screens/app_data.h"

#include <stdio.h>

enum { ITEM_BEGIN, ITEM_GO_ON, ITEM_POSES, ITEM_HELP, ITEM_SETTINGS, ITEM_LEAVE };

enum { MINUTES_OF_DAY = 24 * 60 };

static int minutes(long ticks)
{
    return (int)((ticks + 30 * TICKS_PER_S) / (60 * TICKS_PER_S));
}

static void head(const struct app *app, struct heading *heading)
{
    const struct timeline *timeline = app_timeline(app);
    long practice = timeline_practice_ticks(timeline), total = timeline_total_ticks(timeline);
    if (app->broken_settings) {
        snprintf(heading->title, sizeof heading->title, "The settings had a mistake");
        snprintf(heading->line[0], sizeof heading->line[0], "%s", app->broken_settings);
        return;
    }
    snprintf(heading->title, sizeof heading->title, "%s", app->routine_title);
    snprintf(heading->line[0], sizeof heading->line[0], "%d minutes, then rest", minutes(practice));
    if (app->clock_minutes < 0)
        return;
    int end = (app->clock_minutes + minutes(total)) % MINUTES_OF_DAY;
    snprintf(heading->line[1], sizeof heading->line[1], "Until about %d:%02d", end / 60, end % 60);
}

static bool is_half_done(const struct app *app)
{
    return app->begun && app->player.state == PLAYER_PAUSED && app->player.tick > 0;
}

static void list(struct app *app, struct menu *menu)
{
    menu_add(menu, ITEM_BEGIN, MENU_MAIN, "Begin", NULL);
    if (is_half_done(app)) {
        char label[MENU_LABEL_BYTES];
        long seconds = app->player.tick / TICKS_PER_S;
        snprintf(label, sizeof label, "Go on at %ld:%02ld", seconds / 60, seconds % 60);
        menu_add(menu, ITEM_GO_ON, MENU_CHOICE, label, NULL);
    }
    menu_add(menu, ITEM_POSES, MENU_CHOICE, "Poses", NULL);
    menu_add(menu, ITEM_HELP, MENU_CHOICE, "Help and questions", NULL);
    menu_add(menu, ITEM_SETTINGS, MENU_CHOICE, "Settings", NULL);
    menu_add(menu, ITEM_LEAVE, MENU_CHOICE, "Leave", NULL);
}

static void choose(struct app *app, int item)
{
    switch (item) {
    case ITEM_BEGIN:
        if (app->settings.introduced)
            app_begin(app, 0.0);
        else
            app_go(app, SCREEN_BEFORE);
        break;
    case ITEM_GO_ON:
        app_play(app);
        break;
    case ITEM_POSES:
        app_go(app, SCREEN_POSES);
        break;
    case ITEM_HELP:
        app_go(app, SCREEN_HELP);
        break;
    case ITEM_SETTINGS:
        app_go(app, SCREEN_SETTINGS);
        break;
    case ITEM_LEAVE:
        app_request(app, APP_REQUEST_QUIT);
        break;
    }
}

static bool act(struct app *app, enum action action)
{
    struct menu *menu = app_menu(app);
    if (action == ACTION_TOGGLE) {
        choose(app, is_half_done(app) ? ITEM_GO_ON : ITEM_BEGIN);
        return true;
    }
    if (action != ACTION_BACK)
        return false;
    // One press too many must not end the program: the first only finds the way out.
    if (menu_focused(menu) == ITEM_LEAVE)
        app_request(app, APP_REQUEST_QUIT);
    menu_focus(menu, ITEM_LEAVE);
    app_speak(app);
    return true;
}

const struct screen screen_start = {
    .name = "start", .greets = true, .head = head, .list = list, .choose = choose, .act = act};
