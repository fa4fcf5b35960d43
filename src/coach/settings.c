#include "coach/settings.h"

#include "base/whole.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char *const voices[] = {"off", "woman", "man"};
static const char *const voice_labels[] = {"Off", "A woman", "A man"};
static const char *const talks[] = {"full", "short", "names", "none"};
static const char *const talk_labels[] = {"Everything", "Short", "Names only", "Nothing"};
static const char *const breaths[] = {"3-3", "3-4", "4-5", "4-6", "5-5", "5-7"};
static const char *const breath_labels[] = {"3 in, 3 out", "3 in, 4 out", "4 in, 5 out",
                                            "4 in, 6 out", "5 in, 5 out", "5 in, 7 out"};
static const char *const breath_sounds[] = {"off", "wind", "tones"};
static const char *const breath_sound_labels[] = {"Off", "Wind", "Tones"};
static const char *const beds[] = {"none", "drone", "rain"};
static const char *const bed_labels[] = {"Off", "Drone", "Rain"};
static const char *const themes[] = {"day", "night", "ember", "auto"};
static const char *const theme_labels[] = {"Day", "Night", "Ember", "By the hour"};
static const char *const theme_help[] = {"For a light room.", "Warm and dim, for a dark room.",
                                         "Red on black, for the darkest room.",
                                         "Day, and night after sunset."};
static const char *const figures[] = {"woman", "man", "stick"};
static const char *const figure_labels[] = {"Woman", "Man", "Stick figure"};
static const char *const mirrors[] = {"off", "mirror", "behind"};
static const char *const mirror_labels[] = {"As it is", "In a mirror", "From behind"};

#define SWITCH(field, on, label_text, help_text)                                                   \
    {                                                                                              \
        .key = #field, .kind = SETTING_SWITCH, .most = 1, .step = 1, .fallback = (on),             \
        .offset = offsetof(struct settings, field), .label = (label_text), .help = (help_text)     \
    }
#define CHOICE(field, names, labels, value, label_text, help_text)                                 \
    {                                                                                              \
        .key = #field, .kind = SETTING_CHOICE, .most = (int)(sizeof(names) / sizeof *(names)) - 1, \
        .step = 1, .fallback = (value), .choice = (names), .choice_label = (labels),               \
        .offset = offsetof(struct settings, field), .label = (label_text), .help = (help_text)     \
    }
#define NUMBER(field, low, high, by, value, unit_text, label_text, help_text)                      \
    {                                                                                              \
        .key = #field, .kind = SETTING_NUMBER, .least = (low), .most = (high), .step = (by),       \
        .fallback = (value), .unit = (unit_text), .offset = offsetof(struct settings, field),      \
        .label = (label_text), .help = (help_text)                                                 \
    }

const struct setting setting_table[SET_COUNT] = {
    [SET_VOICE] =
        CHOICE(voice, voices, voice_labels, VOICE_WOMAN, "Voice", "Who speaks while you practise."),
    [SET_TALK] = CHOICE(talk, talks, talk_labels, TALK_FULL, "How much is said",
                        "Less is enough once you know it."),
    [SET_CAPTIONS] = SWITCH(captions, 1, "Words on the screen", "What is said can also be read."),
    [SET_READ_SCREENS] =
        SWITCH(read_screens, 1, "Read menus aloud", "The voice says what has the focus."),
    [SET_VOLUME] = NUMBER(volume, 0, 100, 5, 80, " %", "Loudness", "Of everything you hear."),
    [SET_VOICE_VOLUME] =
        NUMBER(voice_volume, 0, 100, 5, 80, " %", "Voice loudness", "Of the voice alone."),
    [SET_BELL_VOLUME] = NUMBER(bell_volume, 0, 100, 5, 80, " %", "Bells", "At 0 % no bell rings."),
    [SET_BREATH_SOUND] = CHOICE(breath_sound, breath_sounds, breath_sound_labels, BREATH_SOUND_WIND,
                                "Breath sound", "Tells in from out, eyes closed."),
    [SET_BREATH_VOLUME] = NUMBER(breath_volume, 0, 100, 5, 80, " %", "Breath loudness",
                                 "Of the sound of the breath."),
    [SET_BED] = CHOICE(bed, beds, bed_labels, BED_SOUND_DRONE, "Background",
                       "A quiet sound under everything."),
    [SET_BED_VOLUME] =
        NUMBER(bed_volume, 0, 100, 5, 80, " %", "Background loudness", "Of that quiet sound."),
    [SET_BREATH] = CHOICE(breath, breaths, breath_labels, BREATH_4_6, "Breath, in seconds",
                          "The pace to slow down to."),
    [SET_MOVES_EXTRA] = SWITCH(moves_extra, 0, "A full minute each", "Getting there comes on top."),
    [SET_SETTLE] =
        NUMBER(settle_s, 0, 15, 1, 3, " s", "Time to settle", "After a pause, before it goes on."),
    [SET_TEXT] = NUMBER(text_percent, 100, 200, 10, 100, " %", "Size of words",
                        "For a small or a distant screen."),
    [SET_THEME] = {.key = "theme",
                   .kind = SETTING_CHOICE,
                   .most = THEME_COUNT - 1,
                   .step = 1,
                   .fallback = THEME_NIGHT,
                   .choice = themes,
                   .choice_label = theme_labels,
                   .choice_help = theme_help,
                   .offset = offsetof(struct settings, theme),
                   .label = "Light",
                   .help = "Day, night, or embers: red on black."},
    [SET_LATITUDE] =
        NUMBER(latitude, -65, 65, 5, 0, "°", "Latitude", "Night begins at your sunset."),
    [SET_DIMMER] = {.key = "dimmer_percent",
                    .kind = SETTING_NUMBER,
                    .most = 90,
                    .step = 10,
                    .unit = " %",
                    .shown_less_from = 100,
                    .offset = offsetof(struct settings, dimmer_percent),
                    .label = "Brightness",
                    .help = "Less of it is kinder to the dark."},
    [SET_REDUCED_MOTION] =
        SWITCH(reduced_motion, 0, "Less movement", "Views fade instead of moving."),
    [SET_FIGURE] = CHOICE(figure, figures, figure_labels, FIGURE_WOMAN, "Figure",
                          "Who shows you how it is done."),
    [SET_MIRROR] = CHOICE(mirror, mirrors, mirror_labels, MIRROR_OFF, "See the figure",
                          "Your left stays left in the words."),
    [SET_FULLSCREEN] = SWITCH(fullscreen, 1, "Fullscreen", "Fill the whole display."),
    [SET_DISPLAY] = NUMBER(display, 0, 8, 1, 0, "", "Display", "0: where the pointer is."),
    [SET_INTRODUCED] = SWITCH(introduced, 0, NULL, NULL),
};

