/// The stick figure: the layer's promises, and what a pictogram has to tell.
#include "picture/stick.h"

#include "picture/shipped_content.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 480, HEIGHT = 270, PIXELS = WIDTH * HEIGHT };

static const struct stick_colours colours = {
    .near = {0.0f, 0.0f, 1.0f},
    .far = {0.0f, 1.0f, 0.0f},
    .shadow = {0.0f, 0.0f, 0.0f},
    .shadow_strength = 1.0f,
};

static const uint32_t NEAR = 0xff0000ff, FAR = 0xff00ff00;

static struct camera camera_of(const struct view *view)
{
    return camera_of_view(view, (struct rect){0, 0, WIDTH, HEIGHT});
}

static const uint32_t *pixels_of(const struct stick *stick)
{
    cairo_surface_flush(stick_layer(stick));
    assert_int_equal(cairo_image_surface_get_stride(stick_layer(stick)), WIDTH * 4);
    return (const uint32_t *)(const void *)cairo_image_surface_get_data(stick_layer(stick));
}

static struct rect draw(struct stick *stick, const struct moment *moment)
{
    struct camera camera = camera_of(&moment->view);
    struct rect box;
    stick_draw(stick, &moment->figure.body, &camera, &colours, moment->wall_m, moment->wall_alpha,
               &box);
    return box;
}

static bool is_opaque(uint32_t pixel)
{
    return pixel >> 24 == 255;
}

static uint32_t pixel_at(const struct stick *stick, const struct moment *moment, vec3s place_m)
{
    struct camera camera = camera_of(&moment->view);
    float px[2];
    camera_project(&camera, place_m, px, NULL);
    assert_in_range((int)px[0], 0, WIDTH - 1);
    assert_in_range((int)px[1], 0, HEIGHT - 1);
    return pixels_of(stick)[(int)px[1] * WIDTH + (int)px[0]];
}

static void assert_inside(const struct stick *stick, const char *pose)
{
    int opaque = 0;
    for (int i = 0; i < PIXELS; i++) {
        int x = i % WIDTH, y = i / WIDTH;
        bool at_edge = x == 0 || y == 0 || x == WIDTH - 1 || y == HEIGHT - 1;
        opaque += is_opaque(pixels_of(stick)[i]);
        if (at_edge && is_opaque(pixels_of(stick)[i]))
            fail_msg("%s touches the edge at %d,%d", pose, x, y);
    }
    if (opaque < PIXELS / 50)
        fail_msg("%s: only %d pixels are drawn", pose, opaque);
}

static void every_pose_stands_inside_the_canvas(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    for (int p = 0; p < content.pose_count; p++) {
        const struct pose *pose = &content.pose[p];
        for (int i = 0; i < (pose->sided ? 4 : 2); i++) {
            struct moment moment;
            struct err err;
            struct pose_side at = {pose, i / 2 == 0 ? SIDE_RIGHT : SIDE_LEFT};
            assert_true(moment_of_pose(at, (float)(i % 2), &moment, &err));
            draw(stick, &moment);
            assert_inside(stick, pose->id);
        }
    }
    stick_destroy(stick);
}

static void the_same_picture_whatever_was_drawn_before(void **state)
{
    (void)state;
    struct moment moment = shipped_moment(&content, "cat_cow", 0.0f);
    struct moment other = shipped_moment(&content, "legs_up_wall", 0.0f);
    struct stick *fresh = stick_create(WIDTH, HEIGHT), *used = stick_create(WIDTH, HEIGHT);
    struct rect box = draw(fresh, &moment);
    draw(used, &other);
    assert_true(memcmp(pixels_of(fresh), pixels_of(used), PIXELS * 4) != 0);
    struct rect again = draw(used, &moment);
    assert_memory_equal(pixels_of(fresh), pixels_of(used), PIXELS * 4);
    assert_memory_equal(&box, &again, sizeof box);
    stick_destroy(fresh);
    stick_destroy(used);
}

static void nothing_is_drawn_outside_the_changed_box(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    for (int p = 0; p < content.pose_count; p++) {
        struct moment moment = shipped_moment(&content, content.pose[p].id, 0.0f);
        struct rect box = draw(stick, &moment);
        for (int i = 0; i < PIXELS; i++) {
            int x = i % WIDTH, y = i / WIDTH;
            if (x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.height)
                assert_int_equal(pixels_of(stick)[i], 0);
        }
    }
    stick_destroy(stick);
}

