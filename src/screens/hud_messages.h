/// The items that come and go: status and volume.
#pragma once

#include "screens/hud.h"

/// `part` receives box and fingerprint; it is not touched if there is nothing to be seen.
void hud_status_part(struct part *part, const struct painter *painter,
                     const struct practice_view *view);
void hud_draw_status(const struct painter *painter, struct rect box,
                     const struct practice_view *view);

void hud_volume_part(struct part *part, const struct painter *painter,
                     const struct practice_view *view);
void hud_draw_volume(const struct painter *painter, struct rect box,
                     const struct practice_view *view);
