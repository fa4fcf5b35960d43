/// Where the camera looks: a pose says from which side, the figure says where and how wide.
#pragma once

#include "body/motion.h"
#include "coach/content.h"

/// The look and span that show all of these bodies from the direction of `view` (az, el given),
/// as large as the stage allows. `view->look_m` and `span_m` are written.
void framing_fit(struct view *view, const struct body *const *bodies, int count);

/// Views along a motion: the direction goes in one eased move from `first` to `last`, look and
/// span follow the figure from key to key on the motion's own kind of curve (C2). Who leaves a wall
/// is looked at from its side until she has left it, who comes to one from there on, as far as the
/// eye can turn calmly in the time that is left.
struct framing {
    int count;
    struct view first, last;
    double turn_from_s, turn_to_s; ///< when the direction turns
    double time_s[MOTION_KEYS_MAX];
    float value[MOTION_KEYS_MAX][4], slope[MOTION_KEYS_MAX][4]; ///< look x, y, z and span
};

void framing_prepare(struct framing *framing, const struct motion *motion, const struct view *first,
                     const struct view *last);
struct view framing_at(const struct framing *framing, double t_s);
