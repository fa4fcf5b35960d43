#include "screens/bindings.h"

#include <stdio.h>
#include <strings.h>

enum { KEYS_SHOWN = 2 };

const struct binding binding_table[] = {
    {INPUT_PRACTICE,
     ACTION_TOGGLE,
     {"Space", "Return", "AudioPlay", NULL},
     {"a"},
     "Pause or go on"},
    {INPUT_PRACTICE,
     ACTION_NEXT,
     {"Right", "N", "AudioNext"},
     {"dpright", "rightshoulder"},
     "Next pose"},
    {INPUT_PRACTICE,
     ACTION_PREVIOUS,
     {"Left", "P", "AudioPrev"},
     {"dpleft", "leftshoulder"},
     "Pose before"},
    {INPUT_PRACTICE, ACTION_AGAIN, {"R"}, {"x"}, "Say that again"},
    {INPUT_PRACTICE, ACTION_VOLUME_UP, {"Up", "+", "=", "VolumeUp"}, {"dpup"}, "Louder"},
    {INPUT_PRACTICE, ACTION_VOLUME_DOWN, {"Down", "-", "VolumeDown"}, {"dpdown"}, "Quieter"},
    {INPUT_PRACTICE, ACTION_MUTE, {"M", "Mute"}, {"y"}, "Sound off"},
    {INPUT_PRACTICE, ACTION_THEME, {"T"}, {"back"}, "Day or night"},
    {INPUT_PRACTICE, ACTION_FULLSCREEN, {"F", "F11"}, {NULL}, "Fullscreen"},
    {INPUT_PRACTICE, ACTION_HELP, {"H", "F1", "?"}, {"start"}, "This help"},
    {INPUT_PRACTICE, ACTION_LEAVE, {"Escape", "Q", "AC Back"}, {"b"}, "Leave"},
    {INPUT_QUESTION, ACTION_CONFIRM, {"Return", "Y"}, {"a"}, "Leave"},
    {INPUT_QUESTION, ACTION_CANCEL, {"Escape", "Space", "N", "AC Back"}, {"b"}, "Stay"},
    {INPUT_PRACTICE, ACTION_NONE, {NULL}, {NULL}, NULL},
};

struct label {
    const char *name, *label;
};

static const struct label key_labels[] = {
    {"Return", "Enter"}, {"Escape", "Esc"}, {"Mute", ""}, {NULL, NULL}};

static const struct label button_labels[] = {
    {"a", "A"},
    {"b", "B"},
    {"x", "X"},
    {"y", "Y"},
    {"back", "View"},
    {"start", "Menu"},
    {"leftshoulder", "LB"},
    {"rightshoulder", "RB"},
    {"dpup", "D-pad up"},
    {"dpdown", "D-pad down"},
    {"dpleft", "D-pad left"},
    {"dpright", "D-pad right"},
    {NULL, NULL},
};

static enum action find(const char *const *names, int count, const char *name, enum action action)
{
    for (int i = 0; i < count && names[i]; i++)
        if (strcasecmp(names[i], name) == 0)
            return action;
    return ACTION_NONE;
}

enum action binding_action_of_key(enum input_mode mode, const char *key_name)
{
    enum action action = ACTION_NONE;
    for (const struct binding *b = binding_table; b->action && !action; b++)
        if (b->mode == mode)
            action = find(b->key, BINDING_KEYS_MAX, key_name, b->action);
    return action;
}

enum action binding_action_of_button(enum input_mode mode, const char *button_name)
{
    enum action action = ACTION_NONE;
    for (const struct binding *b = binding_table; b->action && !action; b++)
        if (b->mode == mode)
            action = find(b->button, BINDING_BUTTONS_MAX, button_name, b->action);
    return action;
}

const struct binding *binding_of_action(enum input_mode mode, enum action action)
{
    for (const struct binding *b = binding_table; b->action; b++)
        if (b->mode == mode && b->action == action)
            return b;
    return NULL;
}

static const char *label_of(const struct label *labels, const char *name)
{
    for (; labels->name; labels++)
        if (strcasecmp(labels->name, name) == 0)
            return labels->label;
    return name;
}

const char *binding_key_label(const char *key_name)
{
    return label_of(key_labels, key_name);
}

const char *binding_button_label(const char *button_name)
{
    return label_of(button_labels, button_name);
}

static void list(const struct label *labels, const char *const *names, int count, char *text,
                 size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < count && names[i] && length < size; i++) {
        const char *label = label_of(labels, names[i]);
        if (label[0])
            length +=
                (size_t)snprintf(text + length, size - length, "%s%s", i ? " or " : "", label);
    }
}

void binding_keys_text(const struct binding *binding, char *text, size_t size)
{
    list(key_labels, binding->key, KEYS_SHOWN, text, size);
}

void binding_buttons_text(const struct binding *binding, char *text, size_t size)
{
    list(button_labels, binding->button, BINDING_BUTTONS_MAX, text, size);
}
