#include "screens/bindings.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { KEYS_SHOWN = 2 };

static const char PAD_PREFIX[] = "pad ";

const struct binding binding_table[] = {
    {INPUT_PRACTICE,
     ACTION_TOGGLE,
     {"Space", "Return", "Select", "AudioPlay", "Keypad Enter", "Pause"},
     {"a"},
     "Pause and go on"},
    {INPUT_PRACTICE,
     ACTION_PAUSE,
     {"Escape", "Q", "AC Back", "AudioStop", "Menu", "Application", "Backspace"},
     {"b", "start"},
     "Pause and choose"},
    {INPUT_PRACTICE,
     ACTION_NEXT,
     {"Right", "N", "AudioNext", "AudioFastForward"},
     {NULL},
     "Next pose"},
    {INPUT_PRACTICE,
     ACTION_PREVIOUS,
     {"Left", "P", "AudioPrev", "AudioRewind"},
     {NULL},
     "Pose before"},
    {INPUT_PRACTICE, ACTION_AGAIN, {"R"}, {NULL}, "Say that again"},
    {INPUT_PRACTICE, ACTION_VOLUME_UP, {"Up", "+", "=", "VolumeUp"}, {NULL}, "Louder"},
    {INPUT_PRACTICE, ACTION_VOLUME_DOWN, {"Down", "-", "VolumeDown"}, {NULL}, "Quieter"},
    {INPUT_PRACTICE, ACTION_MUTE, {"M", "Mute"}, {NULL}, "Sound off"},
    {INPUT_PRACTICE, ACTION_TURN_LEFT, {"A"}, {NULL}, "Turn the view"},
    {INPUT_PRACTICE, ACTION_TURN_RIGHT, {"D"}, {NULL}, "Turn the view back"},
    {INPUT_PRACTICE, ACTION_TURN_UP, {"W"}, {NULL}, "View from higher"},
    {INPUT_PRACTICE, ACTION_TURN_DOWN, {"S"}, {NULL}, "View from lower"},
    {INPUT_PRACTICE, ACTION_THEME, {"T"}, {NULL}, "Day, night, ember"},
    {INPUT_PRACTICE, ACTION_DARKER, {"[", "F5", "BrightnessDown"}, {NULL}, "Darker"},
    {INPUT_PRACTICE, ACTION_LIGHTER, {"]", "F6", "BrightnessUp"}, {NULL}, "Lighter"},
    {INPUT_PRACTICE, ACTION_FULLSCREEN, {"F", "F11"}, {NULL}, "Fullscreen"},
    {INPUT_PRACTICE, ACTION_HELP, {"H", "F1", "?"}, {NULL}, "Help"},

    {INPUT_SCREEN, ACTION_UP, {"Up"}, {"dpup"}, "Item above"},
    {INPUT_SCREEN, ACTION_DOWN, {"Down"}, {"dpdown"}, "Item below"},
    {INPUT_SCREEN, ACTION_LEFT, {"Left"}, {"dpleft"}, "Less"},
    {INPUT_SCREEN, ACTION_RIGHT, {"Right"}, {"dpright"}, "More"},
    {INPUT_SCREEN, ACTION_CONFIRM, {"Return", "Space", "Keypad Enter", "Select"}, {"a"}, "Choose"},
    {INPUT_SCREEN, ACTION_BACK, {"Escape", "Backspace", "AC Back", "Q"}, {"b"}, "Back"},
    {INPUT_SCREEN, ACTION_TOGGLE, {"AudioPlay", "Pause"}, {"start"}, "Go on"},
    {INPUT_SCREEN,
     ACTION_PAGE_UP,
     {"PageUp", "AudioPrev", "AudioRewind"},
     {"leftshoulder"},
     "Page before"},
    {INPUT_SCREEN,
     ACTION_PAGE_DOWN,
     {"PageDown", "AudioNext", "AudioFastForward"},
     {"rightshoulder"},
     "Next page"},
    {INPUT_SCREEN, ACTION_VOLUME_UP, {"+", "=", "VolumeUp"}, {NULL}, "Louder"},
    {INPUT_SCREEN, ACTION_VOLUME_DOWN, {"-", "VolumeDown"}, {NULL}, "Quieter"},
    {INPUT_SCREEN, ACTION_MUTE, {"M", "Mute"}, {NULL}, "Sound off"},
    {INPUT_SCREEN, ACTION_TURN_LEFT, {"A"}, {NULL}, "Turn the view"},
    {INPUT_SCREEN, ACTION_TURN_RIGHT, {"D"}, {NULL}, "Turn the view back"},
    {INPUT_SCREEN, ACTION_TURN_UP, {"W"}, {NULL}, "View from higher"},
    {INPUT_SCREEN, ACTION_TURN_DOWN, {"S"}, {NULL}, "View from lower"},
    {INPUT_SCREEN, ACTION_THEME, {"T"}, {"back"}, "Day, night, ember"},
    {INPUT_SCREEN, ACTION_DARKER, {"[", "F5", "BrightnessDown"}, {"lefttrigger"}, "Darker"},
    {INPUT_SCREEN, ACTION_LIGHTER, {"]", "F6", "BrightnessUp"}, {"righttrigger"}, "Lighter"},
    {INPUT_SCREEN, ACTION_FULLSCREEN, {"F", "F11"}, {NULL}, "Fullscreen"},
    {INPUT_SCREEN, ACTION_HELP, {"H", "F1", "?"}, {"y"}, "Help"},
    {INPUT_SCREEN, ACTION_NONE, {NULL}, {NULL}, NULL},
};

struct label {
    const char *name, *label;
};

static const struct label key_labels[] = {{"Return", "Enter"}, {"Escape", "Esc"}, {NULL, NULL}};

