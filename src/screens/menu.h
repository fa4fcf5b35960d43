/// A list of items of which one has the focus. It is shown by a border and by size, is kept when
/// one comes back, and goes round at the ends: no item can trap it. Lists that are longer than
/// their box scroll.
#pragma once

#include "screens/action.h"
#include "screens/composer.h"

enum { MENU_ITEMS_MAX = 32, MENU_LABEL_BYTES = 80, MENU_VALUE_BYTES = 48 };

/// Pixels at 1080p that must be free above a list: it may show there that there is more.
#define MENU_AIR_ABOVE 36.0f

enum menu_kind {
    MENU_CHOICE,
    MENU_MAIN, ///< the one that most people want: larger
    MENU_VALUE ///< has a value that goes up and down
};

struct menu_item {
    int id; ///< for whoever made the menu
    enum menu_kind kind;
    const char *group; ///< a quiet line above it says what it and those below are; "": a fine line
                       ///< parts it from those above; NULL: neither
    char label[MENU_LABEL_BYTES];
    char value[MENU_VALUE_BYTES];
};

struct menu {
    bool across;                    ///< items stand side by side
    bool stacked;                   ///< values stand under their labels
    bool tight;                     ///< so all of them can be seen at once
    bool keeps_last;                ///< the last item stays in sight when the others scroll
    int scrolling;                  ///< items that scroll: all, or all but the last
    int count, focus, first, shown; ///< `first`: the topmost that is shown of those that scroll
    int focus_id;                   ///< of the focused item: it keeps the focus when others go
    int gap_px;                     ///< between items
    struct menu_item item[MENU_ITEMS_MAX];
    struct rect box[MENU_ITEMS_MAX]; ///< empty: scrolled out of sight
    struct rect group_box[MENU_ITEMS_MAX];
    const char *group; ///< of the item that is listed next
};

/// Begin to list the items anew; focus and place stay.
void menu_begin(struct menu *menu);
/// The items listed from now on belong together. `group` must outlive the menu.
void menu_group(struct menu *menu, const char *group);
/// The next item stands apart from those above it, below a fine line.
void menu_part(struct menu *menu);
/// `value` may be NULL.
void menu_add(struct menu *menu, int id, enum menu_kind kind, const char *label, const char *value);
/// The way back, the last of a list: parted from the others, and always in sight.
void menu_add_back(struct menu *menu, int id);
/// All items are listed: the focus is on one of them.
void menu_end(struct menu *menu);

/// The focus goes to the item with this id, if there is one.
void menu_focus(struct menu *menu, int id);

/// -1 if the menu is empty.
int menu_focused(const struct menu *menu);

enum menu_wish {
    MENU_WISH_NOTHING,
    MENU_WISH_MOVED,  ///< the focus went to another item
    MENU_WISH_CHOSEN, ///< do what the focused item says
    MENU_WISH_LESS,   ///< of the focused item's value
    MENU_WISH_MORE
};

/// What an action asks of the menu.
enum menu_wish menu_act(struct menu *menu, enum action action);

/// The pointer is at x, y: its item gets the focus. True if there is one.
bool menu_point(struct menu *menu, int x_px, int y_px);

/// Find the boxes of the items, scrolled so that the focus can be seen. Their words stay inside
/// `box`; their frames reach out of it to the left and right, so that all words of a screen begin
/// at the same margin.
void menu_arrange(struct menu *menu, const struct painter *painter, struct rect box);

/// Height that the items take when they stand closest, in pixels, and when they have all the air
/// that they can use.
int menu_height(const struct menu *menu, const struct painter *painter);
int menu_airy_height(const struct menu *menu, const struct painter *painter);

/// Add the items to a picture; their part ids begin at `first_id` and take up to MENU_IDS.
void menu_add_parts(const struct menu *menu, const struct painter *painter, int first_id,
                    struct picture *picture);
enum { MENU_IDS = 2 * MENU_ITEMS_MAX + 2 };

/// Draw a part that menu_add_parts has made.
void menu_draw(const struct menu *menu, const struct painter *painter, const struct part *part,
               int first_id);
