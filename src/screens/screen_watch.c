/// One pose and its moves, forth and back, as slowly as one likes.
#include "screens/app_data.h"
#include "screens/fingerprint.h"

#include "base/log.h"

#include <math.h>
#include <stdio.h>

enum { ITEM_RUN, ITEM_TIME, ITEM_SPEED, ITEM_TURN, ITEM_ABOUT, ITEM_BACK };

enum { PART_BAR = PART_OWN, PART_WORDS };

enum { SPEED_FULL = 4, SCRUB_TICKS = TICKS_PER_S / 2 };

static const float TURN_DEG = 30.0f;

/// At 1080p.
static const float BAR = 14.0f, BAR_ROOM = 52.0f, WORDS = 48.0f, INDENT = 40.0f;
/// The times at both ends of the bar, and the shortest bar that has room for them.
static const float TIME = 40.0f, TIME_ROOM = 104.0f, BAR_LEAST = 300.0f;

static const char *const speeds[] = {NULL, "Quarter", "Half", "Three quarters", "Full"};

static void enter(struct app *app)
{
    struct err err;
    struct watch *watch = &app->watch;
    const struct pose *pose = app->pose[app->pose_shown < 0 ? 0 : app->pose_shown];
    struct timeline_settings settings = settings_of_timeline(&app->settings);
    watch->running = true;
    watch->speed = SPEED_FULL;
    app->orbit = (struct orbit){0};
    if (watch->pose != pose) {
        rehearsal_finish(&watch->rehearsal);
        watch->pose = pose;
        if (!rehearsal_init(&watch->rehearsal, app->content, pose, app->start, &settings, &err))
            log_warning("%s", err.text);
    }
    // What somebody chose is what they see first.
    watch->tick = watch->rehearsal.timeline ? (double)rehearsal_pose_tick(&watch->rehearsal) : 0.0;
}

static void head(const struct app *app, struct heading *heading)
{
    const struct pose *pose = app->watch.pose;
    snprintf(heading->title, sizeof heading->title, "%s", pose->name);
    if (pose->sanskrit)
        snprintf(heading->line[0], sizeof heading->line[0], "%s", pose->sanskrit);
}

static void write_time(double tick, char *text, size_t size)
{
    long seconds = (long)tick / TICKS_PER_S;
    snprintf(text, size, "%ld:%02ld", seconds / 60, seconds % 60);
}

static void list(struct app *app, struct menu *menu)
{
    char value[MENU_VALUE_BYTES];
    const struct watch *watch = &app->watch;
    menu_add(menu, ITEM_RUN, MENU_MAIN, watch->running ? "Stop" : "Go on", NULL);
    write_time(watch->tick, value, sizeof value);
    menu_add(menu, ITEM_TIME, MENU_VALUE, "Time", value);
    menu_add(menu, ITEM_SPEED, MENU_VALUE, "Speed", speeds[watch->speed]);
    snprintf(value, sizeof value, "%d\xc2\xb0", (int)lroundf(app->orbit.az_deg));
    menu_add(menu, ITEM_TURN, MENU_VALUE, "Turn", value);
    menu_add(menu, ITEM_ABOUT, MENU_CHOICE, "About this pose", NULL);
    menu_add_back(menu, ITEM_BACK);
}

static double end_tick(const struct app *app)
{
    const struct rehearsal *rehearsal = &app->watch.rehearsal;
    return rehearsal->timeline ? (double)rehearsal->end_tick : 1.0;
}

static void scrub(struct app *app, double tick)
{
    app->watch.running = false;
    app->watch.tick = fmin(fmax(tick, 0.0), end_tick(app));
    app_list(app);
}

static void adjust(struct app *app, int item, int direction)
{
    struct watch *watch = &app->watch;
    if (item == ITEM_TIME)
        scrub(app, watch->tick + direction * SCRUB_TICKS);
    if (item == ITEM_SPEED)
        watch->speed +=
            watch->speed + direction >= 1 && watch->speed + direction <= SPEED_FULL ? direction : 0;
    if (item == ITEM_TURN)
        orbit_turn(&app->orbit, (float)direction * TURN_DEG, 0.0f);
    app_list(app);
    app_speak(app);
}

static void choose(struct app *app, int item)
{
    struct watch *watch = &app->watch;
    switch (item) {
    case ITEM_RUN:
        watch->running = !watch->running;
        break;
    case ITEM_TIME:
        scrub(app,
              watch->tick + 4 * SCRUB_TICKS > end_tick(app) ? 0.0 : watch->tick + 4 * SCRUB_TICKS);
        break;
    case ITEM_SPEED:
        watch->speed = watch->speed > 1 ? watch->speed - 1 : SPEED_FULL;
        break;
    case ITEM_TURN:
        orbit_turn(&app->orbit, TURN_DEG, 0.0f);
        break;
    case ITEM_ABOUT:
        app_go(app, SCREEN_ABOUT);
        return;
    case ITEM_BACK:
        app_back(app);
        return;
    }
    app_list(app);
    app_speak(app);
}

static bool act(struct app *app, enum action action)
{
    if (action != ACTION_TOGGLE)
        return false;
    choose(app, ITEM_RUN);
    return true;
}

static void advance(struct app *app, long ticks)
{
    struct watch *watch = &app->watch;
    if (!watch->running)
        return;
    watch->tick += (double)ticks * watch->speed / SPEED_FULL;
    if (watch->tick < end_tick(app))
        return;
    watch->tick = 0.0;
    app_fade(app);
}

