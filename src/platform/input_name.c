#include "platform/input_name.h"

#include <SDL.h>
#include <strings.h>

static bool is_trigger(const char *name)
{
    return strcasecmp(name, "lefttrigger") == 0 || strcasecmp(name, "righttrigger") == 0;
}

bool input_name_exists(const char *name)
{
    static const char PAD[] = "pad ";
    if (strncasecmp(name, PAD, sizeof PAD - 1) != 0)
        return SDL_GetKeyFromName(name) != SDLK_UNKNOWN;
    const char *button = name + sizeof PAD - 1;
    return is_trigger(button) ||
           SDL_GameControllerGetButtonFromString(button) != SDL_CONTROLLER_BUTTON_INVALID;
}
