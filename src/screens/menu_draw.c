/// How a menu looks: quiet words in a column, the focused one larger, in a box with a border.
#include "screens/fingerprint.h"
#include "screens/menu.h"

/// At 1080p. Controls are never less high than 64: they can be hit from a sofa.
static const float LABEL = 46.0f, LABEL_LEAST = 36.0f, MAIN = 58.0f, LEAST_HEIGHT = 64.0f;
static const float PAD_X = 24.0f, ACROSS_GAP = 36.0f, BORDER = 4.0f, CORNER = 20.0f;
/// Items stand apart as far as there is room.
static const float GAP = 3.0f, GAP_MOST = 14.0f;
/// Large words need less air.
static const float HEIGHT = 1.39f, HEIGHT_LARGE = 1.2f;
/// A quiet line over a group, of its letters' size with the air around it.
static const float GROUP = 36.0f, GROUP_HEIGHT = 1.9f;
/// Between items that are parted, beside the usual gap; and the line there.
static const float PARTED = 24.0f, PARTED_TIGHT = 12.0f, RULE = 2.0f;
static const float MAIN_HEIGHT = 1.5f, MAIN_HEIGHT_LARGE = 1.22f;
/// The focused item is that much larger.
static const float GROWN = 1.06f, GROWN_MOST = 6.0f, GROWN_MOST_Y = 3.0f;
static const float ARROW = 0.34f, ARROW_GAP = 26.0f, HINT = 36.0f;

/// In a row of buttons all are as large as each other; in a list the first one leads.
static float letters_of(const struct menu *menu, const struct menu_item *item)
{
    return item->kind == MENU_MAIN && !menu->across ? MAIN : LABEL;
}

static struct lettering label_lettering(const struct menu *menu, const struct painter *painter,
                                        const struct menu_item *item, bool focused)
{
    int size_px = painter_text_px(painter, letters_of(menu, item));
    if (focused)
        size_px = (int)((float)size_px * GROWN + 0.5f);
    return (struct lettering){.face =
                                  focused || item->kind == MENU_MAIN ? TYPE_MEDIUM : TYPE_REGULAR,
                              .size_px = size_px,
                              .least_px = painter_px(painter, LABEL_LEAST),
                              .role = focused ? ROLE_TITLE : ROLE_TEXT,
                              .align = ALIGN_LEFT,
                              .alpha = 1.0f};
}

static int item_height(const struct menu *menu, const struct painter *painter, int index)
{
    const struct menu_item *item = &menu->item[index];
    bool is_main = item->kind == MENU_MAIN;
    float usual = is_main ? MAIN_HEIGHT : HEIGHT,
          large = is_main ? MAIN_HEIGHT_LARGE : HEIGHT_LARGE;
    float share = menu->tight ? large : usual + (large - usual) * (painter->layout->text - 1.0f);
    int letters_px = painter_text_px(painter, letters_of(menu, item));
    int height_px = (int)((float)letters_px * share);
    // The value has a line of its own then.
    if (item->kind == MENU_VALUE && menu->stacked)
        height_px += painter_line_px(letters_px);
    int least_px = painter_px(painter, LEAST_HEIGHT);
    return height_px > least_px ? height_px : least_px;
}

/// Large words need every line: there groups have no lines of their own.
static int group_height(const struct menu *menu, const struct painter *painter,
                        const struct menu_item *item)
{
    if (!item->group || painter->layout->large)
        return 0;
    if (!item->group[0])
        return painter_px(painter, menu->tight ? PARTED_TIGHT : PARTED);
    return (int)((float)painter_text_px(painter, GROUP) * GROUP_HEIGHT);
}

static int items_height(const struct menu *menu, const struct painter *painter)
{
    int height_px = 0;
    for (int i = 0; i < menu->count; i++)
        height_px += item_height(menu, painter, i) + group_height(menu, painter, &menu->item[i]);
    return height_px;
}

int menu_height(const struct menu *menu, const struct painter *painter)
{
    if (menu->count == 0)
        return 0;
    if (menu->across)
        return item_height(menu, painter, 0);
    return items_height(menu, painter) + (menu->count - 1) * painter_px(painter, GAP);
}

int menu_airy_height(const struct menu *menu, const struct painter *painter)
{
    return items_height(menu, painter) + (menu->count - 1) * painter_px(painter, GAP_MOST);
}

/// As much air between the items as their box has to spare.
static int gap_of(const struct menu *menu, const struct painter *painter, int height_px)
{
    int least_px = painter_px(painter, GAP), most_px = painter_px(painter, GAP_MOST);
    int gaps = menu->count > 1 ? menu->count - 1 : 1;
    int gap_px = (height_px - items_height(menu, painter)) / gaps;
    // Where one has to scroll anyhow, there is no need to hurry; but large words need every line.
    if (gap_px < least_px && !painter->layout->large)
        return (least_px + most_px) / 2;
    return gap_px < least_px ? least_px : gap_px > most_px ? most_px : gap_px;
}

