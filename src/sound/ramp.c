#include "sound/ramp.h"

#include <assert.h>
#include <math.h>

static bool is_at_rest(const struct ramp *ramp)
{
    return ramp->done_frames >= ramp->length_frames;
}

struct ramp ramp_at(float value)
{
    return (struct ramp){.from = value, .to = value};
}

void ramp_head_for(struct ramp *ramp, float target, int length_frames)
{
    assert(length_frames > 0);
    if (ramp->to == target)
        return;
    *ramp = (struct ramp){
        .from = ramp_value(ramp),
        .to = target,
        .length_frames = length_frames,
    };
}

float ramp_value(const struct ramp *ramp)
{
    if (is_at_rest(ramp))
        return ramp->to;
    double share = (double)ramp->done_frames / ramp->length_frames;
    double weight = 0.5 - 0.5 * cos(3.14159265358979323846 * share);
    return (float)(ramp->from + (ramp->to - ramp->from) * weight);
}

void ramp_fill(struct ramp *ramp, int frame_count, float *gain)
{
    int i = 0;
    while (i < frame_count && !is_at_rest(ramp))
        gain[i++] = ramp_next(ramp);
    for (; i < frame_count; i++)
        gain[i] = ramp->to;
}

float ramp_next(struct ramp *ramp)
{
    float value = ramp_value(ramp);
    if (ramp->done_frames < ramp->length_frames)
        ramp->done_frames++;
    return value;
}
