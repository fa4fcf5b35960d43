/// Repose as a media player of the desktop (MPRIS 2.2 on the session's D-Bus): media keys, the
/// desktop's media controls and a paired phone can pause the evening, go on, and show the pose.
///
/// One pose is one track. Nothing here waits: without a bus, or when it goes away, everything below
/// still works and does nothing.
#pragma once

#include <stdbool.h>

struct mpris;

enum mpris_status { MPRIS_STOPPED, MPRIS_PAUSED, MPRIS_PLAYING };

/// What a client is told.
struct mpris_state {
    enum mpris_status status;
    int track;                   ///< from 1; 0: none, and the next three say nothing
    const char *title;           ///< the pose: "Supine twist, left"
    const char *routine;         ///< shown as the album
    double length_s, position_s; ///< of the pose
    float volume;                ///< 0..1
};

enum mpris_wish {
    MPRIS_NOTHING,
    MPRIS_PLAY,
    MPRIS_PAUSE,
    MPRIS_PLAY_PAUSE,
    MPRIS_STOP,
    MPRIS_NEXT,
    MPRIS_PREVIOUS,
    MPRIS_SEEK,
    MPRIS_POSITION,
    MPRIS_VOLUME,
    MPRIS_QUIT
};

struct mpris_request {
    enum mpris_wish wish;
    double seconds; ///< of MPRIS_SEEK: forward, or back if negative; of MPRIS_POSITION: in the pose
    float volume;   ///< 0..1, of MPRIS_VOLUME
};

/// NULL if there is no bus, or if the program was built without sd-bus. The other functions take
/// NULL.
struct mpris *mpris_open(void);
void mpris_close(struct mpris *mpris);

/// Tell clients what has changed since the last call; call every frame.
void mpris_update(struct mpris *mpris, const struct mpris_state *state);

/// What a client wants next; MPRIS_NOTHING if no one wants anything more at the moment.
struct mpris_request mpris_next(struct mpris *mpris);
