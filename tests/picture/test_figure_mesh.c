/// The surface of the figure: of one piece, on its field, with clothes where they belong.
#include "base/mem.h"
#include "body/motion.h"
#include "body/study_postures.h"
#include "picture/field.h"
#include "picture/figure_mesh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct wrapped {
    struct body body;
    struct shape shape;
    struct hand hand[SIDE_COUNT];
    struct mesh *mesh;
};

static void wrap(struct wrapped *wrapped, enum study_id id)
{
    struct motion_key key;
    struct err err;
    assert_true(motion_key_solve(&key, &study_posture[id], NULL, &err));
    wrapped->body = key.body;
    shape_of_body(&wrapped->shape, &build_woman, &wrapped->body);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        hand_of_body(&wrapped->hand[side], &build_woman, &wrapped->body, &wrapped->shape, side);
    mesh_wrap(wrapped->mesh, &wrapped->shape, &wrapped->body, wrapped->hand);
}

static vec3s vertex(const struct mesh *mesh, int i)
{
    return (vec3s){{mesh->at.x[i], mesh->at.y[i], mesh->at.z[i]}};
}

static float field_at(const struct shape *shape, enum part part, vec3s at)
{
    struct reach reach = field_reach(shape, part, at, 0.0f);
    struct points p = {lanes_set(at.x), lanes_set(at.y), lanes_set(at.z)};
    return field_distance(shape, &reach, part, p)[0];
}

static void vertices_lie_on_the_surface_or_deep_inside(void **state)
{
    struct wrapped *wrapped = *state;
    struct mesh *mesh = wrapped->mesh;
    for (int id = 0; id <= STUDY_SAVASANA_INHALED; id++) {
        int seen = 0, off = 0;
        wrap(wrapped, (enum study_id)id);
        for (int k = 0; k < mesh->patch_count; k++) {
            const struct patch *patch = &mesh->patch[k];
            if (patch->is_rigid || patch->kind == PATCH_DIGIT)
                continue;
            int end = patch->first_vertex + patch->rings * patch->sides;
            for (int i = patch->first_vertex; i < end; i++) {
                if (mesh->is_buried[i])
                    continue;
                float distance_m = field_at(&wrapped->shape, patch->part, vertex(mesh, i));
                seen++;
                off += fabsf(distance_m) > 0.002f;
                assert_true(fabsf(distance_m) < 0.05f);
            }
        }
        assert_true(seen > 2000);
        assert_true(off * 50 < seen);
    }
}

static void nothing_is_infinite_and_normals_are_units(void **state)
{
    struct wrapped *wrapped = *state;
    struct mesh *mesh = wrapped->mesh;
    for (int id = 0; id <= STUDY_SAVASANA_INHALED; id++) {
        wrap(wrapped, (enum study_id)id);
        for (int t = 0; t < mesh->triangle_count; t++)
            for (int corner = 0; corner < 3; corner++) {
                int i = mesh->triangle[t].vertex[corner];
                vec3s normal = {{mesh->at.normal_x[i], mesh->at.normal_y[i], mesh->at.normal_z[i]}};
                assert_true(glms_vec3_norm(vertex(mesh, i)) < 4.0f);
                assert_float_equal(glms_vec3_norm(normal), 1.0f, 0.05f);
            }
    }
}

static void a_straight_leg_does_not_swell_at_the_knee(void **state)
{
    struct wrapped *wrapped = *state;
    wrap(wrapped, STUDY_SAVASANA);
    const struct solid *thigh = &wrapped->shape.solid[PART_LEG_R][0];
    const struct solid *shank = &wrapped->shape.solid[PART_LEG_R][1];
    vec3s out = thigh->axes.col[2];
    float before_m = 0.0f;
    for (float place = 0.8f; place <= 1.2f; place += 0.02f) {
        vec3s axis = place < 1.0f ? glms_vec3_muladds(thigh->along, place, thigh->a)
                                  : glms_vec3_muladds(shank->along, place - 1.0f, shank->a);
        float radius_m = 0.03f;
        while (field_at(&wrapped->shape, PART_LEG_R, glms_vec3_muladds(out, radius_m, axis)) < 0.0f)
            radius_m += 0.0001f;
        if (before_m > 0.0f)
            assert_true(fabsf(radius_m - before_m) < 0.0015f);
        before_m = radius_m;
    }
}

static void a_thigh_on_the_belly_does_not_melt_into_it(void **state)
{
    struct wrapped *wrapped = *state;
    wrap(wrapped, STUDY_APANASANA);
    const struct solid *thigh = &wrapped->shape.solid[PART_LEG_R][0];
    for (float along = 0.7f; along < 0.95f; along += 0.05f) {
        vec3s axis = glms_vec3_muladds(thigh->along, along, thigh->a);
        vec3s back = glms_vec3_muladds(thigh->axes.col[0], 0.10f, axis);
        struct points p = {lanes_set(back.x), lanes_set(back.y), lanes_set(back.z)};
        float alone_m = field_solid(thigh, p)[0];
        assert_float_equal(field_at(&wrapped->shape, PART_LEG_R, back), alone_m, 0.003f);
    }
}

static void the_breath_moves_the_belly_forward_by_its_own_measure(void **state)
{
    struct wrapped *wrapped = *state;
    wrap(wrapped, STUDY_SAVASANA);
    struct body breathing = wrapped->body;
    breathing.belly_m = 0.015f;
    breathing.breath_front = 1.0f;
    struct shape full;
    shape_of_body(&full, &build_woman, &breathing);
    int belly = 3 * SHAPE_STEPS;
    const float *empty_front = wrapped->shape.section[belly].front;
    float moved_m = 0.0f;
    for (int axis = 0; axis < 3; axis++)
        moved_m += (full.section[belly].centre[axis] - wrapped->shape.section[belly].centre[axis]) *
                   empty_front[axis];
    float grown_m = full.section[belly].centre[3] - wrapped->shape.section[belly].centre[3];
    assert_float_equal(moved_m + grown_m, 0.015f, 0.001f); // the front
    assert_float_equal(moved_m - grown_m, 0.0f, 0.001f);   // the back
}

static int set_up(void **state)
{
    struct wrapped *wrapped = mem_alloc(1, sizeof *wrapped);
    wrapped->mesh = mesh_create(&build_woman);
    *state = wrapped;
    return 0;
}

static int tear_down(void **state)
{
    struct wrapped *wrapped = *state;
    mem_free(wrapped->mesh);
    mem_free(wrapped);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vertices_lie_on_the_surface_or_deep_inside),
        cmocka_unit_test(nothing_is_infinite_and_normals_are_units),
        cmocka_unit_test(a_straight_leg_does_not_swell_at_the_knee),
        cmocka_unit_test(a_thigh_on_the_belly_does_not_melt_into_it),
        cmocka_unit_test(the_breath_moves_the_belly_forward_by_its_own_measure),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
