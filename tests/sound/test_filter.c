/// Filters, rates and the room by themselves: what they do to a tone.
#include "support.h"

#include "base/mem.h"
#include "sound/curve.h"
#include "sound/filter.h"
#include "sound/loudness.h"
#include "sound/resample.h"
#include "sound/room.h"

#include <math.h>
#include <string.h>

enum { RATE = 48000 };

static const double TURN = 6.283185307179586;

/// Gain in dB of a filter for a tone.
static double gain_db(struct filter filter, double hz)
{
    double in = 0.0, out = 0.0;
    for (int i = 0; i < RATE; i++) {
        double sample = sin(TURN * hz * i / RATE), heard = filter_next(&filter, sample);
        // The filter has settled.
        if (i > RATE / 2) {
            in += sample * sample;
            out += heard * heard;
        }
    }
    return 10.0 * log10(out / in);
}

static void filters_do_what_their_names_say(void **state)
{
    (void)state;
    struct filter high = filter_high_pass(RATE, 1000.0, 0.7071);
    assert_float_equal(gain_db(high, 1000.0), -3.0, 0.1);
    assert_float_equal(gain_db(high, 100.0), -40.0, 0.5);
    assert_float_equal(gain_db(high, 10000.0), 0.0, 0.1);
    struct filter low = filter_low_pass(RATE, 1000.0, 0.7071);
    assert_float_equal(gain_db(low, 1000.0), -3.0, 0.1);
    assert_float_equal(gain_db(low, 100.0), 0.0, 0.1);
    struct filter band = filter_band_pass(RATE, 1000.0, 2.0);
    assert_float_equal(gain_db(band, 1000.0), 0.0, 0.05);
    assert_true(gain_db(band, 250.0) < -15.0);
    struct filter bell = filter_bell(RATE, 1000.0, 1.0, -6.0);
    assert_float_equal(gain_db(bell, 1000.0), -6.0, 0.05);
    assert_float_equal(gain_db(bell, 50.0), 0.0, 0.1);
    struct filter shelf = filter_high_shelf(RATE, 2000.0, -4.0);
    assert_float_equal(gain_db(shelf, 2000.0), -2.0, 0.1);
    assert_float_equal(gain_db(shelf, 15000.0), -4.0, 0.1);
    assert_float_equal(gain_db(shelf, 100.0), 0.0, 0.1);
}

static void a_tone_of_16_khz_sound_is_the_same_tone_of_48(void **state)
{
    (void)state;
    enum { FROM = 16000 };
    float *tone = mem_alloc(FROM, sizeof *tone);
    for (int i = 0; i < FROM; i++)
        tone[i] = (float)(0.5 * sin(TURN * 1000.0 * i / FROM));
    int count = 0;
    float *converted = resample(tone, FROM, 1, FROM, RATE, &count);
    assert_in_range(count, RATE - 200, RATE + 200);
    double worst = 0.0;
    for (int i = 1000; i < count - 1000; i++)
        worst = fmax(worst, fabs((double)converted[i] - 0.5 * sin(TURN * 1000.0 * i / RATE)));
    // No images of the tone (at 15, 17 kHz ...): -60 dB of it at most, from start to end.
    assert_true(worst < 0.0005);
    assert_null(resample(tone, FROM, 1, FROM, 0, &count));
    mem_free(tone);
    mem_free(converted);
}

static void the_room_is_soft_wide_and_dies_away(void **state)
{
    (void)state;
    enum { VOICE = RATE / 10, ALL = VOICE + ROOM_TAIL_FRAMES };
    float mono[VOICE] = {0}, *stereo = mem_alloc(ALL, 2 * sizeof *stereo);
    mono[0] = 1.0f;
    room_place(mono, VOICE, 0.2f, stereo);
    double energy = 0.0, both = 0.0, late = 0.0;
    assert_float_equal(stereo[0], 1.0, 1e-6);
    for (int i = 1; i < ALL; i++) {
        double left = (double)stereo[2 * i], right = (double)stereo[2 * i + 1];
        energy += left * left + right * right;
        both += 2.0 * left * right;
        late += i > ALL - RATE / 100 ? left * left + right * right : 0.0;
        // No echo that stands out.
        assert_true(fabs(left) < 0.15 && fabs(right) < 0.15);
    }
    // The dry click is 1: the room is well below it, different for the ears, and gone at the end.
    assert_true(energy > 0.002 && energy < 0.2);
    assert_true(fabs(both) < 0.3 * energy);
    assert_true(late < 1e-7);
    mem_free(stereo);
}

static void a_short_word_is_measured_like_a_long_one(void **state)
{
    (void)state;
    enum { LONG = 4 * RATE, SHORT = RATE / 4 };
    float *tone = mem_alloc(LONG, sizeof *tone);
    for (int i = 0; i < LONG; i++)
        tone[i] = (float)(0.1 * sin(TURN * 1000.0 * i / RATE));
    double whole, word;
    assert_true(loudness_of_line(tone, LONG, &whole));
    assert_true(loudness_of_line(tone, SHORT, &word));
    // EBU R128: 1 kHz at -20 dBFS on both sides is -20 LUFS, by its peak -23 + 3.
    assert_float_equal(whole, -20.0, 0.1);
    assert_float_equal(word, whole, 0.1);
    memset(tone, 0, LONG * sizeof *tone);
    assert_false(loudness_of_line(tone, LONG, &whole));
    assert_false(loudness_of_line(tone, 0, &whole));
    mem_free(tone);
}

static float parabola(const void *source, double t_s)
{
    (void)source;
    return (float)(t_s * t_s);
}

static void curves_are_the_same_whatever_the_pieces(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    float whole[COUNT], pieces[COUNT];
    for (long long first = -3000; first < 9000; first += 777) {
        curve_fill(parabola, NULL, first, COUNT, whole);
        for (int done = 0, count = 1; done < COUNT; done += count, count = count * 5 % 701 + 1) {
            count = count < COUNT - done ? count : COUNT - done;
            curve_fill(parabola, NULL, first + done, count, pieces + done);
        }
        assert_memory_equal(whole, pieces, sizeof whole);
        double t_s = (double)(first + 100) / RATE;
        assert_float_equal(whole[100], t_s * t_s, 1e-4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_do_what_their_names_say),
        cmocka_unit_test(a_tone_of_16_khz_sound_is_the_same_tone_of_48),
        cmocka_unit_test(the_room_is_soft_wide_and_dies_away),
        cmocka_unit_test(a_short_word_is_measured_like_a_long_one),
        cmocka_unit_test(curves_are_the_same_whatever_the_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
