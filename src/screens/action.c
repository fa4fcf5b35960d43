#include "screens/action.h"

#include <assert.h>
#include <strings.h>

static const char *const names[ACTION_COUNT] = {
    [ACTION_NONE] = "none",
    [ACTION_TOGGLE] = "pause_or_go_on",
    [ACTION_PAUSE] = "pause",
    [ACTION_NEXT] = "next_pose",
    [ACTION_PREVIOUS] = "pose_before",
    [ACTION_AGAIN] = "say_again",
    [ACTION_VOLUME_UP] = "louder",
    [ACTION_VOLUME_DOWN] = "quieter",
    [ACTION_MUTE] = "mute",
    [ACTION_THEME] = "theme",
    [ACTION_DARKER] = "darker",
    [ACTION_LIGHTER] = "lighter",
    [ACTION_FULLSCREEN] = "fullscreen",
    [ACTION_HELP] = "help",
    [ACTION_TURN_LEFT] = "turn_left",
    [ACTION_TURN_RIGHT] = "turn_right",
    [ACTION_TURN_UP] = "turn_up",
    [ACTION_TURN_DOWN] = "turn_down",
    [ACTION_UP] = "up",
    [ACTION_DOWN] = "down",
    [ACTION_LEFT] = "left",
    [ACTION_RIGHT] = "right",
    [ACTION_PAGE_UP] = "page_up",
    [ACTION_PAGE_DOWN] = "page_down",
    [ACTION_CONFIRM] = "confirm",
    [ACTION_BACK] = "back",
};

const char *action_name(enum action action)
{
    assert((int)action >= 0 && action < ACTION_COUNT);
    return names[action];
}

bool action_of_name(const char *name, enum action *action)
{
    for (int i = 0; i < ACTION_COUNT; i++)
        if (strcasecmp(names[i], name) == 0) {
            *action = (enum action)i;
            return true;
        }
    return false;
}
