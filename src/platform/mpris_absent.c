#include "platform/mpris.h"

#ifndef REPOSE_SD_BUS

#include <stddef.h>

struct mpris *mpris_open(void)
{
    return NULL;
}

void mpris_close(struct mpris *mpris)
{
    (void)mpris;
}

void mpris_update(struct mpris *mpris, const struct mpris_state *state)
{
    (void)mpris;
    (void)state;
}

struct mpris_request mpris_next(struct mpris *mpris)
{
    (void)mpris;
    return (struct mpris_request){.wish = MPRIS_NOTHING};
}

#endif
