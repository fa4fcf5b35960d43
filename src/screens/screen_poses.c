/// Poses: each can be looked at, breathing, and then watched with its moves.
#include "screens/app_data.h"
#include "screens/fingerprint.h"

#include "base/log.h"

#include <math.h>
#include <stdio.h>

enum { ITEM_BACK = POSES_MAX };

enum { PART_SUMMARY = PART_OWN };

enum { BREATHING_S = 3600 };

static const float SUMMARY = 48.0f, INDENT = 40.0f;

static void head(const struct app *app, struct heading *heading)
{
    (void)app;
    snprintf(heading->title, sizeof heading->title, "Poses");
}

static void list(struct app *app, struct menu *menu)
{
    for (int i = 0; i < app->pose_count; i++)
        menu_add(menu, i, MENU_CHOICE, app->pose[i]->name, NULL);
    menu_add_back(menu, ITEM_BACK);
}

/// The figure takes the pose in focus; on the way out it stays in the last one.
static void focused(struct app *app, int item)
{
    struct err err;
    if (item < 0 || item >= app->pose_count || item == app->pose_shown)
        return;
    struct stay stay;
    if (!stay_solve(&stay, (struct pose_side){app->pose[item], SIDE_RIGHT}, &err)) {
        log_warning("%s", err.text);
        return;
    }
    app->pose_stay = stay;
    app->pose_shown = item;
    app->orbit = (struct orbit){0};
    app_fade(app);
}

static void choose(struct app *app, int item)
{
    if (item == ITEM_BACK)
        app_back(app);
    else
        app_go(app, SCREEN_WATCH);
}

void app_pose_moment(struct app *app, double fraction, struct moment *moment)
{
    const struct breath_pace pace = breath_pace_default();
    const struct stay *stay = &app->pose_stay;
    double t_s = screen_of(app)->page ? 0.0 : ((double)app->tick + fraction) / TICKS_PER_S;
    *moment = (struct moment){.kind = SPAN_HOLD, .at = stay->at, .light = 1.0f};
    moment->breath = breath_at(&pace, BREATHING_S, fmod(t_s, BREATHING_S));
    stay_sample(stay, &moment->breath, &moment->figure);
    moment->view = stay->view;
    moment->wall_m = stay->arrive.posture.wall_m;
    moment->wall_alpha = moment->wall_m > 0.0f ? 1.0f : 0.0f;
}

static const char *summary(const struct app *app)
{
    const struct pose *pose = app->pose_shown >= 0 ? app->pose[app->pose_shown] : NULL;
    return pose && pose->summary ? pose->summary : "";
}

static void add_parts(struct app *app, const struct painter *painter, struct rect rest,
                      struct picture *picture)
{
    (void)rest;
    struct rect box = app->layout.beside;
    // A narrow strip would hold only small letters: the list is enough then.
    if (app->layout.slim)
        return;
    // Under the figure, over the hints.
    int top = box.y + box.height * 68 / 100;
    box.x += painter_px(painter, INDENT);
    box.width = app->layout.hints.x + app->layout.hints.width - box.x;
    box.height = app->layout.hints.y - painter_px(painter, 12.0f) - top;
    box.y = top;
    picture_add(picture,
                (struct part){.box = box,
                              .fingerprint = fingerprint_text(FINGERPRINT_NONE, summary(app)),
                              .message = true,
                              .id = PART_SUMMARY});
}

static void draw(struct app *app, const struct painter *painter, const struct part *part)
{
    const struct lettering lettering = {.face = TYPE_REGULAR,
                                        .size_px = painter_text_px(painter, SUMMARY),
                                        .least_px = painter_px(painter, 36.0f),
                                        .role = ROLE_TEXT,
                                        .alpha = 1.0f};
    painter_fill(painter, part->box, &lettering, false, summary(app));
}

const struct screen screen_poses = {
    .name = "poses",
    .head = head,
    .list = list,
    .choose = choose,
    .focused = focused,
    .look = app_pose_moment,
    .add_parts = add_parts,
    .draw = draw,
};
