#include "body/breath.h"
#include "body/motion.h"

#include <assert.h>
#include <math.h>

struct breath_pace breath_pace_default(void)
{
    return (struct breath_pace){.in_s = 4.0f, .out_s = 6.0f};
}

int breath_cycles(const struct breath_pace *pace, double length_s)
{
    assert(pace->in_s > 0.0f && pace->out_s > 0.0f);
    double cycle_s = (double)pace->in_s + (double)pace->out_s;
    return (int)fmax(1.0, round(length_s / cycle_s));
}

/// The breath of a cycle that begins at 0 and lasts `in_s + out_s`.
static struct breath breath_of_cycle(int cycle, int cycles, double in_s, double out_s,
                                     double within_s)
{
    bool inhaling = within_s < in_s;
    double stroke_s = inhaling ? in_s : out_s;
    float progress = (float)fmin((inhaling ? within_s : within_s - in_s) / stroke_s, 1.0);
    float eased = motion_minimum_jerk(progress);
    return (struct breath){
        .inhaling = inhaling,
        .cycle = cycle,
        .cycles = cycles,
        .progress = progress,
        .fill = inhaling ? eased : 1.0f - eased,
        .stroke_s = (float)stroke_s,
    };
}

struct breath breath_at(const struct breath_pace *pace, double length_s, double t_s)
{
    assert(length_s > 0.0);
    int cycles = breath_cycles(pace, length_s);
    double cycle_s = length_s / cycles, since_s = fmin(fmax(t_s, 0.0), length_s);
    int cycle = (int)fmin(floor(since_s / cycle_s), cycles - 1);
    double in_share = (double)pace->in_s / ((double)pace->in_s + (double)pace->out_s);
    double in_s = in_share * cycle_s;
    return breath_of_cycle(cycle, cycles, in_s, cycle_s - in_s, since_s - cycle * cycle_s);
}

struct breath_course breath_course_default(void)
{
    return (struct breath_course){
        .first = {.in_s = 3.0f, .out_s = 3.0f}, .goal = breath_pace_default(), .ramp_s = 120.0};
}

struct breath_pace breath_course_pace(const struct breath_course *course, double t_s)
{
    assert(course->ramp_s > 0.0);
    float share = (float)fmin(fmax(t_s / course->ramp_s, 0.0), 1.0);
    const struct breath_pace *first = &course->first, *goal = &course->goal;
    return (struct breath_pace){
        .in_s = first->in_s + share * (goal->in_s - first->in_s),
        .out_s = first->out_s + share * (goal->out_s - first->out_s),
    };
}

static double wanted_cycle_s(const struct breath_course *course, double t_s)
{
    struct breath_pace pace = breath_course_pace(course, t_s);
    return (double)pace.in_s + (double)pace.out_s;
}

/// What `cycles` cycles from `start_s` on would take at the course's own pace.
static double wanted_s(const struct breath_course *course, double start_s, int cycles)
{
    double length_s = 0.0;
    for (int i = 0; i < cycles; i++)
        length_s += wanted_cycle_s(course, start_s + length_s);
    return length_s;
}

/// Would one more cycle make the shortest (the first) too quick to be comfortable?
static bool is_too_quick(const struct breath_course *course, double start_s, double length_s,
                         int cycles)
{
    double scale = length_s / wanted_s(course, start_s, cycles);
    return wanted_cycle_s(course, start_s) * scale < 2.0 * BREATH_IN_LEAST_S;
}

/// As many cycles as come nearest to the course's pace.
static int course_cycles(const struct breath_course *course, double start_s, double length_s)
{
    int cycles = 1;
    while (wanted_s(course, start_s, cycles) * wanted_s(course, start_s, cycles + 1) <
               length_s * length_s &&
           !is_too_quick(course, start_s, length_s, cycles + 1))
        cycles++;
    return cycles;
}

/// Of a cycle's length: the inhale. Its share is the pace's, but no inhale is shorter and no
/// exhale longer than is comfortable.
static double inhale_s(const struct breath_pace *pace, double cycle_s)
{
    double in_s = cycle_s * (double)pace->in_s / ((double)pace->in_s + (double)pace->out_s);
    in_s = fmax(in_s, fmin(BREATH_IN_LEAST_S, 0.5 * cycle_s));
    return fmax(in_s, cycle_s - BREATH_OUT_MOST_S);
}

struct breath breath_on_course(const struct breath_course *course, double start_s, double length_s,
                               double t_s)
{
    assert(length_s > 0.0);
    int cycles = course_cycles(course, start_s, length_s), cycle = 0;
    double scale = length_s / wanted_s(course, start_s, cycles);
    double left_s = fmin(fmax(t_s, 0.0), length_s), at_s = start_s;
    double cycle_s = wanted_cycle_s(course, at_s);
    while (cycle + 1 < cycles && left_s >= cycle_s * scale) {
        left_s -= cycle_s * scale;
        at_s += cycle_s;
        cycle_s = wanted_cycle_s(course, at_s);
        cycle++;
    }
    struct breath_pace pace = breath_course_pace(course, at_s);
    double in_s = inhale_s(&pace, cycle_s * scale);
    return breath_of_cycle(cycle, cycles, in_s, cycle_s * scale - in_s, left_s);
}
