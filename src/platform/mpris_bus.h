/// What the two halves of MPRIS share: mpris.c keeps the connection, mpris_table.c answers.
#pragma once

#include "platform/mpris.h"

#include <systemd/sd-bus.h>

enum { MPRIS_REQUESTS_MAX = 16, MPRIS_TITLE_BYTES = 120 };

#define MPRIS_PATH   "/org/mpris/MediaPlayer2"
#define MPRIS_ROOT   "org.mpris.MediaPlayer2"
#define MPRIS_PLAYER "org.mpris.MediaPlayer2.Player"

struct mpris {
    sd_bus *bus; ///< NULL once it is lost
    /// The title and the routine in it point to the copies below.
    struct mpris_state state;
    char title[MPRIS_TITLE_BYTES], routine[MPRIS_TITLE_BYTES];
    bool told; ///< the state was told to clients
    int request_count;
    struct mpris_request request[MPRIS_REQUESTS_MAX];
};

/// A client that asks faster than it is heard loses its last wishes.
void mpris_ask(struct mpris *mpris, struct mpris_request request);

/// Methods and properties; their user data is the struct mpris.
extern const sd_bus_vtable mpris_root_table[], mpris_player_table[];
