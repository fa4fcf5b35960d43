/// The surface of the figure: whole, on the floor, breathing, the same on both sides.
#include "base/mem.h"
#include "body/motion.h"
#include "body/study_postures.h"
#include "picture/figure_skin.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct person *const persons[] = {&person_woman, &person_man};
enum { PERSONS = sizeof persons / sizeof persons[0] };

static struct body body_of(enum study_id id)
{
    struct motion_key key;
    struct err err;
    assert_true(motion_key_solve(&key, &study_posture[id], NULL, &err));
    return key.body;
}

static vec3s place(const struct skin *skin, int vertex)
{
    return (vec3s){{skin->at[vertex][0], skin->at[vertex][1], skin->at[vertex][2]}};
}

/// Sides that belong to one triangle only: those round a hole. Lines drawn on the surface are
/// strips of their own.
static int open_sides(const struct skin *skin)
{
    size_t count = (size_t)skin->vertex_count;
    int8_t *balance = mem_alloc(count * 64, 1);
    uint16_t *other = mem_alloc(count * 64, sizeof *other);
    int open = 0;
    for (int i = 0; i < 3 * skin->triangle_count; i++) {
        const uint16_t *v = skin->triangle[i / 3].vertex;
        if (skin->triangle[i / 3].region[0] >= REGION_LINE)
            continue;
        uint16_t a = v[i % 3], b = v[(i % 3 + 1) % 3];
        uint16_t low = a < b ? a : b, high = a < b ? b : a;
        size_t slot = (size_t)low * 64;
        while (other[slot] && other[slot] != high)
            slot++;
        other[slot] = high;
        balance[slot] = (int8_t)(balance[slot] + (a < b ? 1 : -1));
    }
    for (size_t i = 0; i < count * 64; i++)
        open += balance[i] != 0;
    mem_free(balance);
    mem_free(other);
    return open;
}

static void both_halves_are_sewn_together(void **state)
{
    (void)state;
    for (int i = 0; i < PERSONS; i++) {
        struct skin *skin = skin_create(persons[i]);
        // Inside of mouth and nose there is nothing.
        assert_true(open_sides(skin) < skin->triangle_count / 200);
        skin_destroy(skin);
    }
}

static void every_posture_has_a_finite_surface_with_unit_normals(void **state)
{
    (void)state;
    for (int i = 0; i < PERSONS; i++) {
        struct skin *skin = skin_create(persons[i]);
        for (int id = 0; id <= STUDY_SAVASANA_INHALED; id++) {
            struct body body = body_of((enum study_id)id);
            skin_pose(skin, &body, 0.0f);
            for (int k = 0; k < skin->vertex_count; k++) {
                const float *n = skin->normal[k];
                assert_true(glms_vec3_norm(place(skin, k)) < 4.0f);
                assert_float_equal(n[0] * n[0] + n[1] * n[1] + n[2] * n[2], 1.0f, 0.01f);
            }
        }
        skin_destroy(skin);
    }
}

static void nothing_lies_under_the_floor_or_in_the_wall(void **state)
{
    (void)state;
    static const float WALL_X_M = 0.6f;
    struct skin *skin = skin_create(&person_woman);
    for (int id = 0; id <= STUDY_SAVASANA_INHALED; id++) {
        struct body body = body_of((enum study_id)id);
        skin_pose(skin, &body, WALL_X_M);
        for (int k = 0; k < skin->vertex_count; k++) {
            assert_true(skin->at[k][1] >= 0.0f);
            assert_true(skin->at[k][0] <= WALL_X_M);
        }
    }
    skin_destroy(skin);
}

/// Limbs are as long as the bones in them: where a joint is, there is surface round it.
static void every_vertex_follows_its_bones_by_shares_of_one(void **state)
{
    (void)state;
    for (int i = 0; i < PERSONS; i++) {
        struct skin *skin = skin_create(persons[i]);
        for (int k = 0; k < skin->vertex_count; k++) {
            const float *weight = skin->vertex[k].weight;
            assert_float_equal(weight[0] + weight[1] + weight[2] + weight[3], 1.0f, 1e-4f);
            // The first share of nothing ends them.
            for (int n = 1; n < 4; n++)
                assert_true(weight[n] <= weight[n - 1] && weight[n] >= 0.0f);
        }
        skin_destroy(skin);
    }
}

static void the_surface_follows_every_joint(void **state)
{
    (void)state;
    static const enum joint joints[] = {JOINT_KNEE_R, JOINT_ANKLE_R, JOINT_ELBOW_R, JOINT_WRIST_R,
                                        JOINT_KNEE_L, JOINT_ANKLE_L, JOINT_ELBOW_L, JOINT_WRIST_L};
    for (int i = 0; i < PERSONS; i++) {
        struct skin *skin = skin_create(persons[i]);
        for (int id = 0; id <= STUDY_SAVASANA_INHALED; id++) {
            struct body body = body_of((enum study_id)id);
            skin_pose(skin, &body, 0.0f);
            for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++) {
                float nearest_m = 1.0f;
                for (int v = 0; v < skin->vertex_count; v++)
                    nearest_m =
                        fminf(nearest_m, glms_vec3_distance(place(skin, v), body.joint[joints[k]]));
                assert_true(nearest_m < 0.07f);
            }
        }
        skin_destroy(skin);
    }
}

static float belly_front_m(struct skin *skin, const struct body *body)
{
    float front_m = -9.0f;
    skin_pose(skin, body, 0.0f);
    for (int v = 0; v < skin->vertex_count; v++)
        if (glms_vec3_distance(place(skin, v), body->joint[JOINT_L2]) < 0.16f &&
            skin->vertex[v].limb == LIMB_NONE)
            front_m = fmaxf(front_m, skin->at[v][1]);
    return front_m;
}

static void the_breath_lifts_the_belly_by_its_own_measure(void **state)
{
    (void)state;
    static const float BREATH_M = 0.015f;
    struct skin *skin = skin_create(&person_woman);
    struct body body = body_of(STUDY_SAVASANA);
    body.breath_front = 1.0f;
    body.belly_m = body.ribs_m = 0.0f;
    float empty_m = belly_front_m(skin, &body);
    body.belly_m = BREATH_M;
    assert_float_equal(belly_front_m(skin, &body) - empty_m, BREATH_M, 0.004f);
    skin_destroy(skin);
}

static void the_other_side_is_the_mirror_image(void **state)
{
    (void)state;
    struct skin *skin = skin_create(&person_woman);
    struct body body = body_of(STUDY_ALL_FOURS);
    skin_pose(skin, &body, 0.0f);
    float right_m = 0.0f, left_m = 0.0f;
    for (int v = 0; v < skin->vertex_count; v++) {
        right_m = fmaxf(right_m, skin->at[v][2]);
        left_m = fmaxf(left_m, -skin->at[v][2]);
    }
    assert_float_equal(right_m, left_m, 0.002f);
    skin_destroy(skin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_halves_are_sewn_together),
        cmocka_unit_test(every_posture_has_a_finite_surface_with_unit_normals),
        cmocka_unit_test(nothing_lies_under_the_floor_or_in_the_wall),
        cmocka_unit_test(every_vertex_follows_its_bones_by_shares_of_one),
        cmocka_unit_test(the_surface_follows_every_joint),
        cmocka_unit_test(the_breath_lifts_the_belly_by_its_own_measure),
        cmocka_unit_test(the_other_side_is_the_mirror_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
