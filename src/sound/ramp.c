#include "sound/ramp.h"

#include <assert.h>
#include <math.h>

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
    if (ramp->done_frames >= ramp->length_frames)
        return ramp->to;
    double share = (double)ramp->done_frames / ramp->length_frames;
    double weight = 0.5 - 0.5 * cos(3.14159265358979323846 * share);
    return (float)(ramp->from + (ramp->to - ramp->from) * weight);
}

float ramp_next(struct ramp *ramp)
{
    float value = ramp_value(ramp);
    if (ramp->done_frames < ramp->length_frames)
        ramp->done_frames++;
    return value;
}
