/// Help: what can be read.
#include "screens/app_data.h"

#include <stdio.h>

enum { ITEM_KEYS = TEXT_COUNT, ITEM_BACK };

static void head(const struct app *app, struct heading *heading)
{
    (void)app;
    snprintf(heading->title, sizeof heading->title, "Help and questions");
}

static void list(struct app *app, struct menu *menu)
{
    (void)app;
    menu_add(menu, ITEM_KEYS, MENU_CHOICE, "Keys and buttons", NULL);
    menu_add(menu, TEXT_EVENING, MENU_CHOICE, texts[TEXT_EVENING].title, NULL);
    for (int i = 0; i < TEXT_COUNT; i++) {
        if (i == TEXT_FLEXIBLE)
            menu_group(menu, "Questions");
        if (i != TEXT_EVENING)
            menu_add(menu, i, MENU_CHOICE, texts[i].title, NULL);
    }
    menu_add_back(menu, ITEM_BACK);
}

static void choose(struct app *app, int item)
{
    if (item == ITEM_BACK) {
        app_back(app);
    } else if (item == ITEM_KEYS) {
        app_go(app, SCREEN_KEYS);
    } else {
        app_take_text(app, &texts[item]);
        app_go(app, SCREEN_READ);
    }
}

static void enter(struct app *app)
{
    app_take_text(app, &texts[TEXT_EVENING]);
}

const struct screen screen_help = {
    .name = "help", .page = true, .enter = enter, .head = head, .list = list, .choose = choose};
