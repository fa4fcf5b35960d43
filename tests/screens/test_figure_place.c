/// The figure beside words: all of its rug is inside the box that it is given, from every side.
#include "screens/figure_place.h"

#include "picture/camera.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct rect STAGE = {616, 130, 1200, 700};
static const struct rect BOXES[] = {
    {720, 48, 1184, 984}, {1240, 48, 664, 984}, {720, 48, 1184, 640}, {1500, 48, 1000, 640}};
static const float RUG_RADIUS_M = 1.12f;

enum { BOX_COUNT = 4, POINTS = 32 };

static struct view placed(float az_deg, float el_deg, struct rect box, bool mirrored)
{
    struct view view = {
        .az_deg = az_deg, .el_deg = el_deg, .look_m = {{-0.4f, 0.2f, 0.1f}}, .span_m = 2.0f};
    figure_place(&view, STAGE, box, mirrored);
    return view;
}

/// The pixel of a point, in the picture or in its mirror picture.
static void project(const struct view *view, vec3s point_m, bool mirrored, float px[2])
{
    struct camera camera = camera_of_view(view, STAGE);
    camera_project(&camera, point_m, px, NULL);
    if (mirrored)
        px[0] = 2.0f * camera.centre_px[0] - px[0];
}

static void check_rug(float az_deg, float el_deg, struct rect box, bool mirrored)
{
    struct view view = placed(az_deg, el_deg, box, mirrored);
    for (int i = 0; i < POINTS; i++) {
        float angle = 6.2831853f * (float)i / POINTS, px[2];
        project(&view, (vec3s){{RUG_RADIUS_M * cosf(angle), 0.0f, RUG_RADIUS_M * sinf(angle)}},
                mirrored, px);
        if (px[0] < (float)box.x || px[0] > (float)(box.x + box.width) || px[1] < (float)box.y ||
            px[1] > (float)(box.y + box.height))
            fail_msg("seen from %g, %g the rug is at %g, %g", (double)az_deg, (double)el_deg,
                     (double)px[0], (double)px[1]);
    }
}

static void the_rug_is_whole_from_every_side(void **state)
{
    (void)state;
    for (int i = 0; i < BOX_COUNT; i++)
        for (int az = -150; az <= 180; az += 30)
            for (int el = 5; el <= 80; el += 15) {
                check_rug((float)az, (float)el, BOXES[i], false);
                check_rug((float)az, (float)el, BOXES[i], true);
            }
}

static void what_stands_high_is_not_cut(void **state)
{
    (void)state;
    for (int i = 0; i < BOX_COUNT; i++) {
        // As high over the middle of its view as a figure may reach.
        struct view high = {.el_deg = 15.0f, .look_m = {{0.5f, 0.6f, 0.0f}}, .span_m = 2.2f};
        struct view view = high;
        float px[2];
        figure_place(&view, STAGE, BOXES[i], false);
        project(&view, (vec3s){{0.5f, 0.6f + 0.42f * 2.2f * 9.0f / 16.0f, 0.0f}}, false, px);
        assert_true(px[1] >= (float)BOXES[i].y);
    }
}

static void the_rug_takes_most_of_its_box(void **state)
{
    (void)state;
    for (int i = 0; i < BOX_COUNT; i++) {
        struct view view = placed(0.0f, 20.0f, BOXES[i], false);
        float left[2], right[2];
        project(&view, (vec3s){{-RUG_RADIUS_M, 0.0f, 0.0f}}, false, left);
        project(&view, (vec3s){{RUG_RADIUS_M, 0.0f, 0.0f}}, false, right);
        assert_true(right[0] - left[0] > 0.6f * (float)BOXES[i].width);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rug_is_whole_from_every_side),
        cmocka_unit_test(what_stands_high_is_not_cut),
        cmocka_unit_test(the_rug_takes_most_of_its_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
