/// The items that come and go: status, volume, and the panel for help or the question.
#pragma once

#include "screens/hud.h"

struct hud_look hud_look_of_panel(const struct practice_layout *layout,
                                  const struct practice_view *view);
void hud_draw_panel(const struct painter *painter, struct rect box,
                    const struct practice_view *view);

struct hud_look hud_look_of_status(const struct practice_layout *layout,
                                   const struct practice_view *view);
void hud_draw_status(const struct painter *painter, struct rect box,
                     const struct practice_view *view);

struct hud_look hud_look_of_volume(const struct practice_layout *layout,
                                   const struct practice_view *view);
void hud_draw_volume(const struct painter *painter, struct rect box,
                     const struct practice_view *view);
