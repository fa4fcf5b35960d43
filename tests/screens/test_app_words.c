/// On every screen, in every shape of window, at every size of words, in a language of longer
/// words: nothing is cut, nothing lies on anything else.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "screens/shipped.h"

static const int SIZES[][2] = {{1280, 720}, {1440, 1080}, {2560, 1080}, {1920, 1080}};
static const int PERCENTS[] = {100, 130, 150, 200};
static const int LONGER[] = {0, 40};

/// What is being looked at, for messages.
static char place[160];

static void check_apart(const struct picture *picture)
{
    for (int a = 0; a < picture->part_count; a++)
        for (int b = 0; b < a; b++) {
            const struct part *one = &picture->part[a], *other = &picture->part[b];
            if (one->id != PART_VEIL && other->id != PART_VEIL &&
                rect_touches(one->box, other->box))
                fail_msg("parts %d and %d touch: %s", one->id, other->id, place);
        }
}

static void check_inside(const struct user *user, const struct picture *picture)
{
    const struct rect canvas = {0, 0, user->width, user->height};
    for (int i = 0; i < picture->part_count; i++) {
        struct rect both = rect_union(canvas, picture->part[i].box);
        if (memcmp(&both, &canvas, sizeof both) != 0)
            fail_msg("part %d leaves the window: %s", picture->part[i].id, place);
    }
}

/// Lines of a page stay inside its text's box, and none is cut.
static void check_reader(struct user *user, const struct picture *picture)
{
    const struct reader *reader = &user->app->reader;
    struct rect box = {0};
    for (int i = 0; i < picture->part_count; i++)
        if (picture->part[i].id == PART_OWN)
            box = picture->part[i].box;
    assert_true(reader->line_count > 0 && reader->line_count < READER_LINES_MAX);
    for (int i = 0; i < reader->line_count; i++) {
        const struct reader_line *line = &reader->line[i];
        int size_px = practice_layout_text_px(app_layout(user->app), READER_LETTERS);
        int width_px, height_px;
        type_measure(user->type, line->kind == TEXT_HEADING ? TYPE_MEDIUM : TYPE_REGULAR, size_px,
                     line->text, &width_px, &height_px);
        if (line->y_px + size_px > box.height)
            fail_msg("\"%s\" falls off its page: %s", line->text, place);
        if (line->kind != TEXT_ROW && width_px > box.width)
            fail_msg("\"%s\" is too wide: %s", line->text, place);
        if (strstr(line->text, "\xe2\x80\xa6"))
            fail_msg("\"%s\" is cut: %s", line->text, place);
    }
}

/// Look at the screen as it is now.
static void check_now(struct user *user, const char *what)
{
    static struct app_frame frame;
    struct typesetter *typesetter = composer_typesetter(user->composer);
    const struct painter painter = {&user->canvas, typesetter, &user->theme, app_layout(user->app),
                                    1.0f};
    app_compose(user->app, typesetter, &user->theme, 0.0, &frame);
    check_apart(&frame.picture);
    check_inside(user, &frame.picture);
    int before = typesetter_cut_count(typesetter);
    for (int i = 0; i < frame.picture.part_count; i++) {
        frame.picture.draw(&painter, &frame.picture.part[i], frame.picture.user);
        if (typesetter_cut_count(typesetter) != before)
            fail_msg("words of part %d are cut (%s): %s", frame.picture.part[i].id, what, place);
    }
    if (app_menu(user->app)->across)
        check_reader(user, &frame.picture);
}

/// Every item gets the focus once, every page is turned.
static void check_screen(struct user *user)
{
    int rounds = app_menu(user->app)->count > 0 ? app_menu(user->app)->count : 1;
    check_now(user, "at first");
    for (int i = 0; i < rounds; i++) {
        user_press(user, ACTION_DOWN, DEVICE_KEYBOARD);
        check_now(user, "focus");
    }
    if (!app_menu(user->app)->across)
        return;
    for (int i = 0; i < user->app->reader.page_count; i++) {
        user_press(user, ACTION_PAGE_DOWN, DEVICE_PAD_PLAYSTATION);
        check_now(user, "page");
    }
}

static void check_size(int width, int height, int percent, int longer)
{
    struct settings settings = settings_default();
    struct user user;
    settings.text_percent = percent;
    user_begin(&user, width, height, &settings);
    typesetter_lengthen(composer_typesetter(user.composer), longer);
    app_set_clock(user.app, 22 * 60 + 41);
    // The start screen has it until the first press.
    user.app->broken_settings = "The file is now settings.yaml.broken-12.";
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        snprintf(place, sizeof place, "%s at %dx%d, words of %d %%, %d %% longer",
                 screen_name((enum screen_id)screen), width, height, percent, longer);
        app_open(user.app, (enum screen_id)screen);
        check_screen(&user);
    }
    user_finish(&user);
}

static void no_word_is_cut_and_no_part_lies_on_another(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++)
        for (size_t p = 0; p < sizeof PERCENTS / sizeof *PERCENTS; p++)
            for (size_t l = 0; l < sizeof LONGER / sizeof *LONGER; l++)
                check_size(SIZES[s][0], SIZES[s][1], PERCENTS[p], LONGER[l]);
}

