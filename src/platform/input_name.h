/// Names of keys and gamepad buttons, as they stand in the settings file.
#pragma once

#include <stdbool.h>

/// Is there a key called so ("Space", "?", "AudioPlay"), or with "pad " before it a button
/// ("pad x", "pad lefttrigger")? Upper and lower case are the same.
bool input_name_exists(const char *name);
