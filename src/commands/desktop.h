/// The desktop's media controls and the app: what they are told, and what they want.
#pragma once

#include "platform/mpris.h"
#include "screens/app.h"

/// What clients are told of the app: each step is a track.
struct mpris_state desktop_state(const struct app *app, char *title, size_t size);

/// Does what clients want; call every frame. True if one wants the program to end.
bool desktop_follow(struct mpris *mpris, struct app *app);