static int *value_of(struct settings *settings, enum setting_id id)
{
    assert((int)id >= 0 && id < SET_COUNT);
    return (int *)(void *)((char *)settings + setting_table[id].offset);
}

struct settings settings_default(void)
{
    struct settings settings = {0};
    for (int id = 0; id < SET_COUNT; id++)
        *value_of(&settings, (enum setting_id)id) = setting_table[id].fallback;
    return settings;
}

int settings_get(const struct settings *settings, enum setting_id id)
{
    assert((int)id >= 0 && id < SET_COUNT);
    return *(const int *)(const void *)((const char *)settings + setting_table[id].offset);
}

int settings_choice(enum setting_id id, const char *name)
{
    const struct setting *setting = &setting_table[id];
    assert(setting->kind == SETTING_CHOICE);
    for (int value = 0; value <= setting->most; value++)
        if (strcmp(setting->choice[value], name) == 0)
            return value;
    return -1;
}

void settings_set(struct settings *settings, enum setting_id id, int value)
{
    const struct setting *setting = &setting_table[id];
    *value_of(settings, id) = clamp_int(value, setting->least, setting->most);
}

bool settings_step(struct settings *settings, enum setting_id id, int direction)
{
    const struct setting *setting = &setting_table[id];
    int before = settings_get(settings, id), count = setting->most - setting->least + 1;
    int value = before + (direction < 0 ? -setting->step : setting->step);
    if (setting->kind != SETTING_NUMBER)
        value = setting->least + (value - setting->least + count) % count;
    settings_set(settings, id, value);
    return settings_get(settings, id) != before;
}

bool settings_step_shown(struct settings *settings, enum setting_id id, int direction)
{
    return settings_step(settings, id, setting_table[id].shown_less_from ? -direction : direction);
}

const char *settings_help(const struct settings *settings, enum setting_id id)
{
    const struct setting *setting = &setting_table[id];
    return setting->choice_help ? setting->choice_help[settings_get(settings, id)] : setting->help;
}

void settings_text(const struct settings *settings, enum setting_id id, char *text, size_t size)
{
    const struct setting *setting = &setting_table[id];
    int value = settings_get(settings, id);
    switch (setting->kind) {
    case SETTING_SWITCH:
        snprintf(text, size, "%s", value ? "On" : "Off");
        break;
    case SETTING_NUMBER:
        if (setting->shown_less_from)
            value = setting->shown_less_from - value;
        snprintf(text, size, "%d%s", value, setting->unit);
        break;
    case SETTING_CHOICE:
        snprintf(text, size, "%s", setting->choice_label[value]);
        break;
    }
}

static struct breath_pace pace_of(enum breath_choice choice)
{
    static const struct breath_pace paces[] = {
        [BREATH_3_3] = {3.0f, 3.0f}, [BREATH_3_4] = {3.0f, 4.0f}, [BREATH_4_5] = {4.0f, 5.0f},
        [BREATH_4_6] = {4.0f, 6.0f}, [BREATH_5_5] = {5.0f, 5.0f}, [BREATH_5_7] = {5.0f, 7.0f},
    };
    return paces[choice];
}

struct timeline_settings settings_of_timeline(const struct settings *settings)
{
    struct timeline_settings timeline = timeline_settings_default();
    timeline.breath.goal = pace_of((enum breath_choice)settings->breath);
    timeline.moves_extra = settings->moves_extra != 0;
    timeline.talk = (enum talk)settings->talk;
    return timeline;
}