static int arrows_width(const struct painter *painter, int size_px)
{
    return (int)((float)size_px * ARROW * 2.0f) + 2 * painter_px(painter, ARROW_GAP);
}

/// True if a label and its value need two lines.
static bool needs_stack(const struct menu *menu, const struct painter *painter, int width_px)
{
    for (int i = 0; i < menu->count; i++) {
        const struct menu_item *item = &menu->item[i];
        if (item->kind != MENU_VALUE)
            continue;
        struct lettering lettering = label_lettering(menu, painter, item, true);
        int wanted_px = painter_width(painter, &lettering, item->label) +
                        painter_width(painter, &lettering, item->value) +
                        arrows_width(painter, lettering.size_px) +
                        painter_px(painter, 2.0f * PAD_X + 24.0f);
        if (wanted_px > width_px)
            return true;
    }
    return false;
}

/// Boxes from item `first` on, as far as they fit. Returns how many do.
static int place(struct menu *menu, const struct painter *painter, struct rect box, int first)
{
    int y = box.y, shown = 0, gap_px = painter_px(painter, GAP);
    for (int i = 0; i < menu->count; i++)
        menu->box[i] = menu->group_box[i] = (struct rect){0};
    for (int i = first; i < menu->scrolling; i++) {
        int height_px = item_height(menu, painter, i);
        int group_px = group_height(menu, painter, &menu->item[i]);
        if (y + group_px + height_px > box.y + box.height && shown > 0)
            break;
        // The focused item below it grows.
        menu->group_box[i] = (struct rect){box.x, y, box.width, group_px - gap_px};
        y += group_px;
        menu->box[i] = (struct rect){box.x, y, box.width, height_px};
        y += height_px + menu->gap_px;
        shown++;
    }
    return shown;
}

/// Buttons as wide as their words; if those are wider than the box, all give way alike.
static void place_across(struct menu *menu, const struct painter *painter, struct rect box)
{
    int gap_px = painter_px(painter, ACROSS_GAP), pad_px = painter_px(painter, PAD_X);
    int room_px = box.width - gap_px * (menu->count - 1), wanted_px = 0, x = box.x;
    for (int i = 0; i < menu->count; i++) {
        struct lettering lettering = label_lettering(menu, painter, &menu->item[i], true);
        int width_px = painter_width(painter, &lettering, menu->item[i].label) + 2 * pad_px;
        menu->box[i] = (struct rect){0, box.y, width_px, box.height};
        wanted_px += width_px;
    }
    for (int i = 0; i < menu->count; i++) {
        struct rect *item = &menu->box[i];
        if (wanted_px > room_px)
            item->width = (int)((long)item->width * room_px / wanted_px);
        item->x = x;
        x += item->width + gap_px;
    }
    menu->shown = menu->count;
}

/// The height that an item kept at the foot takes from the others.
static int kept_height(const struct menu *menu, const struct painter *painter)
{
    return item_height(menu, painter, menu->count - 1) + painter_px(painter, PARTED_TIGHT);
}

/// At the foot of the box, below a line.
static void place_last(struct menu *menu, const struct painter *painter, struct rect box)
{
    int last = menu->count - 1, height_px = item_height(menu, painter, last);
    int parted_px = painter_px(painter, PARTED_TIGHT), gap_px = painter_px(painter, GAP);
    int y = box.y + box.height - height_px;
    menu->box[last] = (struct rect){box.x, y, box.width, height_px};
    menu->group_box[last] = (struct rect){box.x, y - parted_px, box.width, parted_px - gap_px};
}

/// Scroll as far as the focus asks for; an item that is kept in sight asks for nothing.
static void scroll(struct menu *menu, const struct painter *painter, struct rect list)
{
    menu->first = menu->first < menu->scrolling ? menu->first : 0;
    int focus = menu->focus < menu->scrolling ? menu->focus : menu->first;
    if (menu->first > focus)
        menu->first = focus;
    menu->shown = place(menu, painter, list, menu->first);
    while (focus >= menu->first + menu->shown)
        menu->shown = place(menu, painter, list, ++menu->first);
    // No empty room below the last item while others are hidden above.
    while (menu->first > 0) {
        int shown = place(menu, painter, list, menu->first - 1);
        if (menu->first - 1 + shown < menu->scrolling)
            break;
        menu->first--;
        menu->shown = shown;
    }
    menu->shown = place(menu, painter, list, menu->first);
}

