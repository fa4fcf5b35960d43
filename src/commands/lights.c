#include "commands/lights.h"

#include "coach/daylight.h"
#include "commands/studio.h"

#include <math.h>

/// Dusk goes in so many steps: each draws the whole picture anew, and none can be seen.
enum { DUSK_STEPS = 240 };

static struct theme theme_by_the_hour(const struct lights *lights, const struct settings *settings,
                                      time_t clock)
{
    struct tm local;
    localtime_r(&clock, &local);
    float share = daylight_night_share(&local, (float)settings->latitude);
    return theme_mix(&lights->day, &lights->night, roundf(share * DUSK_STEPS) / DUSK_STEPS);
}

static struct theme goal(const struct lights *lights, const struct settings *settings, time_t clock)
{
    struct theme theme = lights->night;
    if (settings->theme == THEME_DAY)
        theme = lights->day;
    else if (settings->theme == THEME_EMBER)
        theme = lights->ember;
    else if (settings->theme == THEME_AUTO)
        theme = theme_by_the_hour(lights, settings, clock);
    return theme_dimmed(&theme, 1.0f - (float)settings->dimmer_percent / 100.0f);
}

bool lights_init(struct lights *lights, const struct settings *settings, time_t clock)
{
    *lights = (struct lights){.theme = settings->theme, .dimmer_percent = settings->dimmer_percent};
    if (!studio_load_theme(&lights->day, "day") || !studio_load_theme(&lights->night, "night") ||
        !studio_load_theme(&lights->ember, "ember"))
        return false;
    lights->shown = goal(lights, settings, clock);
    return true;
}

static bool is_asked_anew(const struct lights *lights, const struct settings *settings)
{
    return lights->theme != settings->theme || lights->dimmer_percent != settings->dimmer_percent;
}

const struct theme *lights_at(struct lights *lights, const struct settings *settings, double now_s,
                              time_t clock)
{
    if (is_asked_anew(lights, settings)) {
        lights->from = lights->shown;
        lights->theme = settings->theme;
        lights->dimmer_percent = settings->dimmer_percent;
        lights->changed_s = now_s;
        lights->easing = true;
    }
    struct theme to = goal(lights, settings, clock);
    float share = lights->easing ? (float)((now_s - lights->changed_s) / LIGHTS_EASE_S) : 1.0f;
    lights->easing = share < 1.0f;
    // The smooth step is still at its end, so the last picture of the ease is like the one after
    // it.
    float eased = lights->easing ? share * share * (3.0f - 2.0f * share) : 1.0f;
    lights->shown = theme_mix(&lights->from, &to, eased);
    return &lights->shown;
}

bool lights_are_easing(const struct lights *lights)
{
    return lights->easing;
}