static void every_text_of_the_help_fits_its_pages(void **state)
{
    (void)state;
    for (int i = 0; i < TEXT_COUNT; i++) {
        struct settings settings = settings_default();
        struct user user;
        settings.text_percent = 200;
        user_begin(&user, 1440, 1080, &settings);
        typesetter_lengthen(composer_typesetter(user.composer), 40);
        app_open(user.app, SCREEN_HELP);
        app_take_text(user.app, &texts[i]);
        app_go(user.app, SCREEN_READ);
        snprintf(place, sizeof place, "%s", texts[i].title);
        check_screen(&user);
        user_finish(&user);
    }
}

static void controls_can_be_hit_from_the_sofa(void **state)
{
    (void)state;
    for (size_t p = 0; p < sizeof PERCENTS / sizeof *PERCENTS; p++) {
        struct settings settings = settings_default();
        struct user user;
        settings.text_percent = PERCENTS[p];
        user_begin(&user, 1920, 1080, &settings);
        for (int screen = 0; screen < SCREEN_COUNT; screen++) {
            app_open(user.app, (enum screen_id)screen);
            user_look(&user);
            const struct menu *menu = app_menu(user.app);
            for (int i = 0; i < menu->count; i++)
                assert_true(rect_is_empty(menu->box[i]) || menu->box[i].height >= 64);
        }
        user_finish(&user);
    }
}

static void assert_all_seen(int width, int height, int percent, enum screen_id screen)
{
    struct settings settings = settings_default();
    struct user user;
    settings.text_percent = percent;
    user_begin(&user, width, height, &settings);
    app_open(user.app, screen);
    user_look(&user);
    const struct menu *menu = app_menu(user.app);
    assert_true(menu->count > 4);
    for (int i = 0; i < menu->count; i++)
        if (rect_is_empty(menu->box[i]))
            fail_msg("\"%s\" cannot be seen on %s at %dx%d, words of %d %%", menu->item[i].label,
                     screen_name(screen), width, height, percent);
    user_finish(&user);
}

/// Wherever one has scrolled to, the last item is there: one step up from the first.
static void assert_last_seen(struct user *user, enum screen_id screen, const char *label)
{
    static struct app_frame frame;
    struct typesetter *typesetter = composer_typesetter(user->composer);
    app_open(user->app, screen);
    const struct menu *menu = app_menu(user->app);
    int last = menu->count - 1;
    for (int i = 0; i < menu->count; i++) {
        app_compose(user->app, typesetter, &user->theme, 0.0, &frame);
        assert_string_equal(menu->item[last].label, label);
        if (rect_is_empty(menu->box[last]))
            fail_msg("\"%s\" cannot be seen from \"%s\" on %s", label,
                     menu->item[menu->focus].label, place);
        user_press(user, ACTION_DOWN, DEVICE_KEYBOARD);
    }
    user_press(user, ACTION_UP, DEVICE_KEYBOARD);
    assert_int_equal(menu->focus, last);
}

static void the_way_out_is_always_seen(void **state)
{
    (void)state;
    static const enum screen_id screens[] = {SCREEN_PAUSE, SCREEN_POSES, SCREEN_SETTINGS,
                                             SCREEN_HELP};
    for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++)
        for (size_t p = 0; p < sizeof PERCENTS / sizeof *PERCENTS; p += 3) {
            struct settings settings = settings_default();
            struct user user;
            settings.text_percent = PERCENTS[p];
            user_begin(&user, SIZES[s][0], SIZES[s][1], &settings);
            for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
                snprintf(place, sizeof place, "%s at %dx%d, words of %d %%",
                         screen_name(screens[i]), SIZES[s][0], SIZES[s][1], PERCENTS[p]);
                assert_last_seen(&user, screens[i], i == 0 ? "Leave" : "Back");
            }
            user_finish(&user);
        }
}

static void the_start_and_the_pause_are_seen_without_scrolling(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
        assert_all_seen(SIZES[s][0], SIZES[s][1], 100, SCREEN_PAUSE);
        assert_all_seen(SIZES[s][0], SIZES[s][1], 110, SCREEN_PAUSE);
        assert_all_seen(SIZES[s][0], SIZES[s][1], 150, SCREEN_START);
    }
    assert_all_seen(1920, 1080, 200, SCREEN_START);
}

/// "Before you begin" is one press away from the practice.
static void what_comes_before_is_one_page(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct user user;
    user_begin(&user, 1920, 1080, &settings);
    app_open(user.app, SCREEN_BEFORE);
    user_look(&user);
    assert_int_equal(user.app->reader.page_count, 1);
    assert_string_equal(app_menu(user.app)->item[app_menu(user.app)->focus].label, "Begin");
    user_finish(&user);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_word_is_cut_and_no_part_lies_on_another),
        cmocka_unit_test(every_text_of_the_help_fits_its_pages),
        cmocka_unit_test(controls_can_be_hit_from_the_sofa),
        cmocka_unit_test(the_start_and_the_pause_are_seen_without_scrolling),
        cmocka_unit_test(the_way_out_is_always_seen),
        cmocka_unit_test(what_comes_before_is_one_page),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
