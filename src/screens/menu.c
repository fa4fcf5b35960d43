#include "screens/menu.h"

#include <assert.h>
#include <stdio.h>

void menu_begin(struct menu *menu)
{
    menu->count = 0;
    menu->group = NULL;
}

void menu_group(struct menu *menu, const char *group)
{
    menu->group = group;
}

void menu_part(struct menu *menu)
{
    menu->group = "";
}

void menu_add(struct menu *menu, int id, enum menu_kind kind, const char *label, const char *value)
{
    assert(menu->count < MENU_ITEMS_MAX);
    struct menu_item *item = &menu->item[menu->count++];
    item->id = id;
    item->kind = kind;
    item->group = menu->group;
    menu->group = NULL;
    snprintf(item->label, sizeof item->label, "%s", label);
    snprintf(item->value, sizeof item->value, "%s", value ? value : "");
}

void menu_add_back(struct menu *menu, int id)
{
    menu->keeps_last = true;
    menu_part(menu);
    menu_add(menu, id, MENU_CHOICE, "Back", NULL);
}

void menu_end(struct menu *menu)
{
    for (int i = 0; i < menu->count; i++)
        if (menu->item[i].id == menu->focus_id)
            menu->focus = i;
    if (menu->focus >= menu->count)
        menu->focus = menu->count > 0 ? menu->count - 1 : 0;
    menu->focus_id = menu_focused(menu);
}

int menu_focused(const struct menu *menu)
{
    return menu->focus < menu->count ? menu->item[menu->focus].id : -1;
}

static bool set_focus(struct menu *menu, int index)
{
    if (menu->count == 0 || index == menu->focus)
        return false;
    menu->focus = index;
    menu->focus_id = menu->item[index].id;
    return true;
}

void menu_focus(struct menu *menu, int id)
{
    menu->focus_id = id;
    for (int i = 0; i < menu->count; i++)
        if (menu->item[i].id == id)
            set_focus(menu, i);
}

static enum menu_wish move(struct menu *menu, int by)
{
    if (menu->count == 0)
        return MENU_WISH_NOTHING;
    int index = (menu->focus + by + menu->count) % menu->count;
    return set_focus(menu, index) ? MENU_WISH_MOVED : MENU_WISH_NOTHING;
}

static enum menu_wish move_page(struct menu *menu, int direction)
{
    int by = menu->shown > 1 ? menu->shown - 1 : 1;
    int index = menu->focus + direction * by;
    index = index < 0 ? 0 : index >= menu->count ? menu->count - 1 : index;
    return set_focus(menu, index) ? MENU_WISH_MOVED : MENU_WISH_NOTHING;
}

static enum menu_wish step_value(const struct menu *menu, enum menu_wish wish)
{
    bool has_value = menu->count > 0 && menu->item[menu->focus].kind == MENU_VALUE;
    return has_value ? wish : MENU_WISH_NOTHING;
}

enum menu_wish menu_act(struct menu *menu, enum action action)
{
    switch (action) {
    case ACTION_UP:
        return move(menu, -1);
    case ACTION_DOWN:
        return move(menu, 1);
    case ACTION_LEFT:
        return menu->across ? move(menu, -1) : step_value(menu, MENU_WISH_LESS);
    case ACTION_RIGHT:
        return menu->across ? move(menu, 1) : step_value(menu, MENU_WISH_MORE);
    case ACTION_PAGE_UP:
        return move_page(menu, -1);
    case ACTION_PAGE_DOWN:
        return move_page(menu, 1);
    case ACTION_CONFIRM:
        return menu->count > 0 ? MENU_WISH_CHOSEN : MENU_WISH_NOTHING;
    default:
        return MENU_WISH_NOTHING;
    }
}

bool menu_point(struct menu *menu, int x_px, int y_px)
{
    const struct rect point = {x_px, y_px, 1, 1};
    for (int i = 0; i < menu->count; i++)
        if (!rect_is_empty(menu->box[i]) && rect_touches(menu->box[i], point)) {
            set_focus(menu, i);
            return true;
        }
    return false;
}
