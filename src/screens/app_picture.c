/// What is to be seen: the scene, and over it heading, items and hints of the screen.
#include "screens/app_data.h"

#include "coach/calm_view.h"
#include "screens/figure_place.h"
#include "screens/fingerprint.h"
#include "screens/glyph.h"

#include <stdio.h>
#include <string.h>

enum { WAIT_S = 3600, HINTS_MAX = 3, TEXT_BYTES = 64 };

/// At 1080p. A title is large enough at any size of words.
static const float TITLE = 76.0f, TITLE_MOST = 104.0f, TITLE_LEAST = 48.0f, GREETING = 84.0f;
static const float LINE = 44.0f, LINE_LEAST = 36.0f;
static const float AFTER_TITLE = 8.0f, ABOVE_ROW = 28.0f, ABOVE_HINTS = 12.0f;
static const float HINT = 40.0f, HINT_GAP = 14.0f, HINTS_GAP = 40.0f;
static const float MORE_AFTER_GREETING = 24.0f;
/// A greeting, or where one paused, may be wider than the items below it.
static const float GREETING_WIDER = 1.2f;
/// Around the figure beside words.
static const float FIGURE_MARGIN_X = 44.0f, FIGURE_MARGIN_Y = 48.0f;
/// Behind words that leave the figure no room, so much of the room's light is taken.
static const float EMPTY_VEIL = 0.6f;

void app_practice_moment(const struct app *app, double fraction, struct moment *moment)
{
    timeline_at(app_timeline(app), app_time_s(app, fraction), moment);
}

/// Somebody who lies and breathes.
static void waiting_moment(const struct app *app, double fraction, struct moment *moment)
{
    const struct breath_pace pace = breath_pace_default();
    double t_s = ((double)app->tick + fraction) / TICKS_PER_S;
    *moment = (struct moment){.kind = SPAN_HOLD, .at = app->start, .light = 1.0f};
    // Behind a page of words nobody watches the breath.
    moment->breath = breath_at(&pace, WAIT_S, screen_of(app)->page ? 0.0 : fmod(t_s, WAIT_S));
    stay_sample(&app->start_stay, &moment->breath, &moment->figure);
    moment->view = app->start_stay.view;
    moment->wall_m = app->start_stay.arrive.posture.wall_m;
    moment->wall_alpha = moment->wall_m > 0.0f ? 1.0f : 0.0f;
}

static bool shows_practice(const struct app *app)
{
    const struct screen *screen = screen_of(app);
    // Pages that were opened from the pause stay in front of it.
    bool paused = app->back_count > 0 && app->back[0] == SCREEN_PAUSE;
    return screen->has_practice || (screen->page && paused);
}

/// Where there is room for the figure; empty: nowhere.
static struct rect figure_room(const struct app *app)
{
    return screen_of(app)->page ? app->layout.aside : app->layout.beside;
}

/// Where the figure stands; the whole stage while practising.
static struct rect figure_box(const struct app *app)
{
    struct rect box = figure_room(app);
    if (app->screen == SCREEN_PRACTICE)
        return app->layout.stage;
    // Half a figure behind words is a smudge: it waits outside the window.
    if (rect_is_empty(box))
        return (struct rect){3 * app->layout.width, 0, app->layout.width, app->layout.height};
    // A page leaves it little room already.
    int across_px = practice_layout_px(&app->layout, screen_of(app)->page ? 0.0f : FIGURE_MARGIN_X);
    int down_px = practice_layout_px(&app->layout, FIGURE_MARGIN_Y);
    bool words_below = app->screen == SCREEN_POSES || app->screen == SCREEN_WATCH;
    // Above the words, or above the hints.
    if (words_below && !app->layout.slim)
        box.height = box.height * 68 / 100;
    else
        box.height = app->layout.hints.y + down_px / 2;
    return (struct rect){box.x + across_px, box.y + down_px, box.width - 2 * across_px,
                         box.height - 2 * down_px};
}

static void turn_and_place(const struct app *app, const struct body *body, struct view *view)
{
    if (app->settings.mirror == MIRROR_BEHIND)
        view->az_deg += 180.0f;
    orbit_apply(&app->orbit, body, view);
    struct rect box = figure_box(app);
    if (memcmp(&box, &app->layout.stage, sizeof box) != 0)
        figure_place(view, app->layout.stage, box, app->settings.mirror == MIRROR_MIRROR);
}

/// The room alone behind words that leave the figure no room.
static void empty_room(const struct app *app, struct moment *moment)
{
    if (app->screen != SCREEN_PRACTICE && rect_is_empty(figure_room(app)))
        moment->wall_alpha = 0.0f;
}

