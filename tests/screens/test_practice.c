/// The practice as stills and films show it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screens/practice.h"

#include "picture/sample_theme.h"
#include "picture/shipped_moment.h"

static void bare_shows_the_scene_alone(void **state)
{
    (void)state;
    struct content content = {0};
    struct moment moment;
    struct err err;
    struct canvas a, b;
    struct theme theme = sample_theme(1.0f);
    load_shipped_content(&content);
    struct pose_side at = {content_pose(&content, "bridge"), SIDE_RIGHT};
    assert_true(moment_of_pose(at, 0.5f, &moment, &err));
    struct practice *practice = practice_create(NULL, 640, 360, true);
    struct scene *scene = scene_create(640, 360, (struct rect){0, 0, 640, 360});
    canvas_init(&a, 640, 360);
    canvas_init(&b, 640, 360);
    practice_draw(practice, &a, &moment, &theme, 0.0f);
    scene_paint(scene, &b, scene_prepare(scene, &moment, &theme, 0.0f));
    assert_memory_equal(canvas_pixels(&a), canvas_pixels(&b), (size_t)(canvas_stride(&a) * 360));
    // Without fonts a practice with words is drawn all the same.
    struct practice *wordless = practice_create(NULL, 640, 360, false);
    practice_draw(wordless, &b, &moment, &theme, 0.0f);
    assert_memory_not_equal(canvas_pixels(&a), canvas_pixels(&b),
                            (size_t)(canvas_stride(&a) * 360));
    practice_destroy(wordless);
    practice_destroy(practice);
    scene_destroy(scene);
    canvas_finish(&a);
    canvas_finish(&b);
    arena_finish(&content.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bare_shows_the_scene_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
