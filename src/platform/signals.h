/// Being told to stop: SIGINT, SIGTERM, SIGHUP.
#pragma once

#include <stdbool.h>

/// From now on these signals only ask to stop (the loops look at signals_stop_wanted), and a
/// broken pipe is an ordinary error.
void signals_watch(void);

bool signals_stop_wanted(void);
