/// The breath that is heard is the breath of the timeline: silent at its turns, loudest when the
/// air flows, and in differs from out.
#include "evening.h"

#include <math.h>
#include <string.h>

enum { RATE = SOUND_RATE_HZ };

static struct evening evening;

static int set_up(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    return evening_load(&evening, &settings) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    evening_finish(&evening);
    return 0;
}

/// A breath in the middle of the evening.
struct stroke {
    double start_s, length_s;
    bool inhaling;
};

static struct stroke stroke_after(double t_s)
{
    bool inhaling = timeline_breath(evening.timeline, t_s).inhaling;
    while (timeline_breath(evening.timeline, t_s).inhaling == inhaling)
        t_s += 0.002;
    struct breath breath = timeline_breath(evening.timeline, t_s);
    return (struct stroke){t_s, (double)breath.stroke_s, breath.inhaling};
}

static float *hear(const struct breath_sound *sound, double from_s, double to_s, int *count)
{
    *count = (int)((to_s - from_s) * RATE);
    float *stereo = mem_alloc((size_t)*count, 2 * sizeof *stereo);
    breath_sound_add(sound, evening_frame(from_s), *count, stereo);
    return stereo;
}

static double rms(const float *stereo, int first, int end)
{
    double energy = 0.0;
    for (int i = 2 * first; i < 2 * end; i++)
        energy += (double)stereo[i] * (double)stereo[i];
    return sqrt(energy / (2.0 * (end - first)));
}

/// How often the left side crosses zero in a second: a measure of pitch and brightness.
static double crossings(const float *stereo, int first, int end)
{
    int count = 0;
    for (int i = first + 1; i < end; i++)
        count += (stereo[2 * i] >= 0.0f) != (stereo[2 * (i - 1)] >= 0.0f);
    return (double)count * RATE / (end - first);
}

static void check_strokes(enum breath_kind kind)
{
    struct breath_sound *sound = breath_sound_create(evening.timeline, kind);
    for (double t_s = 20.0; t_s < 400.0; t_s += 41.0) {
        struct stroke stroke = stroke_after(t_s);
        int count;
        float *heard = hear(sound, stroke.start_s, stroke.start_s + stroke.length_s, &count);
        double middle = rms(heard, 4 * count / 10, 6 * count / 10);
        assert_true(middle > 0.003);
        assert_true(rms(heard, 0, count / 20) < 0.1 * middle);
        assert_true(rms(heard, 19 * count / 20, count) < 0.1 * middle);
        mem_free(heard);
    }
    breath_sound_destroy(sound);
}

static void each_breath_swells_and_fades(void **state)
{
    (void)state;
    check_strokes(BREATH_WIND);
    check_strokes(BREATH_TONES);
}

static void in_is_brighter_than_out(void **state)
{
    (void)state;
    static const enum breath_kind kinds[] = {BREATH_WIND, BREATH_TONES};
    for (int k = 0; k < 2; k++) {
        struct breath_sound *sound = breath_sound_create(evening.timeline, kinds[k]);
        for (double t_s = 130.0; t_s < 400.0; t_s += 53.0) {
            double pitch[2];
            struct stroke stroke = stroke_after(t_s);
            for (int i = 0; i < 2; i++, stroke = stroke_after(stroke.start_s + 0.5)) {
                int count;
                float *heard =
                    hear(sound, stroke.start_s, stroke.start_s + stroke.length_s, &count);
                pitch[stroke.inhaling] = crossings(heard, count / 4, 3 * count / 4);
                mem_free(heard);
            }
            assert_true(pitch[true] > 1.35 * pitch[false]);
        }
        breath_sound_destroy(sound);
    }
}

static void the_wind_brightens_inwards_and_darkens_outwards(void **state)
{
    (void)state;
    struct breath_sound *sound = breath_sound_create(evening.timeline, BREATH_WIND);
    struct stroke stroke = stroke_after(200.0);
    for (int i = 0; i < 4; i++, stroke = stroke_after(stroke.start_s + 0.5)) {
        int count;
        float *heard = hear(sound, stroke.start_s, stroke.start_s + stroke.length_s, &count);
        double early = crossings(heard, count / 5, 2 * count / 5);
        double late = crossings(heard, 3 * count / 5, 4 * count / 5);
        assert_true(stroke.inhaling ? late > 1.15 * early : early > 1.05 * late);
        mem_free(heard);
    }
    breath_sound_destroy(sound);
}

static void it_leaves_the_sleeper_alone_soon_after_the_practice(void **state)
{
    (void)state;
    double end_s = (double)timeline_practice_ticks(evening.timeline) / TICKS_PER_S;
    struct breath_sound *sound = breath_sound_create(evening.timeline, BREATH_WIND);
    int count;
    float *heard = hear(sound, end_s + 21.0, end_s + 60.0, &count);
    assert_float_equal(rms(heard, 0, count), 0.0, 1e-9);
    mem_free(heard);
    breath_sound_destroy(sound);
}

static void off_is_silent(void **state)
{
    (void)state;
    struct breath_sound *sound = breath_sound_create(evening.timeline, BREATH_SILENT);
    int count;
    float *heard = hear(sound, 30.0, 40.0, &count);
    assert_float_equal(rms(heard, 0, count), 0.0, 0.0);
    assert_false(breath_sound_is_heard(sound));
    mem_free(heard);
    breath_sound_destroy(sound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_breath_swells_and_fades),
        cmocka_unit_test(in_is_brighter_than_out),
        cmocka_unit_test(the_wind_brightens_inwards_and_darkens_outwards),
        cmocka_unit_test(it_leaves_the_sleeper_alone_soon_after_the_practice),
        cmocka_unit_test(off_is_silent),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
