/// The whole evening as it is heard, measured by libebur128: quiet enough for somebody who sleeps
/// beside, even enough to be followed, without a click, from silence into silence.
#include "evening.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>
#include <time.h>

enum { RATE = SOUND_RATE_HZ, STEP = RATE / 10 };

/// The default mix, and each part of it alone, for the whole evening.
static struct evening evening;
static long long frame_count;
static float *mix, *part[SOUND_PART_COUNT];
static double mix_cpu_s;

static float *render(struct sound *sound, int only)
{
    float *stereo = mem_alloc((size_t)frame_count, 2 * sizeof *stereo);
    for (long long frame = 0; frame < frame_count; frame += RATE) {
        int count = frame_count - frame < RATE ? (int)(frame_count - frame) : RATE;
        if (only < 0)
            sound_render(sound, frame, count, stereo + 2 * frame);
        else
            sound_render_part(sound, (enum sound_part)only, frame, count, stereo + 2 * frame);
    }
    return stereo;
}

static int set_up(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    remove_folder(BINARY_DIR "/levels-cache");
    if (!evening_load(&evening, &settings))
        return -1;
    const struct sound_settings sound_settings = {
        .folder = SOUNDS,
        .voice = {.cache_folder = BINARY_DIR "/levels-cache", .patient = true},
    };
    frame_count = timeline_total_ticks(evening.timeline) * SOUND_FRAMES_PER_TICK;
    clock_t begun = clock();
    struct sound *sound = sound_create(evening.timeline, &sound_settings);
    mix = render(sound, -1);
    mix_cpu_s = (double)(clock() - begun) / CLOCKS_PER_SEC;
    for (int i = 0; i < SOUND_PART_COUNT; i++)
        part[i] = render(sound, i);
    sound_destroy(sound);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mem_free(mix);
    for (int i = 0; i < SOUND_PART_COUNT; i++)
        mem_free(part[i]);
    evening_finish(&evening);
    return 0;
}

struct loudness {
    double integrated, range, short_term_most, momentary_most;
};

static struct loudness measure(const float *stereo, long long first, long long end)
{
    ebur128_state *meter =
        ebur128_init(2, RATE, EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_S);
    struct loudness loudness = {.short_term_most = -HUGE_VAL, .momentary_most = -HUGE_VAL};
    for (long long frame = first; frame + STEP <= end; frame += STEP) {
        double lufs;
        ebur128_add_frames_float(meter, stereo + 2 * frame, STEP);
        ebur128_loudness_shortterm(meter, &lufs);
        loudness.short_term_most = fmax(loudness.short_term_most, lufs);
        ebur128_loudness_momentary(meter, &lufs);
        loudness.momentary_most = fmax(loudness.momentary_most, lufs);
    }
    ebur128_loudness_global(meter, &loudness.integrated);
    ebur128_loudness_range(meter, &loudness.range);
    ebur128_destroy(&meter);
    return loudness;
}

static double true_peak_db(const float *stereo)
{
    ebur128_state *meter = ebur128_init(2, RATE, EBUR128_MODE_TRUE_PEAK);
    double left, right;
    ebur128_add_frames_float(meter, stereo, (size_t)frame_count);
    ebur128_true_peak(meter, 0, &left);
    ebur128_true_peak(meter, 1, &right);
    ebur128_destroy(&meter);
    return 20.0 * log10(fmax(left, right));
}

static void tell(const char *what, const struct loudness *loudness)
{
    print_message("%-7s %.1f LUFS, range %.1f LU, short-term at most %.1f, momentary %.1f\n", what,
                  loudness->integrated, loudness->range, loudness->short_term_most,
                  loudness->momentary_most);
}

static void the_mix_is_quiet_and_even(void **state)
{
    (void)state;
    struct loudness loudness = measure(mix, 0, frame_count);
    tell("mix", &loudness);
    for (int i = 0; i < SOUND_PART_COUNT; i++) {
        struct loudness alone = measure(part[i], 0, frame_count);
        tell(sound_part_name((enum sound_part)i), &alone);
    }
    double peak_db = true_peak_db(mix);
    print_message("true peak %.1f dBTP\n", peak_db);
    assert_true(fabs(loudness.integrated + 26.0) <= 2.0);
    assert_true(peak_db <= -6.0);
    assert_true(loudness.range <= 10.0);
}

