/// Correctives move what they should, where they should, alike on both sides.
#include "picture/figure_skin.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SHIFTS = 2 };

/// Of two vertices, one after the other, that the halves do not share.
static uint16_t first;
static struct person_shift shift[SHIFTS] = {{0, 0, {1000, -2000, 3000}, {0, 0, 500}},
                                            {0, 1, {400, 0, 200}, {0, 0, 0}}};

/// Whole at an elbow of 60 degrees, gone again at 120.
static const struct person_corrective corrective[] = {
    {STRAIN_ELBOW, {30.0f, 60.0f}, {90.0f, 120.0f}, shift, SHIFTS},
    {STRAIN_SHOULDER, {40.0f, 10.0f}, {-300.0f, -301.0f}, shift, 1},
};

static void choose_vertices(void)
{
    const struct person_vertex *vertex = person_woman.vertex;
    first = 0;
    while (vertex[first].at[2] == 0 || vertex[first + 1].at[2] == 0)
        first++;
    shift[0].vertex = first;
    shift[1].vertex = (uint16_t)(first + 1);
}

static struct skin *skin_with(int correctives)
{
    static struct person person;
    choose_vertices();
    person = person_woman;
    person.corrective = corrective;
    person.corrective_count = correctives;
    return skin_create(&person);
}

static const float *place(const struct skin *skin, enum side side, int number)
{
    return skin->vertex[skin->number[side][number]].at;
}

/// Has a vertex gone by this much, in metres, from where it is at rest?
static void assert_gone(const struct skin *skin, const struct skin *rest, enum side side,
                        int number, const float by_m[3])
{
    for (int axis = 0; axis < 3; axis++)
        assert_float_equal(place(skin, side, number)[axis] - place(rest, side, number)[axis],
                           by_m[axis], 1e-6f);
}

static void a_strained_side_moves_its_own_vertices_and_no_others(void **state)
{
    (void)state;
    static const float here[3] = {0.01f, -0.02f, 0.03f}, there[3] = {0.004f, 0.0f, -0.002f};
    struct skin *skin = skin_with(1), *rest = skin_with(0);
    struct strains strains = {0};
    strains.deg[SIDE_LEFT][STRAIN_ELBOW] = 75.0f;
    shifts_apply(&skin->shifts, &strains, skin->vertex);
    assert_gone(skin, rest, SIDE_LEFT, first, (float[]){here[0], here[1], -here[2]});
    // What is mirrored is moved on the other half.
    assert_gone(skin, rest, SIDE_RIGHT, first + 1, there);
    int moved = 0;
    for (int i = 0; i < skin->vertex_count; i++)
        moved += memcmp(skin->vertex[i].at, rest->vertex[i].at, sizeof skin->vertex[i].at) != 0;
    assert_int_equal(moved, SHIFTS);
    skin_destroy(skin);
    skin_destroy(rest);
}

static void a_corrective_grows_and_fades_with_its_strain(void **state)
{
    (void)state;
    static const float at_deg[] = {0.0f, 30.0f, 45.0f, 60.0f, 90.0f, 105.0f, 120.0f, 10.0f};
    static const float growth[] = {0.0f, 0.0f, 0.5f, 1.0f, 1.0f, 0.5f, 0.0f, 0.0f};
    struct skin *skin = skin_with(1), *rest = skin_with(0);
    struct strains strains = {0};
    for (size_t i = 0; i < sizeof growth / sizeof growth[0]; i++) {
        float by = growth[i] * 0.01f;
        strains.deg[SIDE_RIGHT][STRAIN_ELBOW] = at_deg[i];
        shifts_apply(&skin->shifts, &strains, skin->vertex);
        assert_gone(skin, rest, SIDE_RIGHT, first, (float[]){by, -2.0f * by, 3.0f * by});
    }
    // Nothing is left of it.
    for (int i = 0; i < skin->vertex_count; i++)
        assert_memory_equal(&skin->vertex[i], &rest->vertex[i], sizeof rest->vertex[i]);
    skin_destroy(skin);
    skin_destroy(rest);
}

static void correctives_add_up_and_may_grow_as_a_strain_falls(void **state)
{
    (void)state;
    struct skin *skin = skin_with(2), *rest = skin_with(0);
    struct strains strains = {0};
    strains.deg[SIDE_RIGHT][STRAIN_SHOULDER] = 5.0f;
    strains.deg[SIDE_RIGHT][STRAIN_ELBOW] = 60.0f;
    strains.deg[SIDE_LEFT][STRAIN_SHOULDER] = 45.0f;
    shifts_apply(&skin->shifts, &strains, skin->vertex);
    assert_gone(skin, rest, SIDE_RIGHT, first, (float[]){0.02f, -0.04f, 0.06f});
    assert_gone(skin, rest, SIDE_LEFT, first, (float[]){0.0f, 0.0f, 0.0f});
    skin_destroy(skin);
    skin_destroy(rest);
}

/// Strains, alike on both sides, at which a corrective is whole.
static void strain_fully(struct strains *strains, const struct person_corrective *one)
{
    *strains = (struct strains){0};
    for (int side = 0; side < SIDE_COUNT; side++)
        strains->deg[side][one->strain] = one->grows_deg[1];
}

static float length(const struct skin_vertex *a, const struct skin_vertex *b)
{
    return hypotf(hypotf(a->at[0] - b->at[0], a->at[1] - b->at[1]), a->at[2] - b->at[2]);
}

static void shipped_correctives_are_alike_on_both_sides_and_tear_nothing(void **state)
{
    (void)state;
    static const struct person *const persons[] = {&person_woman, &person_man};
    for (int p = 0; p < 2; p++) {
        struct skin *skin = skin_create(persons[p]), *rest = skin_create(persons[p]);
        assert_true(persons[p]->corrective_count > 0);
        for (int i = 0; i < persons[p]->corrective_count; i++) {
            struct strains strains;
            strain_fully(&strains, &persons[p]->corrective[i]);
            shifts_apply(&skin->shifts, &strains, skin->vertex);
            int moved = 0;
            for (int v = 0; v < persons[p]->vertex_count; v++) {
                const float *right = place(skin, SIDE_RIGHT, v), *left = place(skin, SIDE_LEFT, v);
                assert_float_equal(right[0], left[0], 1e-6f);
                assert_float_equal(right[1], left[1], 1e-6f);
                assert_float_equal(right[2], -left[2], 1e-6f);
                moved += right[0] != place(rest, SIDE_RIGHT, v)[0];
            }
            assert_in_range(moved, 1, persons[p]->vertex_count / 3);
            for (int k = 0; k < 3 * skin->triangle_count; k++) {
                const uint16_t *corner = skin->triangle[k / 3].vertex;
                int a = corner[k % 3], b = corner[(k + 1) % 3];
                assert_true(length(&skin->vertex[a], &skin->vertex[b]) <
                            2.0f * length(&rest->vertex[a], &rest->vertex[b]) + 0.004f);
            }
        }
        skin_destroy(skin);
        skin_destroy(rest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strained_side_moves_its_own_vertices_and_no_others),
        cmocka_unit_test(a_corrective_grows_and_fades_with_its_strain),
        cmocka_unit_test(correctives_add_up_and_may_grow_as_a_strain_falls),
        cmocka_unit_test(shipped_correctives_are_alike_on_both_sides_and_tear_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
