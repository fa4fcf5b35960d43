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

struct breath breath_at(const struct breath_pace *pace, double length_s, double t_s)
{
    assert(length_s > 0.0);
    int cycles = breath_cycles(pace, length_s);
    double cycle_s = length_s / cycles, since_s = fmin(fmax(t_s, 0.0), length_s);
    int cycle = (int)fmin(floor(since_s / cycle_s), cycles - 1);
    double in_share = (double)pace->in_s / ((double)pace->in_s + (double)pace->out_s);
    double in_s = in_share * cycle_s, within_s = since_s - cycle * cycle_s;
    bool inhaling = within_s < in_s;
    double stroke_s = inhaling ? in_s : cycle_s - in_s;
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
