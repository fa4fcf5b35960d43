/// The shipped routine, and an app that shows it on a canvas.
#pragma once

#include "picture/sample_theme.h"
#include "picture/shipped_moment.h"
#include "screens/app_data.h"
#include "store/routine_file.h"

/// Of all tests of a group.
static struct {
    struct content content;
    struct arena arena;
    struct routine routine;
} shipped;

static int set_up(void **state)
{
    (void)state;
    struct problems problems = {0};
    load_shipped_content(&shipped.content);
    assert_true(routine_load(&shipped.routine, &shipped.content,
                             SOURCE_DIR "/routines/bedtime.yaml", &shipped.arena, &problems));
    problems_finish(&problems);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&shipped.arena);
    arena_finish(&shipped.content.arena);
    return 0;
}

/// The app as somebody uses it.
struct user {
    struct app *app;
    struct type *type;
    struct canvas canvas;
    struct composer *composer;
    struct theme theme;
    int width, height;
};

/// Take the app's layout over, as the window does.
static inline void user_fit(struct user *user)
{
    app_resize(user->app, user->width, user->height);
    composer_destroy(user->composer);
    user->composer = composer_create(user->type, app_layout(user->app));
}

static inline void user_look(struct user *user)
{
    app_draw(user->app, user->composer, &user->canvas, &user->theme, 0.0, 0.2f);
    canvas_clear_changed(&user->canvas);
}

static inline void user_begin(struct user *user, int width, int height,
                              const struct settings *settings)
{
    struct err err = {0};
    const struct app_options options = {
        .content = &shipped.content, .routine = &shipped.routine, .settings = *settings};
    *user = (struct user){.width = width, .height = height, .theme = sample_theme(1.0f)};
    user->type = type_create(SOURCE_DIR "/assets/fonts", &err);
    user->app = app_create(&options, &err);
    if (!user->app || !user->type)
        fail_msg("%s", err.text);
    canvas_init(&user->canvas, width, height);
    user_fit(user);
}

static inline void user_finish(struct user *user)
{
    app_destroy(user->app);
    composer_destroy(user->composer);
    canvas_finish(&user->canvas);
    type_destroy(user->type);
}

/// Press and let go, as one does.
static inline void user_press(struct user *user, enum action action, enum device device)
{
    app_press(user->app, action, device);
    app_advance(user->app, 10);
    app_release(user->app);
    app_advance(user->app, 10);
}