static void look_at_scene(struct app *app, double fraction, struct moment *moment)
{
    const struct screen *screen = screen_of(app);
    if (screen->look)
        screen->look(app, fraction, moment);
    else if (!shows_practice(app))
        waiting_moment(app, fraction, moment);
    else
        app_practice_moment(app, fraction, moment);
    app->now = *moment;
    empty_room(app, moment);
}

/// A row of buttons at the foot of `rest`; what is above it is the screen's own.
static struct rect arrange_row(struct app *app, const struct painter *painter, struct rect rest)
{
    const struct rect *hints = &app->layout.hints;
    struct rect row = rest;
    row.height = menu_height(app_menu(app), painter);
    // There are no hints then: the row takes their place.
    row.y = hints->y + hints->height - row.height;
    menu_arrange(app_menu(app), painter, row);
    rest.height = row.y - painter_px(painter, ABOVE_ROW) - rest.y;
    return rest;
}

/// Arrange the items into `rest`; what they leave at its foot is the screen's own.
static struct rect arrange_menu(struct app *app, const struct painter *painter, struct rect rest)
{
    const struct screen *screen = screen_of(app);
    struct menu *menu = app_menu(app);
    if (menu->across)
        return arrange_row(app, painter, rest);
    struct rect foot = rest, list = rest;
    int foot_px = screen->foot_px ? screen->foot_px(app, painter) : 0;
    list.height -= foot_px;
    foot.y += list.height;
    foot.height = foot_px;
    menu_arrange(menu, painter, list);
    return foot;
}

static struct lettering title_lettering(const struct app *app, const struct painter *painter)
{
    int most_px = painter_px(painter, TITLE_MOST);
    int size_px = painter_text_px(painter, screen_of(app)->greets ? GREETING : TITLE);
    return (struct lettering){.face = TYPE_MEDIUM,
                              .size_px = size_px < most_px ? size_px : most_px,
                              .least_px = painter_px(painter, TITLE_LEAST),
                              .role = ROLE_TITLE,
                              .alpha = 1.0f};
}

static struct lettering line_lettering(const struct painter *painter)
{
    return (struct lettering){.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, LINE),
                              .least_px = painter_px(painter, LINE_LEAST),
                              .role = ROLE_TEXT_QUIET,
                              .alpha = 1.0f};
}

static int title_lines(const struct app *app)
{
    return screen_of(app)->page ? 1 : 2;
}

static int heading_height(const struct app *app, const struct painter *painter, int width_px,
                          const struct heading *heading)
{
    struct lettering title = title_lettering(app, painter), line = line_lettering(painter);
    int height_px =
        painter_text_height(painter, width_px, &title, title_lines(app), heading->title);
    for (int i = 0; i < HEADING_LINES; i++)
        if (heading->line[i][0])
            height_px += painter_text_height(painter, width_px, &line, 2, heading->line[i]);
    return height_px + painter_px(painter, AFTER_TITLE);
}

/// What is said above the items, in a box as high as it needs. Quiet lines give way to the items
/// where words are large.
static struct rect arrange_heading(const struct app *app, const struct painter *painter,
                                   struct rect box, struct heading *heading)
{
    if (screen_of(app)->head)
        screen_of(app)->head(app, heading);
    int most_px = screen_of(app)->page ? box.height : box.height * 45 / 100;
    for (int i = HEADING_LINES - 1; i >= 0; i--)
        if (heading_height(app, painter, box.width, heading) > most_px)
            heading->line[i][0] = '\0';
    box.height = heading_height(app, painter, box.width, heading);
    return box;
}

/// The column or the page. Where the figure has little room, titles take some of it.
static struct rect heading_column(const struct app *app)
{
    struct rect box = screen_of(app)->page ? app->layout.page : app->layout.column;
    if (screen_of(app)->greets || app->screen == SCREEN_PAUSE)
        box.width = (int)((float)box.width * GREETING_WIDER);
    if (app->layout.slim && !screen_of(app)->page)
        box.width = app->layout.width - 2 * box.x;
    return box;
}

/// Over a room without anybody in it.
static void add_veil(const struct app *app, struct picture *picture)
{
    const struct practice_layout *layout = &app->layout;
    if (screen_of(app)->page && rect_is_empty(layout->aside))
        picture_add(picture, (struct part){.box = {0, 0, layout->width, layout->height},
                                           .fingerprint = 1,
                                           .message = true,
                                           .plain = true,
                                           .id = PART_VEIL});
}

static void draw_veil(const struct painter *painter, struct rect box)
{
    painter_box(painter, box, 0.0f, ROLE_BACKGROUND_BOTTOM, EMPTY_VEIL);
}

static void draw_heading(struct app *app, const struct painter *painter, struct rect box)
{
    struct heading heading = {0};
    struct lettering title = title_lettering(app, painter), line = line_lettering(painter);
    arrange_heading(app, painter, heading_column(app), &heading);
    box.y = painter_text(painter, box, &title, title_lines(app), heading.title);
    box.y += painter_px(painter, AFTER_TITLE);
    for (int i = 0; i < HEADING_LINES; i++)
        if (heading.line[i][0])
            box.y = painter_text(painter, box, &line, 2, heading.line[i]);
}

