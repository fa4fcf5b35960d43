/// The items over the scene. Each knows its box and whether what it shows has changed, so that
/// only what changed is drawn again.
#pragma once

#include "screens/painter.h"
#include "screens/practice_view.h"

#include <stdint.h>

enum hud_item {
    HUD_TITLE,
    HUD_DIAL,
    HUD_TOTAL,
    HUD_WORDS,
    HUD_NEXT,
    HUD_MESSAGES, ///< from here on: drawn over the fade of the last rest, so that they can be read
    HUD_PANEL = HUD_MESSAGES, ///< the help or the question, on a veil over everything
    HUD_STATUS,
    HUD_VOLUME,
    HUD_COUNT
};

struct hud_look {
    struct rect box;      ///< nothing is drawn outside it
    uint64_t fingerprint; ///< FINGERPRINT_NONE: not to be seen
};

struct hud_look hud_look_of(enum hud_item item, const struct practice_layout *layout,
                            const struct practice_view *view);

/// Draw an item whose look has a fingerprint.
void hud_draw(enum hud_item item, const struct painter *painter, struct rect box,
              const struct practice_view *view);
