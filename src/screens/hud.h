/// What lies over the scene while somebody practises. Each item knows its box and whether what it
/// shows has changed, so that only what changed is drawn again.
#pragma once

#include "screens/composer.h"
#include "screens/practice_view.h"

enum hud_item {
    HUD_TITLE,
    HUD_DIAL,
    HUD_TOTAL,
    HUD_WORDS,
    HUD_NEXT,
    HUD_MESSAGES, ///< from here on: drawn over the fade of the last rest, so that they can be read
    HUD_STATUS = HUD_MESSAGES,
    HUD_VOLUME,
    HUD_COUNT
};

/// Add an item to a picture; its number becomes the part's id. The painter only measures.
void hud_add(struct picture *picture, enum hud_item item, const struct painter *painter,
             const struct practice_view *view);

/// Draw a part that hud_add has made.
void hud_draw(const struct painter *painter, const struct part *part,
              const struct practice_view *view);
