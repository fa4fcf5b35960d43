/// The name of the pose, with its side and its Sanskrit as far as there is room.
#pragma once

#include "screens/painter.h"
#include "screens/practice_view.h"

struct part;

/// `part` receives box and fingerprint; it is not touched if there is nothing to be seen.
void hud_title_part(struct part *part, const struct painter *painter,
                    const struct practice_view *view);
void hud_draw_title(const struct painter *painter, struct rect box,
                    const struct practice_view *view);

/// The light of a pose's title, to be compared with that of another on the same layout: the area of
/// the letters as they are set. Nothing is drawn.
double hud_title_light(const struct painter *painter, struct pose_side at);
