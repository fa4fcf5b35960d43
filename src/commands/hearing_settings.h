/// The settings and the options of the command line speak of the same sounds.
#pragma once

#include "coach/settings.h"
#include "commands/hearing.h"

/// What the settings say becomes the options.
void hearing_take_settings(struct hearing_options *options, const struct settings *settings);

/// What the options say becomes settings, for this run. Only options that differ from `before`
/// were given.
void hearing_override_settings(const struct hearing_options *options,
                               const struct hearing_options *before, struct settings *settings);
