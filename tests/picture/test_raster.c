/// The raster: what lies before what, and how lines part the pixels that they cross.
#include "picture/raster.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIZE = 24, CORNERS = 4, MOST = 4 * CORNERS, TOLERANCE = 3 };
static const float PIXEL_M = 0.001f;

/// Rectangles of two triangles, each of one colour.
struct scene {
    struct raster_vertex vertex[MOST];
    struct raster_triangle triangle[MOST / 2];
    int vertex_count, triangle_count;
};

/// From `left` to `right` and 4 to 20 down; its depth may differ on both sides.
static void add_rectangle(struct scene *scene, float left, float right, float left_m, float right_m,
                          uint8_t colour)
{
    uint16_t first = (uint16_t)scene->vertex_count;
    for (int i = 0; i < CORNERS; i++)
        scene->vertex[scene->vertex_count++] = (struct raster_vertex){
            .x = i & 1 ? right : left,
            .y = i & 2 ? 20.0f : 4.0f,
            .depth = i & 1 ? right_m : left_m,
            .light = 1.0f,
        };
    const uint16_t a = first, b = a + 1, c = a + 2, d = a + 3;
    scene->triangle[scene->triangle_count++] =
        (struct raster_triangle){{a, c, b}, {colour, colour}};
    scene->triangle[scene->triangle_count++] =
        (struct raster_triangle){{b, c, d}, {colour, colour}};
}

static void draw(struct raster *raster, const struct scene *scene,
                 const struct raster_triangle *fine, int fine_count)
{
    float edge[MOST] = {0.0f};
    struct raster_mesh mesh;
    raster_mesh_init(&mesh, scene->triangle, scene->triangle_count, edge, scene->vertex_count);
    raster_draw(raster, scene->vertex, &mesh, fine, fine_count, PIXEL_M);
    raster_mesh_finish(&mesh);
}

/// What a pixel shows of its neighbour.
static int share(const struct raster *raster, int x, int y, enum raster_neighbour neighbour)
{
    const struct raster_mark *mark;
    for (int i = -1; (mark = raster_next_mark(raster, y, &i));)
        if (i == x)
            return mark->share[neighbour];
    return 0;
}

static int colour(const struct raster *raster, int x, int y)
{
    return (raster->key[(size_t)y * raster->stride + (size_t)x] & RASTER_CODE) >>
           RASTER_COLOUR_SHIFT;
}

static void an_outline_covers_pixels_by_where_it_passes(void **state)
{
    (void)state;
    struct raster raster;
    raster_init(&raster, SIZE, SIZE);
    for (int i = 1; i < 32; i++) {
        float covered = (float)i / 32.0f;
        struct scene scene = {0};
        add_rectangle(&scene, 4.0f, 12.0f + covered, 2.0f, 2.0f, 1);
        draw(&raster, &scene, NULL, 0);
        bool is_inside = covered > 0.5f || i == 16;
        int expected = (int)((is_inside ? 1.0f - covered : covered) * RASTER_WHOLE);
        int found = share(&raster, 12, 10, is_inside ? RASTER_RIGHT : RASTER_LEFT);
        assert_true(abs(found - expected) <= TOLERANCE);
        assert_int_equal(share(&raster, 8, 10, RASTER_RIGHT), 0);
    }
    raster_finish(&raster);
}

static void an_outline_behind_something_is_not_seen(void **state)
{
    (void)state;
    struct raster raster;
    struct scene scene = {0};
    raster_init(&raster, SIZE, SIZE);
    add_rectangle(&scene, 4.0f, 12.3f, 2.0f, 2.0f, 1);
    add_rectangle(&scene, 2.0f, 20.0f, 1.5f, 1.5f, 2);
    draw(&raster, &scene, NULL, 0);
    assert_int_equal(colour(&raster, 12, 10), 2);
    for (int x = 10; x < 15; x++)
        for (int i = 0; i < RASTER_NEIGHBOURS; i++)
            assert_int_equal(share(&raster, x, 10, (enum raster_neighbour)i), 0);
    raster_finish(&raster);
}

