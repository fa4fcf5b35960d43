#include "body/rise.h"

#include <math.h>
#include <stdbool.h>

/// Of the 19 control values of a cubic spline of 16 pieces the outer three at each end are zero.
enum { OUTER = 3, INNER = RISE_PIECES - 3 };

/// What is too little to be mended, and what a control value must weigh to be raised for it.
static const float FINE = 0.00005f, LEAST_WEIGHT = 0.04f;

/// The four control values that count at `u`: the first one's index, and their weights.
struct cubic {
    int first;
    float weight[4];
};

static struct cubic cubic_at(float u)
{
    float at = fminf(fmaxf(u, 0.0f), 1.0f) * RISE_PIECES;
    int piece = (int)fminf(floorf(at), RISE_PIECES - 1);
    float t = at - (float)piece, s = 1.0f - t;
    return (struct cubic){
        .first = piece - OUTER,
        .weight = {s * s * s / 6.0f, (3.0f * t * t * t - 6.0f * t * t + 4.0f) / 6.0f,
                   (3.0f * s * s * s - 6.0f * s * s + 4.0f) / 6.0f, t * t * t / 6.0f},
    };
}

static bool is_inner(int index)
{
    return index >= 0 && index < INNER;
}

struct rise rise_at(const struct rise_course *course, float u)
{
    struct cubic cubic = cubic_at(u);
    struct rise rise = {0};
    for (int i = 0; i < 4; i++) {
        int inner = cubic.first + i;
        if (!is_inner(inner))
            continue;
        for (int id = 0; id < RISE_COUNT; id++)
            rise.at[id] += cubic.weight[i] * course->control[id][inner];
    }
    return rise;
}

/// Raise what counts at `u` to `here` and what lacks there. Near a key little counts, so that has
/// to rise more, but within reason: the curve shall stay calm.
static void raise_to(float control[INNER], float u, float here, float lack)
{
    const float most = 4.0f;
    struct cubic cubic = cubic_at(u);
    float counting = 0.0f;
    for (int i = 0; i < 4; i++)
        counting += is_inner(cubic.first + i) ? cubic.weight[i] : 0.0f;
    float needed = here + lack * fminf(most, 1.0f / fmaxf(counting, 1e-6f));
    for (int i = 0; i < 4; i++)
        if (is_inner(cubic.first + i) && cubic.weight[i] >= LEAST_WEIGHT)
            control[cubic.first + i] = fmaxf(control[cubic.first + i], needed);
}

static bool improve(struct rise_course *course, rise_missing *missing, void *context)
{
    struct rise_course better = *course;
    bool changed = false;
    for (int i = 0; i < RISE_SAMPLES; i++) {
        float u = ((float)i + 0.5f) / RISE_SAMPLES;
        struct rise here = rise_at(course, u), lacks = missing(context, course, u);
        for (int id = 0; id < RISE_COUNT; id++) {
            if (lacks.at[id] < FINE)
                continue;
            raise_to(better.control[id], u, here.at[id], lacks.at[id]);
            changed = true;
        }
    }
    *course = better;
    return changed;
}

void rise_find(struct rise_course *course, rise_missing *missing, void *context)
{
    enum { ROUNDS_MAX = 5 };
    *course = (struct rise_course){0};
    for (int round = 0; round < ROUNDS_MAX && improve(course, missing, context); round++)
        ;
}
