/// Settings: one line for each, and a sentence that says what the focused one does.
#include "screens/app_data.h"
#include "screens/fingerprint.h"

#include <stdio.h>

enum { ITEM_BACK = SET_COUNT };

enum { PART_SENTENCE = PART_OWN };

static const float SENTENCE = 44.0f;

/// What one reaches for in the dark comes first.
static const enum setting_id order[] = {
    SET_THEME,        SET_DIMMER,     SET_TEXT,        SET_VOLUME,         SET_VOICE,
    SET_VOICE_VOLUME, SET_TALK,       SET_BELL_VOLUME, SET_BREATH_SOUND,   SET_BREATH_VOLUME,
    SET_BED,          SET_BED_VOLUME, SET_BREATH,      SET_MOVES_EXTRA,    SET_SETTLE,
    SET_CAPTIONS,     SET_FIGURE,     SET_MIRROR,      SET_REDUCED_MOTION, SET_READ_SCREENS,
    SET_FULLSCREEN,   SET_DISPLAY,    SET_LATITUDE};

/// The line over the settings that begin with this one; NULL: none.
static const char *const groups[SET_COUNT] = {
    [SET_VOLUME] = "Voice and sounds",
    [SET_BREATH] = "The practice",
    [SET_FIGURE] = "The figure",
    [SET_READ_SCREENS] = "The program",
};

static void head(const struct app *app, struct heading *heading)
{
    (void)app;
    snprintf(heading->title, sizeof heading->title, "Settings");
}

static void list(struct app *app, struct menu *menu)
{
    char value[MENU_VALUE_BYTES];
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        settings_text(&app->settings, order[i], value, sizeof value);
        if (groups[order[i]])
            menu_group(menu, groups[order[i]]);
        menu_add(menu, (int)order[i], MENU_VALUE, setting_table[order[i]].label, value);
    }
    menu_add_back(menu, ITEM_BACK);
}

static void choose(struct app *app, int item)
{
    if (item == ITEM_BACK)
        app_back(app);
    else
        app_cycle_setting(app, (enum setting_id)item);
}

static void adjust(struct app *app, int item, int direction)
{
    app_change_setting(app, (enum setting_id)item, direction);
}

static const char *sentence(struct app *app)
{
    int item = menu_focused(app_menu(app));
    return item >= 0 && item < SET_COUNT ? settings_help(&app->settings, (enum setting_id)item)
                                         : "";
}

static struct lettering lettering_of(const struct painter *painter)
{
    return (struct lettering){.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, SENTENCE),
                              .least_px = painter_px(painter, 36.0f),
                              .role = ROLE_TEXT_QUIET,
                              .alpha = 1.0f};
}

static int foot_px(struct app *app, const struct painter *painter)
{
    return app->layout.hints.height + painter_px(painter, 12.0f);
}

static void add_parts(struct app *app, const struct painter *painter, struct rect rest,
                      struct picture *picture)
{
    (void)painter;
    // On the line of the hints.
    int height_px = app->layout.hints.height;
    rest.y += rest.height - height_px;
    rest.height = height_px;
    picture_add(picture,
                (struct part){.box = rest,
                              .fingerprint = fingerprint_text(FINGERPRINT_NONE, sentence(app)),
                              .message = true,
                              .id = PART_SENTENCE});
}

static void draw(struct app *app, const struct painter *painter, const struct part *part)
{
    struct lettering lettering = lettering_of(painter);
    painter_line(painter, part->box, &lettering,
                 painter_middle_baseline(painter, part->box, &lettering), sentence(app));
}

const struct screen screen_settings = {
    .name = "settings",
    .page = true,
    .head = head,
    .list = list,
    .choose = choose,
    .adjust = adjust,
    .foot_px = foot_px,
    .add_parts = add_parts,
    .draw = draw,
};
