#include "coach/calm_view.h"

#include "coach/timeline_data.h"

#include <math.h>

static const double FADE_S = 0.8;

/// Views that differ less look like one: a fade between them would only be a blur.
static const float SAME_DEG = 12.0f;

/// The view from the direction of `direction` that shows the whole passage.
static struct view wide_view(const struct passage *passage, const struct view *direction)
{
    const struct body *bodies[MOTION_KEYS_MAX];
    struct view view = *direction;
    for (int i = 0; i < passage->motion.count; i++)
        bodies[i] = &passage->motion.key[i]->body;
    framing_fit(&view, bodies, passage->motion.count);
    return view;
}

static float faded(double t_s, double from_s)
{
    return motion_minimum_jerk((float)((t_s - from_s) / FADE_S));
}

static struct calm_view on_the_way(const struct passage *passage, double t_s)
{
    const struct view *first = &passage->framing.first, *last = &passage->framing.last;
    const double end_s = passage->seconds;
    bool same = fabsf(first->az_deg - last->az_deg) < SAME_DEG &&
                fabsf(first->el_deg - last->el_deg) < SAME_DEG;
    struct view early = wide_view(passage, same ? last : first), late = wide_view(passage, last);
    if (t_s < FADE_S)
        return (struct calm_view){*first, early, faded(t_s, 0.0)};
    if (t_s > end_s - FADE_S)
        return (struct calm_view){late, *last, faded(t_s, end_s - FADE_S)};
    if (same)
        return (struct calm_view){.view = late};
    return (struct calm_view){early, late, faded(t_s, (end_s - FADE_S) / 2.0)};
}

struct calm_view calm_view_at(const struct timeline *timeline, double t_s)
{
    int i = timeline_span_at(timeline, timeline_tick_at(timeline, t_s));
    if (timeline->span[i].kind != SPAN_MOVE)
        return (struct calm_view){.view = timeline->stay[i]->view};
    double into_s = t_s - (double)timeline->span[i].start_tick / TICKS_PER_S;
    return on_the_way(timeline->passage[i], into_s);
}