/// Two surfaces that cross in depth have no outline there: the second one has another colour, or
/// the same in another light.
static void check_meeting(struct raster *raster, float meeting, uint8_t second, float light)
{
    struct scene scene = {0};
    add_rectangle(&scene, 2.0f, 22.0f, 2.0f, 2.0f, 1);
    add_rectangle(&scene, 2.0f, 22.0f, 2.0f + (2.0f - meeting) * -0.01f,
                  2.0f + (22.0f - meeting) * -0.01f, second);
    for (int i = CORNERS; i < scene.vertex_count; i++)
        scene.vertex[i].light = light;
    draw(raster, &scene, NULL, 0);
    assert_int_equal(colour(raster, 11, 10), 1);
    assert_int_equal(colour(raster, 12, 10), second);
    int of_right = share(raster, 11, 10, RASTER_RIGHT);
    int of_left = share(raster, 12, 10, RASTER_LEFT);
    float found = 12.0f + (float)(of_left - of_right) / RASTER_WHOLE;
    assert_true(fabsf(found - meeting) < 0.02f);
}

static void surfaces_part_a_pixel_where_they_meet(void **state)
{
    (void)state;
    struct raster raster;
    raster_init(&raster, SIZE, SIZE);
    for (int i = 0; i < 16; i++) {
        float meeting = 11.5f + ((float)i + 0.5f) / 16.0f; // between two middles
        check_meeting(&raster, meeting, 2, 1.0f);
        check_meeting(&raster, meeting, 1, 0.6f);
    }
    raster_finish(&raster);
}

static void strips_finer_than_a_pixel_count_their_samples(void **state)
{
    (void)state;
    struct raster raster;
    struct scene scene = {0};
    raster_init(&raster, SIZE, SIZE);
    add_rectangle(&scene, 2.0f, 22.0f, 2.0f, 2.0f, 1);
    int body = scene.triangle_count;
    add_rectangle(&scene, 10.55f, 10.8f, 1.999f, 1.999f, 3);
    add_rectangle(&scene, 14.55f, 14.8f, 2.5f, 2.5f, 3); // beneath
    struct raster_triangle fine[4];
    for (int i = 0; i < 4; i++)
        fine[i] = scene.triangle[body + i];
    scene.triangle_count = body;
    draw(&raster, &scene, fine, 4);
    const struct raster_mark *mark;
    int found = 0;
    for (int x = -1; (mark = raster_next_mark(&raster, 10, &x));)
        if (mark->fine) {
            assert_int_equal(x, 10);
            assert_int_equal(mark->fine_colour, 3);
            assert_int_equal(__builtin_popcount(mark->fine), 4);
            found++;
        }
    assert_int_equal(found, 1);
    raster_finish(&raster);
}

/// Two garments of one surface, parted where `edge` is zero.
static void a_border_of_colours_parts_the_pixels_it_crosses(void **state)
{
    (void)state;
    struct raster raster;
    struct scene scene = {0};
    float edge[CORNERS];
    raster_init(&raster, SIZE, SIZE);
    add_rectangle(&scene, 4.0f, 20.0f, 2.0f, 2.0f, 1);
    for (int i = 0; i < CORNERS; i++)
        edge[i] = scene.vertex[i].edge = scene.vertex[i].x - 12.3f;
    for (int i = 0; i < scene.triangle_count; i++)
        scene.triangle[i].colour[1] = 2;
    struct raster_mesh mesh;
    raster_mesh_init(&mesh, scene.triangle, scene.triangle_count, edge, scene.vertex_count);
    raster_draw(&raster, scene.vertex, &mesh, NULL, 0, PIXEL_M);
    assert_int_equal(colour(&raster, 11, 10), 1);
    assert_int_equal(colour(&raster, 12, 10), 2);
    assert_true(abs(share(&raster, 12, 10, RASTER_LEFT) - (int)(0.3f * RASTER_WHOLE)) <= TOLERANCE);
    raster_mesh_finish(&mesh);
    raster_finish(&raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outline_covers_pixels_by_where_it_passes),
        cmocka_unit_test(an_outline_behind_something_is_not_seen),
        cmocka_unit_test(surfaces_part_a_pixel_where_they_meet),
        cmocka_unit_test(strips_finer_than_a_pixel_count_their_samples),
        cmocka_unit_test(a_border_of_colours_parts_the_pixels_it_crosses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