/// What a remote has. A keyboard may send all of them but the first two.
static const struct label remote_labels[] = {{"Select", "OK"},
                                             {"AC Back", "Back"},
                                             {"Up", "Up"},
                                             {"Down", "Down"},
                                             {"Left", "Left"},
                                             {"Right", "Right"},
                                             {"Return", "OK"},
                                             {"AudioPlay", "Play"},
                                             {"AudioNext", "Next"},
                                             {"AudioPrev", "Previous"},
                                             {"AudioFastForward", "Forward"},
                                             {"AudioRewind", "Rewind"},
                                             {"AudioStop", "Stop"},
                                             {"Menu", "Menu"},
                                             {"VolumeUp", "Volume +"},
                                             {"VolumeDown", "Volume \xe2\x80\x93"},
                                             {"Mute", "Mute"},
                                             {NULL, NULL}};
enum { REMOTE_ONLY = 2 };

/// In the order of the buttons that are named at all.
static const char *const button_names[] = {"a",
                                           "b",
                                           "x",
                                           "y",
                                           "back",
                                           "start",
                                           "leftshoulder",
                                           "rightshoulder",
                                           "lefttrigger",
                                           "righttrigger",
                                           "dpup",
                                           "dpdown",
                                           "dpleft",
                                           "dpright",
                                           NULL};

static const char *const button_labels[DEVICE_COUNT][14] = {
    [DEVICE_PAD] = {"lower button", "right button", "left button", "upper button", "Select",
                    "Start", "L1", "R1", "L2", "R2", "pad up", "pad down", "pad left", "pad right"},
    [DEVICE_PAD_XBOX] = {"A", "B", "X", "Y", "View", "Menu", "LB", "RB", "LT", "RT", "pad up",
                         "pad down", "pad left", "pad right"},
    [DEVICE_PAD_PLAYSTATION] = {"Cross", "Circle", "Square", "Triangle", "Share", "Options", "L1",
                                "R1", "L2", "R2", "pad up", "pad down", "pad left", "pad right"},
    [DEVICE_PAD_NINTENDO] = {"A", "B", "X", "Y", "Minus", "Plus", "L", "R", "ZL", "ZR", "pad up",
                             "pad down", "pad left", "pad right"},
};

static bool is_listed(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count && names[i]; i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

const struct binding *binding_of_action(enum input_mode mode, enum action action)
{
    for (const struct binding *b = binding_table; b->action; b++)
        if (b->mode == mode && b->action == action)
            return b;
    return NULL;
}

/// True if the settings say what an input does in this mode.
static bool find_own(const struct settings *settings, enum input_mode mode, const char *prefix,
                     const char *name, enum action *action)
{
    size_t skipped = strlen(prefix);
    for (int i = 0; settings && i < settings->binding_count; i++) {
        const struct settings_binding *own = &settings->binding[i];
        bool pad = strncasecmp(own->input, PAD_PREFIX, sizeof PAD_PREFIX - 1) == 0;
        if (pad != (skipped > 0) || strcasecmp(own->input + skipped, name) != 0 ||
            !action_of_name(own->action, action))
            continue;
        if (*action == ACTION_NONE || binding_of_action(mode, *action))
            return true;
    }
    return false;
}

enum action binding_action_of_key(const struct settings *settings, enum input_mode mode,
                                  const char *key_name)
{
    enum action action;
    if (find_own(settings, mode, "", key_name, &action))
        return action;
    for (const struct binding *b = binding_table; b->action; b++)
        if (b->mode == mode && is_listed(b->key, BINDING_KEYS_MAX, key_name))
            return b->action;
    return ACTION_NONE;
}

enum action binding_action_of_button(const struct settings *settings, enum input_mode mode,
                                     const char *button_name)
{
    enum action action;
    if (find_own(settings, mode, PAD_PREFIX, button_name, &action))
        return action;
    for (const struct binding *b = binding_table; b->action; b++)
        if (b->mode == mode && is_listed(b->button, BINDING_BUTTONS_MAX, button_name))
            return b->action;
    return mode == INPUT_PRACTICE ? ACTION_PAUSE : ACTION_NONE;
}

static const struct label *find_label(const struct label *labels, const char *name)
{
    for (const struct label *label = labels; label->name; label++)
        if (strcasecmp(label->name, name) == 0)
            return label;
    return NULL;
}

const char *binding_label(enum device device, const char *name)
{
    for (int i = 0; device_is_pad(device) && button_names[i]; i++)
        if (strcasecmp(button_names[i], name) == 0)
            return button_labels[device][i];
    const struct label *label =
        find_label(device == DEVICE_REMOTE ? remote_labels : key_labels, name);
    return label ? label->label : name;
}

bool binding_is_on_remote(const char *key_name)
{
    return find_label(remote_labels, key_name) != NULL;
}

bool binding_is_remote_key(const char *key_name)
{
    const struct label *label = find_label(remote_labels, key_name);
    return label && label < remote_labels + REMOTE_ONLY;
}

const char *binding_shown(const struct binding *binding, enum device device, int index)
{
    bool pad = device_is_pad(device);
    const char *const *names = pad ? binding->button : binding->key;
    int most = pad ? BINDING_BUTTONS_MAX : device == DEVICE_REMOTE ? BINDING_KEYS_MAX : KEYS_SHOWN;
    for (int i = 0; i < most && names[i]; i++) {
        // Enter is the OK of remotes that have no key of that name: once is enough.
        bool has = device != DEVICE_REMOTE ||
                   (binding_is_on_remote(names[i]) && strcasecmp(names[i], "Return") != 0);
        if (has && index-- == 0)
            return names[i];
    }
    return NULL;
}
