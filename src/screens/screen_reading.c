/// The screens on which a text is read: before you begin, help, about a pose, keys and buttons.
#include "screens/app_data.h"
#include "screens/fingerprint.h"

#include <stdio.h>

enum { ITEM_ON, ITEM_SKIP, ITEM_BACK };

enum { PART_TEXT = PART_OWN, PART_PAGE_NUMBER };

void app_take_text(struct app *app, const struct text *text)
{
    app->text = text;
    app->reader.page_count = 0;
    app->reader.fingerprint = 0;
    reader_rewind(&app->reader);
}

void app_make_text(struct app *app, const char *title)
{
    app->made_text.title = title;
    app->made_text.device = app->device;
    app->made_text.block[0].kind = TEXT_END;
    app_take_text(app, &app->made_text);
}

void app_make_block(struct app *app, enum text_kind kind, const char *text, const char *value)
{
    int i = 0;
    while (app->made_text.block[i].kind != TEXT_END)
        i++;
    if (i + 1 >= TEXT_BLOCKS_MAX)
        return;
    snprintf(app->made[i], sizeof app->made[i], "%s", value ? value : "");
    app->made_text.block[i] = (struct text_block){kind, text, value ? app->made[i] : NULL};
    app->made_text.block[i + 1].kind = TEXT_END;
}

static bool is_last_page(const struct app *app)
{
    // Before its pages are known, a text has more than one: so the way on has the focus.
    return app->reader.page_count > 0 && app->reader.page + 1 >= app->reader.page_count;
}

static void head(const struct app *app, struct heading *heading)
{
    snprintf(heading->title, sizeof heading->title, "%s", app->text->title);
}

static void list(struct app *app, struct menu *menu)
{
    menu->across = true;
    if (!is_last_page(app))
        menu_add(menu, ITEM_ON, MENU_MAIN, "Next page", NULL);
    menu_add(menu, ITEM_BACK, MENU_MAIN, "Back", NULL);
}

static void list_before(struct app *app, struct menu *menu)
{
    menu->across = true;
    menu_add(menu, ITEM_ON, MENU_MAIN, is_last_page(app) ? "Begin" : "Next page", NULL);
    if (!is_last_page(app))
        menu_add(menu, ITEM_SKIP, MENU_MAIN, "Begin now", NULL);
    menu_add(menu, ITEM_BACK, MENU_MAIN, "Back", NULL);
}

static void turn_page(struct app *app, int direction)
{
    if (!reader_turn(&app->reader, direction))
        return;
    app_list(app);
    app_speak(app);
}

static void begin(struct app *app)
{
    settings_set(&app->settings, SET_INTRODUCED, 1);
    app_request(app, APP_REQUEST_SETTINGS);
    app_begin(app, 0.0);
}

static void choose(struct app *app, int item)
{
    if (item == ITEM_ON && !is_last_page(app))
        turn_page(app, 1);
    else if (item == ITEM_BACK)
        app_back(app);
    else
        begin(app);
}

static bool act(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_RIGHT:
    case ACTION_PAGE_DOWN:
        turn_page(app, 1);
        return true;
    case ACTION_LEFT:
    case ACTION_PAGE_UP:
        turn_page(app, -1);
        return true;
    default:
        return false;
    }
}

enum { NUMBER_BYTES = 32 };

static void write_number(const struct app *app, char text[NUMBER_BYTES])
{
    snprintf(text, NUMBER_BYTES, "%d of %d", app->reader.page + 1, app->reader.page_count);
}

static struct lettering number_lettering(const struct painter *painter)
{
    return (struct lettering){.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, 44.0f),
                              .least_px = painter_px(painter, 36.0f),
                              .role = ROLE_TEXT_QUIET,
                              .align = ALIGN_RIGHT,
                              .alpha = 1.0f};
}

/// Which page this is, beside the buttons if they leave it room.
static void add_number(const struct app *app, const struct painter *painter,
                       struct picture *picture)
{
    char text[NUMBER_BYTES];
    const struct menu *menu = &app->menu[app->screen];
    struct lettering lettering = number_lettering(painter);
    struct rect number = menu->box[menu->count - 1], page_box = app->layout.page;
    number.x += number.width + painter_px(painter, 40.0f);
    number.width = page_box.x + page_box.width - number.x;
    write_number(app, text);
    if (app->reader.page_count > 1 && painter_width(painter, &lettering, text) <= number.width)
        picture_add(picture, (struct part){.box = number,
                                           .fingerprint = fingerprint_text(FINGERPRINT_NONE, text),
                                           .message = true,
                                           .id = PART_PAGE_NUMBER});
}

static void add_parts(struct app *app, const struct painter *painter, struct rect rest,
                      struct picture *picture)
{
    int before = app->reader.page_count, page = app->reader.page;
    reader_arrange(&app->reader, painter, rest, app->text);
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, (long)app->reader.fingerprint);
    picture_add(picture, (struct part){.box = rest,
                                       .fingerprint = fingerprint_int(print, app->reader.page),
                                       .message = true,
                                       .id = PART_TEXT});
    // The buttons were listed before: how many pages there are decides which.
    app->pages_changed = before != app->reader.page_count || page != app->reader.page;
    add_number(app, painter, picture);
}