/// What a button does, for somebody who has not found out yet.
struct hint {
    enum action action;
    const char *text;
};

static int gather_hints(const struct app *app, struct hint hint[HINTS_MAX])
{
    const struct menu *menu = &app->menu[app->screen];
    int count = 0;
    // Rows of buttons say it themselves, and who points sees what there is.
    if (app->device == DEVICE_POINTER || menu->count == 0 || menu->across)
        return 0;
    if (menu->item[menu->focus].kind == MENU_VALUE)
        hint[count++] = (struct hint){ACTION_RIGHT, "Change"};
    else
        hint[count++] = (struct hint){ACTION_CONFIRM, "Choose"};
    if (app->screen != SCREEN_START)
        hint[count++] = (struct hint){ACTION_BACK, app->screen == SCREEN_PAUSE ? "Go on" : "Back"};
    return count;
}

/// After somebody changed it: how loud it is now, in place of the hints. The practice shows it in
/// its own way.
static bool loudness_text(const struct app *app, char *text, size_t size)
{
    const struct menu *menu = &app->menu[app->screen];
    if (app->volume_ticks == 0 || menu->count == 0 || menu->across)
        return false;
    if (app->muted)
        snprintf(text, size, "Sound off");
    else
        snprintf(text, size, "Loudness %d %%", app->settings.volume);
    return true;
}

static struct glyph glyph_of(const struct app *app, enum action action)
{
    const struct binding *binding = binding_of_action(INPUT_SCREEN, action);
    return (struct glyph){app->device, binding_shown(binding, app->device, 0)};
}

/// Settings explain themselves at the foot of the page: there large words need the line of the
/// hints.
static bool fills_page(const struct app *app)
{
    return screen_of(app)->page && screen_of(app)->foot_px && app->layout.filled;
}

static void add_hints(const struct app *app, struct picture *picture)
{
    char loudness[TEXT_BYTES] = "";
    struct hint hint[HINTS_MAX];
    if (fills_page(app))
        return;
    int count = gather_hints(app, hint);
    if (!loudness_text(app, loudness, sizeof loudness) && count == 0)
        return;
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, (long)app->device);
    print = fingerprint_text(print, loudness);
    for (int i = 0; i < count; i++)
        print = fingerprint_text(print, hint[i].text);
    picture_add(picture, (struct part){.box = app->layout.hints,
                                       .fingerprint = print,
                                       .message = true,
                                       .id = PART_HINTS});
}

/// From the right edge to the left, as many as fit.
static void draw_hints(const struct app *app, const struct painter *painter, struct rect box)
{
    char loudness[TEXT_BYTES];
    struct hint hint[HINTS_MAX];
    int count = gather_hints(app, hint), right = box.x + box.width;
    struct lettering lettering = line_lettering(painter);
    lettering.size_px = painter_text_px(painter, HINT);
    if (loudness_text(app, loudness, sizeof loudness)) {
        lettering.align = ALIGN_RIGHT;
        painter_line(painter, box, &lettering, painter_middle_baseline(painter, box, &lettering),
                     loudness);
        return;
    }
    lettering.least_px = lettering.size_px;
    int gap_px = painter_text_px(painter, HINT_GAP),
        baseline_px = painter_middle_baseline(painter, box, &lettering);
    for (int i = count - 1; i >= 0; i--) {
        struct glyph glyph = glyph_of(app, hint[i].action);
        int glyph_px = glyph_width(painter, glyph, lettering.size_px);
        int text_px = painter_width(painter, &lettering, hint[i].text);
        int left = right - text_px - gap_px - glyph_px;
        if (left < box.x)
            break;
        glyph_draw(painter, glyph, left, box, lettering.size_px);
        painter_line(painter, (struct rect){right - text_px, box.y, text_px + 4, box.height},
                     &lettering, baseline_px, hint[i].text);
        right = left - painter_px(painter, HINTS_GAP);
    }
}

/// Heading and items stand together in the middle of the column, if there is room to spare.
static void greet(struct app *app, const struct painter *painter, struct rect *head,
                  struct rect *rest)
{
    int more_px = painter_px(painter, MORE_AFTER_GREETING);
    int height_px = head->height + painter_px(painter, MENU_AIR_ABOVE) + more_px +
                    menu_airy_height(app_menu(app), painter);
    int spare_px = (rest->height - height_px) / 2;
    if (spare_px < 0)
        return;
    head->height += more_px;
    head->y += spare_px;
    rest->y += spare_px;
    rest->height = height_px;
}