/// Half way along a bone.
static vec3s middle_m(const struct moment *moment, enum joint a, enum joint b)
{
    return glms_vec3_lerp(moment->figure.body.joint[a], moment->figure.body.joint[b], 0.5f);
}

static void limbs_on_the_far_side_have_another_tone(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "childs_pose", 0.0f);
    draw(stick, &moment);
    struct camera camera = camera_of(&moment.view);
    vec3s across = glms_vec3_sub(moment.figure.body.joint[JOINT_WRIST_L],
                                 moment.figure.body.joint[JOINT_WRIST_R]);
    enum side far = glms_vec3_dot(across, camera.forward) > 0.0f ? SIDE_LEFT : SIDE_RIGHT;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        vec3s forearm_m =
            middle_m(&moment, joint_of(JOINT_ELBOW_R, side), joint_of(JOINT_WRIST_R, side));
        assert_int_equal(pixel_at(stick, &moment, forearm_m), side == far ? FAR : NEAR);
    }
    stick_destroy(stick);
}

/// From there outwards: something, then a gap, then something else.
static bool has_gap(const struct stick *stick, int x, int y, int step)
{
    enum { GAP_MOST_PX = 6 };
    while (is_opaque(pixels_of(stick)[y * WIDTH + x]))
        x += step;
    for (int gap = 0; gap < GAP_MOST_PX; gap++, x += step)
        if (is_opaque(pixels_of(stick)[y * WIDTH + x]))
            return gap > 0;
    return false;
}

static void a_gap_parts_an_arm_from_what_lies_behind_it(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "knees_to_chest", 0.0f);
    struct camera camera = camera_of(&moment.view);
    const vec3s *joint = moment.figure.body.joint;
    draw(stick, &moment);
    float right_m, left_m, px[2];
    camera_project(&camera, joint[JOINT_ELBOW_R], px, &right_m);
    camera_project(&camera, joint[JOINT_ELBOW_L], px, &left_m);
    enum side near = right_m < left_m ? SIDE_RIGHT : SIDE_LEFT;
    int parted = 0;
    for (float t = 0.5f; t < 1.0f; t += 0.05f) {
        vec3s place_m = glms_vec3_lerp(joint[joint_of(JOINT_ELBOW_R, near)],
                                       joint[joint_of(JOINT_WRIST_R, near)], t);
        camera_project(&camera, place_m, px, NULL);
        parted +=
            has_gap(stick, (int)px[0], (int)px[1], 1) && has_gap(stick, (int)px[0], (int)px[1], -1);
    }
    assert_in_range(parted, 3, 10);
    stick_destroy(stick);
}

static void the_head_is_parted_from_the_trunk_in_every_pose(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    for (int p = 0; p < content.pose_count; p++) {
        struct moment moment = shipped_moment(&content, content.pose[p].id, 0.0f);
        const struct body *body = &moment.figure.body;
        struct camera camera = camera_of(&moment.view);
        float head[2], chest[2];
        draw(stick, &moment);
        camera_project(&camera, body->joint[JOINT_HEAD], head, NULL);
        camera_project(&camera, body->joint[JOINT_T5], chest, NULL);
        bool parted = false;
        for (float t = 0.0f; t < 1.0f; t += 0.002f) {
            int x = (int)(head[0] + (chest[0] - head[0]) * t);
            int y = (int)(head[1] + (chest[1] - head[1]) * t);
            parted = parted || !is_opaque(pixels_of(stick)[y * WIDTH + x]);
        }
        if (!parted)
            fail_msg("%s: head and chest run together", content.pose[p].id);
    }
    stick_destroy(stick);
}

static void thumbs_tell_which_way_the_palms_look(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "savasana", 0.0f);
    draw(stick, &moment);
    const struct body *body = &moment.figure.body;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const mat3s *hand = &body->bone[bone_of(BONE_HAND_R, side)];
        vec3s wrist = body->joint[joint_of(JOINT_WRIST_R, side)];
        vec3s along = glms_vec3_muladds(hand->col[1], -0.086f, wrist);
        vec3s thumb = glms_vec3_muladds(hand->col[0], 0.056f, along);
        vec3s opposite = glms_vec3_muladds(hand->col[0], -0.056f, along);
        assert_int_equal(pixel_at(stick, &moment, thumb), NEAR);
        assert_false(is_opaque(pixel_at(stick, &moment, opposite)));
    }
    stick_destroy(stick);
}

