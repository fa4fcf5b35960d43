/// Golden pictures: every pose, day and night, small, compared with tests/golden/*.png.
/// REPOSE_REBASELINE=1 writes them anew; look at what changed before committing it.
#include "commands/showing.h"
#include "commands/studio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct size PICTURE_SIZE = {320, 180};

/// Another compiler may move an edge by a fraction of a pixel; anything that somebody could see
/// moves many pixels by much.
enum { FAR_OFF = 32 };
static const double MEAN_OFF_MAX = 0.8, FAR_OFF_SHARE_MAX = 0.004;

struct difference {
    double mean_off;      ///< of all channels, 0..255
    double far_off_share; ///< of pixels with a channel off by FAR_OFF or more
};

static int channel_off(uint32_t a, uint32_t b, int shift)
{
    return abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
}

static struct difference compare(struct canvas *canvas, cairo_surface_t *golden)
{
    long sum = 0, far = 0;
    for (int y = 0; y < canvas->height; y++) {
        const uint32_t *ours =
            (const uint32_t *)((const char *)canvas_pixels(canvas) + y * canvas_stride(canvas));
        const uint32_t *theirs = (const uint32_t *)(cairo_image_surface_get_data(golden) +
                                                    y * cairo_image_surface_get_stride(golden));
        for (int x = 0; x < canvas->width; x++) {
            int most = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                int off = channel_off(ours[x], theirs[x], shift);
                sum += off;
                most = off > most ? off : most;
            }
            far += most >= FAR_OFF;
        }
    }
    double pixels = (double)canvas->width * canvas->height;
    return (struct difference){(double)sum / pixels / 3.0, (double)far / pixels};
}

static bool matches_golden(struct canvas *canvas, const char *name)
{
    char golden_path[512], actual_path[512];
    snprintf(golden_path, sizeof golden_path, TEST_DIR "/golden/%s.png", name);
    snprintf(actual_path, sizeof actual_path, BINARY_DIR "/%s-actual.png", name);
    if (getenv("REPOSE_REBASELINE"))
        return canvas_write_png(canvas, golden_path, NULL);
    cairo_surface_t *golden = cairo_image_surface_create_from_png(golden_path);
    bool same_size = cairo_surface_status(golden) == CAIRO_STATUS_SUCCESS &&
                     cairo_image_surface_get_width(golden) == canvas->width &&
                     cairo_image_surface_get_height(golden) == canvas->height;
    struct difference difference = {255.0, 1.0};
    if (same_size)
        difference = compare(canvas, golden);
    cairo_surface_destroy(golden);
    if (difference.mean_off <= MEAN_OFF_MAX && difference.far_off_share <= FAR_OFF_SHARE_MAX)
        return true;
    canvas_write_png(canvas, actual_path, NULL);
    print_error("%s: mean off %.2f of 255, %.2f %% of pixels far off; see %s\n", golden_path,
                difference.mean_off, 100.0 * difference.far_off_share, actual_path);
    return false;
}

static bool pose_matches(struct showing *showing, struct pose_side at, const char *theme)
{
    struct moment moment;
    struct err err;
    if (!moment_of_pose(at, 0.0f, &moment, &err))
        fail_msg("%s", err.text);
    showing_draw(showing, &moment);
    static const char *const suffixes[] = {"-right", "-left"};
    char name[128];
    snprintf(name, sizeof name, "%s%s-%s", at.pose->id, at.pose->sided ? suffixes[at.side] : "",
             theme);
    return matches_golden(showing_canvas(showing), name);
}

static void check_theme(const char *theme)
{
    struct studio studio = {0};
    assert_true(studio_load_content(&studio));
    struct showing *showing = showing_create(PICTURE_SIZE, theme, true);
    assert_non_null(showing);
    int wrong = 0;
    for (int p = 0; p < studio.content.pose_count; p++) {
        const struct pose *pose = &studio.content.pose[p];
        for (int side = 0; side < (pose->sided ? SIDE_COUNT : 1); side++)
            wrong += !pose_matches(showing, (struct pose_side){pose, (enum side)side}, theme);
    }
    showing_destroy(showing);
    studio_finish(&studio);
    assert_int_equal(wrong, 0);
}

static void every_pose_by_day_looks_as_it_did(void **state)
{
    (void)state;
    check_theme("day");
}

static void every_pose_by_night_looks_as_it_did(void **state)
{
    (void)state;
    check_theme("night");
}

static void the_screen_looks_as_it_did(void **state)
{
    (void)state;
    static const char *const themes[] = {"day", "night"};
    int wrong = 0;
    for (int i = 0; i < 2; i++) {
        struct studio studio = {0};
        assert_true(studio_load_routine(&studio, "bedtime"));
        struct showing *showing = showing_create((struct size){640, 360}, themes[i], false);
        assert_non_null(showing);
        struct moment moment;
        char name[64];
        timeline_at(studio.timeline, 95.0, &moment);
        showing_draw(showing, &moment);
        snprintf(name, sizeof name, "screen-%s", themes[i]);
        wrong += !matches_golden(showing_canvas(showing), name);
        showing_destroy(showing);
        studio_finish(&studio);
    }
    assert_int_equal(wrong, 0);
}

static void the_same_picture_has_the_same_bytes_whatever_was_drawn_before(void **state)
{
    (void)state;
    struct studio studio = {0};
    assert_true(studio_load_routine(&studio, "bedtime"));
    struct showing *fresh = showing_create(PICTURE_SIZE, "night", false);
    struct showing *used = showing_create(PICTURE_SIZE, "night", false);
    struct moment moment;
    for (double t_s = 400.0; t_s > 65.0; t_s -= 37.0) {
        timeline_at(studio.timeline, t_s, &moment);
        showing_draw(used, &moment);
    }
    timeline_at(studio.timeline, 65.0, &moment);
    showing_draw(used, &moment);
    showing_draw(fresh, &moment);
    struct canvas *a = showing_canvas(used), *b = showing_canvas(fresh);
    size_t bytes = (size_t)canvas_stride(a) * (size_t)a->height;
    assert_memory_equal(canvas_pixels(a), canvas_pixels(b), bytes);
    showing_destroy(fresh);
    showing_destroy(used);
    studio_finish(&studio);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pose_by_day_looks_as_it_did),
        cmocka_unit_test(every_pose_by_night_looks_as_it_did),
        cmocka_unit_test(the_screen_looks_as_it_did),
        cmocka_unit_test(the_same_picture_has_the_same_bytes_whatever_was_drawn_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
