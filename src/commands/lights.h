/// The light a practice stands in: the chosen theme, or the hour's, dimmed as the user likes it,
/// and eased over whenever either changes.
#pragma once

#include "coach/settings.h"
#include "picture/theme.h"

#include <time.h>

/// What the user changes by hand takes this long.
#define LIGHTS_EASE_S 0.5

struct lights {
    struct theme day, night, ember;
    struct theme from, shown;
    int theme, dimmer_percent; ///< as asked for last
    double changed_s;          ///< when that changed
    bool easing;
};

/// Loads the themes; `settings` says which is shown first. False after the mistake was printed.
bool lights_init(struct lights *lights, const struct settings *settings, time_t clock);

/// The theme to draw with at `now_s` (clock_now_s) and by the user's clock. It stays the same to
/// the bit while nothing changes.
const struct theme *lights_at(struct lights *lights, const struct settings *settings, double now_s,
                              time_t clock);

/// True while the theme changes from frame to frame.
bool lights_are_easing(const struct lights *lights);