static void the_mix_is_the_sum_of_its_parts(void **state)
{
    (void)state;
    for (long long i = 0; i < 2 * frame_count; i++) {
        float sum = part[0][i] + part[1][i] + part[2][i] + part[3][i];
        if (fabsf(mix[i] - sum) > 1e-6f)
            fail_msg("at %.4f s", (double)(i / 2) / RATE);
    }
}

static void every_line_is_as_loud_as_the_others(void **state)
{
    (void)state;
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (int i = 0; i < timeline_cue_count(evening.timeline); i++) {
        const struct cue *cue = timeline_cue(evening.timeline, i);
        // Shorter words fill too little of a meter's window to be compared.
        if (cue->kind != CUE_WORDS || cue->said_tick - cue->tick < 2 * TICKS_PER_S)
            continue;
        struct loudness line = measure(part[SOUND_VOICE], cue->tick * SOUND_FRAMES_PER_TICK,
                                       cue->said_tick * SOUND_FRAMES_PER_TICK);
        // The fade of the last minute is wanted.
        if (timeline_loudness(evening.timeline, (double)cue->tick / TICKS_PER_S) < 1.0f)
            continue;
        least = fmin(least, line.integrated);
        most = fmax(most, line.integrated);
    }
    print_message("lines: %.1f to %.1f LUFS\n", least, most);
    assert_true(most - least <= 3.0);
}

static void bells_are_at_most_six_lu_over_the_bed(void **state)
{
    (void)state;
    // Where the bed is full and nobody speaks it is as loud as it gets; the quietest counts.
    double bed = measure(part[SOUND_BED], 10LL * RATE, 400LL * RATE).integrated;
    double bells = measure(part[SOUND_BELLS], 0, frame_count).short_term_most;
    print_message("bed %.1f LUFS, bells %.1f LUFS short-term\n", bed, bells);
    assert_true(bells - bed <= 6.0);
}

static void it_begins_and_ends_in_silence(void **state)
{
    (void)state;
    // 1 ms below -80 dBFS; no sound of any part begins faster than that.
    assert_true(loudest(mix, 0, RATE / 1000) < 1e-4f);
    assert_float_equal(loudest(mix, frame_count - RATE, frame_count), 0.0, 0.0);
}

static double level_db(const float *stereo, long long first, long long end)
{
    double energy = 0.0;
    for (long long i = 2 * first; i < 2 * end; i++)
        energy += (double)stereo[i] * (double)stereo[i];
    return 10.0 * log10(energy / (double)(2 * (end - first)) + 1e-20);
}

static void the_last_half_minute_fades_into_silence(void **state)
{
    (void)state;
    // The bed swells a little by itself, so longer stretches are compared.
    enum { STRETCH_S = 4 };
    double before_db =
        level_db(mix, frame_count - (30 + STRETCH_S) * RATE, frame_count - 30 * RATE);
    for (int second = 30; second > 2; second -= STRETCH_S) {
        long long at = frame_count - (long long)second * RATE;
        double db = level_db(mix, at, at + STRETCH_S * RATE);
        print_message("%d s before the end: %.1f dB\n", second, db);
        assert_true(db < before_db);
        before_db = db;
    }
    assert_true(before_db < -80.0);
}

/// From a tenth to nine tenths of its greatest loudness (10 ms) a part takes at least so long.
static int attack_frames(const float *stereo, long long first, long long end)
{
    enum { WINDOW = RATE / 100 };
    double most = -HUGE_VAL;
    for (long long at = first; at + WINDOW <= end; at += WINDOW)
        most = fmax(most, level_db(stereo, at, at + WINDOW));
    long long low = -1, high = -1;
    for (long long at = first; high < 0; at += WINDOW) {
        double db = level_db(stereo, at, at + WINDOW);
        low = low < 0 && db > most - 20.0 ? at : low;
        high = db > most - 1.0 ? at : high;
    }
    return (int)(high - low);
}

static void bells_swell_for_a_tenth_of_a_second_at_least(void **state)
{
    (void)state;
    for (int i = 0; i < timeline_cue_count(evening.timeline); i++) {
        const struct cue *cue = timeline_cue(evening.timeline, i);
        if (cue->kind == CUE_WORDS)
            continue;
        long long first = cue->tick * SOUND_FRAMES_PER_TICK;
        int frames = attack_frames(part[SOUND_BELLS], first, first + 2 * RATE);
        assert_in_range(frames, RATE / 10, RATE);
    }
}