void menu_arrange(struct menu *menu, const struct painter *painter, struct rect box)
{
    box.x -= painter_px(painter, PAD_X);
    box.width += 2 * painter_px(painter, PAD_X);
    if (menu->across) {
        place_across(menu, painter, box);
        return;
    }
    menu->stacked = needs_stack(menu, painter, box.width);
    menu->tight = false;
    menu->tight = menu_height(menu, painter) > box.height;
    // If one has to scroll anyhow, there is no need for that.
    menu->tight = menu->tight && menu_height(menu, painter) <= box.height;
    menu->gap_px = gap_of(menu, painter, box.height);
    bool scrolls = menu_height(menu, painter) > box.height;
    struct rect list = box;
    bool keeps = scrolls && menu->keeps_last && menu->count > 1;
    menu->scrolling = keeps ? menu->count - 1 : menu->count;
    // The sign that there is more above stands in the air over the list.
    if (scrolls)
        list.height -= painter_px(painter, HINT);
    else
        menu->first = 0;
    if (keeps)
        list.height -= kept_height(menu, painter);
    scroll(menu, painter, list);
    if (keeps)
        place_last(menu, painter, box);
}

/// The box that the focus takes: what an item draws stays inside it.
static struct rect grown(const struct painter *painter, struct rect box)
{
    int more_x = (int)((float)box.width * (GROWN - 1.0f) / 2.0f);
    int most_x = painter_px(painter, GROWN_MOST);
    int most_y = painter_px(painter, GROWN_MOST_Y);
    more_x = more_x < most_x ? more_x : most_x;
    int more_y = (int)((float)box.height * (GROWN - 1.0f) / 2.0f);
    more_y = more_y < most_y ? more_y : most_y;
    return (struct rect){box.x - more_x, box.y - more_y, box.width + 2 * more_x,
                         box.height + 2 * more_y};
}

static struct rect shown_box(const struct menu *menu, const struct painter *painter, int index)
{
    return index == menu->focus ? grown(painter, menu->box[index]) : menu->box[index];
}

enum { GROUPS = MENU_ITEMS_MAX, HINT_ABOVE = 2 * MENU_ITEMS_MAX, HINT_BELOW };

static struct rect hint_box(const struct menu *menu, const struct painter *painter, int hint)
{
    int edge = hint == HINT_ABOVE ? menu->first : menu->first + menu->shown - 1;
    struct rect box = menu->box[edge];
    // What is above the first item is above the line over its group.
    if (hint == HINT_ABOVE && menu->group_box[edge].height > 0)
        box.y = menu->group_box[edge].y;
    int height_px = painter_px(painter, MENU_AIR_ABOVE - 6.0f), gap_px = painter_px(painter, 4.0f);
    box.y = hint == HINT_ABOVE ? box.y - height_px - gap_px : box.y + box.height + gap_px;
    box.height = height_px;
    return box;
}

void menu_add_parts(const struct menu *menu, const struct painter *painter, int first_id,
                    struct picture *picture)
{
    for (int i = 0; i < menu->count; i++) {
        const struct menu_item *item = &menu->item[i];
        uint64_t print = fingerprint_text(FINGERPRINT_NONE, item->label);
        print = fingerprint_text(print, item->value);
        print = fingerprint_int(print, (long)item->kind);
        print = fingerprint_int(print, menu->stacked);
        print = fingerprint_int(print, i == menu->focus);
        if (!rect_is_empty(menu->box[i]))
            picture_add(picture, (struct part){.box = shown_box(menu, painter, i),
                                               .fingerprint = print,
                                               .message = true,
                                               .id = first_id + i});
        picture_add(picture,
                    (struct part){.box = menu->group_box[i],
                                  .fingerprint = fingerprint_text(FINGERPRINT_NONE, item->group),
                                  .message = true,
                                  .id = first_id + GROUPS + i});
    }
    if (menu->across || menu->count == 0)
        return;
    for (int hint = HINT_ABOVE; hint <= HINT_BELOW; hint++)
        if (hint == HINT_ABOVE ? menu->first > 0 : menu->first + menu->shown < menu->scrolling)
            picture_add(picture, (struct part){.box = hint_box(menu, painter, hint),
                                               .fingerprint = (uint64_t)hint,
                                               .message = true,
                                               .id = first_id + hint});
}

/// A triangle that points along (dx, dy), in the middle of a square of `size_px`.
static void draw_arrow(const struct painter *painter, double x, double y, double size_px, int dx,
                       int dy, float alpha)
{
    cairo_t *cairo = painter->canvas->cairo;
    double half = size_px / 2.0;
    cairo_new_path(cairo);
    cairo_move_to(cairo, x + dx * half * 0.7, y + dy * half * 0.7);
    cairo_line_to(cairo, x - dx * half * 0.5 + dy * half, y - dy * half * 0.5 + dx * half);
    cairo_line_to(cairo, x - dx * half * 0.5 - dy * half, y - dy * half * 0.5 - dx * half);
    cairo_close_path(cairo);
    painter_source(painter, ROLE_RING, alpha);
    cairo_fill(cairo);
}

