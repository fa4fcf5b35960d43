/// The dial: a ring for the time of this pose, what is left of it, and a disc that breathes. What
/// the breath does is said by the words of the practice.
#pragma once

#include "screens/painter.h"
#include "screens/practice_view.h"

#include <stdint.h>

/// What is to be seen, in steps too fine for the eye, so that nothing is redrawn that looks equal.
struct dial {
    int arc_steps;    ///< of DIAL_ARC_STEPS for the whole ring
    int left_steps;   ///< of HUD_EASE_STEPS: the full ring of the step before, going out
    int breath_steps; ///< of DIAL_BREATH_STEPS for a full breath
    char time[16];    ///< "0:52", "1:30" or empty
};

/// At 1080p the end of the ring moves by a little more than a pixel a step, the disc's soft edge by
/// half a one.
enum { DIAL_ARC_STEPS = 720, DIAL_BREATH_STEPS = 68 };

struct dial dial_of_moment(const struct moment *moment);
uint64_t dial_fingerprint(const struct dial *dial);
void dial_draw(const struct painter *painter, struct rect box, const struct dial *dial);