static void look(struct app *app, double fraction, struct moment *moment)
{
    const struct watch *watch = &app->watch;
    double share = watch->running ? fraction * watch->speed / SPEED_FULL : 0.0;
    if (watch->rehearsal.timeline) {
        timeline_at(watch->rehearsal.timeline, (watch->tick + share) / TICKS_PER_S, moment);
        return;
    }
    // Its moves could not be compiled: the waiting figure is better than nothing.
    *moment = (struct moment){.at = app->start, .light = 1.0f, .view = app->start_stay.view};
    stay_sample(&app->start_stay, &moment->breath, &moment->figure);
}

/// Under the figure, over the hints: the bar at the foot, the words above it.
static struct rect room(const struct app *app)
{
    struct rect box = app->layout.beside;
    int top = box.y + box.height * 68 / 100, gap_px = practice_layout_px(&app->layout, 16.0f);
    box.x += practice_layout_px(&app->layout, INDENT);
    box.width = app->layout.hints.x + app->layout.hints.width - box.x;
    box.height = app->layout.hints.y - gap_px - top;
    box.y = top;
    return box;
}

static struct rect bar_box(const struct app *app)
{
    struct rect box = room(app);
    int height_px = practice_layout_text_px(&app->layout, BAR_ROOM);
    box.y += box.height - height_px;
    box.height = height_px;
    return box;
}

/// Between the times, if they have room.
static struct rect track_box(const struct app *app)
{
    struct rect box = bar_box(app), track = box;
    int time_px = practice_layout_text_px(&app->layout, TIME_ROOM);
    if (box.width - 2 * time_px < practice_layout_px(&app->layout, BAR_LEAST))
        return box;
    track.x += time_px;
    track.width -= 2 * time_px;
    return track;
}

/// What is said on the way at this moment; empty if nothing is.
static const char *words(const struct app *app)
{
    return app->now.words ? app->now.words : "";
}

static int bar_steps(const struct app *app, int width_px)
{
    return (int)(app->watch.tick / end_tick(app) * width_px);
}

static void add_parts(struct app *app, const struct painter *painter, struct rect rest,
                      struct picture *picture)
{
    (void)painter;
    (void)rest;
    if (rect_is_empty(app->layout.beside))
        return;
    struct rect bar = bar_box(app), text = room(app);
    text.height -= bar.height + practice_layout_px(&app->layout, 12.0f);
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, bar_steps(app, bar.width));
    print = fingerprint_int(print, (long)app->watch.tick / TICKS_PER_S);
    picture_add(picture,
                (struct part){.box = bar, .fingerprint = print, .message = true, .id = PART_BAR});
    const char *said = words(app);
    // A narrow strip would hold only small letters.
    if (said[0] && !app->layout.slim)
        picture_add(picture, (struct part){.box = text,
                                           .fingerprint = fingerprint_text(FINGERPRINT_NONE, said),
                                           .message = true,
                                           .id = PART_WORDS});
}

/// The time now at the start of the bar, the time of the whole way at its end.
static void draw_times(const struct app *app, const struct painter *painter, struct rect box)
{
    char now[MENU_VALUE_BYTES], whole[MENU_VALUE_BYTES];
    struct lettering lettering = {.face = TYPE_REGULAR,
                                  .size_px = painter_text_px(painter, TIME),
                                  .least_px = painter_px(painter, 24.0f),
                                  .role = ROLE_TEXT_QUIET,
                                  .alpha = 1.0f};
    int baseline_px = painter_middle_baseline(painter, box, &lettering);
    write_time(app->watch.tick, now, sizeof now);
    write_time(end_tick(app), whole, sizeof whole);
    painter_line(painter, box, &lettering, baseline_px, now);
    lettering.align = ALIGN_RIGHT;
    painter_line(painter, box, &lettering, baseline_px, whole);
}

/// How far one has come from the start of the way.
static void draw_bar(const struct app *app, const struct painter *painter, struct rect box)
{
    int height_px = painter_px(painter, BAR), knob_px = painter_px(painter, 2.4f * BAR);
    struct rect track = track_box(app);
    if (track.width < box.width)
        draw_times(app, painter, box);
    track.y += (track.height - height_px) / 2;
    track.height = height_px;
    float corner_px = (float)height_px / 2.0f;
    painter_box(painter, track, corner_px, ROLE_RING_TRACK, 1.0f);
    int steps = bar_steps(app, track.width - knob_px);
    struct rect done = track,
                knob = {track.x + steps, box.y + (box.height - knob_px) / 2, knob_px, knob_px};
    done.width = steps + knob_px / 2;
    painter_box(painter, done, corner_px, ROLE_RING, 1.0f);
    painter_box(painter, knob, (float)knob_px / 2.0f, ROLE_RING, 1.0f);
}

static void draw(struct app *app, const struct painter *painter, const struct part *part)
{
    const struct lettering lettering = {.face = TYPE_REGULAR,
                                        .size_px = painter_text_px(painter, WORDS),
                                        .least_px = painter_px(painter, 36.0f),
                                        .role = ROLE_TEXT,
                                        .alpha = 1.0f};
    if (part->id == PART_BAR)
        draw_bar(app, painter, part->box);
    else
        painter_fill(painter, part->box, &lettering, false, words(app));
}

static bool click(struct app *app, int x_px, int y_px)
{
    struct rect bar = track_box(app);
    if (rect_is_empty(app->layout.beside) || !rect_touches(bar, (struct rect){x_px, y_px, 1, 1}))
        return false;
    scrub(app, end_tick(app) * (double)(x_px - bar.x) / (double)bar.width);
    return true;
}

const struct screen screen_watch = {
    .name = "watch",
    .enter = enter,
    .head = head,
    .list = list,
    .choose = choose,
    .adjust = adjust,
    .act = act,
    .advance = advance,
    .look = look,
    .add_parts = add_parts,
    .draw = draw,
    .click = click,
};