static void add_parts(struct app *app, const struct painter *painter, struct picture *picture)
{
    const struct screen *screen = screen_of(app);
    struct rect rest = screen->page ? app->layout.page : app->layout.column;
    struct heading heading = {0};
    if (screen->page && app->layout.filled && !fills_page(app))
        rest.height = app->layout.hints.y - painter_px(painter, ABOVE_HINTS) - rest.y;
    if (app_menu(app)->count > 0) {
        struct rect head = arrange_heading(app, painter, heading_column(app), &heading);
        if (screen->greets)
            greet(app, painter, &head, &rest);
        int used_px = head.height + painter_px(painter, MENU_AIR_ABOVE);
        rest.y += used_px;
        rest.height -= used_px;
        rest = arrange_menu(app, painter, rest);
        add_veil(app, picture);
        uint64_t print = fingerprint_bytes(FINGERPRINT_NONE, &heading, sizeof heading);
        picture_add(
            picture,
            (struct part){.box = head, .fingerprint = print, .message = true, .id = PART_HEADING});
        menu_add_parts(app_menu(app), painter, PART_MENU, picture);
        add_hints(app, picture);
    }
    if (screen->add_parts)
        screen->add_parts(app, painter, rest, picture);
}

static void list_parts(struct app *app, const struct painter *painter, struct picture *picture)
{
    app_list(app);
    add_parts(app, painter, picture);
    if (!app->pages_changed)
        return;
    int focused = menu_focused(app_menu(app));
    app->pages_changed = false;
    picture->part_count = 0;
    app_list(app);
    add_parts(app, painter, picture);
    if (menu_focused(app_menu(app)) != focused || app->spoken[0] == '\0')
        app_speak(app);
}

static void draw_part(const struct painter *painter, const struct part *part, void *user)
{
    struct app *app = user;
    if (part->id == PART_VEIL)
        draw_veil(painter, part->box);
    else if (part->id == PART_HEADING)
        draw_heading(app, painter, part->box);
    else if (part->id == PART_HINTS)
        draw_hints(app, painter, part->box);
    else if (part->id >= PART_MENU && part->id < PART_OWN)
        menu_draw(app_menu(app), painter, part, PART_MENU);
    else
        screen_of(app)->draw(app, painter, part);
}

/// A camera that stands still, for those who wish it.
static void calm(const struct app *app, struct picture *picture, struct moment *moment,
                 struct view *second)
{
    const struct timeline *timeline = app_timeline(app);
    if (app->screen == SCREEN_WATCH)
        timeline = app->watch.rehearsal.timeline;
    else if (!shows_practice(app))
        return;
    if (!app->settings.reduced_motion || !timeline)
        return;
    struct calm_view views = calm_view_at(timeline, moment->t_s);
    moment->view = views.view;
    *second = views.second;
    picture->second_share = views.second_share;
    picture->second = views.second_share > 0.0f ? second : NULL;
}

void app_compose(struct app *app, struct typesetter *typesetter, const struct theme *theme,
                 double fraction, struct app_frame *frame)
{
    // Arranging measures words; nothing is drawn.
    const struct painter measuring = {NULL, typesetter, theme, &app->layout, 1.0f};
    struct picture *picture = &frame->picture;
    *picture = (struct picture){
        .figure = (enum figure_kind)app->settings.figure,
        .mirrored = app->settings.mirror == MIRROR_MIRROR,
        .number = app->number,
        .before_share = (float)app->fade_ticks / APP_FADE_TICKS,
        .draw = draw_part,
        .user = app,
    };
    look_at_scene(app, fraction, &frame->moment);
    calm(app, picture, &frame->moment, &frame->second);
    turn_and_place(app, &frame->moment.figure.body, &frame->moment.view);
    if (picture->second)
        turn_and_place(app, &frame->moment.figure.body, &frame->second);
    picture->light = frame->moment.light;
    picture->moment = app->screen == SCREEN_END ? NULL : &frame->moment;
    list_parts(app, &measuring, picture);
}

void app_draw(struct app *app, struct composer *composer, struct canvas *canvas,
              const struct theme *theme, double fraction, float threshold_px)
{
    struct app_frame frame;
    app_compose(app, composer_typesetter(composer), theme, fraction, &frame);
    composer_draw(composer, canvas, &frame.picture, theme, threshold_px);
}

bool app_is_still(const struct app *app)
{
    bool breathes = !screen_of(app)->page && app->screen != SCREEN_PAUSE;
    if (app->screen == SCREEN_PRACTICE)
        breathes = app->player.state != PLAYER_PAUSED;
    if (app->screen == SCREEN_END)
        breathes = false;
    return !breathes && app->fade_ticks == 0 && app->volume_ticks == 0 &&
           app->held.action == ACTION_NONE && !orbit_is_turned(&app->orbit);
}
