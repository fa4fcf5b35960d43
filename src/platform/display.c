#include "platform/display.h"

#include <SDL.h>

static int display_with_pointer(void)
{
    SDL_Point pointer;
    SDL_GetGlobalMouseState(&pointer.x, &pointer.y);
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) {
        SDL_Rect bounds;
        if (SDL_GetDisplayBounds(i, &bounds) == 0 && SDL_PointInRect(&pointer, &bounds))
            return i;
    }
    return 0;
}

int display_of_number(int number)
{
    if (number >= 1 && number <= SDL_GetNumVideoDisplays())
        return number - 1;
    return display_with_pointer();
}
