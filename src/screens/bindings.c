#include "screens/bindings.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { KEYS_SHOWN = 2 };

static const char PAD_PREFIX[] = "pad ";

const struct binding binding_table[] = {
    {INPUT_PRACTICE,
     ACTION_TOGGLE,
     {"Space", "Return", "AudioPlay", "Keypad Enter", "Select", "Pause"},
     {"a"},
     "Pause, go on"},
    {INPUT_PRACTICE,
     ACTION_PAUSE,
     {"Escape", "Q", "AC Back", "AudioStop", "Menu", "Application", "Backspace"},
     {"b", "start"},
     "Pause, choose"},
    {INPUT_PRACTICE, ACTION_NEXT, {"Right", "N", "AudioNext"}, {NULL}, "Next pose"},
    {INPUT_PRACTICE, ACTION_PREVIOUS, {"Left", "P", "AudioPrev"}, {NULL}, "Pose before"},
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
    {INPUT_SCREEN, ACTION_PAGE_UP, {"PageUp", "AudioPrev"}, {"leftshoulder"}, "Page before"},
    {INPUT_SCREEN, ACTION_PAGE_DOWN, {"PageDown", "AudioNext"}, {"rightshoulder"}, "Next page"},
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

static const struct label key_labels[] = {
    {"Return", "Enter"}, {"Escape", "Esc"}, {"Mute", ""}, {NULL, NULL}};

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

const char *binding_key_label(const char *key_name)
{
    for (const struct label *label = key_labels; label->name; label++)
        if (strcasecmp(label->name, key_name) == 0)
            return label->label;
    return key_name;
}

const char *binding_button_label(enum device device, const char *button_name)
{
    for (int i = 0; device_is_pad(device) && button_names[i]; i++)
        if (strcasecmp(button_names[i], button_name) == 0)
            return button_labels[device][i];
    return button_name;
}

static size_t add(char *text, size_t size, size_t length, const char *label)
{
    if (label[0] && length < size)
        length +=
            (size_t)snprintf(text + length, size - length, "%s%s", length ? " or " : "", label);
    return length;
}

void binding_keys_text(const struct binding *binding, char *text, size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < KEYS_SHOWN && binding->key[i]; i++)
        length = add(text, size, length, binding_key_label(binding->key[i]));
}

void binding_buttons_text(const struct binding *binding, enum device device, char *text,
                          size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < BINDING_BUTTONS_MAX && binding->button[i]; i++)
        length = add(text, size, length, binding_button_label(device, binding->button[i]));
}
