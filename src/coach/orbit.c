#include "coach/orbit.h"

#include "coach/content.h"
#include "coach/framing.h"

#include <math.h>

enum { STAY_TICKS = 5 * TICKS_PER_S, RETURN_TICKS = 5 * TICKS_PER_S / 2 };

/// Lower, the floor hides the figure; higher, the room turns over.
static const float EL_LEAST_DEG = 6.0f, EL_MOST_DEG = 82.0f;
/// A pose's own height lies within these, so an offset never needs more.
static const float EL_REACH_DEG = 76.0f;

static float clamped(float value, float least, float most)
{
    return fminf(most, fmaxf(least, value));
}

/// Turned that far, the figure stands in the middle again.
static const float FOLLOWED_DEG = 40.0f;

void orbit_turn(struct orbit *orbit, float az_deg, float el_deg)
{
    orbit->az_deg = remainderf(orbit->az_deg + az_deg, 360.0f);
    orbit->el_deg = clamped(orbit->el_deg + el_deg, -EL_REACH_DEG, EL_REACH_DEG);
    orbit->still_ticks = 0;
}

bool orbit_is_turned(const struct orbit *orbit)
{
    return orbit->az_deg != 0.0f || orbit->el_deg != 0.0f;
}

void orbit_advance(struct orbit *orbit, long ticks)
{
    if (!orbit_is_turned(orbit))
        return;
    if (orbit->still_ticks <= STAY_TICKS) {
        orbit->from_deg[0] = orbit->az_deg;
        orbit->from_deg[1] = orbit->el_deg;
    }
    orbit->still_ticks += ticks;
    float way = (float)(orbit->still_ticks - STAY_TICKS) / RETURN_TICKS;
    float left = 1.0f - motion_minimum_jerk(way);
    if (way > 0.0f) {
        orbit->az_deg = orbit->from_deg[0] * left;
        orbit->el_deg = orbit->from_deg[1] * left;
    }
}

void orbit_apply(const struct orbit *orbit, const struct body *body, struct view *view)
{
    if (!orbit_is_turned(orbit))
        return;
    view->az_deg += orbit->az_deg;
    view->el_deg = clamped(view->el_deg + orbit->el_deg, EL_LEAST_DEG, EL_MOST_DEG);
    struct view fitted = *view;
    framing_fit(&fitted, &body, 1);
    // What stands in the middle from one side does not from another: the eye follows softly.
    float share =
        motion_minimum_jerk(fmaxf(fabsf(orbit->az_deg), fabsf(orbit->el_deg)) / FOLLOWED_DEG);
    view->look_m = glms_vec3_lerp(view->look_m, fitted.look_m, share);
    view->span_m = fmaxf(view->span_m, fitted.span_m);
}