static void draw_hint(const struct painter *painter, struct rect box, int hint)
{
    double size = 0.9 * (double)box.height;
    double x = (double)box.x + (double)painter_px(painter, PAD_X) + size / 2.0;
    draw_arrow(painter, x, (double)box.y + (double)box.height / 2.0, size, 0,
               hint == HINT_ABOVE ? -1 : 1, 1.0f);
}

/// The value at the right end of `row`, between arrows if it has the focus. Returns its width.
static int draw_value(const struct painter *painter, struct rect row, const struct menu_item *item,
                      const struct lettering *label, bool focused, int baseline_px)
{
    struct lettering lettering = *label;
    int arrow_px = arrows_width(painter, label->size_px) / 2;
    struct rect box = {row.x + arrow_px, row.y, row.width - 2 * arrow_px, row.height};
    lettering.align = ALIGN_RIGHT;
    lettering.role = focused ? ROLE_TITLE : ROLE_TEXT_QUIET;
    painter_line(painter, box, &lettering, baseline_px, item->value);
    int width_px = painter_width(painter, &lettering, item->value);
    width_px = width_px < box.width ? width_px : box.width;
    if (!focused)
        return width_px + 2 * arrow_px;
    double size = (double)label->size_px * (double)ARROW;
    double y = (double)baseline_px - (double)label->size_px * 0.36;
    double right = (double)(row.x + row.width);
    draw_arrow(painter, right - size / 2.0, y, size, 1, 0, 1.0f);
    draw_arrow(painter, right - 2.0 * arrow_px - width_px + size / 2.0, y, size, -1, 0, 1.0f);
    return width_px + 2 * arrow_px;
}

static void draw_frame(const struct painter *painter, struct rect box, bool focused, bool main)
{
    float corner_px = (float)painter_px(painter, CORNER);
    if (focused) {
        painter_box(painter, box, corner_px, ROLE_PANEL, 0.94f);
        painter_box(painter, box, corner_px, ROLE_RING, main ? 0.26f : 0.16f);
        painter_border(painter, box, corner_px, (float)painter_px(painter, BORDER), ROLE_RING,
                       1.0f);
    } else if (main) {
        painter_box(painter, box, corner_px, ROLE_RING, 0.10f);
    }
}

static void draw_item(const struct menu *menu, const struct painter *painter, int index)
{
    const struct menu_item *item = &menu->item[index];
    bool focused = index == menu->focus;
    struct rect box = shown_box(menu, painter, index);
    struct lettering lettering = label_lettering(menu, painter, item, focused);
    int pad_px = painter_px(painter, PAD_X);
    struct rect row = {menu->box[index].x + pad_px, box.y, menu->box[index].width - 2 * pad_px,
                       box.height};
    draw_frame(painter, box, focused, item->kind == MENU_MAIN);
    if (item->kind != MENU_VALUE) {
        painter_line(painter, row, &lettering, painter_middle_baseline(painter, row, &lettering),
                     item->label);
        return;
    }
    struct rect lower = row;
    if (menu->stacked) {
        row.height /= 2;
        lower.y += lower.height - row.height;
        lower.height = row.height;
    }
    int taken_px = draw_value(painter, lower, item, &lettering, focused,
                              painter_middle_baseline(painter, lower, &lettering));
    if (!menu->stacked)
        row.width -= taken_px;
    painter_line(painter, row, &lettering, painter_middle_baseline(painter, row, &lettering),
                 item->label);
}

static void draw_group(const struct painter *painter, struct rect box, const char *group)
{
    int pad_px = painter_px(painter, PAD_X), rule_px = painter_px(painter, RULE);
    // An item that is kept at the foot of the others needs no group to be parted from them.
    if (!group || !group[0]) {
        struct rect rule = {box.x + pad_px, box.y + (box.height - rule_px) / 2,
                            box.width - 2 * pad_px, rule_px};
        painter_box(painter, rule, 0.0f, ROLE_RING_TRACK, 1.0f);
        return;
    }
    const struct lettering lettering = {.face = TYPE_REGULAR,
                                        .size_px = painter_text_px(painter, GROUP),
                                        .least_px = painter_px(painter, GROUP - 4.0f),
                                        .role = ROLE_TEXT_QUIET,
                                        .alpha = 1.0f};
    box.x += pad_px;
    box.width -= 2 * pad_px;
    painter_line(painter, box, &lettering, box.y + box.height - lettering.size_px / 3, group);
}

void menu_draw(const struct menu *menu, const struct painter *painter, const struct part *part,
               int first_id)
{
    int index = part->id - first_id;
    if (index >= HINT_ABOVE)
        draw_hint(painter, part->box, index);
    else if (index >= GROUPS)
        draw_group(painter, part->box, menu->item[index - GROUPS].group);
    else
        draw_item(menu, painter, index);
}