static void draw(struct app *app, const struct painter *painter, const struct part *part)
{
    if (part->id == PART_TEXT) {
        reader_draw(&app->reader, painter, part->box);
        return;
    }
    char text[NUMBER_BYTES];
    struct lettering lettering = number_lettering(painter);
    write_number(app, text);
    painter_line(painter, part->box, &lettering,
                 painter_middle_baseline(painter, part->box, &lettering), text);
}

static void enter_before(struct app *app)
{
    app_take_text(app, &texts[TEXT_BEFORE]);
}

static void add_section(struct app *app, const char *heading, const char *words)
{
    if (!words)
        return;
    app_make_block(app, TEXT_HEADING, heading, NULL);
    app_make_block(app, TEXT_PARAGRAPH, words, NULL);
}

static void enter_about(struct app *app)
{
    const struct pose *pose = app->watch.pose;
    app_make_text(app, pose->name);
    if (pose->summary)
        app_make_block(app, TEXT_PARAGRAPH, pose->summary, NULL);
    if (pose->benefit)
        app_make_block(app, TEXT_PARAGRAPH, pose->benefit, NULL);
    add_section(app, "An easier way", pose->easier);
    add_section(app, "Take care", pose->caution);
}

static const struct {
    enum input_mode mode;
    enum action action, other; ///< the other one goes the opposite way; ACTION_NONE: there is none
    const char *text;          ///< NULL: that of the first one
} key_rows[] = {
    {INPUT_PRACTICE, ACTION_TOGGLE, ACTION_NONE, NULL},
    {INPUT_PRACTICE, ACTION_PAUSE, ACTION_NONE, NULL},
    {INPUT_PRACTICE, ACTION_PREVIOUS, ACTION_NEXT, "Pose before, next pose"},
    {INPUT_PRACTICE, ACTION_AGAIN, ACTION_NONE, NULL},
    {INPUT_PRACTICE, ACTION_VOLUME_UP, ACTION_VOLUME_DOWN, "Louder, quieter"},
    {INPUT_PRACTICE, ACTION_MUTE, ACTION_NONE, NULL},
    {INPUT_PRACTICE, ACTION_TURN_LEFT, ACTION_TURN_RIGHT, "Turn the view"},
    {INPUT_PRACTICE, ACTION_TURN_UP, ACTION_TURN_DOWN, "View from higher, lower"},
    {INPUT_SCREEN, ACTION_CONFIRM, ACTION_NONE, NULL},
    {INPUT_SCREEN, ACTION_BACK, ACTION_NONE, NULL},
    {INPUT_SCREEN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, "Page before, next page"},
    {INPUT_SCREEN, ACTION_THEME, ACTION_NONE, NULL},
    {INPUT_SCREEN, ACTION_DARKER, ACTION_LIGHTER, "Darker, lighter"},
    {INPUT_SCREEN, ACTION_FULLSCREEN, ACTION_NONE, NULL},
    {INPUT_SCREEN, ACTION_HELP, ACTION_NONE, NULL},
};

/// What the device has for an action, or for an action and its opposite; empty if nothing.
static void write_keys(const struct app *app, size_t row, char *text, size_t size)
{
    enum input_mode mode = key_rows[row].mode;
    const struct binding *first = binding_of_action(mode, key_rows[row].action);
    const struct binding *other =
        key_rows[row].other ? binding_of_action(mode, key_rows[row].other) : NULL;
    const char *one = binding_shown(first, app->device, 0);
    const char *two = binding_shown(other ? other : first, app->device, other ? 0 : 1);
    snprintf(text, size, "%s%s%s", one ? one : "", one && two ? "\t" : "", two ? two : "");
}

static void add_keys(struct app *app, enum input_mode mode)
{
    for (size_t i = 0; i < sizeof key_rows / sizeof *key_rows; i++) {
        char keys[96];
        const struct binding *binding = binding_of_action(mode, key_rows[i].action);
        if (key_rows[i].mode != mode)
            continue;
        write_keys(app, i, keys, sizeof keys);
        if (keys[0])
            app_make_block(app, TEXT_ROW, key_rows[i].text ? key_rows[i].text : binding->help,
                           keys);
    }
}

static void enter_keys(struct app *app)
{
    static const char one_button[] =
        "One button is enough: hold it to go from item to item, press it briefly to choose.";
    bool pad = device_is_pad(app->device);
    app_make_text(app, "Keys and buttons");
    app_make_block(app, TEXT_HEADING, "While you practise", NULL);
    add_keys(app, INPUT_PRACTICE);
    if (pad) {
        app_make_block(app, TEXT_ROW, "Pause and choose", "=any other button");
        app_make_block(app, TEXT_ROW, "Turn the view", "=right stick");
    }
    app_make_block(app, TEXT_HEADING, "On the screens", NULL);
    add_keys(app, INPUT_SCREEN);
    app_make_block(app, TEXT_PARAGRAPH, one_button, NULL);
}

#define READING                                                                                    \
    .page = true, .head = head, .act = act, .choose = choose, .add_parts = add_parts, .draw = draw

const struct screen screen_before = {
    .name = "before", .enter = enter_before, .list = list_before, READING};

const struct screen screen_about = {
    .name = "about", .enter = enter_about, .list = list, .look = app_pose_moment, READING};

const struct screen screen_read = {.name = "read", .list = list, READING};

const struct screen screen_keys = {.name = "keys", .enter = enter_keys, .list = list, READING};