static void breath_and_bed_swell_for_half_a_second_at_least(void **state)
{
    (void)state;
    assert_true(attack_frames(part[SOUND_BED], 0, 20LL * RATE) > RATE / 2);
    for (double t_s = 20.0; t_s < 100.0; t_s += 10.0) {
        // From one turn of the breath to the next.
        double turn_s = t_s;
        struct breath breath = timeline_breath(evening.timeline, turn_s);
        bool inhaling = breath.inhaling;
        while (timeline_breath(evening.timeline, turn_s).inhaling == inhaling)
            turn_s += 0.01;
        breath = timeline_breath(evening.timeline, turn_s);
        long long first = evening_frame(turn_s);
        assert_true(attack_frames(part[SOUND_BREATH], first,
                                  first + evening_frame((double)breath.stroke_s)) > RATE / 2);
    }
}

enum { BLOCK = RATE / 1000 };

/// The largest step from one sample to the next in each millisecond.
static float *block_steps(const float *stereo, long long block_count)
{
    float *step = mem_alloc((size_t)block_count, sizeof *step);
    for (long long i = 1; i < block_count * BLOCK; i++)
        for (int ear = 0; ear < 2; ear++)
            step[i / BLOCK] =
                fmaxf(step[i / BLOCK], fabsf(stereo[2 * i + ear] - stereo[2 * (i - 1) + ear]));
    return step;
}

/// How far the sharpest step stands out from those around it: of the 10 ms on either side without
/// the nearest. What is below -60 dBFS is no click.
static float worst_step(const float *stereo, double *where_s)
{
    enum { AROUND = 10 };
    long long block_count = frame_count / BLOCK;
    float *step = block_steps(stereo, block_count), worst = 0.0f;
    for (long long i = AROUND; i + AROUND < block_count; i++) {
        float around = 0.001f;
        for (long long k = i - AROUND; k <= i + AROUND; k++)
            if (llabs(k - i) > 1)
                around = fmaxf(around, step[k]);
        if (step[i] / around > worst) {
            worst = step[i] / around;
            *where_s = (double)i / 1000.0;
        }
    }
    mem_free(step);
    return worst;
}

static void there_is_no_click(void **state)
{
    (void)state;
    double where_s = 0.0;
    float worst = worst_step(mix, &where_s);
    print_message("the sharpest step is %.2f times its neighbours, at %.3f s\n", (double)worst,
                  where_s);
    assert_true(worst < 3.0f);
    // The measure finds what it looks for: one sample of -50 dBFS too much, in a quiet place.
    long long quiet = frame_count - 20LL * RATE;
    mix[2 * quiet] += 0.00316f;
    assert_true(worst_step(mix, &where_s) > 3.0f);
    assert_float_equal(where_s, (double)quiet / RATE, 0.002);
    mix[2 * quiet] -= 0.00316f;
}

static void the_ends_of_lines_do_not_click(void **state)
{
    (void)state;
    const float *voice = part[SOUND_VOICE];
    for (int i = 0; i < timeline_cue_count(evening.timeline); i++) {
        const struct cue *cue = timeline_cue(evening.timeline, i);
        if (cue->kind != CUE_WORDS)
            continue;
        long long first = cue->tick * SOUND_FRAMES_PER_TICK;
        // The first millisecond of a line, before which the room of the last one may still ring.
        assert_true(loudest(voice, first, first + RATE / 1000) < 0.001f);
    }
}

static void seven_minutes_render_in_less_than_ten_seconds(void **state)
{
    (void)state;
    double seven_minutes_s = mix_cpu_s * 420.0 * RATE / (double)frame_count;
    print_message("7:00 on a cold cache: %.1f s of CPU time\n", seven_minutes_s);
#if !defined(__SANITIZE_ADDRESS__)
    assert_true(seven_minutes_s < 10.0);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mix_is_quiet_and_even),
        cmocka_unit_test(the_mix_is_the_sum_of_its_parts),
        cmocka_unit_test(every_line_is_as_loud_as_the_others),
        cmocka_unit_test(bells_are_at_most_six_lu_over_the_bed),
        cmocka_unit_test(it_begins_and_ends_in_silence),
        cmocka_unit_test(the_last_half_minute_fades_into_silence),
        cmocka_unit_test(bells_swell_for_a_tenth_of_a_second_at_least),
        cmocka_unit_test(breath_and_bed_swell_for_half_a_second_at_least),
        cmocka_unit_test(there_is_no_click),
        cmocka_unit_test(the_ends_of_lines_do_not_click),
        cmocka_unit_test(seven_minutes_render_in_less_than_ten_seconds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