static void toes_tell_which_way_the_feet_look(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    const struct body *body = &moment.figure.body;
    draw(stick, &moment);
    struct camera camera = camera_of(&moment.view);
    vec3s across = glms_vec3_sub(body->joint[JOINT_TOE_L], body->joint[JOINT_TOE_R]);
    enum side near = glms_vec3_dot(across, camera.forward) > 0.0f ? SIDE_RIGHT : SIDE_LEFT;
    vec3s toe = body->joint[joint_of(JOINT_TOE_R, near)];
    vec3s heel = body->joint[joint_of(JOINT_HEEL_R, near)];
    vec3s behind = glms_vec3_muladds(glms_vec3_sub(heel, toe), 0.5f, heel);
    assert_int_equal(pixel_at(stick, &moment, toe), NEAR);
    assert_int_equal(pixel_at(stick, &moment, heel), NEAR);
    assert_int_not_equal(pixel_at(stick, &moment, behind), NEAR);
    stick_destroy(stick);
}

/// Pixels with a shadow alone.
static int shaded(const struct stick *stick)
{
    int count = 0;
    for (int i = 0; i < PIXELS; i++) {
        uint32_t pixel = pixels_of(stick)[i];
        count += pixel != 0 && (pixel & 0xffffff) == 0;
    }
    return count;
}

static void a_shadow_falls_where_it_lies_and_none_without_strength(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "savasana", 0.0f);
    struct camera camera = camera_of(&moment.view);
    struct stick_colours bare = colours;
    struct rect box;
    draw(stick, &moment);
    assert_true(shaded(stick) > PIXELS / 100);
    bare.shadow_strength = 0.0f;
    stick_draw(stick, &moment.figure.body, &camera, &bare, 0.0f, 0.0f, &box);
    assert_int_equal(shaded(stick), 0);
    stick_destroy(stick);
}

static void only_what_can_be_seen_counts_as_moved(void **state)
{
    (void)state;
    static const float FINGER_M = 0.02f;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    struct camera camera = camera_of(&moment.view);
    float metre_px = camera.focal_px / camera.distance_m;
    struct body body = moment.figure.body;
    assert_true(stick_has_moved(stick, &body, &camera, 0.5f));
    draw(stick, &moment);
    assert_false(stick_has_moved(stick, &body, &camera, 0.01f));
    body.joint[JOINT_FINGERS_R].y += FINGER_M;
    assert_true(stick_has_moved(stick, &body, &camera, 0.8f * FINGER_M * metre_px));
    assert_false(stick_has_moved(stick, &body, &camera, 1.5f * FINGER_M * metre_px));
    body = moment.figure.body;
    body.belly_m += FINGER_M;
    assert_true(stick_has_moved(stick, &body, &camera, 0.5f * FINGER_M * metre_px));
    camera.centre_px[0] += 2.0f;
    assert_true(stick_has_moved(stick, &moment.figure.body, &camera, 1.0f));
    stick_destroy(stick);
}

static void seen_from_inside_nothing_is_drawn(void **state)
{
    (void)state;
    struct stick *stick = stick_create(WIDTH, HEIGHT);
    struct moment moment = shipped_moment(&content, "bridge", 0.0f);
    draw(stick, &moment);
    moment.view.look_m = moment.figure.body.joint[JOINT_L2];
    moment.view.span_m = 0.01f;
    assert_true(rect_is_empty(draw(stick, &moment)));
    for (int i = 0; i < PIXELS; i++)
        assert_int_equal(pixels_of(stick)[i], 0);
    stick_destroy(stick);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pose_stands_inside_the_canvas),
        cmocka_unit_test(the_same_picture_whatever_was_drawn_before),
        cmocka_unit_test(nothing_is_drawn_outside_the_changed_box),
        cmocka_unit_test(limbs_on_the_far_side_have_another_tone),
        cmocka_unit_test(a_gap_parts_an_arm_from_what_lies_behind_it),
        cmocka_unit_test(the_head_is_parted_from_the_trunk_in_every_pose),
        cmocka_unit_test(thumbs_tell_which_way_the_palms_look),
        cmocka_unit_test(toes_tell_which_way_the_feet_look),
        cmocka_unit_test(a_shadow_falls_where_it_lies_and_none_without_strength),
        cmocka_unit_test(only_what_can_be_seen_counts_as_moved),
        cmocka_unit_test(seen_from_inside_nothing_is_drawn),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
